"""One writer for each index at a time, and file errors in words."""

from __future__ import annotations

import contextlib
import errno
import fcntl
from collections.abc import Iterator
from pathlib import Path

from proposalkit.errors import Refused, Unavailable

_NAME = "lock"


@contextlib.contextmanager
def index_lock(folder: Path) -> Iterator[None]:
    """Hold the index's lock; raises Refused when another process holds it.

    Why no waiting: two builds of one index do the same work, and a queue hides a build that hangs.
    """
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        handle = (folder / _NAME).open("a", encoding="utf-8")
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refused(
                f'The index "{folder}" is locked: another process is writing it.',
                "Wait until it has finished and run the command again; search works meanwhile.",
            ) from error
        except OSError as error:
            raise explain_index_error(error, folder) from error
        yield


@contextlib.contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turn an error of the file system into Unavailable, with the folder and a remedy."""
    try:
        yield
    except OSError as error:
        raise explain_index_error(error, folder) from error


def explain_index_error(error: OSError, folder: Path) -> Unavailable:
    """Say what the file system refused; whatever it was, the index that was there is untouched."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return Unavailable(
            f'There is no room for the index in "{folder}"; the old one is as it was.',
            "Free some space and run proposalkit index again.",
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Unavailable(
            f'The index "{folder}" cannot be written: no permission.',
            "Give yourself the permission; search works without an index, a little slower.",
        )
    return Unavailable(
        f'The index "{folder}" cannot be written: {(error.strerror or str(error)).lower()}.',
        "Mend the folder, or delete it: it is built again from the knowledge.",
    )

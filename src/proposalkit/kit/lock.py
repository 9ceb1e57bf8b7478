"""One writer for each deal folder at a time."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from proposalkit.errors import Unavailable
from proposalkit.kit.write import explain_os_error

_NAME = ".lock"


@contextlib.contextmanager
def deal_lock(folder: Path) -> Iterator[None]:
    """Hold the deal's lock; raises Unavailable when another process holds it.

    A folder that holds nothing but the lock in the end is removed: no kit came of it.
    """
    lock = folder / _NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = lock.open("w", encoding="utf-8")
    except OSError as error:
        raise explain_os_error(error, folder) from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise _busy(folder) from error
        if not lock.exists() or not os.path.samestat(os.fstat(handle.fileno()), lock.stat()):
            raise _busy(folder)  # its last holder has just removed the folder
        try:
            yield
        finally:
            with contextlib.suppress(OSError):
                if [path.name for path in folder.iterdir()] == [_NAME]:
                    lock.unlink()
                    folder.rmdir()


def _busy(folder: Path) -> Unavailable:
    return Unavailable(
        f'Another process is working on "{folder.name}".',
        "Wait until it has finished and run the command again.",
    )

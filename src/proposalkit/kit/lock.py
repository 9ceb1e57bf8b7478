"""One writer for each deal folder at a time."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from proposalkit.errors import Unavailable
from proposalkit.kit.write import explain_os_error


@contextmanager
def deal_lock(folder: Path) -> Iterator[None]:
    """Hold the deal's lock; raises Unavailable when another process holds it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = (folder / ".lock").open("w", encoding="utf-8")
    except OSError as error:
        raise explain_os_error(error, folder) from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Unavailable(
                f'Another process is working on "{folder.name}".',
                "Wait until it has finished and run the command again.",
            ) from error
        yield

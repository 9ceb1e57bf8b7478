"""Writes one internal file: whole or not at all, and readable by its owner alone."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from proposalkit.kit.write import explain_os_error


def write_private(path: Path, data: bytes) -> None:
    """Write a file beside its place, then move it there; raises Unavailable, the old file stays."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # mode 0600
        try:
            with os.fdopen(handle, "wb") as staged:
                staged.write(data)
                staged.flush()
                os.fsync(staged.fileno())
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise explain_os_error(error, path.parent) from error

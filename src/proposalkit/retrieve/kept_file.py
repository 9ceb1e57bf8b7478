"""A file of the cache that is whole or not there: a digest on its first line, the content below."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path


def read_kept(path: Path) -> bytes | None:
    """Read the content of a kept file; None when it is absent, cut or changed."""
    try:
        stamp, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return body if hashlib.sha256(body).hexdigest().encode() == stamp else None


def keep(path: Path, body: bytes) -> None:
    """Keep content for the next run; without the right to write all works the same."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".kept-")
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        os.replace(name, path)

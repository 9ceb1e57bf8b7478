"""Keeps the vectors of a search without an index, so that each text is embedded once."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from proposalkit.retrieve.embedder import Embedder

Vectors = NDArray[np.float32]

_MOST = 20_000
"""Vectors one file keeps; the knowledge of a few workspaces."""


def cached_vectors(texts: Sequence[str], embedder: Embedder, cache: Path | None) -> Vectors:
    """Give one vector for each text, embedding those the cache folder does not hold yet.

    A cache that is damaged or cannot be written costs time, nothing else.
    """
    path = cache / f"vectors-{_digest(embedder.fingerprint).hex()[:16]}.npz" if cache else None
    known = _read(path, embedder.dimensions) if path else {}
    keys = [_digest(text) for text in texts]
    new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if new:
        made = embedder.embed(list(new.values()))
        known |= dict(zip(new, made, strict=True))
        if path:
            _write(path, {**{key: known[key] for key in keys}, **known})
    rows = [known[key] for key in keys]
    return np.array(rows, dtype=np.float32).reshape(len(rows), embedder.dimensions)


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _read(path: Path, dimensions: int) -> dict[bytes, Vectors]:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            keys, vectors = kept["keys"], kept["vectors"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return {}
    if keys.dtype != np.uint8 or vectors.shape != (len(keys), dimensions):
        return {}
    return {key.tobytes(): vector for key, vector in zip(keys, vectors, strict=True)}


def _write(path: Path, known: dict[bytes, Vectors]) -> None:
    """Write the newest vectors first; without the right to write the search works all the same."""
    kept = list(known.items())[:_MOST]
    keys = np.frombuffer(b"".join(key for key, _ in kept), dtype=np.uint8).reshape(len(kept), -1)
    vectors = np.array([vector for _, vector in kept], dtype=np.float32)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".vectors-")
        try:
            with os.fdopen(handle, "wb") as file:
                np.savez(file, keys=keys, vectors=vectors)
            os.replace(name, path)
        except OSError:
            os.unlink(name)

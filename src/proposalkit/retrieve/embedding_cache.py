"""The vectors of older generations are the embedding cache: only new texts are embedded."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from proposalkit.errors import Unavailable
from proposalkit.retrieve.chroma_store import Progress
from proposalkit.retrieve.embedder import Embedder
from proposalkit.retrieve.generation import (
    GENERATION,
    SET_ASIDE,
    GenerationUnusable,
    check_files,
    read_manifest,
)
from proposalkit.retrieve.snapshot import KEYS, VECTORS, Keys, Vectors, read_keys, read_vectors

_BATCH = 256


class Embedded(NamedTuple):
    """One vector for each row, and how many texts had to be embedded for it."""

    vectors: Vectors
    new: int


def embed_rows(
    folder: Path, texts: tuple[str, ...], keys: Keys, embedder: Embedder, progress: Progress
) -> Embedded:
    """Give the vectors of texts, from the generations in the folder as far as they have them."""
    vectors = np.zeros((len(texts), embedder.dimensions), dtype=np.float32)
    open_rows: dict[str, list[int]] = {}
    for row, key in enumerate(keys.embedding):
        open_rows.setdefault(key, []).append(row)
    for known, stored in _stored(folder, embedder):
        for at, key in enumerate(known.embedding):
            for row in open_rows.pop(key, ()):
                vectors[row] = stored[at]
        if not open_rows:
            break
    _embed(texts, list(open_rows.values()), embedder, vectors, progress)
    return Embedded(vectors, len(open_rows))


def _embed(
    texts: tuple[str, ...],
    groups: list[list[int]],
    embedder: Embedder,
    vectors: Vectors,
    progress: Progress,
) -> None:
    """Embed each group of rows of one text once; raises Unavailable for figures of no use."""
    for start in range(0, len(groups), _BATCH):
        batch = groups[start : start + _BATCH]
        made = embedder.embed([texts[rows[0]] for rows in batch])
        if made.shape != (len(batch), embedder.dimensions) or not np.isfinite(made).all():
            raise Unavailable(
                f'The embedding model "{embedder.fingerprint}" gave no usable vectors.',
                "Install the model again, or look at the embedding server.",
            )
        for rows, vector in zip(batch, made, strict=True):
            vectors[rows] = vector
        progress("embed", start + len(batch), len(groups))


def _stored(folder: Path, embedder: Embedder) -> Iterator[tuple[Keys, Vectors]]:
    """Give what generations of this model hold; a damaged one still gives what is whole in it."""
    for path in (*folder.glob(f"{GENERATION}*"), *folder.glob(f"{SET_ASIDE}*")):
        with contextlib.suppress(GenerationUnusable, OSError, ValueError):
            manifest = read_manifest(path)
            if manifest.fingerprint == embedder.fingerprint and manifest.mode == "hybrid":
                check_files(path, manifest, (KEYS, VECTORS))
                yield read_keys(path), read_vectors(path)

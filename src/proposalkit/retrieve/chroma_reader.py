"""Asks Chroma for candidates, through LangChain, without writing into the generation."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from proposalkit.retrieve.chroma_client import ChromaBroken, broken, chroma_faults, close, connect
from proposalkit.retrieve.snapshot import read_keys

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from langchain_chroma import Chroma

    from proposalkit.retrieve.generation import Manifest

MARGIN = 20
"""Hits asked for beyond the share of each kind, for those that tie or are nearly as near."""
_Near = tuple[str, float]


class ChromaReader:
    """The open vector store of one generation, for the process that opened it."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        """Open the store; raises ChromaBroken.

        Why a copy: Chroma writes into a store when it opens it, and damaged files can end the
        process. So files are held to their digests while they are copied to a private folder.
        """
        store = manifest.chroma
        if store is None:
            raise broken(folder, "the index was made without an embedding model")
        self._process = os.getpid()
        self._place = store.url or str(folder)
        with chroma_faults(self._place):
            self._row_of = {one: row for row, one in enumerate(read_keys(folder).ids)}
            copied = None if store.url else _private_copy(folder, manifest)
            client = connect(copied or store.url)
            self._close = weakref.finalize(self, _close, client, copied)
            self._collections = {
                kind: _open(self._place, client, name, manifest.kinds[kind])
                for kind, name in store.collections.items()
            }
            self._sizes = {kind: manifest.kinds[kind] for kind in self._collections}

    def rows(self, vector: NDArray[np.float32], kinds: Sequence[str], k: int) -> list[int]:
        """Give the k nearest rows of some kinds, of all if none is named, and some more.

        They are sorted by row, for the caller to score exactly. Raises ChromaBroken.
        """
        if os.getpid() != self._process:
            raise broken(self._place, "it was opened before this process was forked")
        with chroma_faults(self._place):
            asked = [kind for kind in kinds or self._sizes if kind in self._sizes]
            found = self._nearest(asked, vector.tolist(), k)
            return sorted(self._row_of[one] for one, _ in found)

    def _nearest(self, kinds: Sequence[str], vector: list[float], k: int) -> list[_Near]:
        """Ask each kind for its share of k; ask for all of k where nearer ones may be left.

        Why: each hit costs as much as the search for it, and most kinds hold few of the nearest.
        """
        total = sum(self._sizes[kind] for kind in kinds) or 1
        shares = {kind: -(-k * self._sizes[kind] // total) + MARGIN for kind in kinds}
        found = {kind: self._ask(kind, vector, share) for kind, share in shares.items()}
        distances = sorted(distance for near in found.values() for _, distance in near)
        far = distances[k - 1] if len(distances) >= k else float("inf")
        for kind, share in shares.items():
            left = len(found[kind]) < self._sizes[kind] and share < k + MARGIN
            if left and found[kind][-1][1] <= far:
                found[kind] = self._ask(kind, vector, k + MARGIN)
        return [one for near in found.values() for one in near]

    def _ask(self, kind: str, vector: list[float], k: int) -> list[_Near]:
        store = self._collections[kind]
        near = store.similarity_search_by_vector_with_relevance_scores(vector, k=k)
        return [(str(one.id), distance) for one, distance in near]

    def close(self) -> None:
        """Close Chroma and remove the private copy; the end of the process does the same."""
        self._close()


def _private_copy(folder: Path, manifest: Manifest) -> Path:
    target = Path(tempfile.mkdtemp(prefix="proposalkit-chroma-"))
    try:
        _copy(folder, manifest, target)
    except (OSError, ChromaBroken):
        shutil.rmtree(target)
        raise
    return target


def _copy(folder: Path, manifest: Manifest, target: Path) -> None:
    """Copy the store's files; raises ChromaBroken for one that is not as it was written."""
    from proposalkit.retrieve.generation import CHROMA

    for name, record in manifest.files.items():
        if name.startswith(f"{CHROMA}/"):
            data = (folder / name).read_bytes()
            if hashlib.sha256(data).hexdigest() != record.sha256:
                raise broken(folder, f"{name} has been changed or cut short")
            path = target / name.removeprefix(f"{CHROMA}/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def _open(place: str, client: Client, name: str, expected: int) -> Chroma:
    from langchain_chroma import Chroma

    count = client.get_collection(name, embedding_function=None).count()
    if count != expected:
        raise broken(place, f"{name} holds {count} units instead of {expected}")
    return Chroma(name, client=client, create_collection_if_not_exists=False)


def _close(client: Client, copied: Path | None) -> None:
    close(client)
    if copied is not None:
        shutil.rmtree(copied, ignore_errors=True)

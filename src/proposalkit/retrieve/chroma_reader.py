"""Asks Chroma for candidates, through LangChain, without writing into the generation."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from proposalkit.retrieve.chroma_client import ChromaBroken, broken, chroma_faults, close, connect
from proposalkit.retrieve.snapshot import read_keys

if TYPE_CHECKING:
    from chromadb.api.client import Client

    from proposalkit.retrieve.generation import Manifest
    from proposalkit.retrieve.near_ids import NearIds

MARGIN = 20
"""Hits asked for beyond the share of each kind, for those that tie or are nearly as near."""
_Near = tuple[str, float]


class _Part(NamedTuple):
    """A collection, or some kinds of one, and how many units that is."""

    name: str
    size: int
    only: tuple[str, ...]


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
            self._kinds = {
                name: {k: manifest.kinds[k] for k, at in store.collections.items() if at == name}
                for name in dict.fromkeys(store.collections.values())
            }
            self._collections = {
                name: _open(self._place, client, name, sum(kinds.values()))
                for name, kinds in self._kinds.items()
            }

    def rows(self, vector: NDArray[np.float32], kinds: Sequence[str], k: int) -> list[int]:
        """Give the k nearest rows of some kinds, of all if none is named, and some more.

        They are sorted by row, for the caller to score exactly. Raises ChromaBroken.
        """
        if os.getpid() != self._process:
            raise broken(self._place, "it was opened before this process was forked")
        with chroma_faults(self._place):
            found = self._nearest(self._parts(kinds), vector, k)
            return sorted(self._row_of[one] for one, _ in found)

    def _parts(self, kinds: Sequence[str]) -> list[_Part]:
        """Give the collections to ask, and by which kinds if not by all it holds."""
        parts = []
        for name, held in self._kinds.items():
            asked = [kind for kind in held if not kinds or kind in kinds]
            if asked:
                only = tuple(asked) if len(asked) < len(held) else ()
                parts.append(_Part(name, sum(held[kind] for kind in asked), only))
        return parts

    def _nearest(self, parts: Sequence[_Part], vector: NDArray[np.float32], k: int) -> list[_Near]:
        """Ask each collection for its share of k; ask for all of k where nearer ones may be left.

        Why: most collections hold few of them, and a filtered search costs by the hit.
        """
        total = sum(part.size for part in parts)
        asked = [(part, -(-k * part.size // total) + MARGIN) for part in parts]
        found = [self._ask(part, vector, share) for part, share in asked]
        distances = sorted(distance for near in found for _, distance in near)
        far = distances[k - 1] if len(distances) >= k else float("inf")
        for at, (part, share) in enumerate(asked):
            left = len(found[at]) < part.size and share < k + MARGIN
            if left and found[at][-1][1] <= far:
                found[at] = self._ask(part, vector, k + MARGIN)
        return [one for near in found for one in near]

    def _ask(self, part: _Part, vector: NDArray[np.float32], k: int) -> list[_Near]:
        return self._collections[part.name].near(vector, k, part.only)

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


def _open(place: str, client: Client, name: str, expected: int) -> NearIds:
    from proposalkit.retrieve.near_ids import NearIds

    count = client.get_collection(name, embedding_function=None).count()
    if count != expected:
        raise broken(place, f"{name} holds {count} units instead of {expected}")
    return NearIds(name, client=client, create_collection_if_not_exists=False)


def _close(client: Client, copied: Path | None) -> None:
    close(client)
    if copied is not None:
        shutil.rmtree(copied, ignore_errors=True)

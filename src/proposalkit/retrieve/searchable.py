"""What a search reads: units, the table to filter them by, and the two indexes over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from proposalkit.errors import Unavailable
from proposalkit.model.search import SearchUnit
from proposalkit.retrieve.embedder import Embedder
from proposalkit.retrieve.lexical_index import LexicalIndex, build_lexical
from proposalkit.retrieve.unit_table import UnitTable

Vector = NDArray[np.float32]


class Searchable(Protocol):
    """Row n of every part belongs to unit n."""

    @property
    def units(self) -> Sequence[SearchUnit]:
        """Give the units."""
        ...

    @property
    def table(self) -> UnitTable:
        """Give the columns to filter by."""
        ...

    @property
    def lexical(self) -> LexicalIndex:
        """Give the index by words."""
        ...

    @property
    def vectors(self) -> NDArray[np.float32] | None:
        """Give one vector of length one for each unit; None without an embedding model."""
        ...

    @property
    def fingerprint(self) -> str:
        """Name what made the vectors; empty without vectors."""
        ...

    @property
    def name(self) -> str:
        """Name the generation; empty for one in memory."""
        ...

    def chroma_rows(self, query_vector: Vector, kinds: tuple[str, ...], k: int) -> Sequence[int]:
        """Give about the k nearest rows of some kinds, of all kinds if none is named.

        Raises Unavailable when the store cannot be asked.
        """
        ...


@dataclass(frozen=True, eq=False)
class UnitsInMemory:
    """Units indexed in memory, for a search without an index on disk."""

    units: tuple[SearchUnit, ...]
    table: UnitTable
    lexical: LexicalIndex
    vectors: NDArray[np.float32] | None = None
    fingerprint: str = ""
    name: str = field(default="", init=False)

    def chroma_rows(self, query_vector: Vector, kinds: tuple[str, ...], k: int) -> Sequence[int]:
        """Refuse: there is no store."""
        raise Unavailable("There is no index on disk.", "Run proposalkit index.")


def units_in_memory(
    units: Sequence[SearchUnit],
    embedder: Embedder | None = None,
    vectors: NDArray[np.float32] | None = None,
) -> UnitsInMemory:
    """Index units in memory; an embedder without vectors makes them now."""
    texts = [unit.indexed for unit in units]
    if embedder is not None and vectors is None:
        vectors = embedder.embed(texts)
    mark = embedder.fingerprint if embedder is not None else ""
    table = UnitTable.of(units)
    return UnitsInMemory(tuple(units), table, build_lexical(texts), vectors, mark)

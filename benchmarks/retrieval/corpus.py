"""What is searched: the shipped knowledge, or documents of a JSONL file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.retrieval.collection import Document, Query
from proposalkit.errors import Unavailable
from proposalkit.model.search import SearchFilter, SearchUnit
from proposalkit.retrieve.unit_table import UnitTable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from proposalkit.retrieve.embedder import Embedder
    from proposalkit.retrieve.lexical_index import LexicalIndex


@dataclass(frozen=True, eq=False)
class Corpus:
    """Documents and the units a search makes of them; row n of each is the same."""

    documents: tuple[Document, ...]
    units: tuple[SearchUnit, ...]
    own: bool = False
    """True for the knowledge of the program, whose filters are those of the search itself."""
    _passing: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Give the text of each unit as the index reads it."""
        return tuple(unit.indexed for unit in self.units)

    @cached_property
    def lexical(self) -> LexicalIndex:
        """Index the words of every unit."""
        from proposalkit.retrieve.lexical_index import build_lexical

        return build_lexical(self.texts)

    @cached_property
    def embedder(self) -> Embedder:
        """Load the installed model; raises Unavailable."""
        from proposalkit.retrieve.minilm.installed import read_model
        from proposalkit.retrieve.onnx_embedder import OnnxEmbedder

        return OnnxEmbedder(read_model())

    @cached_property
    def vectors(self) -> NDArray[np.float32]:
        """Embed every unit; raises Unavailable."""
        return self.embedder.embed(self.texts)

    @cached_property
    def table(self) -> UnitTable:
        """Give the columns to filter by."""
        return UnitTable.of(self.units)

    def rows(self, query: Query) -> tuple[int, ...]:
        """Give the places of the documents that pass the filter of a query."""
        key = repr(sorted(query.filter.items()))
        if key not in self._passing:
            self._passing[key] = tuple(self._filtered(query.filter))
        return self._passing[key]

    def _filtered(self, wanted: dict[str, object]) -> Sequence[int]:
        if not wanted:
            return range(len(self.documents))
        if self.own:
            return [int(row) for row in self.table.rows(SearchFilter.model_validate(wanted))]
        return [n for n, one in enumerate(self.documents) if passes(one, wanted)]


def passes(document: Document, wanted: dict[str, object]) -> bool:
    """Say whether the metadata of a document holds one wanted value for each key of a filter."""
    return all(
        set(_values(value)) & set(_values(document.metadata.get(key)))
        for key, value in wanted.items()
    )


def of_knowledge(folder: Path | None = None) -> Corpus:
    """Make units of what is sound in a folder of knowledge, else in the one that ships."""
    from proposalkit.knowledge.packaged import packaged_path
    from proposalkit.knowledge.sound import read_sound_knowledge
    from proposalkit.retrieve.units import search_units

    units = search_units(read_sound_knowledge([folder or packaged_path("knowledge")]).catalogue)
    documents = tuple(Document(one.id, one.indexed, {"kind": one.kind}) for one in units)
    return Corpus(documents, units, own=True)


def of_documents(documents: Sequence[Document]) -> Corpus:
    """Make one unit of each document; `title`, `kind` and `words` of its metadata are used."""
    return Corpus(tuple(documents), tuple(map(_unit, documents)))


def model_there() -> bool:
    """Say whether the embedding model is installed and whole."""
    from proposalkit.retrieve.minilm.installed import read_model

    try:
        read_model()
    except Unavailable:
        return False
    return True


def _unit(document: Document) -> SearchUnit:
    def named(key: str) -> str:
        value = document.metadata.get(key)
        return value if isinstance(value, str) else ""

    kind, title = named("kind") or "document", named("title")
    crumb = tuple(part for part in (named("kind"), named("section"), title) if part)
    return SearchUnit(
        id=document.id,
        kind=kind,
        title=title or document.id,
        breadcrumb=crumb or (kind,),
        text=document.text,
        words=named("words"),
    )


def _values(value: object) -> list[str]:
    if value is None:
        return []
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]

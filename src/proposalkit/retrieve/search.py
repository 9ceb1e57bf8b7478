"""Searches units: filter, rank by words and by meaning, join, and say why each was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from proposalkit.errors import Unavailable
from proposalkit.model.search import Found, SearchAnswer, SearchFilter, SearchMode, SearchUnit
from proposalkit.retrieve.abstain import NO_WORD, reason_to_review
from proposalkit.retrieve.embedder import Embedder
from proposalkit.retrieve.evidence import describe, matched_words, stems_of_rows, weigh_query
from proposalkit.retrieve.fusion import Fusion
from proposalkit.retrieve.queries import ReadQuery, read_query
from proposalkit.retrieve.ranking import (
    DEPTH,
    Ranked,
    Rows,
    best_of,
    nearest_rows,
    rank_by_both,
    rank_by_words,
)
from proposalkit.retrieve.searchable import Searchable, Vector
from proposalkit.retrieve.words import stem, words

Via = Literal["snapshot", "chroma"]

NO_FILTER = SearchFilter()


@dataclass(frozen=True)
class Ranking:
    """How one search ranks."""

    where: SearchFilter
    embedder: Embedder | None
    via: Via
    fusion: Fusion
    depth: int
    """Rows each part hands to the fusion."""


def search(
    searchable: Searchable,
    query: str,
    where: SearchFilter = NO_FILTER,
    k: int = 10,
    embedder: Embedder | None = None,
    via: Via = "snapshot",
    fusion: Fusion = "cc",
) -> SearchAnswer:
    """Give the best k units for a query, best first, the same list on every run.

    Without an embedder, or without vectors, words alone decide. Raises Unavailable when the
    vectors were made by another model than the embedder.
    """
    plan = plan_search(searchable, where, k, embedder, via, fusion)
    return find_units(searchable, query, plan, k)[0]


def plan_search(
    searchable: Searchable,
    where: SearchFilter,
    k: int,
    embedder: Embedder | None,
    via: Via,
    fusion: Fusion = "cc",
) -> Ranking:
    """Say how to rank; raises Unavailable when another model than the embedder made the vectors."""
    hybrid = embedder is not None and searchable.vectors is not None
    if embedder is not None and hybrid:
        _refuse_other_model(searchable, embedder)
    return Ranking(where, embedder if hybrid else None, via, fusion, max(k, DEPTH))


def find_units(
    searchable: Searchable, query: str, plan: Ranking, k: int
) -> tuple[SearchAnswer, tuple[SearchUnit, ...]]:
    """Search as `search` does, and give the units found beside the answer."""
    read, notes = read_query(query), list[str]()
    mode: SearchMode = "hybrid" if plan.embedder is not None else "lexical"
    if read.empty:
        return _answer(searchable, read, mode, notes, NO_WORD), ()
    ranked = rank_rows(searchable, read.text, plan, notes)
    weights = weigh_query(read.text, searchable.lexical)
    unknown = tuple(one for one in dict.fromkeys(words(read.text)) if not weights[stem(one)])
    reason = reason_to_review(ranked, weights, unknown, len(searchable.units))
    best = ranked.rows[: max(k, 0)].tolist()
    units = tuple(searchable.units[row] for row in best)
    held = stems_of_rows(best, weights, searchable.lexical)
    found = tuple(
        describe(unit, rank, ranked, matched_words(read.text, stems), weights)
        for rank, (unit, stems) in enumerate(zip(units, held, strict=True), start=1)
    )
    return _answer(searchable, read, mode, notes, reason, found), units


def rank_rows(searchable: Searchable, query: str, plan: Ranking, notes: list[str]) -> Ranked:
    """Rank the rows a filter lets through; adds a note when the store could not be asked."""
    rows, order = searchable.table.rows(plan.where), searchable.table.order
    by_words = rank_by_words(searchable.lexical.scores(query), rows, order, plan.depth)
    vectors = searchable.vectors
    if plan.embedder is None or vectors is None or not len(rows):
        return by_words
    vector = plan.embedder.embed([query])[0]
    near = None
    if plan.via == "chroma":
        near = _ask_store(searchable, vector, plan, rows, notes)
    if near is None:
        near = nearest_rows(vectors, rows, vector, order, plan.depth)
    return rank_by_both(by_words, near, vectors, vector, order, plan.fusion)


def _ask_store(
    searchable: Searchable, vector: Vector, plan: Ranking, rows: Rows, notes: list[str]
) -> Rows | None:
    """Ask the store for near rows; None when every row is to be scanned instead.

    A filter by more than kinds is scanned: the store gets slower with each row that passes it.
    """
    kinds = plan.where.kinds
    if plan.where != SearchFilter(kinds=kinds) or searchable.vectors is None:
        return None
    try:
        asked = searchable.chroma_rows(vector, kinds, plan.depth)
    except Unavailable as error:
        notes.append(
            f"The store could not be asked, every vector was compared instead: {error.message}"
        )
        return None
    candidates = np.array(sorted(frozenset(asked).intersection(rows.tolist())), dtype=np.int64)
    if len(candidates) < min(len(rows), plan.depth):
        notes.append("The store gave fewer rows than there are; every vector was compared instead.")
        return None
    order = searchable.table.order
    return best_of(searchable.vectors, candidates, vector, order, plan.depth)


def _answer(
    searchable: Searchable,
    read: ReadQuery,
    mode: SearchMode,
    notes: list[str],
    reason: str,
    found: tuple[Found, ...] = (),
) -> SearchAnswer:
    return SearchAnswer(
        query=read.text,
        mode=mode,
        notes=(*read.notes, *notes),
        fingerprint=searchable.fingerprint if mode == "hybrid" else "",
        generation=searchable.name,
        needs_review=bool(reason),
        review_reason=reason,
        found=found,
    )


def _refuse_other_model(searchable: Searchable, embedder: Embedder) -> None:
    if searchable.fingerprint != embedder.fingerprint:
        raise Unavailable(
            f'The index was made with "{searchable.fingerprint}", the model here is '
            f'"{embedder.fingerprint}".',
            "Run proposalkit index to make it again with this model, or search with "
            "--mode lexical.",
        )

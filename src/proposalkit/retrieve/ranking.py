"""Ranks the rows a filter lets through: by words, by meaning, and by both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from proposalkit.retrieve.fusion import Fusion, fuse_ranks, fuse_scores

Rows = NDArray[np.int64]
Vectors = NDArray[np.float32]

DEPTH = 100
"""Rows each part hands to the fusion, if not more are asked for."""
_DIGITS = 6
"""Digits of a cosine that count: the order in which figures are added shapes those after them."""
_SLACK = 1e-5
"""How far a quick cosine may lie from the exact one; ten times what is ever seen."""
_COPIED = 8
"""From which share of the rows on it costs less to scan all than to copy them first."""


@dataclass(frozen=True)
class Ranked:
    """The rows of a search, best first, with the score and the rank each part gave."""

    rows: Rows
    scores: NDArray[np.float64]
    words: NDArray[np.float64]
    """Score by words, of every unit; index it by row."""
    cosines: Mapping[int, float]
    word_ranks: Mapping[int, int]
    meaning_ranks: Mapping[int, int]


def rank_by_words(
    words: NDArray[np.floating], rows: Rows, order: NDArray[np.int32], depth: int = DEPTH
) -> Ranked:
    """Rank rows by their words alone; those without any word of the query are left out."""
    scores = _rounded(words, 4)
    best = _best(scores[rows], rows, order, depth, least=0.0)
    top = scores[best].max(initial=0.0) or 1.0
    return Ranked(best, _rounded(scores[best] / top, 6), scores, {}, _ranks(best), {})


def rank_by_both(
    by_words: Ranked,
    near: Rows,
    vectors: Vectors,
    query: Vectors,
    order: NDArray[np.int32],
    fusion: Fusion,
) -> Ranked:
    """Rank the rows either part found; the cosines are worked out again, one row at a time.

    Why again: a row's cosine must not depend on the rows it was worked out with.
    """
    # numpy's own set functions load its masked arrays, a tenth of a second
    close = frozenset(near.tolist())
    rows = np.array(sorted(close.union(by_words.rows.tolist())), dtype=np.int64)
    cosines = exact_cosines(vectors, rows, query)
    words = by_words.words[rows]
    fused = (fuse_ranks if fusion == "rrf" else fuse_scores)(words, cosines)
    at = np.lexsort((order[rows], -fused))
    of_row = dict(zip(rows.tolist(), cosines.tolist(), strict=True))
    in_near = np.array([row in close for row in rows.tolist()], dtype=bool)
    by_meaning = _best(cosines[in_near], rows[in_near], order, len(near))
    ranks = _ranks(by_meaning)
    return Ranked(rows[at], fused[at], by_words.words, of_row, by_words.word_ranks, ranks)


def nearest_rows(
    vectors: Vectors, rows: Rows, query: Vectors, order: NDArray[np.int32], depth: int = DEPTH
) -> Rows:
    """Give the rows nearest to a query by scanning them.

    Why not `@`: its threads wait for each other on a busy machine, thirty times as long as the
    sum takes on one; on an idle one both take the same.
    """
    few = len(rows) * _COPIED < len(vectors)
    cosines = np.vecdot(vectors[rows], query) if few else np.vecdot(vectors, query)[rows]
    if len(rows) > depth:
        edge = np.partition(cosines, -depth)[-depth]
        rows = rows[cosines >= edge - _SLACK]
    return best_of(vectors, rows, query, order, depth)


def best_of(
    vectors: Vectors, rows: Rows, query: Vectors, order: NDArray[np.int32], depth: int = DEPTH
) -> Rows:
    """Give the nearest of some candidates by their exact cosines."""
    return _best(exact_cosines(vectors, rows, query), rows, order, depth)


def exact_cosines(vectors: Vectors, rows: Rows, query: Vectors) -> NDArray[np.float64]:
    """Give the cosine of each row to the query, always the same however many are asked for."""
    products = np.vecdot(vectors[rows].astype(np.float64), query.astype(np.float64))
    return _rounded(products, _DIGITS)


def _best(
    scores: NDArray[np.float64],
    rows: Rows,
    order: NDArray[np.int32],
    depth: int,
    least: float | None = None,
) -> Rows:
    """Give the rows of the highest scores, best first, equal ones in the order of ids."""
    if len(scores) > depth:
        edge = np.partition(scores, -depth)[-depth]
        kept = scores >= edge
        scores, rows = scores[kept], rows[kept]
    if least is not None:
        kept = scores > least
        scores, rows = scores[kept], rows[kept]
    return rows[np.lexsort((order[rows], -scores))][:depth]


def _ranks(rows: Rows) -> dict[int, int]:
    return {row: rank for rank, row in enumerate(rows.tolist(), start=1)}


def _rounded(figures: NDArray[np.floating], digits: int) -> NDArray[np.float64]:
    return np.asarray(figures, dtype=np.float64).round(digits)

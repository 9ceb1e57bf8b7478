"""Says of a unit found what speaks for it: the span, the words it shares, the ranks."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from proposalkit.model.canonical import text_sha256
from proposalkit.model.search import Found, SearchUnit
from proposalkit.retrieve.lexical_index import LexicalIndex
from proposalkit.retrieve.ranking import Ranked
from proposalkit.retrieve.sentences import best_span
from proposalkit.retrieve.words import stem, stems, words

_SHOWN_WORDS = 6
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def weigh_query(query: str, index: LexicalIndex) -> dict[str, float]:
    """Weigh each stem of a query by how few units hold it; 0 for one that none holds."""
    asked = dict.fromkeys(stems(query, index.language))
    return dict(zip(asked, index.rarities([*asked]), strict=True))


def stems_of_rows(
    rows: Sequence[int], wanted: Iterable[str], index: LexicalIndex
) -> list[frozenset[str]]:
    """Give for each row which of the wanted stems it holds, as the index knows."""
    asked = [*wanted]
    held = [_standing(rows, found) for found in index.rows_with(asked)]
    of_rows = zip(*held, strict=True) if held else ((),) * len(rows)
    return [frozenset(compress(asked, row)) for row in of_rows]


def _standing(rows: Sequence[int], found: NDArray[np.int32]) -> list[bool]:
    """Say of each row whether it is among those found, which are sorted."""
    if not len(found):
        return [False] * len(rows)
    places = np.minimum(np.searchsorted(found, rows), len(found) - 1)
    standing: list[bool] = (found[places] == rows).tolist()
    return standing


def describe(
    unit: SearchUnit,
    rank: int,
    ranked: Ranked,
    matched: tuple[str, ...],
    weights: Mapping[str, float],
) -> Found:
    """Describe the unit of a rank, 1 or more; `matched` are the words of the query it holds."""
    row = int(ranked.rows[rank - 1])
    cosine = ranked.cosines.get(row)
    by_words, by_meaning = ranked.word_ranks.get(row), ranked.meaning_ranks.get(row)
    return Found(
        rank=rank,
        unit_id=unit.id,
        kind=unit.kind,
        title=unit.title,
        version=unit.version,
        family=unit.family,
        span=best_span(unit.text, weights),
        sha256=text_sha256(unit.text),
        score=float(ranked.scores[rank - 1]),
        lexical_rank=by_words,
        lexical_score=float(ranked.words[row]),
        dense_rank=by_meaning,
        cosine=cosine,
        matched=matched,
        why=_why(matched, by_words, by_meaning, cosine),
        audience=unit.audience,
        source=unit.source,
        review_by=unit.review_by,
        file=unit.file,
        line=unit.line,
    )


def matched_words(query: str, held: Container[str]) -> tuple[str, ...]:
    """Give the words of a query whose stems are held, in the order of the query."""
    return tuple(dict.fromkeys(one for one in words(query) if stem(one) in held))


def _why(
    matched: tuple[str, ...], by_words: int | None, by_meaning: int | None, cosine: float | None
) -> str:
    reasons = []
    if matched:
        more = ", ..." if len(matched) > _SHOWN_WORDS else ""
        said = ", ".join(f'"{word}"' for word in matched[:_SHOWN_WORDS])
        reasons.append(f"it says {said}{more}{_place(by_words, 'words')}")
    elif by_words is not None:
        reasons.append(f"parts of its words meet the query{_place(by_words, 'words')}")
    if by_meaning is not None and cosine is not None:
        near = f"its meaning is near (cosine {cosine:.2f}, {_ordinal(by_meaning)} by meaning)"
        reasons.append(near)
    text = " and ".join(reasons)
    return f"{text[:1].upper()}{text[1:]}."


def _place(rank: int | None, part: str) -> str:
    return f" ({_ordinal(rank)} by {part})" if rank is not None else ""


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{_ENDINGS.get(number % 10, 'th')}"

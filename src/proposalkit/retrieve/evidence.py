"""Says of a unit found what speaks for it: the span, the words it shares, the ranks."""

from __future__ import annotations

from collections.abc import Container, Mapping

from proposalkit.model.canonical import text_sha256
from proposalkit.model.search import Found, SearchUnit
from proposalkit.retrieve.lexical_index import LexicalIndex
from proposalkit.retrieve.ranking import Ranked
from proposalkit.retrieve.sentences import best_span, stems_of_sentences
from proposalkit.retrieve.words import distinct_stems, stem, words

_SHOWN_WORDS = 6
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def weigh_query(query: str, index: LexicalIndex) -> dict[str, float]:
    """Weigh each stem of a query by how few units hold it; 0 for one that none holds."""
    return {stem(word, index.language): index.rarity(word) for word in dict.fromkeys(words(query))}


def describe(
    unit: SearchUnit, row: int, rank: int, ranked: Ranked, query: str, weights: Mapping[str, float]
) -> Found:
    """Describe the unit of a row that was found."""
    matched = matched_words(query, _stems_of(unit))
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


def _stems_of(unit: SearchUnit) -> frozenset[str]:
    """Give the stems of all the index reads of a unit."""
    beside = unit.model_copy(update={"text": ""}).indexed
    return stems_of_sentences(unit.text) | distinct_stems(beside)


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

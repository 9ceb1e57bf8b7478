"""Proposes for each heading of a clause bank the clause of the library it stands for, by words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from proposalkit.model.canonical import text_sha256
from proposalkit.model.clause_bank import BankClause, MappedHeading
from proposalkit.model.knowledge import ClauseLibrary, ClauseRecord

_WORD = re.compile(r"[a-zà-ÿ]{3,}")
_HEADING_WEIGHT, _TEXT_WEIGHT = 2.0, 1.0
_ENOUGH = 0.9
"""Below this, heading and text together tell too little; the row is left for a person."""


def map_headings(bank: Iterable[BankClause], library: ClauseLibrary) -> tuple[MappedHeading, ...]:
    """Give a row for each heading; a clause is proposed once, to the heading that fits it best."""
    rows = tuple(bank)
    titles = {name: _stems(_asked(one)) for name, one in library.clauses.items()}
    texts = {name: _stems(one.preferred.text) for name, one in library.clauses.items()}
    weights = _weights([*(titles[name] | texts[name] for name in titles)])
    scored = {number: _scores(one, titles, texts, weights) for number, one in enumerate(rows)}
    best = sorted(
        ((score, number, name) for number, row in scored.items() for name, score in row.items()),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    chosen: dict[int, str] = {}
    for score, number, name in best:
        if score >= _ENOUGH and number not in chosen and name not in chosen.values():
            chosen[number] = name
    return tuple(
        _row(one, chosen.get(number), scored[number], titles) for number, one in enumerate(rows)
    )


def _row(
    one: BankClause, clause: str | None, scores: Mapping[str, float], titles: Mapping[str, set[str]]
) -> MappedHeading:
    ranked = sorted(scores, key=lambda name: (-scores[name], name))
    others = [name for name in ranked if name != clause][:1]
    matched = sorted(_stems(one.heading) & titles[clause]) if clause else []
    words = f"{', '.join(matched) or 'its text'}; next: {others[0]}" if others else "nothing"
    return MappedHeading(
        file=one.file,
        heading=one.heading,
        sha256=text_sha256("\n".join(one.lines)),
        clause=clause,
        words=words,
    )


def _scores(
    one: BankClause,
    titles: Mapping[str, set[str]],
    texts: Mapping[str, set[str]],
    weights: Mapping[str, float],
) -> dict[str, float]:
    heading, body = _stems(one.heading), _stems(" ".join(one.lines))
    return {
        name: _HEADING_WEIGHT * _share(heading, titles[name], weights)
        + _TEXT_WEIGHT * _share(body, texts[name] | titles[name], weights)
        for name in titles
    }


def _share(words: set[str], known: set[str], weights: Mapping[str, float]) -> float:
    """Say which part of the words is known, rare words counting more."""
    total = sum(weights.get(one, 1.0) for one in words)
    return sum(weights.get(one, 1.0) for one in words & known) / total if total else 0.0


def _weights(sets: list[set[str]]) -> dict[str, float]:
    counts = Counter(word for one in sets for word in one)
    return {word: math.log(1 + len(sets) / count) for word, count in counts.items()}


def _asked(record: ClauseRecord) -> str:
    return " ".join((record.clause, record.title, record.answers, *record.asked_as))


def _stems(text: str) -> set[str]:
    """Cut words short, so that singular and plural, noun and verb meet."""
    return {word[:6] for word in _WORD.findall(text.lower())}

"""Finds the comma that turns a sentence: put where its source has none, or taken from a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from proposalkit.grounding.lexicon import Lexicon, stem

_WORD = re.compile(r"(\{\{[a-z_.]+\}\}|[^\W_]+(?:['.-][^\W_]+)*)([^\w{]*)")


class _Comma(NamedTuple):
    place: int
    before: str
    after: str


def strange_comma(text: str, source: str, lexicon: Lexicon) -> str | None:
    """Give the two words around a comma that the source does not have and that may turn its sense.

    A comma may close the words a sentence is opened with, such as "on autopilot,", stand before a
    word that joins, or beside one without a claim; before `who` and its like there is one exactly
    where the source has one.
    """
    limits, rules = lexicon.rules.limits, lexicon.rules
    if limits.opening_words is None:
        return None
    held, there = tuple(_commas(source)), tuple(_commas(text))
    opened = any(text.lower().startswith(f"{word} ") for word in rules.opening_starts)
    for one in there:
        joins = one.after in rules.comma_before
        free = {one.before, one.after} & {*rules.free_words}
        opens = opened and one.place <= limits.opening_words
        opens = opens and one.after not in rules.relative_words
        if not (_same(one, held) or joins or free or opens):
            return f"{one.before}, {one.after}"
    words = [word.lower() for word, _ in _WORD.findall(text)]
    for one in held:
        said = one.after in rules.relative_words and one.after in words
        if said and all(other.after != one.after for other in there):
            return f"{one.before} {one.after}"
    return None


def _same(one: _Comma, held: Sequence[_Comma]) -> bool:
    """Say if the source has a comma behind the same word, or before it."""
    pairs = {(stem(other.before), stem(other.after)) for other in held}
    first, second = stem(one.before), stem(one.after)
    return any(first == before or second == after for before, after in pairs)


def _commas(text: str) -> Iterator[_Comma]:
    found = [(word.lower(), signs) for word, signs in _WORD.findall(text)]
    for place, (word, signs) in enumerate(found[:-1], start=1):
        if "," in signs:
            yield _Comma(place, word, found[place][0])

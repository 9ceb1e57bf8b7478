"""Whether a lie got through: judged by the log of who made it, never by the checker."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from proposalkit.testing.answers import Change


class Told(NamedTuple):
    """One sentence or paragraph of the final text, with the ids of the sources it names."""

    text: str
    sources: tuple[str, ...] = ()


def got_through(change: Change, told: tuple[Told, ...], max_words: int = 600) -> bool:
    """Whether what was changed stands in the final text."""
    if change.held_by == "hidden":
        return any(mark in one.text for one in told for mark in change.marks)
    if change.held_by == "citation":
        return any(
            _same(change.after, one.text) and set(one.sources) & set(change.cites) for one in told
        )
    if change.held_by == "twice":
        return sum(_folded(change.after) in _folded(one.text) for one in told) > 1
    if change.held_by == "side by side":
        return _folded(change.after) in _folded(" ".join(one.text for one in told))
    if change.held_by == "length":
        return sum(len(one.text.split()) for one in told) > max_words
    return _stands(change, told)


def _stands(change: Change, told: tuple[Told, ...]) -> bool:
    """Whether the false sentence stands there as one, or a word that no source has."""
    sentence = re.compile(r"(?:^|[.!?:] )" + re.escape(_folded(change.after)))
    for one in told:
        text = _folded(one.text)
        if sentence.search(text) or any(_folded(mark) in text for mark in change.marks):
            return True
    return False


def _same(one: str, other: str) -> bool:
    return _folded(one) == _folded(other)


def is_told(text: str, sources: Iterable[str]) -> bool:
    """Whether sources say a text anyway, so that it is no lie and no mark of one."""
    return any(_folded(text) in _folded(one) for one in sources)


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().casefold()

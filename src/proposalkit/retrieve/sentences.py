"""Finds the span of a passage that answers best: one sentence or two that follow each other."""

from __future__ import annotations

import re
from collections.abc import Mapping

from proposalkit.retrieve.words import stems

_END = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][\"')]))\s+(?=[\"'(]?[A-Z0-9])")
_SHORT = re.compile(
    r"(?:^\d{1,2}|\b[A-Z]|\b(?:e\.g|i\.e|etc|vs|no|nos|art|cf|ca|approx|Dr|Mr|Ms|St))\.$"
)
_FIRST_WORDS = """
after also and before between both but he her his it its neither nobody or she so such that the
their then there these they this those
"""
_LEANING = frozenset(_FIRST_WORDS.split())
"""First words that lean on the sentence before: a quotation does not start with one."""


def split_sentences(text: str) -> list[str]:
    """Split a text into its sentences, white space folded; every letter stays."""
    folded = " ".join(text.split())
    found: list[str] = []
    start = 0
    for end in _END.finditer(folded):
        if not _SHORT.search(folded[start : end.start()]):
            found.append(folded[start : end.start()])
            start = end.end()
    return [*found, folded[start:]] if folded[start:] else found


def best_span(text: str, wanted: Mapping[str, float]) -> str:
    """Give the one or two sentences that hold most of the wanted stems by weight.

    A second sentence is taken only when it adds a wanted stem; of equal spans the shorter wins, then the first.
    """
    sentences = split_sentences(text)
    held = [frozenset(stems(sentence)) & wanted.keys() for sentence in sentences]
    best, best_weight = "".join(sentences[:1]), -1.0
    starts = [at for at, one in enumerate(sentences) if not at or not _leans(one)]
    for length in (1, 2):
        for start in starts:
            weight = _weight(frozenset().union(*held[start : start + length]), wanted)
            if weight > best_weight + 1e-9:
                best, best_weight = " ".join(sentences[start : start + length]), weight
    return best


def _weight(held: frozenset[str], wanted: Mapping[str, float]) -> float:
    return sum(weight for stem, weight in wanted.items() if stem in held)


def _leans(sentence: str) -> bool:
    first = re.match(r"\W*(\w+)", sentence)
    return first is not None and first[1].lower() in _LEANING

"""Finds the span of a passage that answers best: one sentence or two that follow each other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from proposalkit.retrieve.words import distinct_stems

_END = re.compile(r"""[.!?]["')]? (?=["'(]?[A-Z0-9])""")
_NUMBER = re.compile(r"\d{1,2}\.")
_SHORT = re.compile(r"\b(?:[A-Z]|e\.g|i\.e|etc|vs|no|nos|art|cf|ca|approx|Dr|Mr|Ms|St)\.$")
_FIRST_WORDS = """
after also and before between both but he her his it its neither nobody or she so such that the
their then there these they this those
"""
_LEANING = frozenset(_FIRST_WORDS.split())
"""First words that lean on the sentence before: a quotation does not start with one."""
_KEPT = 512
"""Texts kept split, in about ten megabytes."""


def split_sentences(text: str) -> list[str]:
    """Split a text into its sentences, white space folded; every letter stays."""
    folded = " ".join(text.split())
    found: list[str] = []
    start = 0
    for end in _END.finditer(folded):
        sentence = folded[start : end.end() - 1]
        if not _is_short(sentence):
            found.append(sentence)
            start = end.end()
    return [*found, folded[start:]] if folded[start:] else found


def _is_short(sentence: str) -> bool:
    """Say whether the point at the end is that of a number or of a shortened word."""
    last = sentence.rpartition(" ")[2]
    return _SHORT.search(last) is not None or _NUMBER.fullmatch(sentence) is not None


def best_span(text: str, wanted: Mapping[str, float]) -> str:
    """Give the one or two sentences that hold most of the wanted stems by weight.

    A second sentence is taken only when it adds a wanted stem; of equal spans the shorter wins,
    then the first.
    """
    sentences, stems = _read(text)
    held = [one & wanted.keys() for one in stems]
    best, best_weight = "".join(sentences[:1]), -1.0
    if not any(held):
        return best
    starts = [at for at, one in enumerate(sentences) if not at or not _leans(one)]
    for length in (1, 2):
        for start in starts:
            weight = _weight(frozenset().union(*held[start : start + length]), wanted)
            if weight > best_weight + 1e-9:
                best, best_weight = " ".join(sentences[start : start + length]), weight
    return best


@lru_cache(maxsize=_KEPT)
def _read(text: str) -> tuple[list[str], list[frozenset[str]]]:
    """Split a text and stem each sentence; kept, as popular texts are quoted again and again."""
    sentences = split_sentences(text)
    return sentences, [distinct_stems(sentence) for sentence in sentences]


def _weight(held: frozenset[str], wanted: Mapping[str, float]) -> float:
    return sum(weight for one, weight in wanted.items() if one in held) if held else 0.0


def _leans(sentence: str) -> bool:
    first = re.match(r"\W*(\w+)", sentence)
    return first is not None and first[1].lower() in _LEANING

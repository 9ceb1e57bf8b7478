"""A plain reader that never sees the data: page text in pieces of 300 words, ranked by BM25.

Why a ranker of its own: the buyer's tools are not ours, and a test may not use what it tests.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pypdfium2

PIECE = 300
"""Words in a piece."""

K1, B = 1.5, 0.75
"""The usual constants of BM25."""

ABUNDANT = frozenset(
    ("a", "an", "and", "are", "at", "be", "by", "for", "from", "in", "is", "it", "of", "on", "one",
     "or", "our", "that", "the", "to", "we")
)  # fmt: skip


def pieces_of(pdf: Path) -> tuple[str, ...]:
    """Cut the text of all pages into pieces of 300 words; what is attached is not read."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    words = " ".join(pages).split()
    return tuple(" ".join(words[at : at + PIECE]) for at in range(0, len(words), PIECE))


def ranked(ask: str, pieces: Sequence[str]) -> tuple[int, ...]:
    """Give the numbers of the pieces, the best first, by the words they share with the question."""
    counted = [Counter(_words(piece)) for piece in pieces]
    mean = sum(sum(one.values()) for one in counted) / len(counted)
    spread = Counter(word for one in counted for word in one)

    def score(one: Counter[str]) -> float:
        long = K1 * (1 - B + B * sum(one.values()) / mean)
        return sum(
            math.log(1 + (len(counted) - spread[word] + 0.5) / (spread[word] + 0.5))
            * one[word] * (K1 + 1) / (one[word] + long)
            for word in _words(ask)
        )  # fmt: skip

    return tuple(sorted(range(len(counted)), key=lambda at: -score(counted[at])))


def _words(text: str) -> list[str]:
    return [one for one in re.findall(r"[a-z0-9]+", text.lower()) if one not in ABUNDANT]

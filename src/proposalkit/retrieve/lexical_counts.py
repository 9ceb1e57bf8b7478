"""Counts the tokens of many texts with arrays, a block of texts at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from proposalkit.retrieve.words import words

_BLOCK = 2_000
"""Texts counted together: enough for the arrays to pay, few enough for the memory."""


@dataclass(frozen=True)
class TokenCounts:
    """How often each token stands in each row; one place in the arrays for each such pair."""

    vocabulary: tuple[str, ...]
    rows: NDArray[np.int64]
    tokens: NDArray[np.int64]
    """Places in the vocabulary."""
    times: NDArray[np.float64]


def count_tokens(texts: Sequence[str], cut: Callable[[str], list[str]]) -> TokenCounts:
    """Count the tokens `cut` makes of each word of each text."""
    table = _WordTable(cut)
    blocks = [
        table.count(texts[start : start + _BLOCK], start) for start in range(0, len(texts), _BLOCK)
    ]
    empty = np.zeros(0, dtype=np.int64)
    return TokenCounts(
        vocabulary=tuple(table.tokens),
        rows=np.concatenate([empty, *(rows for rows, _, _ in blocks)]),
        tokens=np.concatenate([empty, *(tokens for _, tokens, _ in blocks)]),
        times=np.concatenate([empty, *(times for _, _, times in blocks)]).astype(np.float64),
    )


_Block = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


@dataclass
class _WordTable:
    """Each word seen, and the tokens it is made of."""

    cut: Callable[[str], list[str]]
    words: dict[str, int] = field(default_factory=dict)
    tokens: dict[str, int] = field(default_factory=dict)
    parts: list[list[int]] = field(default_factory=list)

    def count(self, texts: Sequence[str], first: int) -> _Block:
        """Count one block of texts whose first row has this number."""
        rows: list[int] = []
        found: list[int] = []
        times: list[int] = []
        for row, text in enumerate(texts, start=first):
            for word, count in Counter(words(text)).items():
                rows.append(row)
                found.append(self._number(word))
                times.append(count)
        return self._spread(np.array(rows, int), np.array(found, int), np.array(times, int))

    def _number(self, word: str) -> int:
        number = self.words.get(word)
        if number is None:
            number = self.words[word] = len(self.parts)
            numbered = (self.tokens.setdefault(one, len(self.tokens)) for one in self.cut(word))
            self.parts.append(list(numbered))
        return number

    def _spread(
        self, rows: NDArray[np.int64], found: NDArray[np.int64], times: NDArray[np.int64]
    ) -> _Block:
        """Put the tokens of each word in its place, and add up equal ones of a row."""
        sizes = np.array([len(self.parts[one]) for one in found.tolist()], int)
        tokens = np.array([part for one in found.tolist() for part in self.parts[one]], int)
        width = max(len(self.tokens), 1)
        pairs = np.repeat(rows, sizes) * width + tokens
        unique, inverse = np.unique(pairs, return_inverse=True)
        total = np.bincount(inverse, weights=np.repeat(times, sizes), minlength=len(unique))
        return unique // width, unique % width, total.astype(np.int64)

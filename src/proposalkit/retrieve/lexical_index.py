"""The index by words: BM25 over word stems and groups of four letters, as arrays on disk.

Why its own arrays: they open by memory map with numpy alone, so that the first search of a
process does not wait for a library or a vocabulary to load.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from proposalkit.errors import Unavailable
from proposalkit.retrieve.words import DEFAULT_LANGUAGE, letter_groups, stem, tokens

LEXICAL_FORMAT = "1"
_ABOUT = "about.json"
_ARRAYS = ("keys", "starts", "rows", "weights")


@dataclass(frozen=True)
class LexicalIndex:
    """For each token, the rows it stands in and the score one occurrence in a query adds."""

    keys: NDArray[np.uint64]
    """A number for each token, sorted; see `token_key`."""
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    weights: NDArray[np.float32]
    size: int
    """Number of rows."""
    language: str = DEFAULT_LANGUAGE

    def save(self, folder: Path) -> None:
        """Write the arrays into a folder, which is made if it is not there."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name), allow_pickle=False)
        about = {"format": LEXICAL_FORMAT, "size": self.size, "language": self.language}
        (folder / _ABOUT).write_text(json.dumps(about), encoding="utf-8")

    def scores(self, query: str) -> NDArray[np.float64]:
        """Score every row for a query, 0 where no token meets; sums run in the query's order."""
        times = Counter(tokens(query, self.language))
        parts = self._parts([*times])
        rows = [self.rows[:0], *(self.rows[part] for part in parts)]
        weights = [self.weights[:0]] + [
            self.weights[part] if count == 1 else self.weights[part] * np.float32(count)
            for part, count in zip(parts, times.values(), strict=True)
        ]
        total = np.bincount(np.concatenate(rows), np.concatenate(weights), self.size)
        return np.asarray(total, dtype=np.float64)

    def rows_with(self, found: list[str]) -> list[NDArray[np.int32]]:
        """Give for each token the rows it stands in, in their order."""
        return [self.rows[part] for part in self._parts(found)]

    def _parts(self, wanted: list[str]) -> list[slice]:
        """Give where the postings of tokens lie; nowhere for one that no row holds."""
        keys = np.array([token_key(token) for token in wanted], dtype=np.uint64)
        places = np.searchsorted(self.keys, keys)
        known = np.flatnonzero(places < len(self.keys))
        known = known[self.keys[places[known]] == keys[known]]
        bounds = np.zeros((len(keys), 2), dtype=np.int64)
        bounds[known] = np.stack([self.starts[places[known]], self.starts[places[known] + 1]], 1)
        return [slice(start, end) for start, end in bounds.tolist()]

    def rarities(self, stems: list[str]) -> list[float]:
        """Weigh each stem by how few rows hold it; 0 for one that none does."""
        count = np.array([part.stop - part.start for part in self._parts(stems)], dtype=np.float64)
        weights: list[float] = np.where(count > 0, _rarity(count, self.size), 0.0).tolist()
        return weights


def load_lexical(folder: Path) -> LexicalIndex:
    """Open an index by memory map; raises Unavailable when it is damaged or of another format."""
    try:
        about = json.loads((folder / _ABOUT).read_bytes())
        keys, starts, rows, weights = (
            np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False))
            for name in _ARRAYS
        )
        whole = len(starts) == len(keys) + 1 and len(rows) == len(weights) == int(starts[-1])
        known = about["format"] == LEXICAL_FORMAT
        size, language = int(about["size"]), str(about["language"])
    except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
        raise _damaged(folder) from error
    if not whole or not known:
        raise _damaged(folder)
    return LexicalIndex(keys, starts, rows, weights, size, language)


def build_lexical(texts: Sequence[str], language: str = DEFAULT_LANGUAGE) -> LexicalIndex:
    """Index texts; row n is text n. No texts, or texts without words, give an index of nothing."""
    from proposalkit.retrieve.lexical_counts import count_tokens

    counts = count_tokens(texts, lambda word: [stem(word, language), *letter_groups(word)])
    length = np.bincount(counts.rows, weights=counts.times, minlength=len(texts))
    average = float(length.mean()) if len(texts) else 0.0
    found = np.bincount(counts.tokens, minlength=len(counts.vocabulary))
    rarity = _rarity(found.astype(np.float64), len(texts))
    norm = K1 * (1 - B + B * length / (average or 1.0))
    weights = rarity[counts.tokens] * counts.times / (counts.times + norm[counts.rows])
    keys = np.array([token_key(token) for token in counts.vocabulary], dtype=np.uint64)
    by_key = np.argsort(keys)
    place = np.empty_like(by_key)
    place[by_key] = np.arange(len(by_key))
    order = np.argsort(place[counts.tokens], kind="stable")
    return LexicalIndex(
        keys=keys[by_key],
        starts=np.concatenate([[0], np.cumsum(found[by_key])]).astype(np.int64),
        rows=counts.rows[order].astype(np.int32),
        weights=weights[order].astype(np.float32),
        size=len(texts),
        language=language,
    )


K1, B = 1.2, 0.75
"""How fast repeats of a word stop to count, and how much a long text is held back."""


@lru_cache(maxsize=20_000)
def token_key(token: str) -> int:
    """Name a token by 64 bits of its digest.

    Why: sorted numbers are searched in the file as they lie; two of a million tokens meet with a
    chance of one in thirty million.
    """
    return int.from_bytes(hashlib.blake2b(token.encode(), digest_size=8).digest(), "little")


def _rarity(count: NDArray[np.float64] | np.float64, rows: int) -> NDArray[np.float64]:
    return np.asarray(np.log(1 + (rows - count + 0.5) / (count + 0.5)))


def _damaged(folder: Path) -> Unavailable:
    return Unavailable(
        f'The lexical index "{folder}" cannot be read: it is damaged or of another version.',
        "Run proposalkit index: it is built again from the knowledge.",
    )

"""Sorts more lines than memory should hold: sorted runs on disk, merged when they are read."""

from __future__ import annotations

import heapq
import marshal
import tempfile
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import BinaryIO, cast

RUN_LINES = 400_000
"""Lines sorted in memory at a time, some 120 bytes each."""

CHUNK_LINES = 1_000
"""Lines of each run that are in memory while runs are merged."""

_HASHES_IN_MEMORY = 250_000
_SLICES_PER_RUN = 2


class SortedLines:
    """Takes texts in any order and gives them sorted, as often as asked.

    In memory: at most `run_lines` of them, and while merging 1,000 of each run, which is 0.25 %
    of all. The rest lies in one temporary file that no name leads to.
    """

    def __init__(self, run_lines: int = RUN_LINES) -> None:
        self._run_lines = run_lines
        self._lines: list[str] = []
        self._runs: list[list[int]] = []
        self._file: BinaryIO | None = None

    def add(self, *lines: str) -> None:
        """Take some texts."""
        self._lines.extend(lines)
        if len(self._lines) >= self._run_lines:
            self._spill()

    def __iter__(self) -> Iterator[str]:
        """Give every text in order."""
        self._lines.sort()
        if self._file is None:
            return iter(self._lines)
        return heapq.merge(*(self._read(run) for run in self._runs), self._lines)

    @property
    def runs(self) -> int:
        """Give how many runs lie on disk."""
        return len(self._runs)

    def close(self) -> None:
        """Forget everything; the temporary file goes with it."""
        self._lines = []
        if self._file is not None:
            self._file.close()

    def _spill(self) -> None:
        self._file = self._file or _nameless_file()
        self._lines.sort()
        places = []
        for start in range(0, len(self._lines), CHUNK_LINES):
            places.append(self._file.tell())
            marshal.dump(self._lines[start : start + CHUNK_LINES], self._file)
        self._runs.append(places)
        self._lines = []

    def _read(self, places: list[int]) -> Iterator[str]:
        if self._file is None:
            return
        for place in places:
            self._file.seek(place)
            yield from cast("list[str]", marshal.load(self._file))


class RepeatFinder:
    """Finds texts that were taken more than once, by their hashes: 8 bytes each, then on disk.

    Two texts of one hash are taken for one; who asks has to look closer at what is found.
    """

    def __init__(self, run_length: int = _HASHES_IN_MEMORY) -> None:
        self._run_length = run_length
        self._hashes = array("q")
        self._runs: list[int] = []
        self._file: BinaryIO | None = None

    def add(self, *texts: str) -> None:
        """Take some texts."""
        self._hashes.extend(map(hash, texts))
        if len(self._hashes) >= self._run_length:
            self._spill()

    def repeated(self) -> frozenset[int]:
        """Give the hashes met more than once; a slice of all hashes is in memory at a time."""
        if not self._runs:
            return frozenset(_repeated(self._hashes))
        self._spill()
        slices = len(self._runs) * _SLICES_PER_RUN
        step = 2**64 // slices + 1
        found: set[int] = set()
        for number in range(slices):
            low = number * step - 2**63
            found |= _repeated(hash_ for run in self._runs for hash_ in self._slice(run, low, step))
        return frozenset(found)

    def close(self) -> None:
        """Forget everything."""
        self._hashes = array("q")
        if self._file is not None:
            self._file.close()

    def _spill(self) -> None:
        self._file = self._file or _nameless_file()
        self._runs.append(self._file.seek(0, 2))
        self._file.write(array("q", sorted(self._hashes)).tobytes())
        self._hashes = array("q")

    def _slice(self, start: int, low: int, step: int) -> array[int]:
        """Give the part of a sorted run from `low` on, `step` wide."""
        run = array("q")
        if self._file is not None:
            self._file.seek(start)
            following = [one for one in self._runs if one > start]
            size = following[0] - start if following else -1
            run.frombytes(self._file.read(size))
        return run[bisect_left(run, low) : bisect_left(run, low + step)]


def _repeated(numbers: Iterable[int]) -> set[int]:
    kept = array("q", numbers)
    if len(set(kept)) == len(kept):
        return set()
    return {number for number, count in Counter(kept).items() if count > 1}


def _nameless_file() -> BinaryIO:
    return cast(BinaryIO, tempfile.TemporaryFile())

"""Sorts more lines than memory should hold: sorted runs on disk, merged when they are read."""

from __future__ import annotations

import heapq
import marshal
import tempfile
from array import array
from collections.abc import Iterable, Iterator
from typing import BinaryIO, cast

RUN_LINES = 400_000
"""Lines sorted in memory at a time, some 120 bytes each."""

CHUNK_LINES = 1_000
"""Lines of each run that are in memory while runs are merged."""

_BUCKETS = 256
_HASHES_IN_MEMORY = 2_000_000


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

    def add(self, line: str) -> None:
        """Take one text."""
        self._lines.append(line)
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

    def __init__(self, in_memory: int = _HASHES_IN_MEMORY) -> None:
        self._in_memory = in_memory
        self._buckets = [array("q") for _ in range(_BUCKETS)]
        self._left = in_memory
        self._file: BinaryIO | None = None
        self._spilled: list[list[tuple[int, int]]] = [[] for _ in range(_BUCKETS)]

    def add(self, text: str) -> None:
        """Take one text."""
        number = hash(text)
        self._buckets[number % _BUCKETS].append(number)
        self._left -= 1
        if not self._left:
            self._spill()

    def repeated(self) -> frozenset[int]:
        """Give the hashes met more than once."""
        found: set[int] = set()
        for number, bucket in enumerate(self._buckets):
            parts = [*self._read(self._spilled[number]), bucket]
            if len(set().union(*parts)) == sum(map(len, parts)):
                continue
            found |= _repeated(hash_ for part in parts for hash_ in part)
        return frozenset(found)

    def close(self) -> None:
        """Forget everything."""
        self._buckets = []
        if self._file is not None:
            self._file.close()

    def _spill(self) -> None:
        self._file = self._file or _nameless_file()
        for number, bucket in enumerate(self._buckets):
            self._spilled[number].append((self._file.tell(), len(bucket)))
            self._file.write(bucket.tobytes())
        self._buckets = [array("q") for _ in range(_BUCKETS)]
        self._left = self._in_memory

    def _read(self, places: list[tuple[int, int]]) -> Iterator[array[int]]:
        for place, count in places:
            part = array("q")
            if self._file is not None:
                self._file.seek(place)
                part.frombytes(self._file.read(count * part.itemsize))
            yield part


def _repeated(numbers: Iterable[int]) -> set[int]:
    seen: set[int] = set()
    twice: set[int] = set()
    for number in numbers:
        (twice if number in seen else seen).add(number)
    return twice


def _nameless_file() -> BinaryIO:
    return cast(BinaryIO, tempfile.TemporaryFile())

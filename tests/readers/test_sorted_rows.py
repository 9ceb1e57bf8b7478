"""Sorting on disk gives what sorting in memory gives, and keeps little in memory."""

from __future__ import annotations

import random

import pytest

from proposalkit.readers.sorted_rows import RepeatFinder, SortedLines


@pytest.mark.parametrize("run_lines", [3, 7, 1000])
def test_lines_come_back_sorted_however_many_lie_on_disk(run_lines: int) -> None:
    chance = random.Random(5)
    lines = [f"{chance.randrange(50):02}\x1e{number}\n" for number in range(100)]
    rows = SortedLines(run_lines)
    for line in lines:
        rows.add(line)
    assert rows.runs == 100 // run_lines
    assert list(rows) == sorted(lines)
    assert list(rows) == sorted(lines)  # as often as asked
    rows.close()


@pytest.mark.parametrize("in_memory", [4, 53, 1000])
def test_a_text_met_twice_is_found_wherever_it_lies(in_memory: int) -> None:
    finder = RepeatFinder(in_memory)
    for number in range(50):
        finder.add(f"T{number}")
    for again in ("T3", "T3", "T41"):
        finder.add(again)
    assert finder.repeated() == {hash("T3"), hash("T41")}
    finder.close()

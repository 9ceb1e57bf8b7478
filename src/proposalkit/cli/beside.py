"""Prints two texts in two columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import zip_longest

from proposalkit.compare.texts import TextsBeside

GAP = 3
"""Blanks between the columns; the middle one is a mark where a paragraph differs."""


def beside_lines(texts: TextsBeside, width: int) -> Iterator[str]:
    """Give the lines of both texts, side by side, for a terminal of so many columns."""
    column = (width - GAP) // 2
    yield from _columns(texts.before, texts.after, column, " ")
    for pair in texts.texts:
        yield ""
        yield f"{pair.title}: the same words" if pair.same else pair.title
        for before, after in () if pair.same else pair.rows:
            yield ""
            yield from _columns(before, after, column, " " if before == after else "|")


def _columns(before: str, after: str, column: int, mark: str) -> Iterator[str]:
    halves = zip_longest(textwrap.wrap(before, column), textwrap.wrap(after, column), fillvalue="")
    for left, right in halves:
        yield f"{left:<{column}} {mark} {right}".rstrip()

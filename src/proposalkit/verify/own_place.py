"""The page a value itself stands on, where its words stand on several.

A country in a row of a table stands on the page of the parties too. The page meant is the one where
the neighbours of the value stand: the other values of its row, then those of its table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

Pages = tuple[int, ...]
SURE = 1.0
"""By so much one page has to lead: a neighbour that stands there and nowhere else counts one."""


class OwnPlaces:
    """Pages of shown values by JSON pointer; `pages_of` gives every page a value's words are on."""

    def __init__(self, pointers: Sequence[str], pages_of: Callable[[str], Pages]) -> None:
        self._pointers = tuple(pointers)
        self._pages_of = pages_of

    def page_of(self, pointer: str) -> int | None:
        """Give the page of a value, or of the first value of a record; None when none is known."""
        for one in self._pointers:
            if one == pointer or one.startswith(f"{pointer}/"):
                page = self._own(one)
                if page is not None:
                    return page
        return None

    def _own(self, pointer: str) -> int | None:
        weights = dict.fromkeys(self._pages_of(pointer), 0.0)
        if len(weights) < 2:
            return next(iter(weights), None)
        for neighbours in self._neighbours(pointer):
            for one in neighbours:
                pages = self._pages_of(one)
                for page in weights.keys() & set(pages):
                    weights[page] += 1 / len(pages)
            first, second = sorted(weights.values(), reverse=True)[:2]
            if first - second >= SURE:
                break
        return max(weights, key=lambda page: (weights[page], -page))

    def _neighbours(self, pointer: str) -> Iterator[list[str]]:
        """Give the values of the same record, then those of each record around it, not twice."""
        seen = {pointer}
        around = pointer.rpartition("/")[0]
        while around:
            near = [
                one for one in self._pointers if one.startswith(f"{around}/") and one not in seen
            ]
            seen.update(near)
            yield near
            around = around.rpartition("/")[0]

"""From which volume is which of two offers the lower one? A search over whole units.

The difference of two totals is cut into pieces that are straight but for rounding. In a straight
piece the lower offer changes once at most, and the units around the change are tried one by one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from proposalkit.model.comparison import Span

Difference = Callable[[int], Decimal]
_QUARTERS = (1, 2, 3)
MOST_TRIED = 40_000
"""Prices looked at before the search stops and says so."""
MOST_AROUND = 400
"""Units tried one by one on either side of a change."""


class SearchStopped(Exception):
    """The two prices bend too often to decide every volume."""


class _Counted:
    """A difference that remembers its values and counts them."""

    def __init__(self, difference: Difference) -> None:
        self._difference = difference
        self._known: dict[int, Decimal] = {}

    def __call__(self, volume: int) -> Decimal:
        found = self._known.get(volume)
        if found is None:
            if len(self._known) >= MOST_TRIED:
                raise SearchStopped
            found = self._known[volume] = self._difference(volume)
        return found


def lower_spans(
    difference: Difference, corners: Iterable[int], slack: Decimal, names: tuple[str, str]
) -> tuple[Span, ...]:
    """Give the spans of volumes in which the first, the second or neither offer is lower.

    `difference` is the first total less the second; `corners` begin and end the search; `slack`
    is what rounding can move the difference by. Raises SearchStopped when there are too many
    bends to decide every volume.
    """
    counted = _Counted(difference)
    ends = sorted(set(corners))
    starts: dict[int, int] = {ends[0]: _sign(counted(ends[0]))}
    for low, high in pairwise(ends):
        for first, last in _straight(counted, low, high, slack):
            starts |= _changes(counted, first, last, slack)
    return tuple(_spans(starts, ends[-1], names))


def _straight(
    difference: Difference, low: int, high: int, slack: Decimal
) -> Iterator[tuple[int, int]]:
    """Cut a piece until each part is straight but for rounding; parts of one unit always are."""
    if high - low <= 1 or _is_straight(difference, low, high, slack):
        yield low, high
        return
    middle = (low + high) // 2
    yield from _straight(difference, low, middle, slack)
    yield from _straight(difference, middle, high, slack)


def _is_straight(difference: Difference, low: int, high: int, slack: Decimal) -> bool:
    start, rise, width = difference(low), difference(high) - difference(low), high - low
    return all(
        abs(difference(at) - start - rise * (at - low) / width) <= slack
        for at in (low + width * quarter // 4 for quarter in _QUARTERS)
    )


def _changes(difference: Difference, low: int, high: int, slack: Decimal) -> dict[int, int]:
    """Give each volume above `low`, up to `high`, at which the lower offer changes."""
    before, after = _sign(difference(low)), _sign(difference(high))
    if before == after:
        return {}
    turn = (
        low
        + 1
        + bisect_left(range(low + 1, high), True, key=lambda at: _sign(difference(at)) != before)
    )
    first, last = turn - 1, turn
    while first > low and abs(difference(first)) <= slack and turn - first < MOST_AROUND:
        first -= 1
    while (
        last < high and not _settled(difference(last), after, slack) and (last - turn < MOST_AROUND)
    ):
        last += 1
    signs = [(at, _sign(difference(at))) for at in range(first, last + 1)]
    return {at: sign for (_, was), (at, sign) in pairwise(signs) if sign != was}


def _settled(value: Decimal, after: int, slack: Decimal) -> bool:
    return _sign(value) == after and (after == 0 or abs(value) > slack)


def _spans(starts: dict[int, int], end: int, names: tuple[str, str]) -> Iterator[Span]:
    lower = {-1: names[0], 0: "same", 1: names[1]}
    ordered = sorted(starts.items())
    for number, (first, sign) in enumerate(ordered):
        last = ordered[number + 1][0] - 1 if number + 1 < len(ordered) else end
        yield Span(first=first, last=last, lower=lower[sign])


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)

"""Puts the figures of an entry into its texts: `{id}` becomes the number with its unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from proposalkit.knowledge.fault_words import unknown
from proposalkit.model.catalog import Figure, Worked
from proposalkit.model.finding import Finding

_SLOT = re.compile(r"\{([a-z0-9-]+)\}")
_BARE = re.compile(r"(?<![\w.])[0-9](?:[\w.,:%-]*[\w%])?")

Text = tuple[str, Callable[[int], str]]
"""A text with what gives the place of an offset in it."""


def filled(text: str, figures: Sequence[Figure], worked: Sequence[Worked]) -> str:
    """Put the figures into a text; an unknown slot stays as it is."""
    words = figure_words(figures, worked)
    return _SLOT.sub(lambda slot: words.get(slot[1], slot[0]), text)


def figure_words(figures: Iterable[Figure], worked: Iterable[Worked]) -> dict[str, str]:
    """Give the words of each figure and each calculation by its id."""
    words = {one.id: in_words(one.low, one.high, one.unit, one.currency) for one in figures}
    words |= {one.id: in_words(one.result, None, one.unit, one.currency) for one in worked}
    return words


def in_words(low: Decimal, high: Decimal | None, unit: str, currency: str | None) -> str:
    """Write a number or a range with its unit, such as `USD 25,000 to 100,000` or `2 to 5 %`."""
    numbers = f"{low:,f}" if high is None else f"{low:,f} to {high:,f}"
    if unit == "money":
        return f"{currency} {numbers}"
    if unit == "percent":
        return f"{numbers} %"
    if unit == "count":
        return numbers
    one = high is None and low == 1
    return f"{numbers} {unit.removesuffix('s') if one else unit}"


def check_figures(
    texts: Sequence[Text], figures: Sequence[Figure], worked: Sequence[Worked],
    place: Callable[[str, int, str], str],
) -> Iterator[Finding]:  # fmt: skip
    """Hold texts to figures: no bare number, no unknown slot, no unused figure, right sums.

    `place` gives the place of a key of the figure or calculation with a number in its list.
    """
    known = [*(one.id for one in figures), *(sum_.id for sum_ in worked)]
    used: set[str] = set()
    for text, at in texts:
        used |= {slot[1] for slot in _SLOT.finditer(text)}
        yield from _slots(text, at, known)
        yield from _bare(text, at)
    for number, figure in enumerate(figures):
        if figure.id not in used:
            yield _unused(figure.id, place("figures", number, "id"))
    for number, sum_ in enumerate(worked):
        if sum_.worked_out != sum_.result:
            yield _wrong(sum_, place("worked", number, "result"))


def _slots(text: str, at: Callable[[int], str], known: Sequence[str]) -> Iterator[Finding]:
    for slot in _SLOT.finditer(text):
        if slot[1] not in known:
            yield unknown("figure", slot[1], known, at(slot.start()))


def _bare(text: str, at: Callable[[int], str]) -> Iterator[Finding]:
    blank = _SLOT.sub(lambda slot: " " * len(slot[0]), text)
    for bare in _BARE.finditer(blank):
        yield Finding(
            id="bare-number",
            where=at(bare.start()),
            message=f'"{bare[0]}" is a figure without a source and a day.',
            remedy='List it under "figures" and write its id in braces here.',
        )


def _unused(name: str, where: str) -> Finding:
    return Finding(
        id="unused-figure",
        where=where,
        message=f'No text of this entry uses the figure "{name}".',
        remedy=f'Write "{{{name}}}" where it belongs, or remove the figure.',
    )


def _plain(number: Decimal) -> str:
    whole = number == number.to_integral_value()
    return f"{number.quantize(Decimal(1)) if whole else number.normalize():f}"


def _wrong(sum_: Worked, where: str) -> Finding:
    right = _plain(sum_.worked_out)
    return Finding(
        id="wrong-figure",
        where=where,
        message=f'The numbers of "{sum_.id}" come to "{right}", not "{sum_.result}".',
        remedy="Correct the result, or the number that is wrong in the calculation.",
    )

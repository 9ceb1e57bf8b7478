"""The filters of the page templates: typed values in words, and prose that breaks well."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup, escape

from proposalkit.compose.price_words import price_words
from proposalkit.model.display import MONTHS, display
from proposalkit.model.fields import Kind
from proposalkit.model.money import Money
from proposalkit.model.proposal import Proposal
from proposalkit.model.scenario import PeriodAmount
from proposalkit.model.usual_month import months_of

_KINDS: tuple[Kind, ...] = (
    "money", "unit_price", "date", "duration", "rate", "quantity", "integer",
    "country", "word", "yes_no", "language",
)  # fmt: skip
# a break inside one of these makes some readers of the PDF lose the hyphen or split the amount
_UNIT = (
    rf"(?:\b\d{{1,2}} (?:{'|'.join(MONTHS)})\b"
    r"|\b[A-Z]{3} \d[\d,.]*\d\b"
    r"|(?<![^\s/\-])[^\s/\-]*[^\W_](?:-[^\W_][^\s/\-]*)+)"
)
# neighbours go together, because a lone space between two of them is not drawn
_UNBROKEN = re.compile(rf"{_UNIT}(?: {_UNIT})*")
_LONGEST_UNBROKEN = 40
_LONGEST_IN_A_CELL = 12  # letters of a word that the narrowest column of a table takes
_NUMBERED = re.compile(r"(\d{1,2}(?:(?:\.\d{1,2})*[.)]|(?:\.\d{1,2})+)) (?=\S)")
_LETTERED = re.compile(r"(\([a-z]{1,4}\)) (?=\S)")


class Paragraph(NamedTuple):
    """One paragraph of contract text: its place in the numbering, its mark and the rest."""

    level: str
    mark: str
    rest: str


def prose(text: str) -> Markup:
    """Escape a text and keep compounds, amounts and dates on one line.

    A compound wider than a narrow column is `long`: in a cell it may break at its hyphen.
    """
    parts, done = [], 0
    for match in _UNBROKEN.finditer(text):
        if len(match[0]) <= _LONGEST_UNBROKEN:
            parts.append(escape(text[done : match.start()]))
            parts.append(Markup('<span class="{}">{}</span>').format(_breaks(match[0]), match[0]))
            done = match.end()
    parts.append(escape(text[done:]))
    return Markup("").join(parts)


def _breaks(unbroken: str) -> str:
    longest = max(map(len, re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)+", unbroken)), default=0)
    return "one long" if longest > _LONGEST_IN_A_CELL else "one"


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Part a text at its line breaks and tell numbered, lettered and plain paragraphs apart."""
    return tuple(_paragraph(line.strip()) for line in text.split("\n") if line.strip())


def listed(items: Iterable[object], kind: Kind) -> str:
    """Put values of one kind into words, parted by commas."""
    return ", ".join(display(item, kind) for item in items)


def span(numbers: Sequence[int]) -> str:
    """Write neighbouring numbers as a range: `2 to 12`, and one alone as it is."""
    ends = dict.fromkeys((numbers[0], numbers[-1]))
    return " to ".join(display(one, "integer") for one in ends)


def runs(periods: Sequence[PeriodAmount]) -> tuple[tuple[PeriodAmount, ...], ...]:
    """Put neighbouring months of equal amounts together, so that a table shows what changes."""
    groups = groupby(periods, key=_amounts)
    return tuple(tuple(months) for _, months in groups)


def odd_last_month(proposal: Proposal) -> bool:
    """Say whether the last month of a scenario is charged otherwise than most of its months."""
    pricing = proposal.pricing
    return any(
        months_of(pricing, one).usual.charges != one.periods[-1].charges
        for one in pricing.scenarios
    )


def _amounts(one: PeriodAmount) -> tuple[Money | None, ...]:
    return (one.charges, one.cap_reduction, one.shortfall, one.rolled, one.credit, one.due)


def _paragraph(line: str) -> Paragraph:
    for level, pattern in (("numbered", _NUMBERED), ("lettered", _LETTERED)):
        match = pattern.match(line)
        if match is not None:
            return Paragraph(level, match[1], line[match.end() :])
    return Paragraph("plain", "", line)


def page_filters() -> dict[str, Callable[..., object]]:
    """Give each filter of the templates by its name; values keep exactly `display`'s words."""
    kinds: dict[str, Callable[..., object]] = {
        kind: partial(_display, kind=kind) for kind in _KINDS
    }
    return {**kinds, "prose": prose, "paragraphs": paragraphs, "listed": listed, "runs": runs,
            "span": span, "price_words": price_words, "odd_last_month": odd_last_month}  # fmt: skip


def _display(value: object, *, kind: Kind) -> str:
    return display(value, kind)

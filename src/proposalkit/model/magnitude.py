"""Texts that have a size: numbers, durations and amounts, compared only within one kind."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from proposalkit.model.fields import DURATION_PATTERN

_MONEY = re.compile(r"([A-Z]{3}) ([0-9][0-9,]*(?:\.[0-9]+)?)")
_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_PERCENT = re.compile(r"([0-9]+(?:\.[0-9]+)?)%")
_WORDS = re.compile(r"([0-9]+) (minute|hour|day|week|month|year)s?")
_CODES = {"minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M",
          "year": "P{}Y"}  # fmt: skip
"""How a page writes a duration, and its ISO 8601 form."""
_DAYS = {"D": (1, 1), "W": (7, 7), "M": (28, 31), "Y": (365, 366)}
_MINUTES = {"H": 60, "M": 1}


class Magnitude(NamedTuple):
    """A size between two bounds: a month has 28 to 31 days."""

    unit: str
    least: Decimal
    most: Decimal
    months: int | None = None
    """Whole months, which are compared as such with other months."""


def magnitude(text: str) -> Magnitude | None:
    """Give the size of a number, a percentage, a duration or `EUR 50.00`; else None.

    A duration is ISO 8601, such as `P30D`, or as a page writes it: `30 days`.
    """
    said = text.strip()
    if found := _MONEY.fullmatch(said):
        return _exact(found[1], found[2])
    if _NUMBER.fullmatch(said):
        return _exact("", said)
    if found := _PERCENT.fullmatch(said):
        return _exact("%", found[1])
    if found := _WORDS.fullmatch(said):
        said = _CODES[found[2]].format(found[1])
    if found := re.match(DURATION_PATTERN, said):
        return _duration(found)
    return None


def at_most(value: Magnitude, limit: Magnitude) -> bool:
    """Say whether a value is surely not above a limit; False when the kinds differ."""
    if value.months is not None and limit.months is not None:
        return value.months <= limit.months
    return value.unit == limit.unit and value.most <= limit.least


def at_least(value: Magnitude, limit: Magnitude) -> bool:
    """Say whether a value is surely not below a limit; False when the kinds differ."""
    if value.months is not None and limit.months is not None:
        return value.months >= limit.months
    return value.unit == limit.unit and value.least >= limit.most


def _exact(unit: str, digits: str) -> Magnitude:
    size = Decimal(digits.replace(",", ""))
    return Magnitude(unit, size, size)


def _duration(found: re.Match[str]) -> Magnitude:
    if not found[1]:
        minutes = Decimal(int(found[3]) * _MINUTES[found[4]])
        return Magnitude("days", minutes / 1440, minutes / 1440)
    count = int(found[1])
    least, most = _DAYS[found[2]]
    months = {"M": count, "Y": 12 * count}.get(found[2])
    return Magnitude("days", Decimal(count * least), Decimal(count * most), months)

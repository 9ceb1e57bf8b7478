"""How a typed value reads on a page: one function for each kind, used by pages and checks."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from proposalkit.model.fields import DURATION_PATTERN, Kind
from proposalkit.model.money import Money
from proposalkit.model.places import currency_digits, language_name, place_name

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip
UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
CLOCK_UNITS = {"H": "hour", "M": "minute"}
ABBREVIATIONS = {"dpa", "nda"}
"""Parts of codes that people write in capitals."""


def display(value: object, kind: Kind) -> str:
    """Put a value into the words that stand on the page; raises TypeError for a wrong type."""
    return _DISPLAY[kind](value)


def display_money(value: object) -> str:
    """Write a total: `EUR 48,000.00`, the currency's own decimals."""
    amount, currency = _money(value)
    digits = currency_digits(currency) or 0
    return f"{currency} {amount:,.{max(digits, _decimals(amount))}f}"


def display_unit_price(value: object) -> str:
    """Write a unit price exactly: `EUR 0.0031`, at least the currency's decimals."""
    amount, currency = _money(value)
    stripped = amount.normalize()
    digits = max(currency_digits(currency) or 0, _decimals(stripped))
    return f"{currency} {amount:,.{digits}f}"


def display_date(value: object) -> str:
    """Write a date in full: `1 December 2026`."""
    if not isinstance(value, date):
        raise TypeError(f"{value!r} is not a date")
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def display_duration(value: object) -> str:
    """Write an ISO 8601 duration in words: `P30D` is `30 days`, `PT1H` is `1 hour`."""
    match = re.match(DURATION_PATTERN, str(value))
    if match is None:
        raise TypeError(f"{value!r} is not a duration")
    count, unit = (match[1], UNITS[match[2]]) if match[1] else (match[3], CLOCK_UNITS[match[4]])
    return f"{count} {unit}" if count == "1" else f"{count} {unit}s"


def display_rate(value: object) -> str:
    """Write a fraction as a percentage: `0.15` is `15%`, `0.995` is `99.5%`."""
    percent = (_decimal(value) * 100).normalize()
    return f"{percent:f}%"


def display_quantity(value: object) -> str:
    """Write a count with thousands marks: `14,000`, `2.5`."""
    amount = _decimal(value).normalize()
    return f"{amount:,f}" if _decimals(amount) else f"{int(amount):,}"


SPELT_OUT = {"geo": "geography"}
"""Codes that are short for a word."""


def display_word(value: object) -> str:
    """Write a code as words: `for_discussion` is `for discussion`, `dpa` is `DPA`."""
    return " ".join(
        word.upper() if word in ABBREVIATIONS else SPELT_OUT.get(word, word)
        for word in str(value).split("_")
    )


def display_yes_no(value: object) -> str:
    """Write a truth value as yes or no."""
    return "yes" if value else "no"


def _money(value: object) -> tuple[Decimal, str]:
    if not isinstance(value, Money):
        raise TypeError(f"{value!r} is not an amount of money")
    return value.amount, value.currency


def _decimal(value: object) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return Decimal(value)
    raise TypeError(f"{value!r} is not a number")


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


_DISPLAY: dict[Kind, Callable[[object], str]] = {
    "text": str,
    "word": display_word,
    "money": display_money,
    "unit_price": display_unit_price,
    "date": display_date,
    "duration": display_duration,
    "rate": display_rate,
    "quantity": display_quantity,
    "integer": lambda value: display_quantity(value),
    "country": lambda value: place_name(str(value)),
    "yes_no": display_yes_no,
    "language": lambda value: language_name(str(value)),
}

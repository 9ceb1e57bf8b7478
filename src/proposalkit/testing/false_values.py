"""Lies about values: numbers, units, currencies, percentages, dates, vague quantities."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random

from proposalkit.testing.asked import Task
from proposalkit.testing.mutants import Edit, Editor, one_of, put, said_after, swap_from

_NUMBER = r"(?<![\w.,-])\d{1,3}(?:[ ,.]\d{3})+(?!\d)|(?<![\w.,-])\d+(?:\.\d+)?(?![\w-])"
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DATE = rf"\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}} (?:{'|'.join(_MONTHS)})(?: \d{{4}})?\b"
_WORDS = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_WORD = r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
_PERCENT = r"\b\d+(?:\.\d+)? ?(?:%|percent\b)"
_UNITS = {"minutes": "seconds", "hours": "days", "weeks": "months", "years": "quarters"}
_UNIT = {"minute": "second", "hour": "day", "week": "month", "year": "quarter"}
_CURRENCY = r"\b(?:EUR|USD|GBP|CHF)\b|[€$£]"


def _other_number(text: str, task: Task, random: Random) -> Edit | None:
    place = one_of(_NUMBER, text, random)
    if place is None or re.search(_DATE, place.group()):
        return None
    digits = re.sub(r"\D", "", place.group())
    changed = str(int(digits) * random.choice((2, 3, 10)) + random.choice((1, 7)))
    return Edit(put(text, place, changed), (changed,))


def _one_digit(text: str, task: Task, random: Random) -> Edit | None:
    place = one_of(r"\d", text, random)
    if place is None:
        return None
    return Edit(put(text, place, str((int(place.group()) + random.randint(1, 8)) % 10)))


def _other_word(text: str, task: Task, random: Random) -> Edit | None:
    place = one_of(_WORD, text, random)
    if place is None:
        return None
    rest = [one for one in _WORDS if one != place.group().lower()]
    return Edit(put(text, place, random.choice(rest)))


_TOLD = {
    "forty-five": "45", "ninety": "90", "a dozen": "12", "three hundred": "300",
    "half a million": "500000",
}  # fmt: skip
"""Numbers in words; the one that is put in is another than the one that stood there."""


def _in_words(text: str, task: Task, random: Random) -> Edit | None:
    place = one_of(_NUMBER, text, random)
    if place is None:
        return None
    told = re.sub(r"\D", "", place.group())
    words = random.choice([words for words, value in _TOLD.items() if value != told])
    return Edit(put(text, place, words), (words,))


def _wide_digits(text: str, task: Task, random: Random) -> Edit | None:
    place = one_of(_NUMBER, text, random)
    if place is None:
        return None
    changed = str(int(re.sub(r"\D", "", place.group())) + 5)
    wide = "".join(chr(0xFF10 + int(one)) for one in changed)
    return Edit(put(text, place, wide), (wide,))


def _other_percent(text: str, task: Task, random: Random) -> Edit | None:
    place = one_of(_PERCENT, text, random)
    if place is None:
        return None
    changed = f"{random.choice((3, 42, 77, 99))} %"
    return Edit(put(text, place, changed), (changed,))


def _other_date(text: str, task: Task, random: Random) -> Edit | None:
    place = one_of(_DATE, text, random)
    if place is None:
        return None
    month, day = random.choice(_MONTHS), random.randint(1, 28)
    changed = f"{day} {month} 2031"
    return Edit(put(text, place, changed), (changed,))


def _other_currency(text: str, task: Task, random: Random) -> Edit | None:
    place = one_of(_CURRENCY, text, random)
    if place is None:
        return None
    rest = ("EUR", "USD", "CHF") if place.group().isalpha() else ("€", "$", "£")
    return Edit(put(text, place, random.choice([one for one in rest if one != place.group()])))


def _magnitude(text: str, task: Task, random: Random) -> Edit | None:
    place = one_of(_NUMBER, text, random)
    if place is None:
        return None
    changed = f"{place.group()} {random.choice(('thousand', 'million'))}"
    return Edit(put(text, place, changed), (changed,))


def _end_of_range(text: str, task: Task, random: Random) -> Edit | None:
    place = one_of(r"\b(?:between )?(\d[\d,.]*) (?:to|and|-) (\d[\d,.]*)", text, random)
    return None if place is None else Edit(put(text, place, place.group(random.choice((1, 2)))))


def _vague(text: str, task: Task, random: Random) -> Edit | None:
    place = one_of(r"\b(?:the|each|every|a|an) (?=[a-z])", text, random)
    if place is None:
        return None
    vague = random.choice(
        ("thousands of ", "most of the ", "hundreds of ", "twice the ", "half the ")
    )
    return Edit(put(text, place, vague), (vague.strip(),))


VALUE_EDITORS: Mapping[str, Editor] = {
    "number changed": _other_number,
    "one digit changed": _one_digit,
    "number word changed": _other_word,
    "digits told in words": _in_words,
    "digits of another script": _wide_digits,
    "number invented": said_after(
        " within 24 hours",
        " in 12 weeks",
        ", 3 times a day",
        " for 250 users",
        " in 99 cases of 100",
    ),
    "number word invented": said_after(
        " within two days", " in a dozen languages", " twice as fast", " in one third of the time"
    ),
    "unit changed": swap_from(_UNITS | {"days": "weeks"}),
    "unit of one changed": swap_from(_UNIT),
    "currency changed": _other_currency,
    "money invented": said_after(" for EUR 0.10 a case", " at $5 a month", ", saving £40,000"),
    "percent changed": _other_percent,
    "percent invented": said_after(" in 97 % of cases", " with ninety percent accuracy"),
    "date changed": _other_date,
    "date invented": said_after(" by 1 March 2027", " from next Monday", " before the end of May"),
    "magnitude changed": _magnitude,
    "range cut to one end": _end_of_range,
    "vague quantity": _vague,
}
"""How to lie about a value, by class."""

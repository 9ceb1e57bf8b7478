"""Reads numbers as people write them; a form with two meanings keeps both, and no value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from proposalkit.model.intake_rules import Locale

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL = {word: place for place, word in enumerate(_ONES)} | {
    word: 10 * place for place, word in enumerate(_TENS, start=2)
}
_SCALES = {
    "hundred": 100, "k": 1_000, "thousand": 1_000, "m": 1_000_000, "mn": 1_000_000,
    "million": 1_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000,
}  # fmt: skip
_WORD = "|".join(sorted((*_SMALL, "hundred", "thousand", "million"), key=len, reverse=True))
DIGITS = r"\d{1,3}(?:[.,'\u2019 ]\d{3})+(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?"
SCALE = r"(?:\s?(?:k|m|mn|bn)\b|\s(?:hundred|thousand|million|billion)\b)"
SPELT = rf"(?:{_WORD})(?:[ -](?:and )?(?:{_WORD}))*"
HAS_NUMBER = re.compile(rf"\d|\b(?:{SPELT})\b", re.I)
"""A digit or a number word: without one no value stands in a text."""
NUMBER = rf"(?:{DIGITS}){SCALE}?|\b{SPELT}\b"


@dataclass(frozen=True)
class Number:
    """A number; `doubt` says why it may be another one, and `may_be` gives what it may be."""

    value: Decimal
    doubt: str = ""
    may_be: tuple[Decimal, ...] = ()


def read_number(text: str, locale: Locale) -> Number | None:
    """Read a number in digits or words; None when it is none."""
    low = text.strip().casefold()
    found = re.fullmatch(rf"({DIGITS})({SCALE})?", low)
    if found is None:
        spelt = _spelt(low)
        return None if spelt is None else Number(Decimal(spelt))
    number = _digits(found[1], locale)
    if not found[2]:
        return number
    scale = _SCALES[found[2].strip()]
    may_be = tuple(_trim(one * scale) for one in number.may_be)
    return Number(_trim(number.value * scale), number.doubt, may_be)


def scale_of(text: str) -> int:
    """Give the factor of a scale at the end of a number, such as k or thousand; 1 without one."""
    found = re.search(rf"{SCALE}$", text.casefold())
    return _SCALES[found[0].strip()] if found else 1


def _digits(raw: str, locale: Locale) -> Number:
    text = re.sub(r"['\u2019 ]", "", raw)
    signs = [sign for sign in text if sign in ".,"]
    if not signs:
        return Number(Decimal(text))
    if len(set(signs)) == 2:
        return Number(_with_decimals(text, signs[-1]))
    if len(signs) > 1:
        return Number(Decimal(text.replace(signs[0], "")))
    sign, (whole, rest) = signs[0], text.split(signs[0])
    if len(rest) != 3 or len(whole) > 3 or whole.startswith("0"):
        return Number(_with_decimals(text, sign))
    if sign != locale.decimal:
        return Number(Decimal(whole + rest))
    small, large = Decimal(f"{whole}.{rest}"), Decimal(whole + rest)
    return Number(small, f"it may be {large} or {small}", (small, large))


def _with_decimals(text: str, sign: str) -> Decimal:
    whole, _, rest = text.rpartition(sign)
    return Decimal(f"{re.sub('[.,]', '', whole)}.{rest}")


def _spelt(text: str) -> int | None:
    """Read number words: twenty-five, two hundred, twelve thousand."""
    total, part, seen = 0, 0, False
    for word in re.split(r"[ -]+", text):
        if word == "and" and seen:
            continue
        if word in _SMALL:
            part += _SMALL[word]
        elif word == "hundred":
            part = max(part, 1) * 100
        elif word in ("thousand", "million"):
            total, part = total + max(part, 1) * _SCALES[word], 0
        else:
            return None
        seen = True
    return total + part if seen else None


def _trim(value: Decimal) -> Decimal:
    """Drop zeros behind the point, never an exponent."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()

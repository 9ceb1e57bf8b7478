"""Atoms of a text: amounts, shares, dates, spans, counts and names with digits, read to one value.

Two writings of one value are one atom: `thirty (30) days`, `30 days` and `30-day`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from proposalkit.model.display import MONTHS
from proposalkit.model.number_words import NUMBER_WORDS, ORDINAL_WORDS, SCALES, value_of_words
from proposalkit.model.places import currency_digits

AtomKind = Literal["money", "percent", "date", "duration", "identifier", "ordinal", "count"]


class Atom(NamedTuple):
    """One value in a text with its place; equal `kind` and `value` mean the same thing."""

    kind: AtomKind
    value: str
    start: int
    end: int


_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
_SCALE = "|".join((*sorted(SCALES, key=len, reverse=True), "bn", "mn", "k", "m"))
_WORD = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_WORDS = rf"(?:{_WORD})(?:(?:[\s-]+|\s+and\s+)(?:{_WORD}))*"
_NUMBER = (
    rf"(?i:(?:{_WORDS})\s*\(\s*(?:{_DIGITS})\s*\)"
    rf"|(?:{_DIGITS})(?:\s?(?:{_SCALE})\b)?|(?:{_WORDS})\b)"
)
_MONTH = "|".join(MONTHS)
_SHORT_MONTH = "|".join(f"{name[:3]}\\.?" for name in MONTHS) + r"|Sept\.?"
_ANY_MONTH = f"(?i:{_MONTH}|{_SHORT_MONTH})"
_LONE_MONTH = "|".join(name for name in MONTHS if name not in ("March", "May"))
_MONEY_WORDS = {"euro": "EUR", "dollar": "USD", "pound": "GBP", "yen": "JPY", "franc": "CHF"}
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
_CURRENCY_AFTER = rf"(?i:{'|'.join(_MONEY_WORDS)})s?\b|[A-Z]{{3}}\b|[€$£¥]"
_UNIT = r"(?i:second|minute|hour|day|week|fortnight|month|quarter|year)"
_NAME = r"[A-Z]{2,12}(?:[/\s-][A-Z]{2,12}){0,3}[\s-]?\d[\w.:-]*(?:\sType\s(?:I{1,3}\b|\d))?"
_ORDINAL = "|".join(sorted(ORDINAL_WORDS, key=len, reverse=True))

_ATOM = re.compile(
    rf"""
    (?<![\w])(?:
      (?P<iso>\d{{4}}-\d{{2}}-\d{{2}})\b
    | (?P<figures>\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})\b
    | (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{_ANY_MONTH})(?![a-z])
      (?:,?\s+(?P<year>\d{{4}}))?
    | (?P<month2>{_ANY_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)
      (?:,?\s+(?P<year2>\d{{4}}))?
    | (?P<month3>(?:{_MONTH}))\s+(?P<year3>\d{{4}})\b
    | (?P<month4>(?:{_LONE_MONTH}))\b
    | (?P<code>[A-Z]{{3}})\s?(?P<coded>{_NUMBER})
    | (?P<always>24\s?/\s?7)\b
    | (?P<listed>(?:Article|Annex|Clause|Section|Chapter|Part|Level|Version|Type)\s+
        (?:\d+(?:[.(]\w+\)?)*|[IVX]+\b))
    | (?P<named>{_NAME})
    | (?P<th>\d+)(?:st|nd|rd|th)\b
    | (?P<nth>(?i:{_ORDINAL}))\b
    | (?P<number>{_NUMBER})
      (?:\s?(?P<percent>%|(?i:percent|per\scent)\b)
       |\s?(?P<currency>{_CURRENCY_AFTER})
       |[\s-]{{0,2}}(?P<kind>(?i:business|working|calendar)\s)?(?P<unit>{_UNIT})s?\b)?
    )
    | (?P<sign>[€$£¥])\s?(?P<signed>{_NUMBER})
    | (?P<glued>[^\W\d]{{0,30}}\d[\w/]*)
    """,
    re.VERBOSE,
)

_NAMED = re.compile(_NAME)


def read_atoms(text: str) -> tuple[Atom, ...]:
    """Give the atoms of a text in order; what looks like none but holds a digit is a count."""
    found: list[Atom] = []
    at = 0
    while (match := _ATOM.search(text, at)) is not None:
        atom = _atom(match)
        at = match.end() if atom is None else atom.end
        if atom is not None:
            found.append(atom)
    return tuple(found)


def _atom(match: re.Match[str]) -> Atom | None:
    given = {name: value for name, value in match.groupdict().items() if value is not None}
    for name, read in _READERS.items():
        if name in given and (made := read(given)) is not None:
            return Atom(*made, match.start(), match.end())
    return _other(match, given)


def _other(match: re.Match[str], given: Mapping[str, str]) -> Atom | None:
    """Read three letters that are no currency as a name; digits of no known form are a count."""
    name = _NAMED.match(match.string, match.start()) if "code" in given else None
    if name is not None:
        return Atom(*_identifier({"named": name[0]}), name.start(), name.end())
    if "code" in given:
        following = _ATOM.search(match.string, match.start("coded"))
        return _atom(following) if following else None
    return Atom("count", match[0].lower(), match.start(), match.end())


Read = tuple[AtomKind, str]


def _iso(given: Mapping[str, str]) -> Read:
    return "date", given["iso"]


def _figures(given: Mapping[str, str]) -> Read:
    day, month, year = re.split(r"[./]", given["figures"])
    return "date", f"{year}-{int(month):02}-{int(day):02}"


def _day_first(given: Mapping[str, str]) -> Read | None:
    return _date(given["month"], given["day"], given.get("year"))


def _month_first(given: Mapping[str, str]) -> Read | None:
    return _date(given["month2"], given["day2"], given.get("year2"))


def _date(month: str, day: str, year: str | None) -> Read | None:
    number = _month_number(month)
    try:
        made = date(int(year or 2000), number, int(day))
    except ValueError:
        return None
    return "date", made.isoformat() if year else f"{made:%m-%d}"


def _month(given: Mapping[str, str]) -> Read:
    number = _month_number(given.get("month3") or given["month4"])
    return "date", f"{given['year3']}-{number:02}" if "year3" in given else f"{number:02}"


def _month_number(name: str) -> int:
    return next(n for n, one in enumerate(MONTHS, 1) if one[:3].lower() == name[:3].lower())


def _coded(given: Mapping[str, str]) -> Read | None:
    code = given["code"]
    if currency_digits(code) is None:
        return None
    return "money", f"{_plain(given['coded'])} {code}"


def _signed(given: Mapping[str, str]) -> Read:
    return "money", f"{_plain(given['signed'])} {_SIGNS[given['sign']]}"


def _identifier(given: Mapping[str, str]) -> Read:
    text = given.get("listed") or given["named"]
    return "identifier", " ".join(re.split(r"[\s-]+", text)).lower().rstrip(".:-")


def _ordinal(given: Mapping[str, str]) -> Read:
    number = given.get("th") or str(ORDINAL_WORDS[given["nth"].lower()])
    return "ordinal", str(int(number))


def _number(given: Mapping[str, str]) -> Read | None:
    number = _plain(given["number"])
    if "percent" in given:
        return "percent", number
    if "currency" in given:
        return _with_currency(number, given["currency"])
    if "unit" in given:
        kind = f"{given['kind'].strip().lower()} " if "kind" in given else ""
        return "duration", f"{number} {kind}{given['unit'].lower()}"
    return "count", number


def _with_currency(number: str, written: str) -> Read:
    """Read a number before three letters: money when they are a currency, else a name or unit."""
    code = _SIGNS.get(written) or _MONEY_WORDS.get(written.lower().removesuffix("s"))
    if code is None and currency_digits(written) is not None:
        code = written
    return ("money", f"{number} {code}") if code else ("count", f"{number} {written.lower()}")


def _plain(written: str) -> str:
    """Give a number in plain digits; words and figures in brackets that differ give both."""
    words, bracket, figures = written.partition("(")
    if bracket:
        said, shown = value_of_words(words), _figure(figures.rstrip(") "))
        return _text(shown) if said == shown else f"{_text(said)}/{_text(shown)}"
    return _text(_figure(written) if written[0].isdigit() else value_of_words(written))


def _figure(written: str) -> Decimal:
    match = re.match(r"[\d,.]+", written)
    digits = match[0] if match else "0"
    scale = written[len(digits) :].strip().lower()
    factor = {"k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9}.get(scale, SCALES.get(scale, 1))
    return Decimal(digits.replace(",", "")) * factor


def _text(number: Decimal) -> str:
    return f"{number.normalize():f}"


_READERS: Mapping[str, Callable[[Mapping[str, str]], Read | None]] = {
    "iso": _iso,
    "figures": _figures,
    "day": _day_first,
    "day2": _month_first,
    "month3": _month,
    "month4": _month,
    "coded": _coded,
    "listed": _identifier,
    "named": _identifier,
    "th": _ordinal,
    "nth": _ordinal,
    "number": _number,
    "signed": _signed,
}

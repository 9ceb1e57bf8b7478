"""The atoms of a sentence: money, dates, durations, shares and counts, in their order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from proposalkit.intake.numbers import NUMBER, Number, read_number
from proposalkit.model.fields import plain
from proposalkit.model.intake_rules import AtomKind, CurrencySign, Locale
from proposalkit.model.places import currency_digits

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = "|".join(f"{name}|{name[:3]}\\.?" for name in _MONTHS) + "|sept\\.?"
_ORDINAL = r"(?:st|nd|rd|th)?"
_DATES = re.compile(
    rf"\b(?P<y>\d{{4}})-(?P<m>\d{{2}})-(?P<d>\d{{2}})\b"
    rf"|\b(?P<d2>\d{{1,2}}){_ORDINAL}[ -](?:of )?(?P<n2>{_MONTH})[ -,]{{1,2}}(?P<y2>\d{{4}})\b"
    rf"|\b(?P<n3>{_MONTH}) (?P<d3>\d{{1,2}}){_ORDINAL},? (?P<y3>\d{{4}})\b"
    r"|\b(?P<d4>\d{1,2})\.\s?(?P<m4>\d{1,2})\.\s?(?P<y4>\d{4}|\d{2})\b(?!\.\d)"
    r"|\b(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y5>\d{4}|\d{2})\b",
    re.IGNORECASE,
)
_DURATION = re.compile(
    rf"(?<![\w.,])(?P<word>(?:{NUMBER}))(?: ?\((?P<n>\d+)\))?[ -]?"
    r"(?P<kind>(?:calendar|business|working|consecutive|clear)[ -])?"
    r"(?P<unit>minute|hour|day|week|month|quarter|year)s?\b(?!-end)",
    re.IGNORECASE,
)
_PERCENT = re.compile(rf"(?<![\w.,])(?P<n>(?:{NUMBER})) ?(?:%|percent\b|per cent\b)", re.I)
_COUNT = re.compile(rf"(?<![\w.,/#§-])(?P<n>(?:{NUMBER}))(?![\w%]|[.,/-]\d|\))", re.I)
_NOT_A_COUNT = re.compile(
    r"(?:iso|iec|soc|nist|rfc|article|art\.|section|clause|annex|appendix|page|paragraph|no\.|"
    r"version|question|table|figure|form|lot|sp|eu|item|chapter|part|step|level|tier|type)"
    r"[ /:-]*$",
    re.I,
)
_UNITS = {"minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M", "quarter": "Q",
          "year": "Y"}  # fmt: skip
_RANGE = re.compile(r"^ ?(?:-|\u2013|to|and|or) ?$", re.I)
_AFTER_NUMBER = re.compile(r" ?([A-Za-z][A-Za-z -]{0,40})")


@dataclass(frozen=True)
class Atom:
    """One value in a sentence. `doubt` says why it has two meanings; its value is not used then.

    value: a plain number (a share for percent), YYYY-MM-DD, or the number of `unit`.
    unit: ISO 4217 of money; D, W, M, Y, TH, TM or BD of a duration; the words after a count.
    """

    kind: AtomKind
    value: str
    unit: str
    start: int
    end: int
    doubt: str = ""


def find_atoms(text: str, locale: Locale, signs: tuple[CurrencySign, ...] = ()) -> tuple[Atom, ...]:
    """Give the atoms of a text in order; what belongs to one is not counted again."""
    taken: list[Atom] = []
    for finder in (_dates, _money_with(signs), _percents, _durations, _counts):
        for atom in finder(text, locale):
            if all(atom.end <= one.start or atom.start >= one.end for one in taken):
                taken.append(atom)
    return _doubt_ranges(tuple(sorted(taken, key=lambda one: one.start)), text)


def _dates(text: str, locale: Locale) -> Iterator[Atom]:
    for found in _DATES.finditer(text):
        day, doubt = _day(found, locale)
        if day is not None:
            yield Atom("date", day.isoformat(), "", found.start(), found.end(), doubt)


def _day(found: re.Match[str], locale: Locale) -> tuple[date | None, str]:
    """Read one form of a date; two readings of a slashed one are a doubt."""
    part = found.groupdict()
    if part["y"]:
        return _made(part["y"], part["m"], part["d"]), ""
    if part["y2"]:
        return _made(part["y2"], _month(part["n2"]), part["d2"]), ""
    if part["y3"]:
        return _made(part["y3"], _month(part["n3"]), part["d3"]), ""
    if part["y4"]:
        return _made(part["y4"], part["m4"], part["d4"]), ""
    month_first = _made(part["y5"], part["a"], part["b"])
    day_first = _made(part["y5"], part["b"], part["a"])
    if month_first is None or day_first is None or month_first == day_first:
        return month_first or day_first, ""
    if locale.slashed == "unclear":
        return day_first, f"it may be {day_first} or {month_first}"
    return (month_first if locale.slashed == "month-first" else day_first), ""


def _month(name: str) -> str:
    return str(next(i for i, one in enumerate(_MONTHS, 1) if one.startswith(name[:3].casefold())))


def _made(year: str, month: str, day: str) -> date | None:
    full = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return date(full, int(month), int(day))
    except ValueError:
        return None


def _money_with(
    signs: tuple[CurrencySign, ...],
) -> Callable[[str, Locale], Iterator[Atom]]:
    named = {one.sign.casefold(): one.code for one in signs}
    some = "|".join(re.escape(one) for one in sorted(named, key=len, reverse=True))
    code = rf"(?:{some}|[A-Z]{{3}})" if some else "[A-Z]{3}"
    shape = re.compile(
        rf"(?<![\w.,])(?P<c1>{code}) ?(?P<n1>(?:{NUMBER}))(?![\w%])"
        rf"|(?<![\w.,])(?P<n2>(?:{NUMBER})) ?(?P<c2>{code})(?!\w)",
        re.IGNORECASE,
    )

    def find(text: str, locale: Locale) -> Iterator[Atom]:
        for found in shape.finditer(text):
            raw = found["c1"] or found["c2"]
            unit = named.get(raw.casefold()) or (raw if raw.isupper() else "")
            number = read_number(found["n1"] or found["n2"], locale)
            if number is not None and unit and currency_digits(unit) is not None:
                yield _atom("money", number, unit, found)

    return find


def _percents(text: str, locale: Locale) -> Iterator[Atom]:
    for found in _PERCENT.finditer(text):
        number = read_number(found["n"], locale)
        if number is not None:
            share = Number((number.value / 100).normalize(), number.doubt)
            yield _atom("percent", share, "", found)


def _durations(text: str, locale: Locale) -> Iterator[Atom]:
    for found in _DURATION.finditer(text):
        number = read_number(found["word"], locale)
        if number is None:
            continue
        if found["n"] and number.value != int(found["n"]):
            number = Number(number.value, f"the words say {number.value}, the digits {found['n']}")
        unit = _UNITS[found["unit"].casefold()]
        is_working = (found["kind"] or "").casefold().startswith(("business", "working"))
        yield _atom("duration", number, "BD" if is_working and unit == "D" else unit, found)


def _counts(text: str, locale: Locale) -> Iterator[Atom]:
    for found in _COUNT.finditer(text):
        number = read_number(found["n"], locale)
        if number is None or _NOT_A_COUNT.search(text[: found.start()]):
            continue
        after = _AFTER_NUMBER.match(text, found.end())
        yield _atom("count", number, after[1].strip().casefold() if after else "", found)


def _atom(kind: AtomKind, number: Number, unit: str, found: re.Match[str]) -> Atom:
    return Atom(kind, plain(Decimal(number.value)), unit, found.start(), found.end(), number.doubt)


def _doubt_ranges(atoms: tuple[Atom, ...], text: str) -> tuple[Atom, ...]:
    """Mark both ends of a range: neither of them is the value."""
    doubted = list(atoms)
    for place in range(len(atoms) - 1):
        left, right = doubted[place], doubted[place + 1]
        is_range = _RANGE.match(text[left.end : right.start]) and right.kind != "date"
        if is_range and (left.kind == right.kind or left.kind == "count"):
            why = f'"{text[left.start : right.end]}" is a range'
            doubted[place] = Atom(left.kind, left.value, left.unit, left.start, left.end, why)
            doubted[place + 1] = Atom(
                right.kind, right.value, right.unit, right.start, right.end, why
            )
    return tuple(doubted)

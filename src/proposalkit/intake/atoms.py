"""The atoms of a sentence: money, dates, durations, shares and counts, in their order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from proposalkit.intake.numbers import DIGITS, NUMBER, SCALE, Number, read_number, scale_of
from proposalkit.model.fields import plain
from proposalkit.model.intake_rules import CurrencySign, Locale
from proposalkit.model.places import currency_digits
from proposalkit.model.tender_rules import AtomKind

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
_ORDINAL = r"(?:st|nd|rd|th|\.)?"
_UNITS: Mapping[str, str] = {
    "minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M", "quarter": "Q",
    "year": "Y",
}  # fmt: skip


@dataclass(frozen=True)
class _Shapes:
    """The forms of dates, lengths of time and shares in English and in the words of a locale."""

    dates: re.Pattern[str]
    durations: re.Pattern[str]
    percents: re.Pattern[str]
    months: Mapping[str, str]
    spans: Mapping[str, str]


@cache
def _shapes(months: tuple[str, ...], spans: tuple[tuple[str, str], ...], percent: tuple[str, ...]
            ) -> _Shapes:  # fmt: skip
    numbers = {name[:3]: str(place) for place, name in enumerate(_MONTHS, 1)}
    numbers |= {name: str(place) for place, name in enumerate(months, 1)}
    own = "".join(f"|{re.escape(one)}" for one in sorted(months, key=len, reverse=True))
    month = "|".join(f"{name}|{name[:3]}\\.?" for name in _MONTHS) + rf"|sept\.?{own}"
    units = {**{f"{one}s": unit for one, unit in _UNITS.items()}, **_UNITS, **dict(spans)}
    unit = "|".join(re.escape(one) for one in sorted(units, key=len, reverse=True))
    dates = re.compile(
        rf"\b(?P<y>\d{{4}})-(?P<m>\d{{2}})-(?P<d>\d{{2}})\b"
        rf"|\b(?P<d2>\d{{1,2}}){_ORDINAL}[ -](?:of )?(?P<n2>{month})[ -,]{{1,2}}(?P<y2>\d{{4}})\b"
        rf"|\b(?P<n3>{month}) (?P<d3>\d{{1,2}}){_ORDINAL},? (?P<y3>\d{{4}})\b"
        r"|\b(?P<d4>\d{1,2})\.\s?(?P<m4>\d{1,2})\.\s?(?P<y4>\d{4}|\d{2})\b(?!\.\d)"
        r"|\b(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y5>\d{4}|\d{2})\b",
        re.IGNORECASE,
    )
    durations = re.compile(
        rf"(?<![\w.,])(?P<word>(?:{NUMBER}))(?: ?\((?P<n>\d+)\))?[ -]?"
        r"(?P<kind>(?:calendar|business|working|consecutive|clear)[ -])?"
        rf"(?P<unit>{unit})\b(?!-end)",
        re.IGNORECASE,
    )
    words = "".join(rf"|{re.escape(one)}\b" for one in percent)
    percents = re.compile(
        rf"(?<![\w.,])(?P<n>(?:{NUMBER})) ?(?:%|percent\b|per cent\b{words})", re.I
    )
    return _Shapes(dates, durations, percents, numbers, units)


def _shapes_of(locale: Locale) -> _Shapes:
    return _shapes(locale.months, tuple(locale.spans.items()), locale.percent)


_COUNT = re.compile(
    rf"(?<![\w.,/#§-])(?P<n>(?:{NUMBER}))(?: ?\((?P<digits>\d+)\))?(?![\w%]|[.,/-]\d|\))", re.I
)
_TIGHT = re.compile(
    rf"(?<![\w.,/#\u00a7-])(?P<a>(?:{DIGITS}){SCALE}?)[-\u2013](?P<b>(?:{DIGITS}){SCALE}?)(?![\w%.,/-])",
    re.I,
)
_NOT_A_COUNT = re.compile(
    r"(?:iso|iec|soc|nist|rfc|article|art\.|section|clause|annex|appendix|page|paragraph|no\.|"
    r"version|question|table|figure|form|lot|sp|eu|item|chapter|part|step|level|tier|type)"
    r"[ /:-]*$",
    re.I,
)
_ABOUT = r"(?:about|around|roughly|some|maybe|even|up to|more like|perhaps)"
_RANGE = re.compile(
    rf"^ ?(?:-|\u2013|to|and|or|till|until|bis|,? ?(?:sometimes|maybe|perhaps|possibly|rather|even|"
    rf"up to|more like|in some months|at times|at peak|or even|or more like))(?: {_ABOUT})? ?$",
    re.I,
)
_AFTER_NUMBER = re.compile(r" ?([A-Za-z][A-Za-z0-9 -]{0,40})")


@dataclass(frozen=True)
class Atom:
    """One value in a sentence. `doubt` says why it has two meanings; its value is not used then.

    value: a plain number (a share for percent), YYYY-MM-DD, or the number of `unit`.
    unit: ISO 4217 of money; D, W, M, Y, TH, TM or BD of a duration; the words after a count.
    may_be: the values it may have when there is a doubt: both ends of a range, both readings.
    """

    kind: AtomKind
    value: str
    unit: str
    start: int
    end: int
    doubt: str = ""
    may_be: tuple[str, ...] = ()


def find_atoms(text: str, locale: Locale, signs: tuple[CurrencySign, ...] = ()) -> tuple[Atom, ...]:
    """Give the atoms of a text in order; what belongs to one is not counted again."""
    taken: list[Atom] = []
    for finder in (_dates, _money_with(signs), _percents, _durations, _tight_ranges, _counts):
        for atom in finder(text, locale):
            if all(atom.end <= one.start or atom.start >= one.end for one in taken):
                taken.append(atom)
    return _doubt_ranges(tuple(sorted(taken, key=lambda one: one.start)), text)


def _dates(text: str, locale: Locale) -> Iterator[Atom]:
    shapes = _shapes_of(locale)
    for found in shapes.dates.finditer(text):
        days = _days(found, locale)
        if days:
            named = tuple(one.isoformat() for one in days)
            doubt = f"it may be {' or '.join(named)}" if len(named) > 1 else ""
            may_be = named if doubt else ()
            yield Atom("date", named[0], "", found.start(), found.end(), doubt, may_be)


def _days(found: re.Match[str], locale: Locale) -> tuple[date, ...]:
    """Read one form of a date; a slashed one may have two readings."""
    part = found.groupdict()
    if not part["y5"]:
        one = _whole_day(part, _shapes_of(locale).months)
        return (one,) if one else ()
    month_first = _made(part["y5"], part["a"], part["b"])
    day_first = _made(part["y5"], part["b"], part["a"])
    read = [month_first] if locale.slashed == "month-first" else [day_first, month_first]
    either = month_first or day_first
    if month_first is None or day_first is None or month_first == day_first:
        return (either,) if either else ()
    some = [one for one in read if one]
    return tuple(some if locale.slashed == "unclear" else some[:1])


def _whole_day(part: Mapping[str, str | None], months: Mapping[str, str]) -> date | None:
    """Read a date that has only one reading."""
    if part["y"]:
        return _made(part["y"], part["m"] or "", part["d"] or "")
    if part["y2"]:
        return _made(part["y2"], _month(part["n2"] or "", months), part["d2"] or "")
    if part["y3"]:
        return _made(part["y3"], _month(part["n3"] or "", months), part["d3"] or "")
    return _made(part["y4"] or "", part["m4"] or "", part["d4"] or "")


def _month(name: str, months: Mapping[str, str]) -> str:
    low = name.casefold()
    return months.get(low) or months[low[:3]]


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
    for found in _shapes_of(locale).percents.finditer(text):
        number = read_number(found["n"], locale)
        if number is not None:
            may_be = tuple((one / 100).normalize() for one in number.may_be)
            share = Number((number.value / 100).normalize(), number.doubt, may_be)
            yield _atom("percent", share, "", found)


def _durations(text: str, locale: Locale) -> Iterator[Atom]:
    shapes = _shapes_of(locale)
    for found in shapes.durations.finditer(text):
        number = read_number(found["word"], locale)
        if number is None:
            continue
        if found["n"] and number.value != int(found["n"]):
            number = Number(number.value, f"the words say {number.value}, the digits {found['n']}")
        unit = shapes.spans[found["unit"].casefold()]
        is_working = (found["kind"] or "").casefold().startswith(("business", "working"))
        yield _atom("duration", number, "BD" if is_working and unit == "D" else unit, found)


def _tight_ranges(text: str, locale: Locale) -> Iterator[Atom]:
    """Give both ends of a range without blanks, such as 8-10k."""
    for found in _TIGHT.finditer(text):
        low, high = (read_number(found[one], locale) for one in ("a", "b"))
        if low is None or high is None or found.end() == len(text):
            continue
        scale = scale_of(found["b"]) if scale_of(found["a"]) == 1 else 1
        after = _AFTER_NUMBER.match(text, found.end())
        unit = after[1].strip().casefold() if after else ""
        if low.value * scale < high.value and unit:
            yield Atom("count", plain(low.value), "", found.start("a"), found.end("a"))
            yield Atom("count", plain(high.value), unit, found.start("b"), found.end("b"))


def _counts(text: str, locale: Locale) -> Iterator[Atom]:
    for found in _COUNT.finditer(text):
        number = read_number(found["n"], locale)
        if number is None or _NOT_A_COUNT.search(text[: found.start()]):
            continue
        if found["digits"] and number.value != int(found["digits"]):
            why = f"the words say {number.value}, the digits {found['digits']}"
            number = Number(number.value, why, (number.value, Decimal(found["digits"])))
        after = _AFTER_NUMBER.match(text, found.end())
        yield _atom("count", number, after[1].strip().casefold() if after else "", found)


def _atom(kind: AtomKind, number: Number, unit: str, found: re.Match[str]) -> Atom:
    value, *may_be = (plain(Decimal(one)) for one in (number.value, *number.may_be))
    return Atom(kind, value, unit, found.start(), found.end(), number.doubt, tuple(may_be))


def _doubt_ranges(atoms: tuple[Atom, ...], text: str) -> tuple[Atom, ...]:
    """Mark both ends of a range: neither of them is the value, both are kept."""
    doubted = list(atoms)
    for place in range(len(atoms) - 1):
        left, right = doubted[place], doubted[place + 1]
        if _is_range(left, right, text):
            why = f'"{text[left.start : right.end]}" is a range'
            unit = right.unit if left.kind == "count" else left.unit
            low = _scaled(left, right, text)
            ends = (low, right.value)
            doubted[place] = Atom(right.kind, low, unit, left.start, left.end, why, ends)
            doubted[place + 1] = Atom(
                right.kind, right.value, right.unit, right.start, right.end, why, ends
            )
    return tuple(doubted)


def _is_range(left: Atom, right: Atom, text: str) -> bool:
    """Say whether two atoms are the ends of a range."""
    if right.kind == "date" or left.kind not in (right.kind, "count"):
        return False
    return _RANGE.match(text[left.end : right.start]) is not None


def _scaled(left: Atom, right: Atom, text: str) -> str:
    """Give the lower end its full size: the 8 of "8-10k" is 8,000, that of "8 to 10%" is 8%."""
    value = Decimal(left.value)
    if left.kind == "count" and right.kind == "percent":
        return plain(value / 100)
    scale = scale_of(text[right.start : right.end])
    bare = scale_of(text[left.start : left.end]) == 1
    if left.kind in ("count", "money") and scale > 1 and bare and value < 1000:
        return plain(value * scale)
    return left.value

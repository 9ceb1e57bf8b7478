"""Times of an event log: instants for order, calendar days of one zone for windows and months."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, tzinfo

from proposalkit.model.fields import DURATION_PATTERN

Inside = Callable[[int, int, int, int], bool]
"""Whether a second instant and day lie in the window that the first instant and day begin."""

_CLOCK_SECONDS = {"H": 3600, "M": 60}
_MONTHS = {"M": 1, "Y": 12}
_LETTERS_SHOWN = 60
_KNOWN_TIMES = 50_000
"""Times remembered, as many records share a minute."""


class LineFault(ValueError):
    """A line that cannot be counted; its text says what is wrong, the caller knows where."""


class MixedTimes(ValueError):
    """Some times of one log have an offset and some have none: nobody can say which is which."""


class Clock:
    """Reads the times of one log; a time without an offset is one of the zone."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._seen: dict[bool, str] = {}
        self._known: dict[str, tuple[int, int]] = {}

    def read(self, text: str, column: str) -> tuple[int, int]:
        """Give the instant in seconds since 1970 and the ordinal of the day in the zone.

        Raises LineFault for what is no time, MixedTimes when offsets are given here and not there.
        """
        known = self._known.get(text)
        if known is not None:
            return known
        try:
            moment = datetime.fromisoformat(text)
            bare = moment.tzinfo is None
            local = moment.replace(tzinfo=self._zone) if bare else moment.astimezone(self._zone)
            instant = int(local.timestamp())
        except (ValueError, OverflowError) as error:
            raise LineFault(
                f"{quote(text)} in {quote(column)} is not a time such as 2027-05-03T09:14+02:00"
            ) from error
        if instant <= 0:
            raise LineFault(f"{quote(text)} in {quote(column)} is before 1970")
        self._refuse_mixed(text, bare=bare)
        if len(self._known) >= _KNOWN_TIMES:
            self._known.clear()
        self._known[text] = found = (instant, local.toordinal())
        return found

    def _refuse_mixed(self, text: str, *, bare: bool) -> None:
        if bare in self._seen:
            return
        self._seen[bare] = text
        if len(self._seen) == 2:
            raise MixedTimes(
                f"{quote(self._seen[True])} has no offset and {quote(self._seen[False])} has one; "
                "times of both kinds cannot be put in order."
            )


def window(duration: str) -> Inside:
    """Give the test of a window: days and longer end with the last calendar day, hours exactly.

    The day of the event is not counted: `P14D` after 3 May ends with 17 May.
    """
    match = re.match(DURATION_PATTERN, duration)
    if match is None:
        raise ValueError(f"{duration!r} is not a duration")
    count, unit = int(match[1] or match[3]), match[2] or match[4]
    if match[3]:
        seconds = count * _CLOCK_SECONDS[unit]
        return lambda at, _day, at2, _day2: at <= at2 <= at + seconds
    if unit in _MONTHS:
        months = count * _MONTHS[unit]
        return lambda at, day, at2, day2: at <= at2 and day2 <= _later(day, months)
    days = count * (7 if unit == "W" else 1)
    return lambda at, day, at2, day2: at <= at2 and day2 - day <= days


def month_of(day: int) -> str:
    """Give year and month of a day's ordinal, `2027-05`; an empty text for no day."""
    return f"{date.fromordinal(day):%Y-%m}" if day else ""


def quote(text: str) -> str:
    """Put a value of a foreign file in quotes: short, and without what a terminal would obey."""
    shown = "".join(letter if letter.isprintable() else "?" for letter in text[:_LETTERS_SHOWN])
    return f'"{shown}..."' if len(text) > _LETTERS_SHOWN else f'"{shown}"'


def _later(day: int, months: int) -> int:
    start = date.fromordinal(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last)).toordinal()

"""Working days: Monday to Friday, without the public holidays a brief gives."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

_SATURDAY = 5


def is_working_day(day: date, holidays: Collection[date] = ()) -> bool:
    """Say whether a day is Monday to Friday and none of the holidays."""
    return day.weekday() < _SATURDAY and day not in holidays


def add_working_days(start: date, days: int, holidays: Collection[date] = ()) -> date:
    """Give the day that lies so many working days after the start; 0 gives the start itself.

    Raises ValueError for a negative number. The start does not count, so one working day after a
    Friday, a Saturday or a Sunday is the Monday.
    """
    if days < 0:
        raise ValueError(f"{days} working days lie in the past; count forward")
    day = start
    for _ in range(days):
        day += timedelta(days=1)
        while not is_working_day(day, holidays):
            day += timedelta(days=1)
    return day


def skipped_holidays(start: date, end: date, holidays: Collection[date]) -> tuple[date, ...]:
    """Give the holidays after the start and up to the end that are no Saturday or Sunday."""
    return tuple(sorted({day for day in holidays if start < day <= end and is_working_day(day)}))

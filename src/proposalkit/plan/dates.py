"""Working days: Monday to Friday. Public holidays differ by place and are not counted."""

from __future__ import annotations

from datetime import date, timedelta

_SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Say whether a day is Monday to Friday."""
    return day.weekday() < _SATURDAY


def add_working_days(start: date, days: int) -> date:
    """Give the day that lies so many working days after the start; 0 gives the start itself.

    Raises ValueError for a negative number. The start does not count, so one working day after a
    Friday, a Saturday or a Sunday is the Monday.
    """
    if days < 0:
        raise ValueError(f"{days} working days lie in the past; count forward")
    day = start
    for _ in range(days):
        day += timedelta(days=1)
        while not is_working_day(day):
            day += timedelta(days=1)
    return day

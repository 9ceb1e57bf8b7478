"""What is wrong with a text that should be a date, and what to write in its place."""

from __future__ import annotations

import re
from calendar import month_name, monthrange

_FORM = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTHS = 12


def wrong_day(text: str, example: str = "2026-03-31") -> tuple[str, str]:
    """Say what is wrong with a text no date was read from, and what to do."""
    found = _FORM.fullmatch(text)
    if found is None:
        return f'"{text}" is not a date.', f"Write it as year-month-day, such as {example}."
    year, month = int(found[1]), int(found[2])
    if year == 0:
        return f'"{text}" does not exist.', "There is no year 0: correct the year."
    if not 1 <= month <= _MONTHS:
        return f'"{text}" does not exist.', "Months go from 01 to 12: year-month-day."
    days = monthrange(year, month)[1]
    return f'"{text}" does not exist.', f"{month_name[month]} {year} has {days} days."

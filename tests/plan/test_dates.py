"""Working days, counted by hand on the calendar of November 2026 (the 23rd is a Monday)."""

from __future__ import annotations

from datetime import date

import pytest

from proposalkit.plan.dates import add_working_days, is_working_day

MONDAY, FRIDAY, SATURDAY, SUNDAY = (date(2026, 11, day) for day in (23, 27, 28, 29))

# start, working days, the day they end on
COUNTED = [
    (MONDAY, 0, MONDAY),
    (MONDAY, 1, date(2026, 11, 24)),
    (MONDAY, 4, FRIDAY),
    (MONDAY, 5, date(2026, 11, 30)),
    (FRIDAY, 1, date(2026, 11, 30)),
    (FRIDAY, 5, date(2026, 12, 4)),
    (SATURDAY, 0, SATURDAY),
    (SATURDAY, 1, date(2026, 11, 30)),
    (SUNDAY, 1, date(2026, 11, 30)),
    (SUNDAY, 6, date(2026, 12, 7)),
    (MONDAY, 10, date(2026, 12, 7)),
    (date(2026, 12, 31), 1, date(2027, 1, 1)),
    (date(2028, 2, 28), 2, date(2028, 3, 1)),
]


@pytest.mark.parametrize(("start", "days", "end"), COUNTED)
def test_working_days_jump_over_the_weekend(start: date, days: int, end: date) -> None:
    assert add_working_days(start, days) == end


def test_monday_to_friday_are_working_days() -> None:
    week = [date(2026, 11, day) for day in range(23, 30)]
    assert [is_working_day(day) for day in week] == [True] * 5 + [False] * 2


def test_days_in_the_past_are_refused() -> None:
    with pytest.raises(ValueError, match="count forward"):
        add_working_days(MONDAY, -1)

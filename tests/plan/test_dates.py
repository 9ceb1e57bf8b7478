"""Working days, counted by hand on the calendar of November 2026 (the 23rd is a Monday)."""

from __future__ import annotations

from datetime import date

import pytest

from proposalkit.plan.dates import add_working_days, is_working_day, skipped_holidays

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


# Each path worked out on a printed calendar: working days of each gate, then the day each ends on.
# Hamburg and Amsterdam: Christmas Day and New Year's Day 2027 are Fridays.
GERMAN_RETAIL = (
    date(2026, 11, 23),
    {date(2026, 12, 25), date(2027, 1, 1)},
    [
        (6, date(2026, 12, 1)),  # 24 25 26 27 | 30 1
        (8, date(2026, 12, 11)),  # 2 3 4 | 7 8 9 10 11
        (3, date(2026, 12, 16)),  # 14 15 16
        (5, date(2026, 12, 23)),  # 17 18 | 21 22 23
        (5, date(2026, 12, 31)),  # 24 | 28 29 30 31
        (3, date(2027, 1, 6)),  # 4 5 6
    ],
)
# Minnesota: with Martin Luther King Day and Presidents' Day, both Mondays.
AMERICAN_HOSPITAL = (
    date(2026, 12, 1),
    {date(2026, 12, 25), date(2027, 1, 1), date(2027, 1, 18), date(2027, 2, 15)},
    [
        (15, date(2026, 12, 22)),  # 2 3 4 | 7-11 | 14-18 | 21 22
        (15, date(2027, 1, 14)),  # 23 24 | 28-31 | 4-8 | 11 12 13 14
        (6, date(2027, 1, 25)),  # 15 | 19 20 21 22 | 25
        (8, date(2027, 2, 4)),  # 26-29 | 1 2 3 4
        (10, date(2027, 2, 19)),  # 5 | 8-12 | 16 17 18 19
        (10, date(2027, 3, 5)),  # 22-26 | 1-5
        (3, date(2027, 3, 10)),  # 8 9 10
    ],
)
# Siegen: Easter Sunday is 28 March 2027, so Ascension is 6 May and Whit Monday 17 May.
GERMAN_FACTORY = (
    date(2026, 11, 25),
    {date(2026, 12, 25), date(2027, 1, 1), date(2027, 3, 26), date(2027, 3, 29),
     date(2027, 5, 6), date(2027, 5, 17)},
    [
        (15, date(2026, 12, 16)),  # 26 27 | 30-4 | 7-11 | 14 15 16
        (25, date(2027, 1, 22)),  # 17 18 | 21-24 | 28-31 | 4-8 | 11-15 | 18-22
        (8, date(2027, 2, 3)),  # 25-29 | 1 2 3
        (15, date(2027, 2, 24)),  # 4 5 | 8-12 | 15-19 | 22 23 24
        (12, date(2027, 3, 12)),  # 25 26 | 1-5 | 8-12
        (25, date(2027, 4, 20)),  # 15-19 | 22-25 | 30 31 1 2 | 5-9 | 12-16 | 19 20
        (10, date(2027, 5, 4)),  # 21 22 23 | 26-30 | 3 4
        (8, date(2027, 5, 18)),  # 5 7 | 10-14 | 18
    ],
)  # fmt: skip


@pytest.mark.parametrize("path", [GERMAN_RETAIL, AMERICAN_HOSPITAL, GERMAN_FACTORY])
def test_a_path_jumps_over_weekends_and_the_holidays_given(
    path: tuple[date, set[date], list[tuple[int, date]]],
) -> None:
    day, holidays, gates = path
    for days, due in gates:
        day = add_working_days(day, days, holidays)
        assert day == due


def test_only_holidays_on_the_path_that_are_no_weekend_are_named() -> None:
    given = [date(2027, 1, 1), date(2026, 12, 26), date(2026, 12, 25), date(2027, 4, 5), MONDAY]
    # 26 December 2026 is a Saturday, 5 April 2027 lies behind the end, the start does not count
    assert skipped_holidays(MONDAY, date(2027, 1, 6), given) == (
        date(2026, 12, 25),
        date(2027, 1, 1),
    )

"""What is said of a text that is no date, and of a day no calendar has."""

from __future__ import annotations

import pytest

from proposalkit.model.wrong_days import wrong_day


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        ("soon", '"soon" is not a date.', "Write it as year-month-day, such as 2026-03-31."),
        ("23.11.2026", '"23.11.2026" is not a date.',
         "Write it as year-month-day, such as 2026-03-31."),
        ("2026-11-31", '"2026-11-31" does not exist.', "November 2026 has 30 days."),
        ("2027-02-29", '"2027-02-29" does not exist.', "February 2027 has 28 days."),
        ("2026-13-01", '"2026-13-01" does not exist.', "Months go from 01 to 12: year-month-day."),
        ("0000-01-01", '"0000-01-01" does not exist.', "There is no year 0: correct the year."),
    ],
)  # fmt: skip
def test_a_day_no_calendar_has_is_told_from_a_text_that_is_no_date(
    text: str, message: str, remedy: str
) -> None:
    assert wrong_day(text) == (message, remedy)

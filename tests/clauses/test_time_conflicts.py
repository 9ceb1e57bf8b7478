"""One event with two times is found, unless the text of one says which time goes first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.clauses.clashes import Case, hold_case, of, param

from proposalkit.clauses.drafted import Terms

HOURS, SHORT = {"incident.notice_hours": 72}, {"incident.ict_hours": 24}
FIRST = "Notice is given within {} hours, which goes before any longer time of the Agreement."

CASES: dict[str, Case] = {
    "two times for one notice": (
        {}, {"incident": of(HOURS), "bank": of(SHORT, "Notice is given within 24 hours.")},
        [("X-20", "warning", "incident.ict_hours",
          '"incident" says 72 hours and "bank" says 24 hours for the notice of an incident')],
    ),
    "a parameter against a fact": (
        {},
        {"incident": of({"incident.notice_hours": 48}),
         "public_sector_addendum": of(None, "", incident_hours=param("integer", "72"))},
        [("X-20", "warning", "public-sector-addendum.incident_hours",
          '"public-sector-addendum" says 72 hours')],
    ),
    "the shorter time goes first": (
        {}, {"incident": of(HOURS), "bank": of(SHORT, FIRST.format(24))}, [],
    ),
    "the longer time cannot go before a longer one": (
        {},
        {"incident": of({"incident.notice_hours": 48}),
         "bank": of({"incident.ict_hours": 72}, FIRST.format(72))},
        [("X-20", "warning", "incident.ict_hours", '"bank" says 72 hours')],
    ),
    "the phrase stands beside another time": (
        {},
        {"incident": of(HOURS), "bank": of(SHORT, f"Within 24 hours.\n\n{FIRST.format(48)}")},
        [("X-20", "warning", "incident.ict_hours", '"bank" says 24 hours')],
    ),
    "one time in both": (
        {}, {"incident": of(HOURS), "bank": of({"incident.ict_hours": 72})}, [],
    ),
    "another event": ({}, {"incident": of(HOURS), "dpa": of({"dpa.breach_hours": 24})}, []),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_two_times_of_one_event_are_found_and_only_those(
    case: str, terms_of: Callable[..., Terms]
) -> None:
    hold_case(CASES[case], terms_of)

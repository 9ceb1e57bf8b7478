"""A decision that comes when the offer has ended is found, and one in time is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.clauses.clashes import Case, hold_case

from proposalkit.clauses.drafted import Terms

# offer of 23 November 2026: 45 days end on 7 January 2027, 46 days after it is the 8th
CASES: dict[str, Case] = {
    "a decision on the last day": (
        {"brief.valid_days": "45", "brief.expected_cycle_days": "45"}, {}, [],
    ),
    "a decision one day late": (
        {"brief.valid_days": "45", "brief.expected_cycle_days": "46"}, {},
        [("X-19", "warning", "expected_cycle_days",
          "decide on 8 January 2027, and the offer ends on 7 January 2027")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_conflict_of_dates_is_found_where_it_is_and_only_there(
    case: str, terms_of: Callable[..., Terms]
) -> None:
    hold_case(CASES[case], terms_of)

"""Requests nobody tuned a rule for at first; what is found of them may not get less."""

from __future__ import annotations

import pytest
from tests.intake.unseen_counts import Unseen, count

FLOORS = {
    # requirements, fields, touched, conflicts, rules of the tender; the most that is too much
    "health_plan": (34, 17, 7, 0, 19, 4),
    "transport_office": (21, 14, 4, 0, 14, 2),
    "thread": (4, 6, 4, 2, 1, 2),
    "questionnaire": (150, 1, 0, 0, 1, 2),
    "call": (0, 7, 3, 0, 0, 1),
    "freight_firm": (12, 12, 4, 0, 14, 2),
    "school_mail": (0, 12, 2, 0, 5, 0),
    "council_itt": (6, 12, 3, 0, 16, 1),
    "state_rfp": (6, 14, 2, 0, 17, 0),
    "ausschreibung": (6, 9, 1, 0, 16, 0),
    "bank_rfi": (0, 9, 3, 0, 9, 0),
    "hospital_notes": (0, 10, 5, 0, 5, 0),
    "tender_sheet": (6, 7, 1, 0, 14, 0),
    "water_tender": (1, 10, 1, 0, 9, 0),
    "freight_mail": (0, 11, 3, 0, 12, 0),
    "museum": (4, 11, 0, 0, 10, 2),  # written last: its counts are those of a first reading
}
READ_WRONG = {"health_plan": 1, "questionnaire": 1}
"""A last day taken for the first one, and a volume of a requirement: what is still wrong."""


@pytest.mark.parametrize("name", FLOORS)
def test_what_was_found_once_is_found_again(name: str) -> None:
    found = count(name)
    *least, most = FLOORS[name]
    counted = (found.requirements, found.fields, found.touched, found.conflicts, found.tender)
    assert all(
        one.wanted - len(one.missed) >= floor for one, floor in zip(counted, least, strict=True)
    ), found
    assert len(found.priority.missed) == (name == "museum")
    assert len(found.wrong) <= READ_WRONG.get(name, 0), found.wrong
    assert sum(len(one.extra) for one in counted) <= most


def test_what_nobody_may_infer_has_no_value_in_any_of_them() -> None:
    found: list[Unseen] = [count(name) for name in FLOORS]
    assert [one.touched.extra for one in found] == [()] * len(FLOORS)

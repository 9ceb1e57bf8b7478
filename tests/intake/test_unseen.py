"""Requests nobody tuned a rule for at first; what is found of them may not get less."""

from __future__ import annotations

import pytest
from tests.intake.unseen_counts import Unseen, count

FLOORS = {
    # requirements, fields, touched, conflicts, rules of the tender; the most that is too much
    "health_plan": (34, 16, 7, 0, 18, 6),
    "transport_office": (21, 14, 4, 0, 14, 2),
    "thread": (4, 6, 4, 2, 0, 4),
    "questionnaire": (150, 1, 0, 0, 1, 2),
    "call": (0, 7, 3, 0, 0, 2),
    "freight_firm": (12, 12, 4, 0, 14, 2),
    "school_mail": (0, 10, 2, 0, 2, 1),  # written last: its counts are those of a first reading
}


@pytest.mark.parametrize("name", FLOORS)
def test_what_was_found_once_is_found_again(name: str) -> None:
    found = count(name)
    *least, most = FLOORS[name]
    counted = (found.requirements, found.fields, found.touched, found.conflicts, found.tender)
    assert all(
        one.wanted - len(one.missed) >= floor for one, floor in zip(counted, least, strict=True)
    ), found
    assert len(found.priority.missed) == 0
    assert sum(len(one.extra) for one in counted) <= most


def test_what_nobody_may_infer_has_no_value_in_any_of_them() -> None:
    found: list[Unseen] = [count(name) for name in FLOORS]
    assert [one.touched.extra for one in found] == [()] * len(FLOORS)

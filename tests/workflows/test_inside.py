"""What stays inside: canaries worth looking for, the margin rows, the INTERNAL mark."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from proposalkit.compose.memo import INTERNAL_LINE
from proposalkit.model.seller import InternalProfile
from proposalkit.workflows.inside import canaries_of


def _canaries(**fields: object) -> dict[str, str]:
    found = canaries_of(InternalProfile.model_validate(fields))
    assert found.pop("internal") == INTERNAL_LINE  # the mark itself must not get out
    return found


@pytest.mark.parametrize(
    ("amount", "counts"),
    [
        ("0.2137", True),
        ("1380", False),
        ("0.526", True),
        ("0.58", False),
        ("180000", False),
        ("14142", True),
        ("2027", False),
        ("2027.5", True),
    ],
)
def test_a_number_counts_from_four_significant_digits_or_three_with_decimals(
    amount: str, counts: bool
) -> None:
    """A shorter number, or one that reads as a year, may stand on a page by chance."""
    found = _canaries(cost_per_attempt=amount)
    assert found == ({"internal.cost_per_attempt": amount} if counts else {})


def test_a_run_of_six_words_of_a_longer_note_counts_too() -> None:
    """Half a note, copied without its beginning, tells as much as the whole."""
    found = _canaries(notes=["CANARY-1a2b: one two three four five six"])
    assert "one two three four five six" in found.values()
    assert _canaries(notes=["one two three"]) == {}


@pytest.mark.parametrize(
    ("note", "counts"),
    [
        ("Any change needs legal", True),
        ("CANARY-7f3e9a", True),
        ("Refunds", False),
        ("human oversight", False),
    ],
)
def test_a_note_counts_when_it_would_not_stand_on_a_page_by_chance(note: str, counts: bool) -> None:
    assert _canaries(notes=[note]) == ({"internal.notes.0": note} if counts else {})


def test_a_number_in_a_part_of_the_profile_counts_by_the_name_of_its_place() -> None:
    parts = {"model": "0.1186", "infrastructure": "0.02", "human_review": "0", "support": "0"}
    economics = {"commission": {"rate": "0.1234"}, "pilot_cost": "11863"}
    assert _canaries(attempt_cost=parts, economics=economics) == {
        "internal.attempt_cost.model": "0.1186",
        "internal.economics.pilot_cost": "11863",
        "internal.economics.commission.rate": "0.1234",
    }


def test_no_internal_value_is_a_number_with_an_exponent() -> None:
    profile = InternalProfile(cost_per_attempt=Decimal("1.2345E-3"))
    assert json.dumps(canaries_of(profile)).count("0.0012345") == 1

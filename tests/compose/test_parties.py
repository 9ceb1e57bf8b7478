"""The people of the buyer: each once, with every part in the deal."""

from __future__ import annotations

from collections.abc import Callable

from proposalkit.compose.parties import compose_parties
from proposalkit.compose.parts import Parts
from proposalkit.model.brief import PersonIn


def test_a_person_with_two_parts_is_named_once_with_both(
    parts: Parts, with_brief: Callable[..., Parts]
) -> None:
    lead = PersonIn(name="Ada Lind", role="Head of buying", email="a@lind.example")
    again = lead.model_copy(update={"role": "Procurement lead"})
    other = lead.model_copy(update={"email": None})
    people = {"sponsor": lead, "champion": again, "procurement": other}
    buyer = parts.brief.buyer.model_copy(update=people)
    found = compose_parties(with_brief(buyer=buyer)).buyer.contacts
    assert [(one.name, one.role, one.email) for one in found] == [
        ("Ada Lind", "Head of buying; Procurement lead", "a@lind.example"),
        ("Ada Lind", "Head of buying", None),
    ]

"""An offer past its last day says so; a draft is no offer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from proposalkit.model.proposal import Proposal
from proposalkit.verify.validity import check_validity


@pytest.mark.parametrize(
    ("grade", "days", "severity"),
    [
        ("issued", 0, None),  # the last day counts
        ("issued", 1, "error"),
        ("for_discussion", 1, "warning"),
        ("for_discussion", 0, None),
        ("draft", 400, None),
    ],
)
def test_an_offer_past_its_last_day_is_expired(
    proposal: Proposal, grade: str, days: int, severity: str | None
) -> None:
    offer = proposal.model_copy(update={"grade": grade})
    found = check_validity(offer, offer.validity.valid_until + timedelta(days=days))
    told = [(one.id, one.severity) for result in found for one in result.findings]
    assert told == ([("offer-expired", severity)] if severity else [])

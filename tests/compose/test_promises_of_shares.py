"""A price that is a share of an amount, or one price for a step, is a commitment like any other."""

from __future__ import annotations

from decimal import Decimal

from proposalkit.compose.promises import _line
from proposalkit.model.money import money
from proposalkit.model.pricing import Component, Tier


def test_shares_and_steps_are_written_as_the_page_writes_them() -> None:
    bands = (Tier(up_to=Decimal(500000), rate=Decimal("0.18")), Tier(rate=Decimal("0.12")))
    share = Component(id="won", label="Claims", type="percentage", tiers=bands)
    assert _line(share) == "Claims (percentage): 18%, then 12%"
    step = Tier(flat=money(Decimal(900), "SEK"))
    flat = Component(id="calls", label="Calls", type="usage", tier_mode="flat", tiers=(step,))
    assert _line(flat) == "Calls (usage): SEK 900.00"

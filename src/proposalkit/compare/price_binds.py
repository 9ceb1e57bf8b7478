"""What a price commits the buyer to, and which volumes stay as the offer expects them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proposalkit.compare.offers import Offer
from proposalkit.model.comparison import NONE, NOT_STATED, Cell
from proposalkit.model.display import (
    display_duration,
    display_money,
    display_quantity,
    display_unit_price,
)
from proposalkit.model.price_terms import Commitment
from proposalkit.model.proposal import Proposal


def price_commitments(offers: Sequence[Offer]) -> Iterator[Cell]:
    """Give each commitment of each price; `none` where a price has none."""
    for offer in offers:
        if offer.proposal is None:
            yield Cell(offer=offer.mark, value=NOT_STATED)
            continue
        found = offer.proposal.pricing.commitments
        for number, one in enumerate(found):
            pointer = f"/pricing/commitments/{number}"
            value = _committed(one, offer.proposal)
            yield Cell(offer=offer.mark, value=value, pointer=pointer)
        if not found:
            yield Cell(offer=offer.mark, value=NONE, pointer="/pricing/commitments")


def held_volumes(offer: Offer) -> Iterator[str]:
    """Say which units stay at the volume the offer expects, whatever volume is asked."""
    if offer.proposal is None or offer.proposal.pricing.per_unit_of is None:
        return
    pricing = offer.proposal.pricing
    expected = next(one for one in pricing.scenarios if one.id == "expected")
    held = [
        f"{display_quantity(one.per_period)} {_units(offer.proposal, one.metric_ref)}"
        for one in expected.volumes
        if one.metric_ref != pricing.per_unit_of
    ]
    if held:
        asked = _units(offer.proposal, pricing.per_unit_of)
        yield (
            f"{offer.mark} counts {' and '.join(held)} a month at every volume here, as it "
            f"expects them itself; the volumes asked are of {asked} alone."
        )


def _committed(one: Commitment, proposal: Proposal) -> str:
    least = (
        display_money(one.amount)
        if one.amount is not None
        else f"{display_quantity(one.quantity)} {_units(proposal, one.metric_ref)}"
    )
    short = "a shortfall is billed" if one.shortfall == "billed" else "a shortfall is waived"
    if one.shortfall_price is not None and one.shortfall == "billed":
        short += f" at {display_unit_price(one.shortfall_price)} a unit"
    over = " and counts towards the next period" if one.rollover else ""
    return (
        f"{one.label}: at least {least} in each {display_duration(one.period)} from month "
        f"{one.first_month}; {short}{over}"
    )


def _units(proposal: Proposal, metric: str | None) -> str:
    labels = {one.id: one.label for one in proposal.metrics}
    return labels.get(metric or "", metric or "units")

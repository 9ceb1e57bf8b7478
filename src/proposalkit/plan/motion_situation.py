"""Reads from a deal brief what the advice on motions depends on."""

from __future__ import annotations

from decimal import Decimal

from proposalkit.model.advice import GoToMarket, PricedAs, Situation
from proposalkit.model.brief import DealBrief
from proposalkit.model.price_book import OfferIn


def situation_of(
    brief: DealBrief, offer: OfferIn, seller: GoToMarket, yearly_usd: Decimal | None
) -> Situation:
    """Give the situation of a deal; `yearly_usd` is the first-year total of its quote in USD.

    Without a dated rate to US dollars it is None, and the size of the deal is not evaluated.
    """
    return Situation(
        seller=seller,
        stage=brief.stage.value,
        autonomy=brief.autonomy,
        priced_as=_priced_as(offer),
        cycle_days=brief.expected_cycle_days,
        yearly_usd=yearly_usd,
    )


def _priced_as(offer: OfferIn) -> PricedAs:
    types = {rate.type for rate in offer.rates}
    if "outcome" in types:
        return "outcome"
    return "usage" if "usage" in types else "access"

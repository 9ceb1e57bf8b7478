"""Reads from a deal brief what the advice on motions depends on."""

from __future__ import annotations

from decimal import Decimal

from proposalkit.model.advice import GoToMarket, PricedAs, Situation
from proposalkit.model.brief import DealBrief
from proposalkit.model.places import currency_digits
from proposalkit.model.price_book import OfferIn
from proposalkit.model.rate import RateIn

_SHARES = ("percentage", "value_share")


def situation_of(
    brief: DealBrief, offer: OfferIn, seller: GoToMarket, yearly_usd: Decimal | None
) -> Situation:
    """Give the situation of a deal; `yearly_usd` is the first-year total of its quote in USD.

    Without a dated rate to US dollars it is None, and the size of the deal is not evaluated. The
    baseline of a share of value is the buyer's figure of today: without one nobody measured it.
    """
    priced_as = _priced_as(offer)
    return Situation(
        seller=seller,
        stage=brief.stage.value,
        autonomy=brief.autonomy,
        priced_as=priced_as,
        cycle_days=brief.expected_cycle_days,
        yearly_usd=yearly_usd,
        baseline=_has_baseline(brief, offer) if priced_as == "value_share" else None,
    )


def _has_baseline(brief: DealBrief, offer: OfferIn) -> bool | None:
    """Say whether the value has a figure to be compared with; a percentage needs none."""
    types = {rate.type for rate in offer.rates}
    if any(rate.baseline is not None for rate in offer.rates):
        return True
    return None if "percentage" in types else brief.workflow.cost_today is not None


def _priced_as(offer: OfferIn) -> PricedAs:
    types = {rate.type for rate in offer.rates}
    if any(_counts_money(rate) for rate in offer.rates) or not types.isdisjoint(_SHARES):
        return "value_share"
    if "outcome" in types:
        return "outcome"
    return "usage" if "usage" in types else "access"


def _counts_money(rate: RateIn) -> bool:
    """Say whether the outcome counted is money, such as `EUR recovered`: its price is a share."""
    if rate.type != "outcome" or rate.metric is None:
        return False
    return currency_digits(next(iter(rate.metric.unit.split()), "")) is not None

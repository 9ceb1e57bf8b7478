"""How a table of unit prices reads inside a sentence of a contract."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from proposalkit.model.display import display_quantity, display_unit_price
from proposalkit.model.money import Money
from proposalkit.model.price_book import OfferIn, RateIn


def price_table(offer: OfferIn, currency: str) -> str:
    """Write the unit prices of all metered lines, each step with the units it covers."""
    return "; ".join(_line(rate, currency) for rate in offer.rates if rate.metric is not None)


def _line(rate: RateIn, currency: str) -> str:
    unit = rate.metric.unit if rate.metric else ""
    steps = list(_steps(rate, currency))
    if len(steps) == 1:
        return f"{steps[0][0]} for each {unit}"
    listed = ", ".join(f"{price} {units}" for price, units in steps)
    if rate.tier_mode == "volume":
        return f"for each {unit} of a month, by the total of that month: {listed}"
    return f"for each {unit} of a month, step by step: {listed}"


def _steps(rate: RateIn, currency: str) -> Iterator[tuple[str, str]]:
    """Give price and units of each step; a step starts one unit after the one before it ends."""
    last = rate.included or Decimal(0)
    for tier in rate.tiers:
        price = display_unit_price(Money(amount=tier.price, currency=currency))
        if tier.up_to is None:
            yield price, f"above {display_quantity(last)}"
            return
        yield price, f"up to {display_quantity(tier.up_to)}"
        last = tier.up_to

"""How a table of unit prices reads inside a sentence of a contract."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from proposalkit.model.display import (
    display_money,
    display_quantity,
    display_rate,
    display_unit_price,
)
from proposalkit.model.money import Money
from proposalkit.model.price_book import OfferIn
from proposalkit.model.rate import RateIn, TierIn


def price_table(offer: OfferIn, currency: str) -> str:
    """Write the unit prices of all metered lines, each step with the units it covers."""
    lines = (_line(rate, rate.metric.unit, currency) for rate in offer.rates if rate.metric)
    return "; ".join(lines)


def _line(rate: RateIn, unit: str, currency: str) -> str:
    *steps, last = _steps(rate, unit, currency)
    words = f"{', '.join(steps)}, and {last}" if steps else last
    if rate.included:
        free = display_quantity(rate.included)
        months = rate.included_months or 1
        span = "a month" if months == 1 else f"{months} months"
        words = f"the first {free} of {span} are in the price, and beyond them {words}"
    if rate.pack is not None:
        words += f", in whole packs of {display_quantity(rate.pack)}"
    if rate.baseline is not None:
        amount = display_money(Money(amount=rate.baseline.amount, currency=currency))
        words += f", counted {rate.baseline.direction} a baseline of {amount} a month"
    return words


def _steps(rate: RateIn, unit: str, currency: str) -> Iterator[str]:
    """Say each step: graduated prices the units inside it, volume and flat all units of a month."""
    whole = rate.tier_mode in ("volume", "flat")
    last = ""
    for tier in rate.tiers:
        bounds = [f"{'more than' if whole else 'after'} {last}"] if last else []
        one = "one" if last else unit
        if tier.up_to is not None:
            last = display_quantity(tier.up_to)
            bounds.append(f"up to {last}")
        month = " in a month of " if whole and bounds else " " if one == "one" else " of a month "
        yield f"{_price(tier, currency, one)}{month}{' and '.join(bounds)}".rstrip()


def _price(tier: TierIn, currency: str, one: str) -> str:
    if tier.rate is not None:
        return f"{display_rate(tier.rate)} of each {one}"
    if tier.flat is not None:
        return f"{display_money(Money(amount=tier.flat, currency=currency))} in all"
    price = Money(amount=tier.price or Decimal(0), currency=currency)
    return f"{display_unit_price(price)} for each {one}"

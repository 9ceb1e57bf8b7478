"""How a table of unit prices reads inside a sentence of a contract."""

from __future__ import annotations

from collections.abc import Iterator

from proposalkit.model.display import display_quantity, display_unit_price
from proposalkit.model.money import Money
from proposalkit.model.price_book import OfferIn, RateIn


def price_table(offer: OfferIn, currency: str) -> str:
    """Write the unit prices of all metered lines, each step with the units it covers."""
    lines = (_line(rate, rate.metric.unit, currency) for rate in offer.rates if rate.metric)
    return "; ".join(lines)


def _line(rate: RateIn, unit: str, currency: str) -> str:
    *steps, last = _steps(rate, unit, currency)
    words = f"{', '.join(steps)}, and {last}" if steps else last
    if rate.included:
        free = display_quantity(rate.included)
        return f"the first {free} of a month are in the price, and beyond them {words}"
    return words


def _steps(rate: RateIn, unit: str, currency: str) -> Iterator[str]:
    """Say each step: graduated prices the units inside it, volume all units of the month."""
    volume = rate.tier_mode == "volume"
    last = ""
    for tier in rate.tiers:
        price = display_unit_price(Money(amount=tier.price, currency=currency))
        bounds = [f"{'more than' if volume else 'after'} {last}"] if last else []
        one = "one" if last else unit
        if tier.up_to is not None:
            last = display_quantity(tier.up_to)
            bounds.append(f"up to {last}")
        month = " in a month of " if volume and bounds else " " if one == "one" else " of a month "
        yield f"{price} for each {one}{month}{' and '.join(bounds)}".rstrip()

"""Price exceptions of one proposal: caps, credits, and where it leaves its price book."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from proposalkit.model.commitments import Noted
from proposalkit.model.display import (
    display_money,
    display_quantity,
    display_rate,
    display_unit_price,
)
from proposalkit.model.money import Money
from proposalkit.model.price_book import PILOT_FEE, OfferIn, PriceBook
from proposalkit.model.pricing import Component, PublicPricing, Tier
from proposalkit.model.rate import RateIn


def price_exceptions(pricing: PublicPricing, book: PriceBook | None) -> tuple[Noted, ...]:
    """List every cap and credit, and every figure that differs from the price book named."""
    offer = _offer(pricing, book)
    return tuple(
        Noted(kind="price_exception", what=what, detail=detail, where=where)
        for what, detail, where in (
            *_caps(pricing, offer),
            *_credits(pricing, offer),
            *_lines(pricing, offer),
        )
    )


def _offer(pricing: PublicPricing, book: PriceBook | None) -> OfferIn | None:
    """Find the offer whose lines these are; the proposal does not name it."""
    if book is None or book.currency != pricing.currency:
        return None
    lines = {one.id for one in pricing.components} - {PILOT_FEE}
    fitting = (one for one in book.offers if {rate.id for rate in one.rates} == lines)
    return next(fitting, None)


def _caps(pricing: PublicPricing, offer: OfferIn | None) -> Iterator[tuple[str, str, str]]:
    for number, cap in enumerate(pricing.caps):
        words = f"{cap.label}: {display_money(cap.amount)}. {cap.on_reach_text}"
        yield (
            words,
            _against(cap.amount, offer.cap if offer else None, offer),
            (f"/pricing/caps/{number}"),
        )
    if offer is not None and offer.cap is not None and not pricing.caps:
        listed = display_money(Money(amount=offer.cap, currency=pricing.currency))
        yield "No monthly cap", f"the price book says {listed}", "/pricing/caps"


def _credits(pricing: PublicPricing, offer: OfferIn | None) -> Iterator[tuple[str, str, str]]:
    listed = offer.pilot.credit if offer and offer.pilot else None
    for number, credit in enumerate(pricing.credits):
        words = f"{credit.label}: {display_money(credit.amount)}. {credit.condition}"
        yield words, _against(credit.amount, listed, offer), f"/pricing/credits/{number}"


def _lines(pricing: PublicPricing, offer: OfferIn | None) -> Iterator[tuple[str, str, str]]:
    if offer is None:
        return
    rates = {one.id: one for one in offer.rates}
    for number, line in enumerate(pricing.components):
        where = f"/pricing/components/{number}"
        if line.id == PILOT_FEE:
            listed = offer.pilot.fee if offer.pilot else None
            yield from _changed(f"{line.label}", line.amount, listed, where)
        elif line.id in rates:
            yield from _line(line, rates[line.id], where)


def _line(line: Component, rate: RateIn, where: str) -> Iterator[tuple[str, str, str]]:
    yield from _changed(f"{line.label}, least a period", line.minimum, rate.minimum, where)
    yield from _changed(f"{line.label}, most a period", line.maximum, rate.maximum, where)
    if line.minimum is None and rate.minimum:
        listed = display_quantity(rate.minimum)
        yield f"{line.label}: no least charge", f"the price book says {listed}", where
    paid = line.amount if line.quantity is None else line.unit_price
    yield from _changed(line.label, paid, rate.amount, where)
    if line.included != rate.included:
        given, listed = _count(line.included), _count(rate.included)
        yield f"{line.label}, units at no charge: {given}", f"the price book says {listed}", where
    steps = [(one.up_to, *_tier_prices(one)) for one in line.tiers]
    if steps != [(one.up_to, one.price, one.flat, one.rate) for one in rate.tiers]:
        prices = ", ".join(_tier_words(one) for one in line.tiers)
        yield f"{line.label}: {prices}", "the price book has other steps", where


def _tier_prices(tier: Tier) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    unit = tier.unit_price.amount if tier.unit_price else None
    return unit, tier.flat.amount if tier.flat else None, tier.rate


def _tier_words(tier: Tier) -> str:
    if tier.unit_price is not None:
        return display_unit_price(tier.unit_price)
    return display_money(tier.flat) if tier.flat is not None else display_rate(tier.rate)


def _count(units: Decimal | None) -> str:
    return "none" if units is None else display_quantity(units)


def _changed(
    label: str, amount: Money | None, listed: Decimal | None, where: str
) -> Iterator[tuple[str, str, str]]:
    if amount is None or amount.amount == listed:
        return
    usual = "nothing" if listed is None else display_money(
        Money(amount=listed, currency=amount.currency)
    )  # fmt: skip
    yield f"{label}: {display_money(amount)}", f"the price book says {usual}", where


def _against(amount: Money, listed: Decimal | None, offer: OfferIn | None) -> str:
    if offer is None:
        return "not compared: the price book is not at hand"
    if listed is None:
        return "the price book has none"
    if listed == amount.amount:
        return "as the price book has it"
    return f"the price book says {display_money(Money(amount=listed, currency=amount.currency))}"

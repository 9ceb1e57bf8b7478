"""Price book and deal brief to one order; what a deal may not have is refused, all at once."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from proposalkit.errors import InputRefused
from proposalkit.model.brief import DealBrief
from proposalkit.model.fields import Slug, given
from proposalkit.model.finding import Finding
from proposalkit.model.money import Money, money
from proposalkit.model.places import currency_digits
from proposalkit.model.price_book import PILOT_FEE, MetricIn, OfferIn, PilotRate, PriceBook, RateIn
from proposalkit.model.pricing import Component, Rounding, Tier
from proposalkit.pricing.deal_limits import brief_findings, offer_findings
from proposalkit.pricing.rules import CapRule, CreditRule, PriceRules

MONTHLY = "P1M"
MONTHLY_CAP = "monthly-cap"
PILOT_CREDIT = "pilot-credit"


class Order(PriceRules):
    """What one deal buys, before any volume; holds no cost and no text but the lines' names."""

    offer: Annotated[Slug, given("Id of the offer in the price book.")]
    label: Annotated[str, given("Name of the offer.")]
    price_book: Annotated[str, given("Version of the price book.")]
    metrics: Annotated[tuple[MetricIn, ...], given("What is counted; at most one metric.")]
    rounding: Rounding
    term_months: Annotated[int, given("Months of production counted.")]
    pilot_fee: Annotated[Money | None, given("Fee of the pilot, if there is one.")] = None
    not_included: Annotated[tuple[str, ...], given("What the price does not cover.")] = ()


def build_order(book: PriceBook, brief: DealBrief) -> Order:
    """Build the order of a deal.

    Raises InputRefused with every problem at once; each finding's `where` is the dotted path of
    a field of the brief, such as `commercial.cap`.
    """
    offer = next((o for o in book.offers if o.id == brief.commercial.offer), None)
    findings = brief_findings(book, brief)
    if offer is None:
        raise InputRefused([_unknown_offer(book, brief), *findings])
    findings += offer_findings(offer, brief, book.currency)
    if findings:
        raise InputRefused(findings)
    return _order(book, offer, brief)


def _order(book: PriceBook, offer: OfferIn, brief: DealBrief) -> Order:
    pilot = _pilot(offer, brief)
    cost = brief.workflow.cost_today
    lines = tuple(_component(rate, book.currency, brief) for rate in offer.rates)
    fee = money(pilot.fee, book.currency) if pilot else None
    return Order(
        offer=offer.id,
        label=offer.label,
        price_book=book.version,
        currency=book.currency,
        components=(*lines, *_pilot_component(pilot, fee)),
        caps=_caps(offer, brief, book.currency),
        credits=_credits(pilot, book.currency),
        cost_today=Money(amount=cost.amount, currency=cost.currency) if cost else None,
        metrics=tuple({r.metric.id: r.metric for r in offer.rates if r.metric}.values()),
        rounding=Rounding(scale=currency_digits(book.currency) or 0),
        term_months=offer.term_months,
        pilot_fee=fee,
        not_included=offer.not_included,
    )


def _component(rate: RateIn, currency: str, brief: DealBrief) -> Component:
    metered = rate.metric is not None
    wish = brief.commercial.minimum if metered else None
    minimum = rate.minimum if wish is None else wish
    quantity = brief.commercial.quantity if rate.unit is not None else None
    return Component(
        id=rate.id,
        label=rate.label,
        type=rate.type,
        metric_ref=rate.metric.id if rate.metric else None,
        billing_period=None if rate.type == "one_time" else MONTHLY,
        amount=_money(_bought(rate.amount, quantity), currency),
        quantity=quantity,
        unit=rate.unit,
        unit_price=_money(rate.amount, currency) if rate.unit is not None else None,
        included=rate.included,
        tier_mode=rate.tier_mode if len(rate.tiers) > 1 else None,
        tiers=tuple(
            Tier(up_to=tier.up_to, unit_price=Money(amount=tier.price, currency=currency))
            for tier in rate.tiers
        ),
        minimum=_money(minimum or None, currency),
        maximum=_money(rate.maximum, currency),
        clause_refs=rate.clauses,
    )


def _bought(price: Decimal | None, quantity: Decimal | None) -> Decimal | None:
    """Give the price of all units bought; `money` rounds it half up, as every line."""
    return price if price is None or quantity is None else price * quantity


def _pilot(offer: OfferIn, brief: DealBrief) -> PilotRate | None:
    wish = brief.commercial.pilot
    if wish is None:
        return None
    if wish.fee is None:
        return offer.pilot
    if offer.pilot is None:
        return PilotRate(fee=wish.fee)
    return offer.pilot.model_copy(update={"fee": wish.fee})


def _pilot_component(pilot: PilotRate | None, fee: Money | None) -> tuple[Component, ...]:
    if pilot is None:
        return ()
    return (Component(id=PILOT_FEE, label=pilot.label, type="one_time", amount=fee),)


def _caps(offer: OfferIn, brief: DealBrief, currency: str) -> tuple[CapRule, ...]:
    amount = offer.cap if brief.commercial.cap is None else brief.commercial.cap
    if amount is None:
        return ()
    return (
        CapRule(
            id=MONTHLY_CAP,
            applies_to=tuple(rate.id for rate in offer.rates if rate.metric),
            amount=money(amount, currency),
            on_reach=offer.cap_behaviour,
        ),
    )


def _credits(pilot: PilotRate | None, currency: str) -> tuple[CreditRule, ...]:
    if pilot is None or not pilot.credit:
        return ()
    return (CreditRule(id=PILOT_CREDIT, amount=money(pilot.credit, currency)),)


def _money(amount: Decimal | None, currency: str) -> Money | None:
    return None if amount is None else money(amount, currency)


def _unknown_offer(book: PriceBook, brief: DealBrief) -> Finding:
    known = ", ".join(f'"{offer.id}"' for offer in book.offers)
    return Finding(
        id="unknown-offer",
        where="commercial.offer",
        message=f'Price book "{book.version}" has no offer "{brief.commercial.offer}".',
        remedy=f"Use one of its offers: {known}.",
    )

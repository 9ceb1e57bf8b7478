"""Price book and deal brief to one order; what a deal may not have is refused, all at once."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Annotated

from proposalkit.errors import InputRefused
from proposalkit.model.brief import DealBrief
from proposalkit.model.brief_figures import CostToday
from proposalkit.model.fields import Slug, given
from proposalkit.model.finding import Finding
from proposalkit.model.money import Money, money
from proposalkit.model.offer_fit import MONTHLY_CAP
from proposalkit.model.places import currency_digits
from proposalkit.model.price_book import PILOT_FEE, OfferIn, PilotRate, PriceBook
from proposalkit.model.pricing import Component, Rounding
from proposalkit.model.rate import MetricIn
from proposalkit.pricing.deal_limits import brief_findings, offer_findings
from proposalkit.pricing.offer_lines import (
    commitment_of,
    component_of,
    discounts_of_deal,
    indexation_of,
    ramp_of,
)
from proposalkit.pricing.offer_volumes import main_metric, other_volumes
from proposalkit.pricing.rules import EXACT_DIGITS, CapRule, CreditRule, PriceRules

ZERO = Decimal(0)
FINEST = Decimal("0.000000000001")
"""The finest unit price."""
PILOT_CREDIT = "pilot-credit"


class Order(PriceRules):
    """What one deal buys, before any volume; holds no cost and no text but the lines' names."""

    offer: Annotated[Slug, given("Id of the offer in the price book.")]
    label: Annotated[str, given("Name of the offer.")]
    price_book: Annotated[str, given("Version of the price book.")]
    metrics: Annotated[tuple[MetricIn, ...], given("What is counted.")]
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
    lines = tuple(component_of(rate, book.currency, brief) for rate in offer.rates)
    fee = money(pilot.fee, book.currency) if pilot else None
    metrics = tuple({r.metric.id: r.metric for r in offer.rates if r.metric}.values())
    main = main_metric(offer)
    return Order(
        offer=offer.id,
        label=offer.label,
        price_book=book.version,
        currency=book.currency,
        components=(*lines, *_pilot_component(pilot, fee)),
        discounts=discounts_of_deal(offer, brief, book.currency),
        caps=_caps(offer, brief, book.currency),
        commitments=tuple(commitment_of(one, book.currency) for one in offer.commitments),
        ramps=tuple(ramp_of(one) for one in offer.ramps),
        indexation=tuple(indexation_of(one) for one in offer.indexation),
        credits=_credits(offer, pilot, book.currency),
        per_unit_of=main if len(metrics) > 1 else None,
        beside=other_volumes(brief.volumes, "expected"),
        cost_today=_cost_today(cost, book.currency) if cost else None,
        metrics=metrics,
        rounding=Rounding(scale=currency_digits(book.currency) or 0),
        term_months=offer.term_months,
        pilot_fee=fee,
        not_included=offer.not_included,
    )


def _cost_today(cost: CostToday, currency: str) -> Money:
    """Give today's cost in the price's currency, to 12 decimals at most."""
    if cost.exchange is None:
        return Money(amount=cost.amount, currency=cost.currency)
    with localcontext(prec=EXACT_DIGITS):
        exact = cost.amount * cost.exchange.rate
        digits = exact.quantize(FINEST, rounding=ROUND_HALF_UP)
    return Money(amount=digits.normalize() + ZERO, currency=currency)


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
    listed = tuple(
        CapRule(
            id=cap.id,
            applies_to=cap.applies_to,
            amount=money(cap.amount, currency),
            on_reach=cap.on_reach,
            label=cap.label,
        )
        for cap in offer.caps
    )
    if amount is None:
        return listed
    metered = tuple(rate.id for rate in offer.rates if rate.metered)
    whole = CapRule(
        id=MONTHLY_CAP,
        applies_to=metered,
        amount=money(amount, currency),
        on_reach=offer.cap_behaviour,
    )
    return (whole, *listed)


def _credits(offer: OfferIn, pilot: PilotRate | None, currency: str) -> tuple[CreditRule, ...]:
    listed = tuple(
        CreditRule(
            id=one.id,
            amount=money(one.amount, currency),
            last_month=one.last_month,
            label=one.label,
            condition=one.condition,
        )
        for one in offer.credits
    )
    if pilot is None or not pilot.credit:
        return listed
    return (CreditRule(id=PILOT_CREDIT, amount=money(pilot.credit, currency)), *listed)


def _unknown_offer(book: PriceBook, brief: DealBrief) -> Finding:
    known = ", ".join(f'"{offer.id}"' for offer in book.offers)
    return Finding(
        id="unknown-offer",
        where="commercial.offer",
        message=f'Price book "{book.version}" has no offer "{brief.commercial.offer}".',
        remedy=f"Use one of its offers: {known}.",
    )

"""Lines and terms of a price book, in the buyer's form, for one deal."""

from __future__ import annotations

from decimal import Decimal

from proposalkit.model.brief import DealBrief
from proposalkit.model.money import Money, money
from proposalkit.model.price_book import OfferIn
from proposalkit.model.price_terms import Commitment, Discount, Indexation, Ramp, RampStep
from proposalkit.model.price_terms_in import CommitmentIn, DiscountIn, IndexationIn, RampIn
from proposalkit.model.pricing import Baseline, Component, Tier
from proposalkit.model.rate import BaselineIn, RateIn, TierIn

MONTHLY = "P1M"
DEAL_DISCOUNT = "deal-discount"


def component_of(rate: RateIn, currency: str, brief: DealBrief) -> Component:
    """Write one line of the price book as a component of this deal."""
    wish = brief.commercial.minimum if rate.metered else None
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
        assisted_share=rate.assisted_share,
        included=rate.included,
        included_period=_months(rate.included_months),
        pack=rate.pack,
        tier_mode=rate.tier_mode if len(rate.tiers) > 1 or rate.tier_mode == "flat" else None,
        tiers=tuple(_tier(tier, currency) for tier in rate.tiers),
        baseline=_baseline(rate.baseline, currency),
        settlement=_months(rate.settlement_months),
        tail=_months(rate.tail_months),
        tail_rate=rate.tail_rate,
        applies_to=rate.applies_to,
        rate=rate.rate,
        reason=rate.reason,
        minimum=_money(minimum or None, currency),
        maximum=_money(rate.maximum, currency),
        clause_refs=rate.clauses,
    )


def discounts_of_deal(offer: OfferIn, brief: DealBrief, currency: str) -> tuple[Discount, ...]:
    """Write the offer's discounts in their order, and the deal's own after them."""
    found = tuple(_discount(one, n, currency) for n, one in enumerate(offer.discounts, start=1))
    wish = brief.commercial.discount
    if wish is None:
        return found
    own = Discount(
        id=DEAL_DISCOUNT,
        label=wish.label,
        kind="percent",
        rate=wish.rate,
        applies_to=tuple(rate.id for rate in offer.rates if rate.type != "one_time"),
        order=len(found) + 1,
        last_month=wish.last_month,
        accept_by=wish.accept_by,
        condition=wish.condition,
    )
    return (*found, own)


def commitment_of(given: CommitmentIn, currency: str) -> Commitment:
    """Write a commitment in the buyer's form."""
    spend = given.kind == "spend"
    return Commitment(
        id=given.id,
        label=given.label,
        kind=given.kind,
        amount=_money(given.amount, currency) if spend else None,
        quantity=None if spend else given.quantity,
        metric_ref=None if spend else given.metric,
        shortfall_price=None if spend else _unit_price(given.shortfall_price, currency),
        period=f"P{given.period_months}M",
        first_month=given.first_month,
        applies_to=given.applies_to,
        shortfall=given.shortfall,
        rollover=given.rollover,
    )


def ramp_of(given: RampIn) -> Ramp:
    """Write a ramp in the buyer's form."""
    steps = (RampStep(from_month=one.from_month, factor=one.factor) for one in given.steps)
    return Ramp(id=given.id, label=given.label, applies_to=given.applies_to, steps=tuple(steps))


def indexation_of(given: IndexationIn) -> Indexation:
    """Write an indexation in the buyer's form."""
    return Indexation(
        id=given.id,
        label=given.label,
        applies_to=given.applies_to,
        first_month=given.first_month,
        every=f"P{given.every_months}M",
        floor=given.floor,
        cap=given.cap,
        assumed=given.assumed,
    )


def _discount(given: DiscountIn, order: int, currency: str) -> Discount:
    return Discount(
        id=given.id,
        label=given.label,
        kind="percent" if given.rate is not None else "amount",
        rate=given.rate,
        amount=_money(given.amount, currency),
        applies_to=given.applies_to,
        order=order,
        first_month=given.first_month,
        last_month=given.last_month,
        metric_ref=given.metric,
        from_quantity=given.from_quantity,
        accept_by=given.accept_by,
        condition=given.condition,
    )


def _tier(tier: TierIn, currency: str) -> Tier:
    return Tier(
        up_to=tier.up_to,
        unit_price=_unit_price(tier.price, currency),
        flat=_money(tier.flat, currency),
        rate=tier.rate,
    )


def _baseline(given: BaselineIn | None, currency: str) -> Baseline | None:
    if given is None:
        return None
    amount = money(given.amount, currency)
    return Baseline(amount=amount, direction=given.direction, source=given.source)


def _bought(price: Decimal | None, quantity: Decimal | None) -> Decimal | None:
    """Give the price of all units bought; `money` rounds it half up, as every line."""
    return price if price is None or quantity is None else price * quantity


def _months(count: int | None) -> str | None:
    return None if count is None else f"P{count}M"


def _unit_price(price: Decimal | None, currency: str) -> Money | None:
    return None if price is None else Money(amount=price, currency=currency)


def _money(amount: Decimal | None, currency: str) -> Money | None:
    return None if amount is None else money(amount, currency)

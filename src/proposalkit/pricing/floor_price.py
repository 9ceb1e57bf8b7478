"""Is the price inside the seller's own limits? Internal warnings, with thresholds as data."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Annotated

from proposalkit.model.base import Model
from proposalkit.model.brief import DealBrief
from proposalkit.model.exchange_rate import DOLLAR, ExchangeRate, dollars, rate_on
from proposalkit.model.fields import Currency, DecimalText, given
from proposalkit.model.finding import Finding, Severity
from proposalkit.model.pricing import Component
from proposalkit.model.seller import InternalProfile
from proposalkit.pricing.engine import UNIT_PRICE_STEP, price_period
from proposalkit.pricing.line_charge import ZERO, charge, tier_reached
from proposalkit.pricing.order import Order
from proposalkit.pricing.rules import EXACT_DIGITS

OFFER = "commercial.offer"
COST_TODAY = "workflow.cost_today"
VOLUME = "volumes.expected"


class PriceThresholds(Model):
    """The lines a price is held against, from the pricing guidance."""

    share_low: Annotated[DecimalText, given("Least share of the buyer's unit cost, such as 0.20.")]
    share_high: Annotated[DecimalText, given("Greatest share of it, such as 0.60.")]
    crossover_units: Annotated[DecimalText, given("Units a month above which buyers may build.")]
    crossover_price: Annotated[DecimalText, given("Unit price above which they may.")]
    crossover_currency: Annotated[Currency, given("Currency of that price.")]


_SHARES = ("percentage", "value_share")


def floor_price_findings(
    order: Order, brief: DealBrief, internal: InternalProfile, thresholds: PriceThresholds
) -> tuple[Finding, ...]:
    """Warn of a price below the floor price, beside the buyer's own cost, or above the crossover.

    The list price is the price of the tier the expected volume reaches; a threshold in another
    currency is compared by a dated rate of the profile, else a finding says that it was not.
    """
    if not order.metered:
        return ()
    with localcontext(prec=EXACT_DIGITS):
        listed = list_price(order, brief.volumes.expected)
        return (
            *_floor(order, brief, internal, listed),
            *_share(order, brief.volumes.expected, listed, thresholds),
            *crossover_findings(order, brief, internal, thresholds),
        )


def list_price(order: Order, quantity: Decimal) -> Decimal:
    """Give the listed price of one unit of the main metric at a volume, over all its lines.

    A price for a whole step is spread over the units; shares of amounts are no unit price.
    """
    lines = (one for one in order.metered if one.metric_ref == order.main_metric)
    return sum((_listed(one, quantity) for one in lines), ZERO)


def _listed(component: Component, quantity: Decimal) -> Decimal:
    tier = tier_reached(component.tiers, charge(component, quantity).counted)
    if tier.flat is not None:
        return tier.flat.amount / quantity if quantity else ZERO
    return tier.unit_price.amount if tier.unit_price is not None else ZERO


def offered_unit_price(order: Order, volume: Decimal) -> Decimal | None:
    """Give the listed price with the units bought spread over it; None without a price of a unit.

    A share of an amount has no price of one unit: its metric is money.
    """
    if all(one.type in _SHARES for one in order.metered):
        return None
    with localcontext(prec=EXACT_DIGITS):
        return list_price(order, volume) + _bought_per_unit(order, volume)


def _floor(
    order: Order, brief: DealBrief, internal: InternalProfile, listed: Decimal
) -> Iterator[Finding]:
    if internal.floor_price is None:
        yield _found(
            "floor-price-not-evaluated", "note", OFFER,
            "The seller profile has no floor price.",
            "Give internal.floor_price in the seller profile.",
        )  # fmt: skip
        return
    average = _average(order, brief.volumes.expected)
    at = f"at {_text(brief.volumes.expected)} units a month"
    limit = f'the floor price "{_text(internal.floor_price)}" {order.currency}'
    if listed < internal.floor_price:
        yield _found(
            "list-price-below-floor", "warning", OFFER,
            f'The list price {at}, "{_text(listed)}", is below {limit}.',
            "Have the price approved, or raise it in the price book.",
        )  # fmt: skip
    elif average is not None and average < internal.floor_price:
        yield _found(
            "average-price-below-floor", "warning", OFFER,
            f'Included units or limits make the unit "{_text(average)}" {at}, below {limit}.',
            "Have the terms approved, or change what is included or capped.",
        )  # fmt: skip


def _average(order: Order, quantity: Decimal) -> Decimal | None:
    if not quantity:
        return None
    quote = price_period(order, order.same_volume(quantity))
    ids = {one.id for one in order.components if one.quantity or one in order.metered}
    metered = sum((line.amount for line in quote.lines if line.component_ref in ids), ZERO)
    exact = (metered - quote.cap_reduction) / quantity
    return exact.quantize(UNIT_PRICE_STEP, rounding=ROUND_HALF_UP)


def _bought_per_unit(order: Order, volume: Decimal) -> Decimal:
    """Spread the price of units bought, such as seat-equivalents, over the units counted."""
    fixed = (one.amount.amount for one in order.components if one.quantity and one.amount)
    total = sum(fixed, ZERO)
    return (total / volume).quantize(UNIT_PRICE_STEP, rounding=ROUND_HALF_UP) if volume else ZERO


def _share(
    order: Order, volume: Decimal, listed: Decimal, thresholds: PriceThresholds
) -> Iterator[Finding]:
    today = order.cost_today
    if today is None or not today.amount:
        yield _found(
            "price-share-not-evaluated", "note", COST_TODAY,
            "The buyer's cost of one unit today is not known.",
            "Ask the buyer for it and give workflow.cost_today.",
        )  # fmt: skip
        return
    low, high = thresholds.share_low * today.amount, thresholds.share_high * today.amount
    listed += _bought_per_unit(order, volume)
    if low <= listed <= high:
        return
    side = "above" if listed > high else "below"
    yield _found(
        f"price-share-{side}", "warning", COST_TODAY,
        f'The list price "{_text(listed)}" is {side} the usual range, {_text(low)} to '
        f"{_text(high)} {order.currency}, for a unit that costs the buyer {_text(today.amount)}.",
        "Check the buyer's figure, or be ready to explain the price.",
    )  # fmt: skip


def crossover_findings(
    order: Order, brief: DealBrief, internal: InternalProfile, thresholds: PriceThresholds
) -> tuple[Finding, ...]:
    """Warn of a volume and a list price above which the buyer may rather build."""
    volume = brief.volumes.expected
    if not order.metered or volume <= thresholds.crossover_units:
        return ()
    with localcontext(prec=EXACT_DIGITS):
        listed = list_price(order, volume)
        rate = rate_on(internal.exchange_rates, order.currency, brief.offer_date)
        compared = _in_currency(thresholds.crossover_currency, listed, order.currency, rate)
    units = f"{_text(volume)} units a month"
    line = (
        f"{_text(thresholds.crossover_units)} units a month at "
        f"{_text(thresholds.crossover_price)} {thresholds.crossover_currency}"
    )
    if compared is None:
        return (_not_compared(order.currency, units, line),)
    if compared <= thresholds.crossover_price:
        return ()
    by = "" if order.currency == thresholds.crossover_currency or rate is None else (
        f", {_text(compared)} {thresholds.crossover_currency} by the rate of {rate.as_of}"
    )  # fmt: skip
    return (
        _found(
            "build-crossover", "warning", VOLUME,
            f'At {units} and a list price of "{_text(listed)}"{by} a buyer may rather build: '
            f"the line is {line}.",
            "Have the answer for year three ready; it stands in the deal-desk memo.",
        ),
    )  # fmt: skip


def _in_currency(
    wanted: str, amount: Decimal, currency: str, rate: ExchangeRate | None
) -> Decimal | None:
    if currency == wanted:
        return amount
    return dollars(amount, currency, rate) if wanted == DOLLAR else None


def _not_compared(currency: str, units: str, line: str) -> Finding:
    return _found(
        "crossover-not-evaluated", "note", VOLUME,
        f'A price in "{currency}" for {units} is not held against the line of {line} '
        "without a dated rate.",
        f"Give internal.exchange_rates in the seller profile a rate of {currency}, with its day.",
    )  # fmt: skip


def _found(id_: str, severity: Severity, where: str, message: str, remedy: str) -> Finding:
    return Finding(id=id_, severity=severity, where=where, message=message, remedy=remedy)


def _text(value: Decimal) -> str:
    return format(value.normalize(), "f")

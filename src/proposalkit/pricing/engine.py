"""The order of the price steps, from a quantity to the amount due in each period.

Per component and period: quantity, less included units, tiers, minimum, maximum, rounding half
up to the currency's decimals; per period: caps, then credits. Tax stands apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Annotated, Literal

from proposalkit.model.base import Model
from proposalkit.model.brief import VolumesIn
from proposalkit.model.fields import Slug, given
from proposalkit.model.money import Money, money, rounded
from proposalkit.model.pricing import (
    Component,
    ComponentAmount,
    PeriodAmount,
    Scenario,
    Tier,
    Volume,
)
from proposalkit.pricing.order import Order
from proposalkit.pricing.rules import EXACT_DIGITS, CapRule, PriceRules

ScenarioId = Literal["low", "expected", "high"]
ZERO = Decimal(0)
UNIT_PRICE_STEP = Decimal("0.0001")
"""An effective unit price is rounded half up to four decimals."""


class Charge(Model):
    """One component in one period, step by step, before rounding."""

    quantity: Annotated[Decimal, given("Units of the period.")]
    counted: Annotated[Decimal, given("What is left after the included units.")]
    tiered: Annotated[Decimal, given("Price of what is counted, or the fixed amount.")]
    amount: Annotated[Decimal, given("The same after minimum and maximum.")]


class Line(Model):
    """One component in one period, rounded as it is printed."""

    component_ref: Annotated[Slug, given("Id of the component.")]
    charge: Charge
    amount: Annotated[Decimal, given("Amount in the currency's decimals.")]


class PeriodQuote(Model):
    """What one billing period costs before credits."""

    lines: tuple[Line, ...]
    cap_reduction: Annotated[Decimal, given("What caps take off the sum of the lines.")]
    charges: Annotated[Decimal, given("The sum of the lines less that.")]
    stopped: Annotated[bool, given("Whether a cap that stops the service was passed.")]


def charge(component: Component, quantity: Decimal) -> Charge:
    """Price one component for one period: included units, tiers, minimum, then maximum."""
    with localcontext(prec=EXACT_DIGITS):
        if component.amount is not None:
            fixed = component.amount.amount
            return Charge(quantity=quantity, counted=ZERO, tiered=fixed, amount=fixed)
        counted = max(quantity - (component.included or ZERO), ZERO)
        if component.tier_mode == "volume":
            tiered = counted * tier_reached(component.tiers, counted).unit_price.amount
        else:
            tiered = _graduated(component.tiers, counted)
        amount = _limited(component, tiered)
        return Charge(quantity=quantity, counted=counted, tiered=tiered, amount=amount)


def tier_reached(tiers: tuple[Tier, ...], counted: Decimal) -> Tier:
    """Give the tier a counted quantity falls into; a tier's last unit still belongs to it."""
    return next(t for t in tiers if t.up_to is None or counted <= t.up_to)


def _graduated(tiers: tuple[Tier, ...], counted: Decimal) -> Decimal:
    total, priced = ZERO, ZERO
    for tier in tiers:
        end = counted if tier.up_to is None else min(tier.up_to, counted)
        total += (end - priced) * tier.unit_price.amount
        priced = end
    return total


def _limited(component: Component, amount: Decimal) -> Decimal:
    if component.minimum is not None:
        amount = max(amount, component.minimum.amount)
    if component.maximum is not None:
        amount = min(amount, component.maximum.amount)
    return amount


def price_period(rules: PriceRules, volumes: Mapping[str, Decimal]) -> PeriodQuote:
    """Price one production period; `volumes` gives the quantity of every metric.

    A cap is held against the sum of the rounded component amounts, the ones that are printed;
    they stay as priced and the excess is taken off the period's charges. A cap that only
    notifies takes nothing off.
    """
    with localcontext(prec=EXACT_DIGITS):
        lines = tuple(
            _line(component, volumes.get(component.metric_ref or "", ZERO), rules.currency)
            for component in rules.components
            if component.type != "one_time"
        )
        over = [(cap.on_reach, _above(cap, lines)) for cap in rules.caps]
        reduction = sum((above for on_reach, above in over if on_reach != "notify_and_bill"), ZERO)
        return PeriodQuote(
            lines=lines,
            cap_reduction=reduction,
            charges=sum((line.amount for line in lines), ZERO) - reduction,
            stopped=any(on_reach == "stop" and above for on_reach, above in over),
        )


def _line(component: Component, quantity: Decimal, currency: str) -> Line:
    steps = charge(component, quantity)
    return Line(component_ref=component.id, charge=steps, amount=rounded(steps.amount, currency))


def _above(cap: CapRule, lines: tuple[Line, ...]) -> Decimal:
    capped = sum((line.amount for line in lines if line.component_ref in cap.applies_to), ZERO)
    return max(capped - cap.amount.amount, ZERO)


def price_scenarios(order: Order, volumes: VolumesIn) -> tuple[Scenario, ...]:
    """Price the low, expected and high volume; only those the brief gives.

    An order without a metered line costs the same at every volume: only `expected` exists.
    """
    if not order.metric_refs:
        return (price_scenario(order, "expected", {}, order.term_months),)
    given: dict[ScenarioId, Decimal | None] = {
        "low": volumes.low, "expected": volumes.expected, "high": volumes.high
    }  # fmt: skip
    return tuple(
        price_scenario(order, id_, order.same_volume(quantity), order.term_months)
        for id_, quantity in given.items()
        if quantity is not None
    )


def price_scenario(
    rules: PriceRules, id_: ScenarioId, volumes: Mapping[str, Decimal], term_months: int
) -> Scenario:
    """Carry one constant volume through the term: one-time charges, periods, credits, total."""
    with localcontext(prec=EXACT_DIGITS):
        once = {
            c.id: rounded(charge(c, ZERO).amount, rules.currency)
            for c in rules.components
            if c.type == "one_time"
        }
        quote = price_period(rules, volumes)
        amounts = once | {line.component_ref: line.amount for line in quote.lines}
        periods = _periods(rules, quote.charges, term_months)
        one_time = sum(once.values(), ZERO)
        total = one_time + sum((period.due.amount for period in periods), ZERO)
        units = _units(volumes, quote, term_months)
        return Scenario(
            id=id_,
            term_months=term_months,
            volumes=tuple(Volume(metric_ref=m, per_period=q) for m, q in volumes.items()),
            component_amounts=tuple(
                ComponentAmount(component_ref=c.id, amount=money(amounts[c.id], rules.currency))
                for c in rules.components
            ),
            cap_reduction=(
                money(quote.cap_reduction, rules.currency) if quote.cap_reduction else None
            ),
            one_time=money(one_time, rules.currency),
            credit_used=_credit_used(periods, rules),
            periods=periods,
            total=money(total, rules.currency),
            effective_unit_price=_per_unit(total, units, rules.currency),
            cost_today=_today(rules, units),
        )


def _credit_used(periods: tuple[PeriodAmount, ...], rules: PriceRules) -> Money | None:
    """Add up what the periods used; None when the order has no credit."""
    used = sum((period.credit.amount for period in periods), ZERO)
    return money(used, rules.currency) if rules.credits else None


def _periods(rules: PriceRules, charges: Decimal, term_months: int) -> tuple[PeriodAmount, ...]:
    left = sum((credit.amount.amount for credit in rules.credits), ZERO)
    periods = []
    for number in range(1, term_months + 1):
        used = min(left, charges)
        left -= used
        periods.append(
            PeriodAmount(
                period=number,
                charges=money(charges, rules.currency),
                credit=money(used, rules.currency),
                due=money(charges - used, rules.currency),
            )
        )
    return tuple(periods)


def _units(volumes: Mapping[str, Decimal], quote: PeriodQuote, months: int) -> Decimal | None:
    """Give the units of the term; None when they cannot be added or were not all served."""
    if len(volumes) != 1 or quote.stopped:
        return None
    return sum(volumes.values(), ZERO) * months


def _per_unit(total: Decimal, units: Decimal | None, currency: str) -> Money | None:
    if not units:
        return None
    price = (total / units).quantize(UNIT_PRICE_STEP, rounding=ROUND_HALF_UP)
    return Money(amount=price, currency=currency)


def _today(rules: PriceRules, units: Decimal | None) -> Money | None:
    if units is None or rules.cost_today is None:
        return None
    return money(units * rules.cost_today.amount, rules.currency)

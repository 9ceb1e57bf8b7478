"""The steps of one line in one month, each with its inputs and its exact result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from proposalkit.model.price_steps import STEP_ORDER, PriceStep, StepInput, StepRule
from proposalkit.model.pricing import Component
from proposalkit.pricing.line_charge import ONE, ZERO, months_of, price_of, tier_reached
from proposalkit.pricing.month import Line, Moment, Month, discounts_of, factor_of
from proposalkit.pricing.rules import PriceRules

IN_UNITS: tuple[StepRule, ...] = ("quantity", "assisted", "included", "packs", "factor")


def step(
    rule: StepRule,
    about: str,
    inputs: Mapping[str, Decimal],
    result: Decimal,
    ref: str | None = None,
    *,
    money: bool | None = None,
) -> PriceStep:
    """Make one step; its result is money unless its rule counts units."""
    in_money = rule not in IN_UNITS if money is None else money
    return PriceStep(
        order=STEP_ORDER[rule],
        rule=rule,
        about=about,
        ref=ref,
        inputs=tuple(StepInput(name=name, value=value) for name, value in inputs.items()),
        result=result,
        unit="money" if in_money else "units",
    )


def line_steps(
    rules: PriceRules, component: Component, line: Line, moment: Moment, month: Month | None
) -> Iterator[PriceStep]:
    """Replay one line; `month` holds the lines an adjustment is a share of."""
    factor = factor_of(rules, component, moment.number)
    if factor != ONE:
        yield _of(component, "factor", {"factor": factor}, factor)
    if component.amount is not None:
        yield from _fixed(component, line, factor)
    elif component.type == "adjustment":
        yield from _adjustment(component, line, month)
    elif component.type == "value_share":
        yield from _value_share(component, line, moment, factor)
    else:
        yield from _metered(component, line, moment, factor)
    yield from _discounts(rules, component, line, moment)
    if component.amount is None or line.charge.amount != line.amount or factor != ONE:
        yield _of(component, "rounding", {"amount": _discounted(rules, component, line, moment)},
                  line.amount)  # fmt: skip


def _fixed(component: Component, line: Line, factor: Decimal) -> Iterator[PriceStep]:
    if component.quantity is not None and component.unit_price is not None:
        price = component.unit_price.amount * factor
        parts = {"units": component.quantity, "unit price": price}
        yield _of(component, "bought", parts, line.charge.amount)
    else:
        yield _of(component, "fixed", {"amount": line.charge.amount}, line.charge.amount)


def _metered(
    component: Component, line: Line, moment: Moment, factor: Decimal
) -> Iterator[PriceStep]:
    steps, money = line.charge, component.type == "percentage"
    units = moment.units.get(component.metric_ref or "", ZERO)
    yield _of(component, "quantity", {"units": units}, units, money=money)
    if units != steps.quantity:
        part, share = moment.assisted[component.metric_ref or ""], component.assisted_share or ZERO
        parts = {"units": units, "assisted part": part, "share": share}
        yield _of(component, "assisted", parts, steps.quantity)
    left = steps.quantity - steps.taken
    if component.included is not None:
        parts = {"units": steps.quantity, "included": _free(component, moment)}
        yield _of(component, "included", parts, left)
    if component.pack is not None:
        yield _of(component, "packs", {"units": left, "pack": component.pack}, steps.counted)
    yield from _tiers(component, steps.counted, factor)
    yield from _limits(component, steps.tiered, factor)


def _free(component: Component, moment: Moment) -> Decimal:
    listed = component.included or ZERO
    if component.included_period is None:
        return listed
    return moment.free.get(component.id, listed / months_of(component.included_period))


def _tiers(component: Component, counted: Decimal, factor: Decimal) -> Iterator[PriceStep]:
    if component.tier_mode == "flat":
        flat = tier_reached(component.tiers, counted).flat
        amount = flat.amount * factor if flat else ZERO
        yield _of(component, "flat", {"units": counted}, amount)
        return
    if component.tier_mode == "volume":
        price = price_of(tier_reached(component.tiers, counted)) * factor
        yield _tier(component, counted, price)
        return
    found, start = [], ZERO
    for number, tier in enumerate(component.tiers):
        end = counted if tier.up_to is None else min(tier.up_to, counted)
        if end > start or number == 0:
            found.append(_tier(component, end - start, price_of(tier) * factor))
        start = end
    yield from found
    if len(found) > 1:
        sums = {str(number): one.result for number, one in enumerate(found, start=1)}
        yield _of(component, "tiers", sums, sum((one.result for one in found), ZERO))


def _tier(component: Component, units: Decimal, price: Decimal) -> PriceStep:
    if component.type in ("percentage", "value_share"):
        return _of(component, "share", {"amount": units, "rate": price}, units * price)
    return _of(component, "tier", {"units": units, "unit price": price}, units * price)


def _limits(component: Component, amount: Decimal, factor: Decimal) -> Iterator[PriceStep]:
    if component.minimum is not None:
        minimum = component.minimum.amount * factor
        parts = {"amount": amount, "minimum": minimum}
        amount = max(amount, minimum)
        yield _of(component, "minimum", parts, amount)
    if component.maximum is not None:
        parts = {"amount": amount, "maximum": component.maximum.amount}
        yield _of(component, "maximum", parts, min(amount, component.maximum.amount))


def _adjustment(component: Component, line: Line, month: Month | None) -> Iterator[PriceStep]:
    amounts = {
        one.component_ref: one.charge.amount
        for one in (month.lines if month else ())
        if one.component_ref in component.applies_to
    }
    yield _of(component, "base", amounts, line.charge.quantity)
    parts = {"amount": line.charge.quantity, "rate": component.rate or ZERO}
    yield _of(component, "share", parts, line.charge.tiered)
    yield from _limits(component, line.charge.tiered, ONE)


def _value_share(
    component: Component, line: Line, moment: Moment, factor: Decimal
) -> Iterator[PriceStep]:
    steps = line.charge
    baseline = component.baseline.amount.amount if component.baseline else ZERO
    yield _of(component, "quantity", {"units": steps.quantity}, steps.quantity, money=True)
    parts = {"baseline": baseline, "measured": steps.quantity}
    yield _of(component, "value", parts, steps.counted)
    before = moment.unsettled.get(component.id, ())
    minimum = component.minimum.amount * factor if component.minimum else ZERO
    if moment.number is not None and len(before) + 1 < months_of(component.settlement):
        yield _of(component, "minimums", {"minimum": minimum}, steps.amount)
        return
    value = max(sum((one for one, _ in before), steps.counted), ZERO)
    if before:
        yield _of(component, "settled", {"months": Decimal(len(before) + 1)}, value)
    yield from _tiers(component, value, factor)
    least = sum((paid for _, paid in before), minimum)
    most = component.maximum.amount * (len(before) + 1) if component.maximum else None
    parts = {"value share": steps.tiered, "minimums": least}
    if most is not None:
        parts["maximum"] = most
    yield _of(component, "minimums", parts, steps.amount)


def _discounts(
    rules: PriceRules, component: Component, line: Line, moment: Moment
) -> Iterator[PriceStep]:
    amount = line.charge.amount
    for one in discounts_of(rules, component, moment):
        taken = {"rate": one.rate} if one.rate is not None else {"discount": one.amount}
        parts = {"amount": amount, **taken}
        amount = one.off(amount)
        yield step("discount", f"{component.label}: {one.label}", parts, amount, one.id)


def _discounted(rules: PriceRules, component: Component, line: Line, moment: Moment) -> Decimal:
    amount = line.charge.amount
    for one in discounts_of(rules, component, moment):
        amount = one.off(amount)
    return amount


def _of(
    component: Component,
    rule: StepRule,
    inputs: Mapping[str, Decimal],
    result: Decimal,
    *,
    money: bool | None = None,
) -> PriceStep:
    return step(rule, component.label, inputs, result, component.id, money=money)

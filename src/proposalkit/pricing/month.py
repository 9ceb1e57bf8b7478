"""All lines of one month: adjustments, discounts, rounding and caps (steps 1 to 8, and 10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from proposalkit.model.money import rounded
from proposalkit.model.pricing import Component
from proposalkit.pricing.line_charge import ONE, ZERO, Charge, line_charge, months_of
from proposalkit.pricing.rules import CapRule, PriceRules
from proposalkit.pricing.value_share import month_of_share, steady_share


@dataclass(frozen=True, slots=True)
class Line:
    """One component in one period, rounded as it is printed."""

    component_ref: str
    charge: Charge
    full: Decimal
    """Amount without discounts, rounded."""
    amount: Decimal
    """Amount in the currency's decimals."""


@dataclass(frozen=True, slots=True)
class Month:
    """What one month costs before commitments and credits."""

    lines: tuple[Line, ...]
    reductions: tuple[Decimal, ...]
    """What each cap takes off, in the order of the caps."""
    stopped: bool
    """Whether a cap that stops the service was passed."""

    @property
    def charges(self) -> Decimal:
        """Give the sum of the lines less what caps take off."""
        return sum((line.amount for line in self.lines), ZERO) - sum(self.reductions, ZERO)


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a month stands in the term; without a number it is a month like any other."""

    number: int | None = None
    units: Mapping[str, Decimal] = field(default_factory=dict)
    """Quantity of every metric."""
    assisted: Mapping[str, Decimal] = field(default_factory=dict)
    """Part of them reached together with a person."""
    free: Mapping[str, Decimal] = field(default_factory=dict)
    """Included units left, by component, where they are for more than a month."""
    unsettled: Mapping[str, tuple[tuple[Decimal, Decimal], ...]] = field(default_factory=dict)
    """Value and minimum of the months not yet settled, by component."""


def price_month(rules: PriceRules, moment: Moment) -> Month:
    """Price one month, in a context that is exact already.

    A cap is held against the sum of the rounded amounts, the ones that are printed; they stay as
    priced and the excess is taken off the month. A cap that only notifies takes nothing off.
    """
    charges = _charges(rules, moment)
    lines = tuple(
        _line(rules, component, charges[component.id], moment)
        for component in rules.components
        if component.type != "one_time"
    )
    over = [_above(cap, lines) for cap in rules.caps]
    return Month(
        lines=lines,
        reductions=tuple(
            ZERO if cap.on_reach == "notify_and_bill" else above
            for cap, above in zip(rules.caps, over, strict=True)
        ),
        stopped=any(
            cap.on_reach == "stop" and above > 0
            for cap, above in zip(rules.caps, over, strict=True)
        ),
    )


def once(rules: PriceRules) -> tuple[Line, ...]:
    """Price what is charged once."""
    moment = Moment(number=1)
    return tuple(
        _line(rules, component, line_charge(component, ZERO, None, ONE), moment)
        for component in rules.components
        if component.type == "one_time"
    )


def factor_of(rules: PriceRules, component: Component, month: int | None) -> Decimal:
    """Give what the listed prices of a line are multiplied with in a month (step 10)."""
    factor = ONE
    if month is None:
        return factor
    for ramp in rules.ramps:
        if component.id in ramp.applies_to:
            begun = [step.factor for step in ramp.steps if step.from_month <= month]
            factor *= begun[-1] if begun else ONE
    for index in rules.indexation:
        if component.id in index.applies_to and month >= index.first_month:
            times = 1 + (month - index.first_month) // months_of(index.every)
            factor *= (1 + min(max(index.assumed, index.floor), index.cap)) ** times
    return factor


def _charges(rules: PriceRules, moment: Moment) -> dict[str, Charge]:
    found: dict[str, Charge] = {}
    periodic = [c for c in rules.components if c.type != "one_time"]
    for component in (c for c in periodic if c.type != "adjustment"):
        found[component.id] = _charge(rules, component, moment)
    for component in (c for c in periodic if c.type == "adjustment"):
        base = sum((found[ref].amount for ref in component.applies_to), ZERO)
        factor = factor_of(rules, component, moment.number)
        found[component.id] = line_charge(component, base, None, factor)
    return found


def _charge(rules: PriceRules, component: Component, moment: Moment) -> Charge:
    metric = component.metric_ref or ""
    units = moment.units.get(metric, ZERO)
    factor = factor_of(rules, component, moment.number)
    if component.type == "value_share":
        if moment.number is None:
            return steady_share(component, units)
        return month_of_share(component, units, moment.unsettled.get(component.id, ()), factor)
    part = moment.assisted.get(metric)
    if part is not None and component.assisted_share is not None:
        units *= 1 - part + part * component.assisted_share
    return line_charge(component, units, _free(component, moment), factor)


def _free(component: Component, moment: Moment) -> Decimal | None:
    if component.included is None or component.included_period is None:
        return None
    if moment.number is None:
        return component.included / months_of(component.included_period)
    return moment.free[component.id]


def _line(rules: PriceRules, component: Component, steps: Charge, moment: Moment) -> Line:
    reduced = discounts_of(rules, component, moment)
    amount = steps.amount
    for taken in reduced:
        amount = taken.off(amount)
    full = rounded(steps.amount, rules.currency)
    return Line(component.id, steps, full, rounded(amount, rules.currency) if reduced else full)


@dataclass(frozen=True, slots=True)
class ActiveDiscount:
    """A discount in force, ready to be taken off."""

    id: str
    label: str
    rate: Decimal | None
    amount: Decimal

    def off(self, amount: Decimal) -> Decimal:
        """Give what is left of an amount; never below zero."""
        if self.rate is not None:
            return amount * (1 - self.rate)
        return max(amount - self.amount, ZERO)


def discounts_of(
    rules: PriceRules, component: Component, moment: Moment
) -> tuple[ActiveDiscount, ...]:
    """Give the discounts that act on a line in a month, in their order (step 6).

    A month like any other has those that do not end.
    """
    if not rules.discounts:
        return ()
    single = component.type == "one_time"
    return tuple(
        ActiveDiscount(one.id, one.label, one.rate, one.amount.amount if one.amount else ZERO)
        for one in sorted(rules.discounts, key=lambda discount: discount.order)
        if component.id in one.applies_to
        and _in_months(one.first_month, one.last_month, moment.number)
        and (one.from_quantity is None
             or (not single and moment.units.get(one.metric_ref or "", ZERO) >= one.from_quantity))
    )  # fmt: skip


def _in_months(first: int | None, last: int | None, month: int | None) -> bool:
    if month is None:
        return last is None
    return (first or 1) <= month and (last is None or month <= last)


def _above(cap: CapRule, lines: tuple[Line, ...]) -> Decimal:
    capped = sum((line.amount for line in lines if line.component_ref in cap.applies_to), ZERO)
    return max(capped - cap.amount.amount, ZERO)

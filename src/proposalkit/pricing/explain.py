"""A price replayed in the written order, each step with its inputs and its exact result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, localcontext
from itertools import groupby

from proposalkit.model.price_steps import (
    STEP_ORDER,
    PriceExplanation,
    PriceStep,
    StepInput,
    StepRule,
)
from proposalkit.model.pricing import Component, Scenario, Volume
from proposalkit.pricing.engine import (
    ZERO,
    PeriodQuote,
    charge,
    price_period,
    price_scenario,
    tier_reached,
)
from proposalkit.pricing.rules import EXACT_DIGITS, PriceRules

NEVER_USED = (
    "3 rounding to packs", "6 discounts", "9 shortfall of a commitment", "10 ramps and indexation",
)  # fmt: skip
"""Steps of the written order that no price of this version has a rule for."""


def explain_price(
    rules: PriceRules, volumes: Mapping[str, Decimal], term_months: int
) -> PriceExplanation:
    """Replay every step for one volume of each metric, held in every month of the term.

    The steps are the engine's own: the last one equals the total of `price_scenario`.
    """
    with localcontext(prec=EXACT_DIGITS):
        quote = price_period(rules, volumes)
        scenario = price_scenario(rules, "expected", volumes, term_months)
        return PriceExplanation(
            currency=rules.currency,
            volumes=tuple(Volume(metric_ref=ref, per_period=q) for ref, q in volumes.items()),
            term_months=term_months,
            month=month_steps(rules, volumes),
            term=tuple(_term(rules, scenario)),
            month_charges=quote.charges,
            total=scenario.total.amount,
            unused=(*NEVER_USED, *_unused(rules)),
        )


def month_steps(rules: PriceRules, volumes: Mapping[str, Decimal]) -> tuple[PriceStep, ...]:
    """Replay one month up to its charges before credits: the steps of an invoice."""
    with localcontext(prec=EXACT_DIGITS):
        return tuple(_month(rules, volumes, price_period(rules, volumes)))


def _month(
    rules: PriceRules, volumes: Mapping[str, Decimal], quote: PeriodQuote
) -> Iterator[PriceStep]:
    periodic = {c.id: c for c in rules.components if c.type != "one_time"}
    for line in quote.lines:
        component = periodic[line.component_ref]
        steps = (
            _fixed(component)
            if component.amount is not None
            else _metered(component, volumes.get(component.metric_ref or "", ZERO), line.amount)
        )
        yield from steps
    yield from _caps(rules, quote)
    parts = {line.component_ref: line.amount for line in quote.lines}
    if quote.cap_reduction:
        parts["less caps"] = quote.cap_reduction
    yield _step("charges", "One month", parts, quote.charges)


def _fixed(component: Component) -> Iterator[PriceStep]:
    amount = component.amount.amount if component.amount else ZERO
    if component.quantity is not None and component.unit_price is not None:
        parts = {"units": component.quantity, "unit price": component.unit_price.amount}
        yield _step("bought", component.label, parts, amount, component.id)
    else:
        yield _step("fixed", component.label, {"amount": amount}, amount, component.id)


def _metered(component: Component, quantity: Decimal, printed: Decimal) -> Iterator[PriceStep]:
    name, ref = component.label, component.id
    steps = charge(component, quantity)
    yield _step("quantity", name, {"units": quantity}, quantity, ref)
    if component.included is not None:
        parts = {"units": quantity, "included": component.included}
        yield _step("included", name, parts, steps.counted, ref)
    tiers = tuple(_tiers(component, steps.counted))
    yield from tiers
    if len(tiers) > 1:
        sums = {str(number): one.result for number, one in enumerate(tiers, start=1)}
        yield _step("tiers", name, sums, steps.tiered, ref)
    amount = steps.tiered
    if component.minimum is not None:
        parts = {"amount": amount, "minimum": component.minimum.amount}
        amount = max(amount, component.minimum.amount)
        yield _step("minimum", name, parts, amount, ref)
    if component.maximum is not None:
        parts = {"amount": amount, "maximum": component.maximum.amount}
        amount = min(amount, component.maximum.amount)
        yield _step("maximum", name, parts, amount, ref)
    yield _step("rounding", name, {"amount": amount}, printed, ref)


def _tiers(component: Component, counted: Decimal) -> Iterator[PriceStep]:
    if component.tier_mode == "volume":
        price = tier_reached(component.tiers, counted).unit_price.amount
        yield _tier(component, counted, price)
        return
    start = ZERO
    for number, tier in enumerate(component.tiers):
        end = counted if tier.up_to is None else min(tier.up_to, counted)
        if end > start or number == 0:
            yield _tier(component, end - start, tier.unit_price.amount)
        start = end


def _tier(component: Component, units: Decimal, price: Decimal) -> PriceStep:
    parts = {"units": units, "unit price": price}
    return _step("tier", component.label, parts, units * price, component.id)


def _caps(rules: PriceRules, quote: PeriodQuote) -> Iterator[PriceStep]:
    for cap in rules.caps:
        capped = (line.amount for line in quote.lines if line.component_ref in cap.applies_to)
        together = sum(capped, ZERO)
        billed_on = cap.on_reach == "notify_and_bill"
        over = ZERO if billed_on else max(together - cap.amount.amount, ZERO)
        parts = {"amount": together, "cap": cap.amount.amount}
        yield _step("cap_notice" if billed_on else "cap", "Cap", parts, over, cap.id)


def _term(rules: PriceRules, scenario: Scenario) -> Iterator[PriceStep]:
    once = {c.id for c in rules.components if c.type == "one_time"}
    amounts = {
        one.component_ref: one.amount.amount
        for one in scenario.component_amounts
        if one.component_ref in once
    }
    charges = sum((one.charges.amount for one in scenario.periods), ZERO)
    if amounts:
        yield _step("one_time", "Charges once", amounts, scenario.one_time.amount)
    yield _step("months", "All months", {"month": scenario.periods[0].charges.amount,
                "months": Decimal(scenario.term_months)}, charges)  # fmt: skip
    yield from _credits(rules, scenario)
    used = scenario.credit_used.amount if scenario.credit_used else ZERO
    parts = {"once": scenario.one_time.amount, "months": charges, "credits": used}
    yield _step("total", "Whole term", parts, scenario.total.amount)
    if scenario.effective_unit_price is not None:
        units = scenario.volumes[0].per_period * scenario.term_months
        yield _step("unit_price", "Per unit", {"total": scenario.total.amount, "units": units},
                    scenario.effective_unit_price.amount)  # fmt: skip


def _credits(rules: PriceRules, scenario: Scenario) -> Iterator[PriceStep]:
    left = sum((credit.amount.amount for credit in rules.credits), ZERO)
    for used, months in groupby(scenario.periods, key=lambda one: one.credit.amount):
        numbers = [one.period for one in months]
        if not used:
            continue
        parts = {"credit left": left, "charges": scenario.periods[0].charges.amount}
        span = f"month {numbers[0]}" + (f" to {numbers[-1]}" if len(numbers) > 1 else "")
        yield _step("credit", f"Credit, {span}", parts, used)
        left -= used * len(numbers)


def _unused(rules: PriceRules) -> Iterator[str]:
    if all(c.included is None for c in rules.metered):
        yield "2 included units"
    if all(c.minimum is None and c.maximum is None for c in rules.metered):
        yield "5 minimum and maximum"
    if not rules.caps:
        yield "7 caps"
    if not rules.credits:
        yield "11 credits"


def _step(
    rule: StepRule,
    about: str,
    inputs: Mapping[str, Decimal],
    result: Decimal,
    ref: str | None = None,
) -> PriceStep:
    units = rule in ("quantity", "included")
    return PriceStep(
        order=STEP_ORDER[rule],
        rule=rule,
        about=about,
        ref=ref,
        inputs=tuple(StepInput(name=name, value=value) for name, value in inputs.items()),
        result=result,
        unit="units" if units else "money",
    )

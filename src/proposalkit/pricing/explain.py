"""A price replayed in the written order, each step with its inputs and its exact result."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, localcontext
from itertools import groupby

from proposalkit.model.price_steps import ExplainedMonths, PriceExplanation, PriceStep
from proposalkit.model.scenario import Scenario
from proposalkit.pricing.engine import Volumes, as_volumes, price_scenario
from proposalkit.pricing.explain_line import line_steps, step
from proposalkit.pricing.line_charge import ZERO
from proposalkit.pricing.month import Moment, Month, price_month
from proposalkit.pricing.rules import EXACT_DIGITS, PriceRules
from proposalkit.pricing.term import TermMonth, run_term


def explain_price(rules: PriceRules, volumes: Volumes, term_months: int) -> PriceExplanation:
    """Replay every step for one volume of each metric, through all months of the term.

    The steps are the engine's own: the last one equals the total of `price_scenario`.
    """
    told = as_volumes(volumes)
    with localcontext(prec=EXACT_DIGITS):
        term = run_term(rules, told, term_months)
        scenario = price_scenario(rules, "expected", told, term_months)
        return PriceExplanation(
            currency=rules.currency,
            volumes=told,
            term_months=term_months,
            months=tuple(_alike(rules, term.months)),
            term=tuple(_term(rules, scenario)),
            total=scenario.total.amount,
            unused=tuple(_unused(rules)),
        )


def month_steps(
    rules: PriceRules, volumes: Volumes, number: int | None = None
) -> tuple[PriceStep, ...]:
    """Replay one month up to its charges before commitments and credits: those of an invoice.

    `number` is its place in the term; without one it is a month like any other.
    """
    told = as_volumes(volumes)
    moment = Moment(
        number=number,
        units={one.metric_ref: one.per_period for one in told},
        assisted={one.metric_ref: one.assisted for one in told if one.assisted is not None},
    )
    with localcontext(prec=EXACT_DIGITS):
        return tuple(_month(rules, moment, price_month(rules, moment)))


def _alike(rules: PriceRules, months: tuple[TermMonth, ...]) -> Iterator[ExplainedMonths]:
    for _, group in groupby(months, key=lambda one: (one.month, one.moment.units, one.closed)):
        same = tuple(group)
        first = same[0]
        steps = (*_month(rules, first.moment, first.month), *_commitments(rules, first))
        yield ExplainedMonths(
            first=first.number, last=same[-1].number, steps=steps, charges=first.charges
        )


def _month(rules: PriceRules, moment: Moment, month: Month) -> Iterator[PriceStep]:
    lines = {line.component_ref: line for line in month.lines}
    for component in rules.components:
        if component.id in lines:
            yield from line_steps(rules, component, lines[component.id], moment, month)
    yield from _caps(rules, month)
    parts = {line.component_ref: line.amount for line in month.lines}
    taken = sum(month.reductions, ZERO)
    if taken:
        parts["less caps"] = taken
    yield step("charges", "One month", parts, month.charges)


def _caps(rules: PriceRules, month: Month) -> Iterator[PriceStep]:
    for cap, taken in zip(rules.caps, month.reductions, strict=True):
        capped = (line.amount for line in month.lines if line.component_ref in cap.applies_to)
        notice = cap.on_reach == "notify_and_bill"
        parts = {"amount": sum(capped, ZERO), "cap": cap.amount.amount}
        name = cap.label or "Cap"
        yield step("cap_notice" if notice else "cap", name, parts, taken, cap.id)


def _commitments(rules: PriceRules, month: TermMonth) -> Iterator[PriceStep]:
    if not month.closed:
        return
    terms = {one.id: one for one in rules.commitments}
    for closed in month.closed:
        about, money = terms[closed.commitment].label, terms[closed.commitment].kind == "spend"
        word = "amount" if money else "units"
        parts = {word: closed.reached, f"committed {word}": closed.committed}
        yield step("shortfall", about, parts, closed.shortfall, closed.commitment)
        if closed.rolled:
            yield step("rolled", about, parts, closed.rolled, closed.commitment)
    parts = {"month": month.month.charges, "shortfall": month.shortfall, "less": month.rolled}
    yield step("charges", "The month with it", parts, month.charges)


def _term(rules: PriceRules, scenario: Scenario) -> Iterator[PriceStep]:
    single = {c.id for c in rules.components if c.type == "one_time"}
    amounts = {
        one.component_ref: one.term.amount
        for one in scenario.component_amounts
        if one.component_ref in single
    }
    charges = sum((one.charges.amount for one in scenario.periods), ZERO)
    if amounts:
        yield step("one_time", "Charges once", amounts, scenario.one_time.amount)
    yield step("months", "All months", _months(scenario), charges)
    yield from _credits(rules, scenario)
    used = scenario.credit_used.amount if scenario.credit_used else ZERO
    parts = {"once": scenario.one_time.amount, "charges": charges, "credits": used}
    yield step("total", "Whole term", parts, scenario.total.amount)
    if scenario.effective_unit_price is not None:
        units = _units(rules, scenario)
        yield step("unit_price", "Per unit", {"total": scenario.total.amount, "units": units},
                   scenario.effective_unit_price.amount)  # fmt: skip
    if scenario.after_term is not None:
        amount = scenario.after_term.amount
        yield step("after", "After the term, in no total", {"amount": amount}, amount)


def _months(scenario: Scenario) -> dict[str, Decimal]:
    """Give month and number when all months are alike, else each run of equal months."""
    runs = [(amount, len(tuple(same))) for amount, same in groupby(
        scenario.periods, key=lambda one: one.charges.amount)]  # fmt: skip
    if len(runs) == 1:
        return {"month": runs[0][0], "months": Decimal(runs[0][1])}
    found, start = {}, 1
    for amount, count in runs:
        last = start + count - 1
        found[f"month {start}" if count == 1 else f"each of months {start} to {last}"] = amount
        start = last + 1
    return found


def _units(rules: PriceRules, scenario: Scenario) -> Decimal:
    main = next(one for one in scenario.volumes if one.metric_ref == rules.main_metric)
    first = main.first_months[: scenario.term_months]
    return sum(first, ZERO) + main.per_period * (scenario.term_months - len(first))


def _credits(rules: PriceRules, scenario: Scenario) -> Iterator[PriceStep]:
    left = sum((credit.amount.amount for credit in rules.credits), ZERO)
    runs = groupby(scenario.periods, key=lambda one: (one.credit.amount, one.charges.amount))
    for (used, charges), months in runs:
        numbers = [one.period for one in months]
        if not used:
            continue
        parts = {"credit left": left, "charges": charges}
        span = f"month {numbers[0]}" + (f" to {numbers[-1]}" if len(numbers) > 1 else "")
        yield step("credit", f"Credit, {span}", parts, used)
        left -= used * len(numbers)


def _unused(rules: PriceRules) -> Iterator[str]:
    lines = rules.components
    there = {
        "2 included units": any(c.included is not None for c in lines),
        "3 rounding to packs": any(c.pack is not None for c in lines),
        "5 minimum and maximum": any(c.minimum or c.maximum for c in lines),
        "6 discounts": bool(rules.discounts),
        "7 caps": bool(rules.caps),
        "9 shortfall of a commitment": bool(rules.commitments),
        "10 ramps and indexation": bool(rules.ramps or rules.indexation),
        "11 credits": bool(rules.credits),
    }
    return (name for name, used in there.items() if not used)

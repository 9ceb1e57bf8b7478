"""How the steps of a price are printed: one step to a line, numbers to the right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from proposalkit.model.display import display_quantity, display_rate
from proposalkit.model.places import currency_digits
from proposalkit.model.price_steps import ExplainedMonths, PriceExplanation, PriceStep

_HOW = {
    "quantity": "units of the month",
    "assisted": "{0}, a part of {1} counted at {2}",
    "base": "the lines it is a share of",
    "value": "the baseline of {0} against {1} measured",
    "included": "{0} less {1} included",
    "packs": "{0} in whole packs of {1}",
    "factor": "share of the listed prices in these months",
    "fixed": "fixed amount",
    "bought": "{0} x {1}",
    "tier": "{0} x {1}",
    "tiers": "the tiers together",
    "flat": "price of the step that {0} units reach",
    "share": "{0} x {1}",
    "minimums": "the minimum of the month",
    "settled": "value of {0} months together",
    "discount": "{0} less {1}",
    "shortfall": "{0} reached, {1} committed",
    "rolled": "taken off for a shortfall billed before",
    "after": "value share still due",
    "minimum": "not below the minimum of {1}",
    "maximum": "not above the maximum of {1}",
    "rounding": "rounded half up",
    "cap": "taken off {0} by the cap of {1}",
    "cap_notice": "{0} held against the cap of {1}, which only gives notice",
    "months": "{0} x {1} months",
    "credit": "out of {0}, at most the charges of {1}",
    "total": "{0} once, {1} in months, less {2}",
    "unit_price": "{0} over {1} units",
}
_RULE_WORDS = {"one_time": "together", "charges": "together"}
_COUNTS = ("units", "included", "months", "pack", "committed units")
_SHARES = ("rate", "assisted part", "share", "factor")


def explanation_lines(
    name: str,
    told: PriceExplanation,
    labels: Mapping[str, str],
    *,
    every_step: bool = True,
) -> Iterator[str]:
    """Give the lines of an explained price; without `every_step` only what is due.

    `labels` are the names of the metrics by their ids.
    """
    counted = ", ".join(
        f"{display_quantity(one.per_period)} {labels.get(one.metric_ref, one.metric_ref)} a month"
        for one in told.volumes
    )
    yield f"{name}: {counted or 'nothing counted'}, {told.term_months} months, {told.currency}"
    for one in told.volumes:
        if one.first_months:
            listed = ", ".join(display_quantity(units) for units in one.first_months)
            yield f"In the first months {listed} {labels.get(one.metric_ref, one.metric_ref)}."
    if every_step:
        yield ""
        for months in told.months:
            if len(told.months) > 1:
                yield _span(months)
            yield from step_lines(months.steps, told.currency)
            yield ""
        yield from step_lines(told.term, told.currency)
        yield ""
        yield f"No rule in this price for: {'; '.join(told.unused)}."
        yield "Tax stands apart and is in no amount."
        return
    for months in told.months:
        name = _span(months) if len(told.months) > 1 else "One month"
        words = f"{name}, before credits:"
        yield f"{words:<26} {money_text(months.charges, told.currency)}"
    yield f"The whole term:            {money_text(told.total, told.currency)}"


def _span(months: ExplainedMonths) -> str:
    if months.first == months.last:
        return f"Month {months.first}"
    return f"Each of months {months.first} to {months.last}"


def step_lines(steps: Sequence[PriceStep], currency: str) -> Iterator[str]:
    """Give one line for each step: number, what it is about, how, result."""
    rows = [
        (str(one.order), one.about, _how(one, currency), _result(one, currency)) for one in steps
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for number, about, how, result in rows:
        yield (
            f"{number:>2}  {about:<{widths[1]}}  {how:<{widths[2]}}  {result:>{widths[3]}}".rstrip()
        )


def _how(step: PriceStep, currency: str) -> str:
    words = _HOW.get(step.rule)
    if words is None:
        return _RULE_WORDS[step.rule]
    if step.rule == "months" and step.inputs[-1].name != "months":
        return "each run of equal months"
    if step.rule == "minimums" and len(step.inputs) > 1:
        words = "the minimum, and what the share of {0} exceeds all minimums by"
    if step.rule == "cap" and not step.result:
        words = "{0} is within the cap of {1}"
    return words.format(*(_number(one.value, one.name, currency) for one in step.inputs))


def _number(value: Decimal, name: str, currency: str) -> str:
    if name in _SHARES:
        return display_rate(value)
    if name in _COUNTS:
        return display_quantity(value)
    return money_text(value, currency)


def _result(step: PriceStep, currency: str) -> str:
    if step.rule == "factor":
        return display_rate(step.result)
    if step.unit == "units":
        return display_quantity(step.result)
    return money_text(step.result, currency)


def money_text(value: Decimal, currency: str) -> str:
    """Write an exact amount with at least the currency's decimals and none cut off."""
    digits = currency_digits(currency) or 0
    exponent = value.normalize().as_tuple().exponent
    finer = -exponent if isinstance(exponent, int) else 0
    return f"{value:,.{max(digits, finer)}f}"

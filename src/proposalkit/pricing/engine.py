"""From rules and volumes to quotes: one month, a scenario, all scenarios of a deal.

`docs/reference/price-rules.md` has the order of the steps; the rooms beside this one do them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import TYPE_CHECKING

from proposalkit.model.money import Money, money
from proposalkit.model.scenario import (
    ComponentAmount,
    PeriodAmount,
    Scenario,
    ScenarioId,
    Volume,
)
from proposalkit.pricing.commitment import monthly_shortfall
from proposalkit.pricing.line_charge import ZERO
from proposalkit.pricing.month import Line, Moment, price_month
from proposalkit.pricing.rules import EXACT_DIGITS, PriceRules
from proposalkit.pricing.term import Term, TermMonth, run_term, term_sums, units_in

if TYPE_CHECKING:
    from proposalkit.model.brief_figures import VolumesIn
    from proposalkit.pricing.order import Order

UNIT_PRICE_STEP = Decimal("0.0001")
"""An effective unit price is rounded half up to four decimals."""

SCENARIOS: tuple[ScenarioId, ...] = ("low", "expected", "high")

Volumes = Mapping[str, Decimal] | Sequence[Volume]


@dataclass(frozen=True, slots=True)
class PeriodQuote:
    """What an average billing period costs before credits."""

    lines: tuple[Line, ...]
    cap_reduction: Decimal
    """What caps take off the sum of the lines."""
    shortfall: Decimal
    """The month's part of what tops up commitments, were every month like this one."""
    charges: Decimal
    """The lines less what caps take off, and the shortfall."""
    stopped: bool
    """Whether a cap that stops the service was passed."""


def price_period(rules: PriceRules, volumes: Volumes) -> PeriodQuote:
    """Price an average month at one volume of each metric.

    It stands outside ramps, indexation and discounts that end; included units and settlements of
    several months, and commitments, count by the month.
    """
    told = as_volumes(volumes)
    with localcontext(prec=EXACT_DIGITS):
        units = {one.metric_ref: one.per_period for one in told}
        assisted = {one.metric_ref: one.assisted for one in told if one.assisted is not None}
        month = price_month(rules, Moment(units=units, assisted=assisted))
        shortfall = monthly_shortfall(rules, month, units)
        return PeriodQuote(
            lines=month.lines,
            cap_reduction=sum(month.reductions, ZERO),
            shortfall=shortfall,
            charges=month.charges + shortfall,
            stopped=month.stopped,
        )


def as_volumes(volumes: Volumes) -> tuple[Volume, ...]:
    """Write plain quantities as volumes that stay the same in every month."""
    if isinstance(volumes, Mapping):
        return tuple(Volume(metric_ref=ref, per_period=units) for ref, units in volumes.items())
    return tuple(volumes)


def price_scenarios(order: Order, volumes: VolumesIn) -> tuple[Scenario, ...]:
    """Price the low, expected and high volume; only those the brief gives.

    An order without a metered line costs the same at every volume: only `expected` exists.
    """
    from proposalkit.pricing.offer_volumes import scenario_volumes  # a buyer needs no price book

    refs = order.metric_refs
    if not refs:
        return (price_scenario(order, "expected", {}, order.term_months),)
    found = ((id_, scenario_volumes(volumes, refs, order.main_metric, id_)) for id_ in SCENARIOS)
    return tuple(
        price_scenario(order, id_, told, order.term_months)
        for id_, told in found
        if told is not None
    )


def price_scenario(
    rules: PriceRules, id_: ScenarioId, volumes: Volumes, term_months: int
) -> Scenario:
    """Carry volumes through the term: one-time charges, months, commitments, credits, total."""
    told = as_volumes(volumes)
    with localcontext(prec=EXACT_DIGITS):
        term = run_term(rules, told, term_months)
        return _scenario(rules, id_, told, term)


def _scenario(
    rules: PriceRules, id_: ScenarioId, volumes: tuple[Volume, ...], term: Term
) -> Scenario:
    units = _units(rules, volumes, term)
    after = None if term.after is None else money(term.after, rules.currency)
    return Scenario(
        id=id_,
        term_months=len(term.months),
        volumes=volumes,
        component_amounts=_amounts(rules, term),
        discount=_sum(rules, _discount(term), bool(rules.discounts)),
        cap_reduction=_sum(rules, _cap_reduction(term), bool(rules.caps)),
        shortfall=_sum(rules, _over(term, "shortfall"), bool(rules.commitments)),
        rolled=_sum(rules, _over(term, "rolled"), any(c.rollover for c in rules.commitments)),
        one_time=money(term.one_time, rules.currency),
        credit_used=_sum(rules, term.credit_used, bool(rules.credits)),
        periods=tuple(_period(rules, month) for month in term.months),
        total=money(term.total, rules.currency),
        effective_unit_price=_per_unit(term.total, units, rules.currency),
        cost_today=_today(rules, units),
        after_term=after,
    )


def _amounts(rules: PriceRules, term: Term) -> tuple[ComponentAmount, ...]:
    last = {line.component_ref: line.amount for line in term.once}
    if term.months:
        last |= {line.component_ref: line.amount for line in term.months[-1].month.lines}
    sums = term_sums(term)
    return tuple(
        ComponentAmount(
            component_ref=one.id,
            amount=money(last[one.id], rules.currency),
            term=money(sums[one.id], rules.currency),
        )
        for one in rules.components
    )


def _sum(rules: PriceRules, amount: Decimal, there: bool) -> Money | None:
    return money(amount, rules.currency) if there else None


def _over(term: Term, name: str) -> Decimal:
    parts = (one.shortfall if name == "shortfall" else one.rolled for one in term.months)
    return sum(parts, ZERO)


def _discount(term: Term) -> Decimal:
    lines = (*term.once, *(line for one in term.months for line in one.month.lines))
    return sum((line.full - line.amount for line in lines), ZERO)


def _cap_reduction(term: Term) -> Decimal:
    return sum((taken for one in term.months for taken in one.month.reductions), ZERO)


def _period(rules: PriceRules, month: TermMonth) -> PeriodAmount:
    taken_off = sum(month.month.reductions, ZERO)
    return PeriodAmount(
        period=month.number,
        charges=money(month.charges, rules.currency),
        cap_reduction=_sum(rules, taken_off, taken_off > 0),
        shortfall=_sum(rules, month.shortfall, month.shortfall > 0),
        rolled=_sum(rules, month.rolled, month.rolled > 0),
        credit=money(month.credit, rules.currency),
        due=money(month.charges - month.credit, rules.currency),
    )


def _units(rules: PriceRules, volumes: tuple[Volume, ...], term: Term) -> Decimal | None:
    """Give the units of the main metric; None when there is none or not all were served."""
    main = next((one for one in volumes if one.metric_ref == rules.main_metric), None)
    if main is None or any(one.month.stopped for one in term.months):
        return None
    return sum((units_in(main, one.number) for one in term.months), ZERO)


def _per_unit(total: Decimal, units: Decimal | None, currency: str) -> Money | None:
    if not units:
        return None
    price = (total / units).quantize(UNIT_PRICE_STEP, rounding=ROUND_HALF_UP)
    return Money(amount=price, currency=currency)


def _today(rules: PriceRules, units: Decimal | None) -> Money | None:
    if units is None or rules.cost_today is None:
        return None
    return money(units * rules.cost_today.amount, rules.currency)

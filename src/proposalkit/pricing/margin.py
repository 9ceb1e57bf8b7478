"""What a deal earns and from which volume on: internal, never in a file a buyer gets."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from itertools import pairwise
from typing import Annotated

from proposalkit.model.base import Model
from proposalkit.model.brief import DealBrief
from proposalkit.model.fields import given
from proposalkit.model.money import Money, money, rounded
from proposalkit.model.scenario import Scenario, ScenarioId
from proposalkit.model.seller import InternalProfile
from proposalkit.pricing.corners import corner_volumes, first_volume
from proposalkit.pricing.engine import price_period, price_scenarios
from proposalkit.pricing.line_charge import ZERO
from proposalkit.pricing.month_charges import INSIDE_DIGITS, term_units
from proposalkit.pricing.order import Order
from proposalkit.pricing.rules import EXACT_DIGITS

HIGHEST_VOLUME = 10**12
"""Where the search for a break-even volume ends."""
RATE_STEP = Decimal("0.0001")


class ServingCost(Model):
    """What serving a deal costs the seller, in the currency of the price book."""

    per_unit: Annotated[
        Decimal, given("Full cost of one billed unit: failed attempts and fallback included.")
    ]
    per_month: Annotated[Decimal, given("Fixed cost of one month.")]


class MarginRow(Model):
    """Revenue and cost of one scenario over its term; no cost and no margin when an input lacks."""

    scenario: Annotated[ScenarioId, given("Name of the scenario.")]
    units: Annotated[Decimal, given("Units asked for in the term.")]
    revenue: Annotated[Money, given("Everything the buyer pays, pilot fee included.")]
    pilot_fee: Annotated[
        Money | None, given("Part of the revenue; what the pilot itself costs is not counted.")
    ] = None
    unit_cost: Annotated[Money | None, given("Full cost of one unit, four decimals.")] = None
    fixed_cost: Annotated[Money | None, given("Fixed cost of the term.")] = None
    cost: Annotated[Money | None, given("Units at full cost and fixed cost.")] = None
    margin: Annotated[Decimal | None, given("Revenue less cost; below zero at a loss.")] = None
    margin_rate: Annotated[Decimal | None, given("Margin by revenue, four decimals.")] = None
    missing: Annotated[
        tuple[str, ...], given("Fields of the seller profile that lack for the computation.")
    ] = ()


def serving_cost(
    order: Order, internal: InternalProfile
) -> tuple[ServingCost | None, tuple[str, ...]]:
    """Give the cost of one billed unit and of one month, or the inputs it lacks.

    With outcomes, only a share of the attempts is billed and the others go to a person:
    (attempt + (1 - share) x fallback) / share. Otherwise each unit is one attempt.
    """
    share = billed_share(order, internal)
    attempt, fallback = internal.cost_of_attempt, internal.human_fallback_cost
    lacking = []
    if attempt is None:
        lacking.append("internal.cost_per_attempt")
    if share is None:
        lacking.append("internal.billed_share")
    if share != 1 and fallback is None:
        lacking.append("internal.human_fallback_cost")
    if internal.monthly_cost is None:
        lacking.append("internal.monthly_cost")
    if attempt is None or share is None or internal.monthly_cost is None or lacking:
        return None, tuple(lacking)
    unit = unit_cost(attempt, share, fallback or ZERO)
    return ServingCost(per_unit=unit, per_month=internal.monthly_cost), ()


def unit_cost(attempt: Decimal, share: Decimal, fallback: Decimal) -> Decimal:
    """Give the cost of one billed unit: all attempts, and people behind the failed ones."""
    with localcontext(prec=INSIDE_DIGITS):
        return (attempt + (1 - share) * fallback) / share


def margin(order: Order, brief: DealBrief, internal: InternalProfile) -> tuple[MarginRow, ...]:
    """Compute revenue, cost and margin of each scenario; every unit asked for is costed."""
    cost, missing = serving_cost(order, internal)
    return tuple(
        _row(order, brief, scenario, cost, missing)
        for scenario in price_scenarios(order, brief.volumes)
    )


def _row(
    order: Order,
    brief: DealBrief,
    scenario: Scenario,
    cost: ServingCost | None,
    missing: tuple[str, ...],
) -> MarginRow:
    with localcontext(prec=EXACT_DIGITS):
        units = term_units(order, brief.volumes, scenario)
        row = MarginRow(
            scenario=scenario.id,
            units=units,
            revenue=scenario.total,
            pilot_fee=order.pilot_fee,
            missing=missing,
        )
        if cost is None:
            return row
        fixed = cost.per_month * scenario.term_months
        total = rounded(units * cost.per_unit + fixed, order.currency)
        earned = scenario.total.amount - total
        return row.model_copy(
            update={
                "unit_cost": Money(amount=_four_decimals(cost.per_unit), currency=order.currency),
                "fixed_cost": money(fixed, order.currency),
                "cost": money(total, order.currency),
                "margin": earned,
                "margin_rate": _rate(earned, scenario.total.amount),
            }
        )


def _rate(part: Decimal, whole: Decimal) -> Decimal | None:
    return _four_decimals(part / whole) if whole else None


def _four_decimals(value: Decimal) -> Decimal:
    return value.quantize(RATE_STEP, rounding=ROUND_HALF_UP)


def billed_share(order: Order, internal: InternalProfile) -> Decimal | None:
    """Give the share of attempts that is billed: all of them unless the price is for outcomes."""
    pays_for_outcomes = any(component.type == "outcome" for component in order.components)
    return internal.billed_share if pays_for_outcomes else Decimal(1)


def break_even_units(order: Order, internal: InternalProfile) -> Decimal | None:
    """Give the least whole volume a month whose charges cover the month's cost.

    One-time charges and credits stay out. None when an input lacks (`serving_cost` names it) or
    when no volume covers the cost. With prices finer than a cent the rounding of the bill may
    move the answer by the few units that one cent buys.
    """
    cost, _ = serving_cost(order, internal)
    if cost is None:
        return None
    per_unit, per_month = cost.per_unit, cost.per_month

    def covered(volume: int) -> bool:
        charges = price_period(order, order.same_volume(Decimal(volume))).charges
        return charges >= per_month + volume * per_unit

    with localcontext(prec=EXACT_DIGITS):
        corners = corner_volumes(order, HIGHEST_VOLUME)
        if covered(corners[0]):
            return Decimal(corners[0])
        for low, high in pairwise(corners):
            if covered(high):
                return Decimal(first_volume(low, high, covered))
    return None

"""The margin at each volume, and what moves it: exact tables. Internal."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, localcontext

from proposalkit.model.brief import DealBrief
from proposalkit.model.economics import LadderRow, Sensitivity, SensitivityRow
from proposalkit.model.economics_rules import EconomicsRules
from proposalkit.model.money import rounded
from proposalkit.model.seller import InternalProfile
from proposalkit.pricing.engine import price_scenarios
from proposalkit.pricing.line_charge import ZERO
from proposalkit.pricing.margin import RATE_STEP, ServingCost, billed_share, serving_cost, unit_cost
from proposalkit.pricing.month_charges import INSIDE_DIGITS, month_charges, term_units
from proposalkit.pricing.order import Order

PARTS = "internal.attempt_cost"


def margin_rate(margin: Decimal, revenue: Decimal) -> Decimal | None:
    """Give margin by revenue to four decimals, half up; None without revenue."""
    if not revenue:
        return None
    with localcontext(prec=INSIDE_DIGITS):
        return (margin / revenue).quantize(RATE_STEP, rounding=ROUND_HALF_UP)


def month_cost(cost: ServingCost, units: Decimal, currency: str) -> Decimal:
    """Give the cost of one month at a volume, in the currency's decimals."""
    with localcontext(prec=INSIDE_DIGITS):
        return rounded(units * cost.per_unit + cost.per_month, currency)


def margin_ladder(
    order: Order, brief: DealBrief, internal: InternalProfile, rules: EconomicsRules
) -> tuple[LadderRow, ...]:
    """Give one normal month at each volume of the ladder; empty when a cost lacks."""
    cost, _ = serving_cost(order, internal)
    if cost is None:
        return ()
    wanted = sorted({_whole(brief.volumes.expected * part) for part in rules.ladder})
    return tuple(_ladder_row(order, brief, internal, cost, units) for units in wanted)


def _ladder_row(
    order: Order, brief: DealBrief, internal: InternalProfile, cost: ServingCost, units: Decimal
) -> LadderRow:
    charges = month_charges(order, brief, units)
    spent = month_cost(cost, units, order.currency)
    capacity = internal.capacity_per_month
    return LadderRow(
        units=units,
        charges=charges,
        cost=spent,
        margin=charges - spent,
        rate=margin_rate(charges - spent, charges),
        over_capacity=capacity is not None and units > capacity,
    )


def _whole(units: Decimal) -> Decimal:
    return units.quantize(Decimal(1), rounding=ROUND_HALF_UP)


def sensitivity(
    order: Order, brief: DealBrief, internal: InternalProfile, rules: EconomicsRules
) -> Sensitivity:
    """Give the margin of the term for each success rate and model price, all else as expected.

    A success rate above 1 is left out. Without the parts of the attempt the model price stays.
    """
    cost, missing = serving_cost(order, internal)
    share = billed_share(order, internal)
    if cost is None or share is None:
        return Sensitivity(missing=missing)
    parts = internal.attempt_cost
    prices = rules.model_price_steps if parts else (Decimal(1),)
    scenario = next(one for one in price_scenarios(order, brief.volumes) if one.id == "expected")
    revenue, months = scenario.total.amount, scenario.term_months
    with localcontext(prec=INSIDE_DIGITS):
        units = term_units(order, brief.volumes, scenario)
        rows = tuple(
            SensitivityRow(
                success=success,
                rates=tuple(
                    margin_rate(
                        revenue
                        - rounded(
                            units * moved_unit_cost(internal, success, price)
                            + cost.per_month * months,
                            order.currency,
                        ),
                        revenue,
                    )
                    for price in prices
                ),
            )
            for success in _successes(share, rules)
        )
    return Sensitivity(model_prices=prices, rows=rows, missing=() if parts else (PARTS,))


def moved_unit_cost(internal: InternalProfile, success: Decimal, model_price: Decimal) -> Decimal:
    """Give the cost of one unit at a success rate and a model price, a part of today's."""
    attempt = internal.cost_of_attempt or ZERO
    if internal.attempt_cost is not None:
        attempt += (model_price - 1) * internal.attempt_cost.model
    return unit_cost(attempt, success, internal.human_fallback_cost or ZERO)


def _successes(share: Decimal, rules: EconomicsRules) -> Iterator[Decimal]:
    if share == 1:
        yield share
        return
    yield from (share * step for step in rules.success_steps if 0 < share * step <= 1)

"""The full cost of one unit, which is the floor of its price. Internal."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal, localcontext

from proposalkit.model.brief import DealBrief
from proposalkit.model.economics import FullCost
from proposalkit.model.seller import InternalProfile
from proposalkit.pricing.margin import billed_share, serving_cost
from proposalkit.pricing.month_charges import INSIDE_DIGITS
from proposalkit.pricing.order import Order

VOLUME = "volumes.expected"
DECIMALS = 4
"""Decimals of an amount for one unit; a smaller amount keeps four significant digits."""


def full_cost(order: Order, brief: DealBrief, internal: InternalProfile) -> FullCost:
    """Give cost of an attempt, of a unit, and the fixed cost spread over the expected units."""
    exact, missing = exact_full_cost(order, brief, internal)
    cost, _ = serving_cost(order, internal)
    fixed = None if exact is None or cost is None else exact - cost.per_unit
    return FullCost(
        attempt=internal.cost_of_attempt,
        parts=internal.attempt_cost,
        billed_share=billed_share(order, internal),
        unit=None if cost is None else unit_amount(cost.per_unit),
        fixed_unit=None if fixed is None else unit_amount(fixed),
        full=None if exact is None else unit_amount(exact, ROUND_CEILING),
        missing=missing,
    )


def exact_full_cost(
    order: Order, brief: DealBrief, internal: InternalProfile
) -> tuple[Decimal | None, tuple[str, ...]]:
    """Give the full cost of one unit unrounded, or the inputs it lacks."""
    cost, missing = serving_cost(order, internal)
    if cost is None:
        return None, missing
    if not brief.volumes.expected:
        return None, (VOLUME,)
    with localcontext(prec=INSIDE_DIGITS):
        return cost.per_unit + cost.per_month / brief.volumes.expected, ()


def unit_amount(value: Decimal, rounding: str = ROUND_HALF_UP) -> Decimal:
    """Round an amount for one unit to four decimals, a small one to four significant digits."""
    places = max(DECIMALS, DECIMALS - 1 - value.adjusted()) if value else DECIMALS
    return value.quantize(Decimal(1).scaleb(-places), rounding=rounding)

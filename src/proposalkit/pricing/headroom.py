"""How much discount a normal month bears. Internal."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext

from proposalkit.model.brief import DealBrief
from proposalkit.model.economics import Headroom
from proposalkit.model.economics_rules import EconomicsRules
from proposalkit.model.places import currency_digits
from proposalkit.model.seller import InternalProfile
from proposalkit.pricing.floor_price import offered_unit_price
from proposalkit.pricing.line_charge import ZERO
from proposalkit.pricing.margin import RATE_STEP, serving_cost
from proposalkit.pricing.margin_ladder import month_cost
from proposalkit.pricing.month_charges import INSIDE_DIGITS, month_charges
from proposalkit.pricing.order import Order
from proposalkit.pricing.price_range import margin_target

FLOOR_PRICE = "internal.floor_price"


def headroom(
    order: Order, brief: DealBrief, internal: InternalProfile, rules: EconomicsRules
) -> Headroom:
    """Give the greatest discount on a month at the expected volume that keeps both limits.

    The margin of the month stays at the target or above, and the offer's unit price, lowered by
    the same part, stays at the floor price or above. One coin more breaks the limit named. What
    is charged once is left out: it does not come back every month.
    """
    volume = brief.volumes.expected
    charges = month_charges(order, brief, volume)
    cost, missing = serving_cost(order, internal)
    found = Headroom(charges=charges, missing=missing)
    if cost is None:
        return found
    with localcontext(prec=INSIDE_DIGITS):
        spent = month_cost(cost, volume, order.currency)
        by_margin = charges - spent / (1 - margin_target(internal, rules))
        by_floor = _by_floor_price(order, internal, volume, charges)
        least = by_margin if by_floor is None else min(by_margin, by_floor)
        amount = _coins(max(least, ZERO), order.currency, ROUND_FLOOR)
        return found.model_copy(
            update={
                "amount": amount,
                "share": (amount / charges).quantize(RATE_STEP, ROUND_FLOOR) if charges else None,
                "decided_by": "margin_target" if least == by_margin else "floor_price",
                "short_by": _coins(max(-least, ZERO), order.currency, ROUND_CEILING),
                "missing": (FLOOR_PRICE,) if internal.floor_price is None else (),
            }
        )


def _by_floor_price(
    order: Order, internal: InternalProfile, volume: Decimal, charges: Decimal
) -> Decimal | None:
    """Give what can go off the month before the unit price meets the floor price."""
    offered = offered_unit_price(order, volume)
    if internal.floor_price is None or not offered:
        return None
    return charges - charges * internal.floor_price / offered


def _coins(amount: Decimal, currency: str, rounding: str) -> Decimal:
    return amount.quantize(Decimal(1).scaleb(-(currency_digits(currency) or 0)), rounding=rounding)

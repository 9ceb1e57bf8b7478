"""Between which prices a unit can be sold, and which one to ask for. Internal."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext

from proposalkit.model.brief import DealBrief
from proposalkit.model.display import display_rate, display_unit_price
from proposalkit.model.economics import PriceRange, Standing
from proposalkit.model.economics_rules import Bound, EconomicsRules
from proposalkit.model.money import Money
from proposalkit.model.seller import InternalProfile
from proposalkit.pricing.floor_price import PriceThresholds, offered_unit_price
from proposalkit.pricing.full_cost import exact_full_cost, unit_amount
from proposalkit.pricing.month_charges import INSIDE_DIGITS, month_charges
from proposalkit.pricing.order import Order

COST_TODAY = "workflow.cost_today"


def price_range(
    order: Order,
    brief: DealBrief,
    internal: InternalProfile,
    rules: EconomicsRules,
    lines: PriceThresholds,
) -> PriceRange:
    """Work out floor, ceiling and the price to ask for; what lacks is named, nothing is guessed.

    The floor is the full cost of one unit at the expected volume; the ceiling is the upper share
    of the buyer's own unit cost. The rules say where in between the price stands.
    """
    floor, missing = exact_full_cost(order, brief, internal)
    target = margin_target(internal, rules)
    with localcontext(prec=INSIDE_DIGITS):
        today = order.cost_today.amount if order.cost_today else None
        ceiling = today * lines.share_high if today else None
        found = PriceRange(
            floor=None if floor is None else unit_amount(floor, ROUND_CEILING),
            least_share=unit_amount(today * lines.share_low) if today else None,
            ceiling=None if ceiling is None else unit_amount(ceiling, ROUND_FLOOR),
            today=today,
            target=target,
            missing=(*missing, *(() if today else (COST_TODAY,))),
        )
        found = _with_standing(found, order, brief, floor, ceiling)
        if floor is None:
            return found
        price, bound = _recommend(floor, found, internal, rules)
        found = found.model_copy(update={"recommended": price, "decided_by": bound})
        reason = rules.reason(bound, _values(found, order.currency, internal, rules, lines))
        return found.model_copy(update={"reason": reason})


def margin_target(internal: InternalProfile, rules: EconomicsRules) -> Decimal:
    """Give the least margin of a deal: the seller's own, else the early margin of the rules."""
    own = internal.economics.margin_target
    return rules.early_margin if own is None else own


def _recommend(
    floor: Decimal, found: PriceRange, internal: InternalProfile, rules: EconomicsRules
) -> tuple[Decimal | None, Bound]:
    """Take the highest of what is wanted, then hold it to the ceiling."""
    keeps_margin = floor / (1 - found.target)
    own = internal.floor_price or Decimal(0)
    if found.ceiling is None:
        bound: Bound = "floor_price" if own > keeps_margin else "no_ceiling"
        return _in_digits(max(own, keeps_margin), rules.price_digits), bound
    if floor >= found.ceiling or own > found.ceiling:
        return None, "no_room"
    wanted: list[tuple[Decimal, Bound]] = [
        (floor + rules.gap_share * (found.ceiling - floor), "gap"),
        (keeps_margin, "target_margin"),
        (own, "floor_price"),
        (found.least_share or Decimal(0), "least_share"),
    ]
    price, bound = max(wanted, key=lambda one: one[0])
    if price > found.ceiling:
        return found.ceiling, "ceiling"
    return min(_in_digits(price, rules.price_digits), found.ceiling), bound


def _in_digits(price: Decimal, digits: int) -> Decimal:
    """Round a price up to a number of significant digits."""
    if not price:
        return price
    step = Decimal(1).scaleb(price.adjusted() - digits + 1)
    return price.quantize(min(step, Decimal(1)), rounding=ROUND_CEILING)


def _with_standing(
    found: PriceRange,
    order: Order,
    brief: DealBrief,
    floor: Decimal | None,
    ceiling: Decimal | None,
) -> PriceRange:
    volume = brief.volumes.expected
    charges = month_charges(order, brief, volume)
    paid = charges / volume if volume else None
    listed = offered_unit_price(order, volume)
    return found.model_copy(
        update={
            "listed": None if listed is None else unit_amount(listed),
            "paid": None if paid is None else unit_amount(paid),
            "standing": _standing(paid if listed is None else listed, floor, ceiling),
        }
    )


def _standing(price: Decimal | None, floor: Decimal | None, ceiling: Decimal | None) -> Standing:
    if price is not None and floor is not None and price < floor:
        return "below"
    if price is not None and ceiling is not None and price > ceiling:
        return "above"
    return "not_evaluated" if None in (price, floor, ceiling) else "inside"


def _values(
    found: PriceRange,
    currency: str,
    internal: InternalProfile,
    rules: EconomicsRules,
    lines: PriceThresholds,
) -> dict[str, str]:
    amounts = {
        "price": found.recommended,
        "floor": found.floor,
        "ceiling": found.ceiling,
        "floor_price": internal.floor_price,
        "today": found.today,
    }
    told = {
        name: display_unit_price(Money(amount=amount, currency=currency))
        for name, amount in amounts.items()
        if amount is not None
    }
    rates = {"target": found.target, "gap": rules.gap_share, "least_share": lines.share_low}
    return told | {name: display_rate(rate) for name, rate in rates.items()}

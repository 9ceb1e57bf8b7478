"""The volumes at which a monthly bill bends or jumps; between two of them it is straight."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from decimal import ROUND_FLOOR, Decimal, localcontext
from itertools import pairwise

from proposalkit.model.pricing import Component
from proposalkit.pricing.engine import ZERO, price_period
from proposalkit.pricing.rules import EXACT_DIGITS, PriceRules


def corner_volumes(rules: PriceRules, highest: int) -> tuple[int, ...]:
    """Give the whole volumes from 0 to `highest` between which the bill is a straight line.

    A bend between two whole units is given as both of them.
    """
    with localcontext(prec=EXACT_DIGITS):
        found = {0, highest}
        for component in rules.metered:
            for bend in _bends(component):
                below = int(bend.to_integral_value(rounding=ROUND_FLOOR))
                found |= {volume for volume in (below, below + 1) if volume <= highest}
        for low, high in pairwise(sorted(found)):
            found |= _cap_bend(rules, low, high)
        return tuple(sorted(found))


def first_volume(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """Give the least volume above `low`, up to `high`, from which on the condition holds."""
    return low + 1 + bisect_left(range(low + 1, high), True, key=holds)


def _bends(component: Component) -> Iterator[Decimal]:
    included = component.included or ZERO
    limits = [m.amount for m in (component.minimum, component.maximum) if m is not None]
    start, paid = ZERO, ZERO
    yield included
    for tier in component.tiers:
        price = tier.unit_price.amount
        if component.tier_mode == "volume":
            paid = start * price
        for limit in limits:
            bend = start + (limit - paid) / price if price else start
            if bend >= start and (tier.up_to is None or bend <= tier.up_to):
                yield included + bend
        if tier.up_to is not None:
            yield included + tier.up_to
            paid += (tier.up_to - start) * price
            start = tier.up_to


def _cap_bend(rules: PriceRules, low: int, high: int) -> set[int]:
    def capped(volume: int) -> bool:
        return price_period(rules, rules.same_volume(Decimal(volume))).cap_reduction > 0

    if capped(low) or not capped(high):
        return set()
    first = first_volume(low, high, capped)
    return {first - 1, first}

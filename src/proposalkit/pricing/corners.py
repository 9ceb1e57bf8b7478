"""The volumes at which a monthly bill bends or jumps; between two of them it is straight."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from decimal import ROUND_FLOOR, Decimal, localcontext
from itertools import pairwise

from proposalkit.model.pricing import Component
from proposalkit.pricing.engine import PeriodQuote, price_period
from proposalkit.pricing.line_charge import ONE, ZERO, months_of, price_of
from proposalkit.pricing.rules import EXACT_DIGITS, PriceRules


def corner_volumes(rules: PriceRules, highest: int) -> tuple[int, ...]:
    """Give the whole volumes from 0 to `highest` between which the bill is a straight line.

    A bend between two whole units is given as both of them. With packs the bill is a staircase
    that is drawn through the ends of its tiers.
    """
    with localcontext(prec=EXACT_DIGITS):
        found = {0, highest}
        for component in rules.metered:
            if component.metric_ref != rules.main_metric and rules.main_metric is not None:
                continue
            for bend in (*_bends(component), *_thresholds(rules, component)):
                below = int(bend.to_integral_value(rounding=ROUND_FLOOR))
                found |= {volume for volume in (below, below + 1) if 0 <= volume <= highest}
        for low, high in pairwise(sorted(found)):
            found |= _turn(low, high, lambda volume: _quote(rules, volume).cap_reduction > 0)
            found |= _turn(low, high, lambda volume: not _quote(rules, volume).shortfall)
        return tuple(sorted(found))


def first_volume(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """Give the least volume above `low`, up to `high`, from which on the condition holds."""
    return low + 1 + bisect_left(range(low + 1, high), True, key=holds)


def _bends(component: Component) -> Iterator[Decimal]:
    """Give the volumes at which tiers, limits and included units bend the bill of one line."""
    if component.baseline is None:
        yield from _tier_bends(component, ONE)
        return
    months = Decimal(months_of(component.settlement))
    base = component.baseline.amount.amount
    for bend in _tier_bends(component, months):
        value = bend / months
        yield max(base - value if component.baseline.direction == "below" else base + value, ZERO)


def _tier_bends(component: Component, months: Decimal) -> Iterator[Decimal]:
    """Give the bends of what the tiers count; limits are those of so many months together."""
    included = (component.included or ZERO) / months_of(component.included_period)
    given = (component.minimum, component.maximum)
    limits = [months * limit.amount for limit in given if limit is not None]
    start, paid = ZERO, ZERO
    yield included
    for tier in component.tiers:
        price = price_of(tier)
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


def _thresholds(rules: PriceRules, component: Component) -> Iterator[Decimal]:
    """Give the last units before a discount by quantity, where one begins to take all of it."""
    for discount in rules.discounts:
        if discount.from_quantity is not None and discount.metric_ref == component.metric_ref:
            yield max(discount.from_quantity - 1, ZERO)
    if component.baseline is not None:
        yield component.baseline.amount.amount


def _quote(rules: PriceRules, volume: int) -> PeriodQuote:
    return price_period(rules, rules.same_volume(Decimal(volume)))


def _turn(low: int, high: int, holds: Callable[[int], bool]) -> set[int]:
    """Give the two volumes between which something begins to hold; none when it does not."""
    if holds(low) or not holds(high):
        return set()
    first = first_volume(low, high, holds)
    return {first - 1, first}

"""Volume tiers can make one unit more lower the bill: every such point is found and shown."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, localcontext

from proposalkit.model.money import money
from proposalkit.model.pricing import Component
from proposalkit.model.scenario import Cliff
from proposalkit.pricing.engine import price_period
from proposalkit.pricing.line_charge import ZERO
from proposalkit.pricing.rules import EXACT_DIGITS, PriceRules

ONE_UNIT = Decimal(1)


def find_cliffs(rules: PriceRules) -> tuple[Cliff, ...]:
    """Find the quantities at which one unit more lowers the whole bill of a period.

    Candidates are the last unit of a tier that prices all units and the last one before a
    discount by quantity. Minimum, maximum, caps and commitments count, so a drop they swallow is
    none; metrics other than the component's stand at the expected quantity, or at zero.
    """
    with localcontext(prec=EXACT_DIGITS):
        return tuple(cliff for c in rules.metered for cliff in _cliffs(rules, c))


def _cliffs(rules: PriceRules, component: Component) -> Iterator[Cliff]:
    if component.metric_ref is None:
        return
    for at in sorted(set(_candidates(rules, component))):
        drop = _bill(rules, component.metric_ref, at) - _bill(
            rules, component.metric_ref, at + ONE_UNIT
        )
        if drop > 0 and money(drop, rules.currency).amount:
            yield Cliff(component_ref=component.id, at=at, drop=money(drop, rules.currency))


def _candidates(rules: PriceRules, component: Component) -> Iterator[Decimal]:
    if component.tier_mode in ("volume", "flat"):
        free = component.included or ZERO
        yield from (tier.up_to + free for tier in component.tiers if tier.up_to is not None)
    for discount in rules.discounts:
        needed, mine = discount.from_quantity, discount.metric_ref == component.metric_ref
        if needed and needed >= ONE_UNIT and mine and component.id in discount.applies_to:
            yield needed - ONE_UNIT


def _bill(rules: PriceRules, metric: str, quantity: Decimal) -> Decimal:
    others = {one.metric_ref: one.per_period for one in rules.beside}
    return price_period(rules, {**others, metric: quantity}).charges

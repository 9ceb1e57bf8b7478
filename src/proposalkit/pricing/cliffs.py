"""Volume tiers can make one unit more lower the bill: every such point is found and shown."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, localcontext

from proposalkit.model.money import money
from proposalkit.model.pricing import Cliff, Component
from proposalkit.pricing.engine import ZERO, price_period
from proposalkit.pricing.rules import EXACT_DIGITS, PriceRules

ONE_UNIT = Decimal(1)


def find_cliffs(rules: PriceRules) -> tuple[Cliff, ...]:
    """Find the quantities at which one unit more lowers the whole bill of a period.

    Only the last unit of a volume tier can be one. Minimum, maximum and caps count, so a drop
    they swallow is none; metrics other than the component's stand at zero.
    """
    with localcontext(prec=EXACT_DIGITS):
        return tuple(cliff for c in rules.metered for cliff in _cliffs(rules, c))


def _cliffs(rules: PriceRules, component: Component) -> Iterator[Cliff]:
    if component.tier_mode != "volume" or component.metric_ref is None:
        return
    for tier in component.tiers:
        if tier.up_to is None:
            continue
        at = tier.up_to + (component.included or ZERO)
        drop = _bill(rules, component.metric_ref, at) - _bill(
            rules, component.metric_ref, at + ONE_UNIT
        )
        if drop > 0:
            yield Cliff(component_ref=component.id, at=at, drop=money(drop, rules.currency))


def _bill(rules: PriceRules, metric: str, quantity: Decimal) -> Decimal:
    return price_period(rules, {metric: quantity}).charges

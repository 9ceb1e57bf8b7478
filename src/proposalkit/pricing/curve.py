"""What a month costs at a range of volumes, for the chart."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, localcontext

from proposalkit.model.money import Money, money
from proposalkit.model.pricing import PublicPricing
from proposalkit.pricing.corners import corner_volumes
from proposalkit.pricing.engine import Volumes, as_volumes, price_period
from proposalkit.pricing.rules import EXACT_DIGITS, PriceRules, rules_of
from proposalkit.pricing.term import run_term


def cost_curve(
    pricing: PublicPricing, quantities: Iterable[Decimal]
) -> tuple[tuple[Decimal, Money], ...]:
    """Give the recurring and metered charges of one month at each volume, before credits."""
    rules = rules_of(pricing)
    return tuple(
        (
            quantity,
            money(price_period(rules, rules.same_volume(quantity)).charges, rules.currency),
        )
        for quantity in quantities
    )


def curve_volumes(pricing: PublicPricing, highest: Decimal) -> tuple[Decimal, ...]:
    """Give the volumes that draw the whole curve: its ends and every bend and jump between."""
    return tuple(Decimal(volume) for volume in corner_volumes(rules_of(pricing), int(highest)))


def term_total(rules: PriceRules, volumes: Volumes, months: int) -> Decimal:
    """Give the total of the term at the monthly volumes told."""
    told = as_volumes(volumes)
    with localcontext(prec=EXACT_DIGITS):
        return run_term(rules, told, months).total

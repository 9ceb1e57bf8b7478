"""One line in one month, before discounts and rounding: steps 1 to 5 of the written order."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal, localcontext

from proposalkit.model.fields import DURATION_PATTERN
from proposalkit.model.money import Money
from proposalkit.model.pricing import Component, Tier
from proposalkit.pricing.rules import EXACT_DIGITS

ZERO = Decimal(0)
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Charge:
    """One component in one period, step by step, before discounts and rounding."""

    quantity: Decimal
    """Units of the period, or the money a share is taken of."""
    counted: Decimal
    """What is left after the included units, in whole packs."""
    tiered: Decimal
    """Price of what is counted, or the fixed amount."""
    amount: Decimal
    """The same after minimum and maximum."""
    taken: Decimal = ZERO
    """Included units used."""


def charge(
    component: Component,
    quantity: Decimal,
    free: Decimal | None = None,
    factor: Decimal = ONE,
) -> Charge:
    """Price one component for one period: included units, packs, tiers, minimum, then maximum.

    `free` are the included units left (a month's own when None); `factor` multiplies its prices
    and its minimum. A value share has more to it: `value_share.settled`.
    """
    with localcontext(prec=EXACT_DIGITS):
        return line_charge(component, quantity, free, factor)


def line_charge(
    component: Component, quantity: Decimal, free: Decimal | None, factor: Decimal
) -> Charge:
    """Do what `charge` does, inside a context that is exact already."""
    if component.amount is not None:
        fixed = fixed_amount(component, component.amount) * factor
        return Charge(quantity, ZERO, fixed, fixed)
    if component.rate is not None:
        tiered, taken, counted = quantity * component.rate, ZERO, quantity
    else:
        left = (component.included or ZERO) if free is None else free
        taken = min(left, quantity)
        counted = in_packs(component, quantity - taken)
        tiered = through_tiers(component, counted) * factor
    return Charge(quantity, counted, tiered, limited(component, tiered, factor), taken)


def fixed_amount(component: Component, printed: Money) -> Decimal:
    """Give a fixed amount; that of units bought is their exact product, rounded with the line."""
    if component.quantity is not None and component.unit_price is not None:
        return component.quantity * component.unit_price.amount
    return printed.amount


def in_packs(component: Component, units: Decimal) -> Decimal:
    """Round units up to whole packs."""
    if component.pack is None:
        return units
    return (units / component.pack).to_integral_value(rounding=ROUND_CEILING) * component.pack


def through_tiers(component: Component, counted: Decimal) -> Decimal:
    """Price what is counted by the listed tiers."""
    if component.tier_mode == "flat":
        flat = tier_reached(component.tiers, counted).flat
        return flat.amount if flat else ZERO
    if component.tier_mode == "volume":
        return counted * price_of(tier_reached(component.tiers, counted))
    total, priced = ZERO, ZERO
    for tier in component.tiers:
        end = counted if tier.up_to is None else min(tier.up_to, counted)
        total += (end - priced) * price_of(tier)
        priced = end
    return total


def price_of(tier: Tier) -> Decimal:
    """Give the price of one unit, or the share of one unit of money; zero for a flat tier."""
    if tier.unit_price is not None:
        return tier.unit_price.amount
    return tier.rate if tier.rate is not None else ZERO


def tier_reached(tiers: tuple[Tier, ...], counted: Decimal) -> Tier:
    """Give the tier a counted quantity falls into; a tier's last unit still belongs to it."""
    return next(t for t in tiers if t.up_to is None or counted <= t.up_to)


def limited(component: Component, amount: Decimal, factor: Decimal) -> Decimal:
    """Hold the minimum, at the month's prices, then the maximum."""
    if component.minimum is not None:
        amount = max(amount, component.minimum.amount * factor)
    if component.maximum is not None:
        amount = min(amount, component.maximum.amount)
    return amount


def months_of(duration: str | None) -> int:
    """Give the months of an ISO 8601 duration such as P3M or P1Y; 1 when there is none.

    Raises ValueError for one that is not counted in months or years.
    """
    import re

    if duration is None:
        return 1
    match = re.match(DURATION_PATTERN, duration)
    if match is None or match[2] not in ("M", "Y"):
        raise ValueError(f'"{duration}" is no number of months or years')
    return int(match[1]) * (12 if match[2] == "Y" else 1)

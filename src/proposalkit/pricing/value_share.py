"""A share of measured value: settled over several months, with a minimum in each of them."""

from __future__ import annotations

from decimal import Decimal

from proposalkit.model.pricing import Component
from proposalkit.pricing.line_charge import ZERO, Charge, limited, months_of, through_tiers


def value_of(component: Component, measured: Decimal) -> Decimal:
    """Give the value of a month: what lies below or above the baseline; may be negative."""
    if component.baseline is None:
        return ZERO
    difference = component.baseline.amount.amount - measured
    return difference if component.baseline.direction == "below" else -difference


def least(component: Component, factor: Decimal) -> Decimal:
    """Give the minimum of a month at that month's prices; never above its maximum."""
    return limited(component, ZERO, factor)


def settled(
    component: Component, values: tuple[Decimal, ...], least_sum: Decimal, factor: Decimal
) -> tuple[Decimal, Decimal]:
    """Give the share of several months together, through the tiers and after the limits."""
    value = max(sum(values, ZERO), ZERO)
    tiered = through_tiers(component, value) * factor
    share = max(tiered, least_sum)
    if component.maximum is not None:
        share = min(share, len(values) * component.maximum.amount)
    return tiered, share


def month_of_share(
    component: Component,
    measured: Decimal,
    before: tuple[tuple[Decimal, Decimal], ...],
    factor: Decimal,
) -> Charge:
    """Price one month; `before` are value and minimum of each earlier month not yet settled."""
    value, minimum = value_of(component, measured), least(component, factor)
    if len(before) + 1 < months_of(component.settlement):
        return Charge(measured, value, ZERO, minimum)
    least_sum = sum((paid for _, paid in before), minimum)
    values = (*(one for one, _ in before), value)
    tiered, share = settled(component, values, least_sum, factor)
    return Charge(measured, value, tiered, minimum + max(share - least_sum, ZERO))


def steady_share(component: Component, measured: Decimal) -> Charge:
    """Price an average month when every month of the settlement is like this one."""
    months = months_of(component.settlement)
    value = value_of(component, measured)
    tiered, share = settled(
        component, (value,) * months, least(component, Decimal(1)) * months, Decimal(1)
    )
    return Charge(measured, value, tiered / months, share / months)


def share_after(component: Component, measured: Decimal, factor: Decimal) -> Decimal | None:
    """Give the share of one settlement after the term, before rounding; None without a tail."""
    if component.tail is None:
        return None
    value = (value_of(component, measured),) * months_of(component.settlement)
    _, share = settled(component, value, ZERO, factor)
    return share * (component.tail_rate if component.tail_rate is not None else Decimal(1))

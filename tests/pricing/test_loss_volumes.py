"""Volumes at a loss, against break-even points worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from proposalkit.model.seller import InternalProfile
from proposalkit.pricing.loss_volumes import loss_volumes
from proposalkit.pricing.order import Order

Make = Callable[..., dict[str, object]]
# 0.50 a unit, every attempt billed, 100 a month
COSTS = InternalProfile.model_validate(
    {"cost_per_attempt": "0.50", "billed_share": "1", "monthly_cost": "100"}
)


def ranges(order: Order) -> list[tuple[int, int | None, Decimal, int]]:
    found, missing = loss_volumes(order, COSTS)
    assert missing == ()
    return [(one.first, one.last, one.worst, one.worst_at) for one in found]


def test_below_the_break_even_a_price_loses_most_at_volume_zero(
    order_of: Callable[..., Order], line: Make
) -> None:
    """1.00 a unit: at 199 units 199 - 100 - 99.5 = -0.5, at 200 units 0."""
    assert ranges(order_of(line((None, "1.00")))) == [(0, 199, Decimal("100.00"), 0)]


def test_above_a_cap_a_price_loses_without_end(order_of: Callable[..., Order], line: Make) -> None:
    """Cap 500: 500 - 100 - 0.5 v < 0 from 801 on; at 1,602 units it is -401."""
    assert ranges(order_of(line((None, "1.00")), cap="500")) == [
        (0, 199, Decimal("100.00"), 0),
        (801, None, Decimal("401.00"), 1602),
    ]


def test_a_volume_tier_can_lose_in_the_middle(order_of: Callable[..., Order], line: Make) -> None:
    """Up to 300 at 1.00; above, all at 0.60: 0.6 v - 100 - 0.5 v < 0 until 999, 0 at 1,000.

    At 300 units 50 is earned; at 301 it is 180.60 - 100 - 150.50 = -69.90.
    """
    tiers = line(("300", "1.00"), (None, "0.60"), tier_mode="volume")
    assert ranges(order_of(tiers)) == [
        (0, 199, Decimal("100.00"), 0),
        (301, 999, Decimal("69.90"), 301),
    ]


def test_a_price_below_its_cost_loses_at_any_volume(
    order_of: Callable[..., Order], line: Make
) -> None:
    assert [(first, last) for first, last, *_ in ranges(order_of(line((None, "0.50"))))] == [
        (0, None)
    ]


def test_a_minimum_that_covers_the_month_leaves_no_loss_below(
    order_of: Callable[..., Order], line: Make
) -> None:
    """At 400 units the minimum of 400 just covers 300 of cost; it is 0 at 600 without tiers."""
    assert ranges(order_of(line((None, "1.00"), minimum="400"))) == []


@pytest.mark.parametrize("field", ["cost_per_attempt", "monthly_cost"])
def test_without_a_cost_nothing_is_said_but_what_lacks(
    order_of: Callable[..., Order], line: Make, field: str
) -> None:
    found, missing = loss_volumes(
        order_of(line((None, "1.00"))), COSTS.model_copy(update={field: None})
    )
    assert (found, missing) == ((), (f"internal.{field}",))

"""Three years with us against an own build, worked by hand."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from proposalkit.model.brief import DealBrief
from proposalkit.model.seller import InternalProfile
from proposalkit.pricing.order import Order
from proposalkit.pricing.year_three import first_year, year_three

COSTS = {"cost_per_attempt": "0.10", "billed_share": "0.5", "human_fallback_cost": "0.20",
         "monthly_cost": "1000"}  # fmt: skip


def test_the_golden_100000_at_0_50_is_50000_a_month_and_1_8_million_in_three_years(
    order_of: Callable[..., Order],
    line: Callable[..., dict[str, object]],
    brief_of: Callable[..., DealBrief],
) -> None:
    # 100,000 x 0.50 = 50,000 a month, 600,000 a year. One outcome costs (0.10 + 0.5 x 0.20) / 0.5
    # = 0.40: 1,200,000 x 0.40 + 12 x 1,000 = 492,000 a year; 1,800,000 - 1,476,000 = 324,000.
    order, brief = order_of(line((None, "0.50"))), brief_of("100000")
    found = year_three(order, brief, InternalProfile.model_validate(COSTS))
    assert found.years == (Decimal(600000),) * 3
    assert found.run_cost == Decimal(492000)
    assert found.room == Decimal(324000)
    assert found.people_cost is None
    assert first_year(order, brief) == Decimal(600000)


def test_what_is_due_once_falls_into_the_first_year_alone(
    order_of: Callable[..., Order],
    line: Callable[..., dict[str, object]],
    brief_of: Callable[..., DealBrief],
) -> None:
    # 1,000 x 1.00 x 12 = 12,000 a year; the set-up of 500 once
    setup = {"id": "setup", "label": "Set-up", "type": "one_time", "amount": "500"}
    order = order_of(setup, line((None, "1.00")))
    found = year_three(order, brief_of("1000"), InternalProfile())
    assert found.years == (Decimal(12500), Decimal(12000), Decimal(12000))
    assert found.run_cost is None
    assert found.room is None

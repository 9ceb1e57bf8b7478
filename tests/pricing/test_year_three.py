"""Three years with us against an own build, worked by hand."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from proposalkit.model.brief import DealBrief
from proposalkit.model.seller import InternalProfile
from proposalkit.pricing.order import Order
from proposalkit.pricing.year_three import first_year, own_build, year_three

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


@pytest.mark.parametrize(
    ("build", "months", "even", "own"),
    [
        # with us 60,000 x 0.50 = 30,000 a month; run alone 6,000 + 60,000 x 0.15 = 15,000: 15,000
        # saved in each month after building. Ready after 6 months, 150,000 are saved in month 16:
        # 6 x 30,000 + 150,000 + 30 x 15,000 = 780,000 in three years, with us 1,080,000
        ("150000", "6", 16, "780000.00"),
        ("150001", "6", 17, "780001.00"),
        ("450000", "6", 36, "1080000.00"),  # 30 months of saving to the last
        ("450001", "6", None, "1080001.00"),
        ("0", "3", 4, "585000.00"),  # 3 x 30,000 + 33 x 15,000
        ("150000", None, 19, "825000.00"),  # the nine months of the rules
    ],
)
def test_an_own_build_breaks_even_when_what_it_saves_has_paid_for_it(
    order_of: Callable[..., Order],
    line: Callable[..., dict[str, object]],
    brief_of: Callable[..., DealBrief],
    build: str,
    months: str | None,
    even: int | None,
    own: str,
) -> None:
    given = {"build": build, "run_per_month": "6000", "run_per_unit": "0.15", "months": months}
    seller = InternalProfile.model_validate({"economics": {"own_build": given}})
    found = own_build(order_of(line((None, "0.50"))), brief_of("60000"), seller, 9)
    assert found is not None
    assert (found.even_month, str(found.own)) == (even, own)
    assert (str(found.with_us), str(found.run_year)) == ("1080000.00", "180000.00")


def test_without_an_estimate_there_is_no_own_build(
    order_of: Callable[..., Order],
    line: Callable[..., dict[str, object]],
    brief_of: Callable[..., DealBrief],
) -> None:
    order = order_of(line((None, "0.50")))
    assert own_build(order, brief_of("60000"), InternalProfile(), 9) is None

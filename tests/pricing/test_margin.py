"""What a deal earns, and from which volume on."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from pydantic import ValidationError

from proposalkit.model.brief import DealBrief
from proposalkit.model.seller import InternalProfile
from proposalkit.pricing.margin import break_even_units, margin, serving_cost
from proposalkit.pricing.order import Order

OrderOf = Callable[..., Order]
Line = Callable[..., dict[str, object]]


def internal(**fields: str) -> InternalProfile:
    """Make the seller's internal part."""
    return InternalProfile.model_validate(fields)


FORTY_CENTS = internal(cost_per_attempt="0.40", billed_share="1", monthly_cost="600")


def test_a_task_at_2_50_with_four_costs_has_a_margin_of_0_70(
    order_of: OrderOf, line: Line, brief_of: Callable[..., DealBrief]
) -> None:
    # 0.38 + 0.07 + 0.20 + 0.10 = 0.75; 2.50 - 0.75 = 1.75; 1.75 / 2.50 = 0.70
    # 12 x 1,000 units: revenue 30,000, cost 9,000, margin 21,000
    seller = internal(cost_per_attempt="0.75", billed_share="1", monthly_cost="0")
    (row,) = margin(order_of(line((None, "2.50"))), brief_of("1000"), seller)
    assert (str(row.revenue.amount), str(row.cost and row.cost.amount)) == ("30000.00", "9000.00")
    assert (str(row.margin), str(row.margin_rate)) == ("21000.00", "0.7000")


def test_a_billed_outcome_carries_the_failed_attempts_and_the_people_behind_them(
    retailer: tuple[Order, DealBrief],
) -> None:
    # (0.2137 + 0.42 x 0.0840) / 0.58 = 0.24898 / 0.58 = 0.429275...
    # 144,000 units: 35,853.12 / 0.58 = 61,815.7241; 12 x 1,380 = 16,560; together 78,375.72
    # revenue 147,530: margin 69,154.28; 69,154.28 / 147,530 = 0.46874...
    seller = internal(
        cost_per_attempt="0.2137", billed_share="0.58", human_fallback_cost="0.0840",
        monthly_cost="1380",
    )  # fmt: skip
    low, row, high = margin(*retailer, seller)
    assert (low.scenario, row.scenario, high.scenario) == ("low", "expected", "high")
    assert row.units == 144000
    assert str(row.unit_cost and row.unit_cost.amount) == "0.4293"
    assert str(row.fixed_cost and row.fixed_cost.amount) == "16560.00"
    assert str(row.cost and row.cost.amount) == "78375.72"
    assert (str(row.margin), str(row.margin_rate)) == ("69154.28", "0.4687")
    assert str(row.pilot_fee and row.pilot_fee.amount) == "7500.00"


def test_a_deal_that_loses_money_has_a_margin_below_zero(
    order_of: OrderOf, line: Line, brief_of: Callable[..., DealBrief]
) -> None:
    # revenue 12 x 300 = 3,600; cost 12 x (600 + 0.40 x 1,000) = 12,000
    (row,) = margin(order_of(line((None, "0.30"))), brief_of("1000"), FORTY_CENTS)
    assert (str(row.margin), str(row.margin_rate)) == ("-8400.00", "-2.3333")


def test_no_revenue_has_no_margin_rate(
    order_of: OrderOf, line: Line, brief_of: Callable[..., DealBrief]
) -> None:
    (row,) = margin(order_of(line((None, "0.30"))), brief_of("0"), FORTY_CENTS)
    assert (str(row.margin), row.margin_rate) == ("-7200.00", None)


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        (
            {},
            ("cost_per_attempt", "billed_share", "human_fallback_cost", "monthly_cost"),
        ),
        ({"cost_per_attempt": "1", "billed_share": "1"}, ("monthly_cost",)),
        (
            {"cost_per_attempt": "1", "billed_share": "0.5", "monthly_cost": "0"},
            ("human_fallback_cost",),
        ),
    ],
)  # fmt: skip
def test_a_missing_input_is_named_and_nothing_is_guessed(
    order_of: OrderOf,
    line: Line,
    brief_of: Callable[..., DealBrief],
    fields: dict[str, str],
    missing: tuple[str, ...],
) -> None:
    order, seller = order_of(line((None, "1"))), internal(**fields)
    (row,) = margin(order, brief_of("1000"), seller)
    assert row.missing == tuple(f"internal.{name}" for name in missing)
    assert (row.cost, row.margin, row.margin_rate) == (None, None, None)
    assert str(row.revenue.amount) == "12000.00"
    assert break_even_units(order, seller) is None


@pytest.mark.parametrize("share", ["0", "62"])
def test_a_share_that_is_no_share_is_refused_when_it_is_read(share: str) -> None:
    with pytest.raises(ValidationError, match="billed_share"):
        internal(billed_share=share)


def test_with_usage_every_unit_is_one_attempt(order_of: OrderOf, line: Line) -> None:
    seller = internal(cost_per_attempt="0.20", billed_share="0.5", monthly_cost="10")
    cost, missing = serving_cost(order_of(line((None, "1"), type="usage")), seller)
    assert (cost and cost.per_unit, missing) == (Decimal("0.20"), ())


def test_a_flat_fee_deal_still_costs_its_units(
    order_of: OrderOf, brief_of: Callable[..., DealBrief]
) -> None:
    # 12 x 1,000 = 12,000 revenue; 12 x (600 + 500 x 0.40) = 9,600
    access = {"id": "access", "label": "Access", "type": "recurring", "amount": "1000"}
    (row,) = margin(order_of(access), brief_of("500"), FORTY_CENTS)
    assert (str(row.units), str(row.margin)) == ("6000", "2400.00")


@pytest.mark.parametrize(
    ("price", "fields", "offer", "units"),
    [
        ("1", {}, {}, 1000),  # q = 600 + 0.40 q; q = 1,000
        ("1", {"included": "100"}, {}, 1167),  # q - 100 = 600 + 0.40 q; q = 1,166.67
        ("1", {"minimum": "500"}, {}, 1000),  # the minimum alone is below the fixed cost
        ("1", {"minimum": "700"}, {}, 0),  # the minimum covers the fixed cost
        ("1", {"maximum": "1000"}, {}, 1000),  # exactly where the maximum is reached
        ("1", {"maximum": "999"}, {}, None),  # 999 = 600 + 0.40 q at q = 997.5, price still 997.5
        ("1", {}, {"cap": "1000"}, 1000),
        ("1", {}, {"cap": "999"}, None),
        ("1", {}, {"cap": "999", "cap_behaviour": "notify_and_bill"}, 1000),
        ("0.40", {}, {}, None),  # the price only covers the unit
        ("0.41", {}, {}, 60000),  # 0.01 a unit covers 600
    ],
)
def test_break_even_is_the_first_volume_that_covers_its_month(
    order_of: OrderOf,
    line: Line,
    price: str,
    fields: dict[str, str],
    offer: dict[str, str],
    units: int | None,
) -> None:
    order = order_of(line((None, price), **fields), **offer)
    assert break_even_units(order, FORTY_CENTS) == units


def test_break_even_in_the_middle_of_a_capped_stretch_is_found(
    order_of: OrderOf, line: Line
) -> None:
    # 2.00 to 400 units, then 0.10: 800 + 0.10 (q - 400); the cap of 900 is never the help.
    # at q = 375: 750 = 600 + 150, so the first volume is 375, although q = 2,000 loses again
    order = order_of(line(("400", "2"), (None, "0.10")), cap="900")
    assert break_even_units(order, FORTY_CENTS) == 375

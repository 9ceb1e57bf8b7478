"""The margin at each volume, and what success rate and model price do to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.pricing.inside_rules import FOUR_COSTS, rules, seller

from proposalkit.model.brief import DealBrief
from proposalkit.pricing.margin_ladder import margin_ladder, sensitivity
from proposalkit.pricing.order import Order

OrderOf = Callable[..., Order]
BriefOf = Callable[..., DealBrief]
Line = Callable[..., dict[str, object]]


def test_2_50_with_four_costs_has_a_margin_of_0_70_at_every_volume(
    order_of: OrderOf, line: Line, brief_of: BriefOf
) -> None:
    # 500 x 2.50 = 1,250.00 less 500 x 0.75 = 375.00 is 875.00; 875 / 1,250 = 0.70
    order = order_of(line((None, "2.50")))
    rows = margin_ladder(order, brief_of("1000"), seller(attempt_cost=FOUR_COSTS), rules())
    assert [str(one.units) for one in rows] == ["500", "1000", "2000"]
    assert [str(one.rate) for one in rows] == ["0.7000"] * 3
    assert (str(rows[0].charges), str(rows[0].cost), str(rows[0].margin)) == (
        "1250.00", "375.00", "875.00",
    )  # fmt: skip


def test_thirty_per_cent_of_50000_tickets_at_0_50_are_7500_a_month(
    order_of: OrderOf, line: Line, brief_of: BriefOf
) -> None:
    # 15,000 of 50,000 tickets are billed: 15,000 x 0.50 = 7,500. All 50,000 attempts cost 0.12:
    # 6,000, so 1,500 are left, 20 % of the bill
    given = seller(cost_per_attempt="0.12", billed_share="0.30", human_fallback_cost="0")
    (row,) = margin_ladder(
        order_of(line((None, "0.50"))), brief_of("15000"), given, rules(ladder=["1"])
    )
    assert (str(row.charges), str(row.cost), str(row.rate)) == ("7500.00", "6000.00", "0.2000")


@pytest.mark.parametrize(("compute", "margin"), [("0.40", "100.00"), ("0.60", "-100.00")])
def test_compute_of_0_40_earns_at_0_50_and_compute_of_0_60_loses(
    order_of: OrderOf, line: Line, brief_of: BriefOf, compute: str, margin: str
) -> None:
    order, given = order_of(line((None, "0.50"))), seller(cost_per_attempt=compute)
    (row,) = margin_ladder(order, brief_of("1000"), given, rules(ladder=["1"]))
    assert str(row.margin) == margin


def test_a_volume_above_our_capacity_is_marked(
    order_of: OrderOf, line: Line, brief_of: BriefOf
) -> None:
    given = seller(cost_per_attempt="0.10", capacity_per_month="1000")
    rows = margin_ladder(order_of(line((None, "1"))), brief_of("1000"), given, rules())
    assert [one.over_capacity for one in rows] == [False, False, True]


def test_the_table_moves_success_and_model_price_and_nothing_else(
    order_of: OrderOf, line: Line, brief_of: BriefOf
) -> None:
    # revenue 12 x 1,000 x 2.50 = 30,000; share 0.60 and 0.30, 1.80 is no share and left out
    # model x 0: attempt 0.37, x 1: 0.75, x 2: 1.13; fallback 0.50
    # share 0.30: (0.37 + 0.35) / 0.30 = 2.40 -> 28,800 -> 1,200 / 30,000 = 0.04
    #             (0.75 + 0.35) / 0.30 = 3.6667 -> 44,000 -> -14,000 / 30,000 = -0.4667
    #             (1.13 + 0.35) / 0.30 = 4.9333 -> 59,200 -> -29,200 / 30,000 = -0.9733
    # share 0.60: (0.37 + 0.20) / 0.60 = 0.95 -> 11,400 -> 18,600 / 30,000 = 0.62
    #             (0.75 + 0.20) / 0.60 = 1.5833 -> 19,000 -> 11,000 / 30,000 = 0.3667
    #             (1.13 + 0.20) / 0.60 = 2.2167 -> 26,600 -> 3,400 / 30,000 = 0.1133
    given = seller(attempt_cost=FOUR_COSTS, billed_share="0.60", human_fallback_cost="0.50")
    table = sensitivity(order_of(line((None, "2.50"))), brief_of("1000"), given, rules())
    assert [str(one) for one in table.model_prices] == ["0", "1", "2"]
    assert [(str(one.success), *map(str, one.rates)) for one in table.rows] == [
        ("0.300", "0.0400", "-0.4667", "-0.9733"),
        ("0.60", "0.6200", "0.3667", "0.1133"),
    ]


def test_without_the_parts_of_an_attempt_the_model_price_stays(
    order_of: OrderOf, line: Line, brief_of: BriefOf
) -> None:
    order = order_of(line((None, "2.50"), type="usage"))
    table = sensitivity(order, brief_of("1000"), seller(cost_per_attempt="0.75"), rules())
    assert (len(table.model_prices), len(table.rows)) == (1, 1)
    assert str(table.rows[0].rates[0]) == "0.7000"
    assert table.missing == ("internal.attempt_cost",)


def test_without_a_cost_there_is_no_row_and_the_lacking_field_is_named(
    order_of: OrderOf, line: Line, brief_of: BriefOf
) -> None:
    order, brief = order_of(line((None, "1"))), brief_of("1000")
    assert margin_ladder(order, brief, seller(), rules()) == ()
    assert sensitivity(order, brief, seller(), rules()).missing == ("internal.cost_per_attempt",)

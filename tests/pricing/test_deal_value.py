"""Yearly and total value, pilot, commission and what partners leave, worked by hand."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from tests.pricing.inside_rules import LINES, rules, seller

from proposalkit.model.brief import DealBrief
from proposalkit.model.brief_figures import VolumesIn
from proposalkit.model.economics import YearValue
from proposalkit.model.price_book import PriceBook
from proposalkit.pricing.deal_value import (
    commissions,
    deal_values,
    partner_net,
    pilot_return,
    value_without_volume,
)
from proposalkit.pricing.economics import deal_economics, economics_findings
from proposalkit.pricing.engine import price_scenarios
from proposalkit.pricing.order import Order, build_order

OrderOf = Callable[..., Order]
BriefOf = Callable[..., DealBrief]
Line = Callable[..., dict[str, object]]


def value(scenario: str, acv: str) -> YearValue:
    """Make the value at one volume."""
    return YearValue(scenario=scenario, acv=Decimal(acv), tcv=Decimal(acv))


def test_100000_tickets_at_0_50_are_a_projection_of_50000(
    order_of: OrderOf, line: Line, brief_of: BriefOf
) -> None:
    # 100,000 x 0.50 = 50,000, commission of 10 % is 5,000 at signing
    order = order_of(line((None, "0.50")), term_months=1)
    (month,) = price_scenarios(order, brief_of("100000").volumes)
    assert str(month.total.amount) == "50000.00"
    given = seller(economics={"commission": {"rate": "0.10", "plan": "projected"}})
    paid = commissions((value("expected", "50000"),), "USD", given, rules())
    assert paid.chosen is not None
    assert (str(paid.chosen.at_signing), str(paid.chosen.later)) == ("5000.00", "0.00")


def test_a_year_leaves_out_what_is_charged_once_and_the_term_counts_everything(
    retailer: tuple[Order, DealBrief],
) -> None:
    # months 6,520, 11,440, 16,950 (tests/golden/nordwind-support/hand-calculation.md) x 12
    order, brief = retailer
    found = deal_values(price_scenarios(order, brief.volumes))
    assert [(one.scenario, str(one.acv), str(one.tcv)) for one in found] == [
        ("low", "78240.00", "88490.00"),
        ("expected", "137280.00", "147530.00"),
        ("high", "203400.00", "213650.00"),
    ]
    # nothing used: the minimum 3,500 and the platform 950 are 4,450 a month
    assert value_without_volume(order) == Decimal("53400.00")


@pytest.mark.parametrize(("months", "acv"), [(6, "12000.00"), (24, "12000.00")])
def test_a_year_of_a_short_or_a_long_term_has_twelve_months(
    order_of: OrderOf, line: Line, brief_of: BriefOf, months: int, acv: str
) -> None:
    order = order_of(line((None, "1")), term_months=months)
    (found,) = deal_values(price_scenarios(order, brief_of("1000").volumes))
    assert (str(found.acv), str(found.tcv)) == (acv, f"{months * 1000}.00")


def test_the_three_plans_pay_the_same_year_in_three_ways() -> None:
    # 10 %: projected pays 10,000 on 100,000, of 60,000 only 6,000 was earned: 4,000 come back,
    # and 150,000 pays no more. Realised pays 6,000, 10,000, 15,000. Mixed: 0.30 x 6,000 = 1,800
    # at signing on the careful volume, the rest as it comes
    values = (value("low", "60000"), value("expected", "100000"), value("high", "150000"))
    given = seller(economics={"commission": {"rate": "0.10"}})
    paid = commissions(values, "EUR", given, rules())
    rows = [
        (one.plan, str(one.at_signing), str(one.later), str(one.taken_back),
         *(str(total) for total in one.totals))
        for one in paid.rows
    ]  # fmt: skip
    assert rows == [
        ("projected", "10000.00", "0.00", "4000.00", "6000.00", "10000.00", "10000.00"),
        ("realised", "0.00", "10000.00", "0.00", "6000.00", "10000.00", "15000.00"),
        ("mixed", "1800.00", "8200.00", "0.00", "6000.00", "10000.00", "15000.00"),
    ]
    assert (paid.plan, paid.volumes) == ("mixed", ("low", "expected", "high"))
    assert commissions(values, "EUR", seller(), rules()).missing == (
        "internal.economics.commission",
    )


def test_15_per_cent_of_40_million_are_6_million() -> None:
    given = seller(economics={"channel": {"marketplace": "0.15"}})
    net = partner_net(Decimal(40000000), "USD", given)
    assert net is not None
    assert [(one.partner, str(one.amount)) for one in net.shares] == [("marketplace", "6000000.00")]
    assert (str(net.net), net.margin) == ("34000000.00", None)


def test_each_partner_keeps_a_share_of_the_gross_and_the_shares_and_net_add_up() -> None:
    # 30 % and 3 % of 99.99 are 29.997 and 2.9997, rounded 30.00 and 3.00; 66.99 are left;
    # less a cost of 40 are 26.99, 26.99 / 66.99 = 0.40289...
    given = seller(economics={"channel": {"integrator": "0.30", "hyperscaler": "0.03"}})
    net = partner_net(Decimal("99.99"), "EUR", given, Decimal(40))
    assert net is not None
    assert [str(one.amount) for one in net.shares] == ["30.00", "3.00"]
    assert (str(net.net), str(net.margin), str(net.rate)) == ("66.99", "26.99", "0.4029")
    assert net.net + sum(one.amount for one in net.shares) == net.gross
    assert partner_net(Decimal(1), "EUR", seller()) is None


@pytest.mark.parametrize(
    ("cost", "result", "month"),
    [
        # credit: month 1 is free, so 1 loses 600 more; each later month earns 400
        ("5400", "-400.00", 4),  # -400; after the months: -1,000, -600, -200, +200
        ("5600", "-600.00", 4),  # -600; -1,200, -800, -400, 0
        ("5601", "-601.00", 5),  # -601; -1,201, -801, -401, -1, +399
        ("5000", "0.00", 0),
        ("4000", "1000.00", 0),
        ("50000", "-45000.00", None),
    ],
)
def test_production_pays_the_pilot_back_in_the_first_month_that_makes_up_for_it(
    book_of: Callable[..., PriceBook],
    line: Line,
    brief_of: BriefOf,
    cost: str,
    result: str,
    month: int | None,
) -> None:
    book = book_of(line((None, "1")), pilot={"fee": "5000", "credit": "1000"})
    brief = brief_of("1000", pilot={})
    order = build_order(book, brief)
    given = seller(cost_per_attempt="0.60", economics={"pilot_cost": cost})
    found = pilot_return(order, brief, given, price_scenarios(order, brief.volumes)[0])
    assert found is not None
    assert (str(found.result), found.payback_month, found.within_months) == (result, month, 12)


def test_a_deal_without_a_pilot_has_no_return_and_a_pilot_without_its_cost_names_it(
    retailer: tuple[Order, DealBrief], order_of: OrderOf, line: Line, brief_of: BriefOf
) -> None:
    plain, brief = order_of(line((None, "1"))), brief_of("1000")
    assert pilot_return(plain, brief, seller(), price_scenarios(plain, brief.volumes)[0]) is None
    scenario = price_scenarios(retailer[0], retailer[1].volumes)[1]
    found = pilot_return(*retailer, seller(cost_per_attempt="1"), scenario)
    assert found is not None
    assert (found.result, found.missing) == (None, ("internal.economics.pilot_cost",))


def test_a_share_of_an_amount_is_warned_about_as_its_unit_is_money(
    order_of: OrderOf, line: Line, brief_of: BriefOf
) -> None:
    order, brief = order_of(line((None, "1"))), brief_of("10000")
    found = deal_economics(order, brief, seller(cost_per_attempt="0.1"), rules(), LINES)
    assert not found.by_amount
    told = economics_findings(found.model_copy(update={"by_amount": True}), rules())
    assert [one.id for one in told] == ["unit-is-an-amount"]


@pytest.mark.parametrize(("cost", "warned"), [("0.5000", False), ("0.5001", True)])
def test_a_margin_below_the_early_margin_is_warned_about(
    order_of: OrderOf, line: Line, brief_of: BriefOf, cost: str, warned: bool
) -> None:
    order, brief = order_of(line((None, "1"))), brief_of("10000")
    found = deal_economics(order, brief, seller(cost_per_attempt=cost), rules(), LINES)
    told = economics_findings(found, rules())
    assert [one.id for one in told] == (["early-margin-low"] if warned else [])
    if warned:  # 10,000 less 5,001 is 4,999, 49.99 %
        assert '"49.99% in the term and 49.99% in a normal month"' in told[0].message


def test_the_economics_of_two_metrics_vary_the_main_one_and_keep_the_other(
    book_of: Callable[..., PriceBook], line: Line, brief_of: BriefOf
) -> None:
    # 1,000 cases at 1.00 and 400 calls at 0.50 are 1,200 a month; half and twice the cases 700 and
    # 2,200; a year without any volume at all is nothing
    calls = {"id": "call", "unit": "call", "label": "calls", "kind": "usage",
             "definition": "A call counts when it is answered."}  # fmt: skip
    usage = line((None, "0.50"), id="calls", label="Calls", type="usage", metric=calls)
    plain = brief_of("1000")
    other = VolumesIn.model_validate(
        {"expected": "1000", "others": [{"metric": "call", "expected": "400"}]}
    )
    brief = plain.model_copy(update={"volumes": other})
    order = build_order(book_of(line((None, "1")), usage), brief)
    found = deal_economics(order, brief, seller(cost_per_attempt="0.10"), rules(), LINES)
    assert [str(one.charges) for one in found.ladder] == ["700.00", "1200.00", "2200.00"]
    assert (str(found.acv_minimum), str(found.range.listed)) == ("0.00", "1.0000")
    assert str(found.headroom.charges) == "1200.00"

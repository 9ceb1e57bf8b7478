"""A price told step by step, against the steps worked out by hand, and against the engine."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tests.pricing.test_properties import MakeBook, MakeBrief, deal, offers, steady

from proposalkit.model.brief import DealBrief
from proposalkit.model.price_steps import PriceStep
from proposalkit.pricing.engine import price_scenario
from proposalkit.pricing.explain import explain_price, month_steps
from proposalkit.pricing.order import Order

D = Decimal


def told(steps: tuple[PriceStep, ...]) -> list[tuple[str, tuple[str, ...], str]]:
    """Give rule, inputs and result of each step, numbers as written."""
    return [
        (one.rule, tuple(f"{part.value:f}" for part in one.inputs), f"{one.result:f}")
        for one in steps
    ]


def test_every_step_of_20001_units_is_as_worked_by_hand(retailer: tuple[Order, DealBrief]) -> None:
    """5,000 x 0.95 = 4,750; 10,000 x 0.82 = 8,200; 5,001 x 0.70 = 3,500.70; sum 16,450.70;
    450.70 above the cap of 16,000; with 950 for the platform 16,950 a month, 203,400 in 12
    months; 14,000 once; less the credit of 3,750 makes 213,650; over 240,012 units 0.8902.
    """
    order, _ = retailer
    found = explain_price(order, {"case": D(20001)}, 12)
    assert told(found.month) == [
        ("fixed", ("950.00",), "950.00"),
        ("quantity", ("20001",), "20001"),
        ("tier", ("5000", "0.95"), "4750.00"),
        ("tier", ("10000", "0.82"), "8200.00"),
        ("tier", ("5001", "0.70"), "3500.70"),
        ("tiers", ("4750.00", "8200.00", "3500.70"), "16450.70"),
        ("minimum", ("16450.70", "3500.00"), "16450.70"),
        ("rounding", ("16450.70",), "16450.70"),
        ("cap", ("16450.70", "16000.00"), "450.70"),
        ("charges", ("950.00", "16450.70", "450.70"), "16950.00"),
    ]
    assert told(found.term) == [
        ("one_time", ("6500.00", "7500.00"), "14000.00"),
        ("months", ("16950.00", "12"), "203400.00"),
        ("credit", ("3750.00", "16950.00"), "3750.00"),
        ("total", ("14000.00", "203400.00", "3750.00"), "213650.00"),
        ("unit_price", ("213650.00", "240012"), "0.8902"),
    ]
    assert (found.month_charges, found.total) == (D(16950), D(213650))


def test_the_last_unit_of_a_tier_still_has_its_price(retailer: tuple[Order, DealBrief]) -> None:
    order, _ = retailer
    tiers = {
        units: [
            (part.inputs[0].value, part.inputs[1].value)
            for part in month_steps(order, {"case": D(units)})
            if part.rule == "tier"
        ]
        for units in (4999, 5000, 5001)
    }
    assert tiers == {
        4999: [(D(4999), D("0.95"))],
        5000: [(D(5000), D("0.95"))],
        5001: [(D(5000), D("0.95")), (D(1), D("0.82"))],
    }


def test_included_units_a_volume_tier_and_a_half_coin_are_steps(
    order_of: Callable[..., Order], line: Callable[..., dict[str, object]]
) -> None:
    """1,001 units less 1 included are 1,000 at 0.0031 = 3.1; 1,002 less 1 are 1,001 at 0.0025 =
    2.5025, rounded half up to 2.50; one coin less than a maximum does nothing.
    """
    order = order_of(
        line(("1000", "0.0031"), (None, "0.0025"), tier_mode="volume", included="1", maximum="9")
    )
    assert told(month_steps(order, {"case": D(1001)}))[:4] == [
        ("quantity", ("1001",), "1001"),
        ("included", ("1001", "1"), "1000"),
        ("tier", ("1000", "0.0031"), "3.1000"),
        ("maximum", ("3.1000", "9.00"), "3.1000"),
    ]
    assert told(month_steps(order, {"case": D(1002)}))[2:5] == [
        ("tier", ("1001", "0.0025"), "2.5025"),
        ("maximum", ("2.5025", "9.00"), "2.5025"),
        ("rounding", ("2.5025",), "2.50"),
    ]


def test_a_price_without_limits_says_which_steps_it_has_no_rule_for(
    order_of: Callable[..., Order], line: Callable[..., dict[str, object]]
) -> None:
    found = explain_price(order_of(line((None, "1"))), {"case": D(1)}, 1)
    assert found.unused == (
        "2 included units", "3 rounding to packs", "5 minimum and maximum", "6 discounts", "7 caps",
        "9 shortfall of a commitment", "10 ramps and indexation", "11 credits",
    )  # fmt: skip


def test_a_credit_larger_than_a_month_is_told_month_by_month(
    book_of: MakeBook, brief_of: MakeBrief, line: Callable[..., dict[str, object]]
) -> None:
    """A credit of 250 against 100 a month: 100, 100, then the last 50."""
    offer = {
        "rates": [line((None, "1"))], "currency": "EUR", "term_months": "4",
        "pilot": {"fee": "300", "credit": "250"},
    }  # fmt: skip
    order, _ = deal(book_of, brief_of, offer, ["100", "100", "100"])
    steps = explain_price(order, {"case": D(100)}, 4).term
    credits = [(one.about, one.inputs[0].value, one.result) for one in steps if "Cred" in one.about]
    assert credits == [("Credit, month 1 to 2", D(250), D(100)), ("Credit, month 3", D(50), D(50))]


@steady
@given(offer=offers(), quantity=st.integers(0, 120))
def test_the_steps_end_where_the_engine_ends(
    book_of: MakeBook, brief_of: MakeBrief, offer: dict[str, object], quantity: int
) -> None:
    order, _ = deal(book_of, brief_of, offer, [str(quantity)] * 3)
    found = explain_price(order, order.same_volume(D(quantity)), order.term_months)
    scenario = price_scenario(order, "expected", order.same_volume(D(quantity)), order.term_months)
    assert found.term[-1].rule in ("total", "unit_price")
    assert found.total == scenario.total.amount
    assert found.month[-1].result == scenario.periods[0].charges.amount
    *parts, off = [one.value for one in found.month[-1].inputs]
    capped = any(one.rule == "cap" and one.result for one in found.month)
    assert found.month_charges == sum(parts) + (-off if capped else off)

"""Offers A and B of the comparison example, and the figures of the source documents."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from tests.pricing.three_ways import WAYS
from tests.pricing.three_ways import line as tiered
from tests.pricing.three_ways import order as made_order

from proposalkit.model.brief import DealBrief
from proposalkit.model.brief_figures import VolumesIn
from proposalkit.model.price_book import PriceBook
from proposalkit.model.pricing import PublicPricing
from proposalkit.model.scenario import Scenario
from proposalkit.pricing.cliffs import find_cliffs
from proposalkit.pricing.engine import price_scenarios
from proposalkit.pricing.order import Order, build_order

SETUP = {"id": "setup", "label": "Set-up", "type": "one_time", "amount": "10000"}
ACCESS = {"id": "access", "label": "Access", "type": "recurring", "amount": "2000"}
A_TIERS = (("5000", "0.90"), ("20000", "0.75"), (None, "0.60"))
B_TIERS = (("5000", "0.99"), ("20000", "0.85"), (None, "0.70"))

A_ROWS = [
    # 12 months; fixed part 10,000 + 12 x 2,000 = 34,000; 1,000 included each month
    # 2,000: 1,000 x 0.90 = 900, minimum 5,000; 12 x 5,000 = 60,000
    ("2000", "94000.00"),
    # 5,000: 4,000 x 0.90 = 3,600, minimum 5,000
    ("5000", "94000.00"),
    # 8,000: 5,000 x 0.90 + 2,000 x 0.75 = 4,500 + 1,500 = 6,000; 12 x 6,000 = 72,000
    ("8000", "106000.00"),
    # 20,000: 4,500 + 14,000 x 0.75 = 4,500 + 10,500 = 15,000; 12 x 15,000 = 180,000
    ("20000", "214000.00"),
    # 20,001: 0.75 more each month; 12 x 0.75 = 9
    ("20001", "214009.00"),
    # 40,000: 4,500 + 15,000 x 0.75 + 19,000 x 0.60 = 4,500 + 11,250 + 11,400 = 27,150, cap 20,000
    ("40000", "274000.00"),
]
B_ROWS = [
    ("2000", "23760.00"),  # 2,000 x 0.99 = 1,980; x 12
    ("5000", "59400.00"),  # 5,000 x 0.99 = 4,950; x 12
    ("8000", "81600.00"),  # 8,000 x 0.85 = 6,800; x 12
    ("20000", "204000.00"),  # 20,000 x 0.85 = 17,000; x 12
    ("20001", "168008.40"),  # 20,001 x 0.70 = 14,000.70; x 12
    ("40000", "336000.00"),  # 40,000 x 0.70 = 28,000; x 12
]


def expected_scenario(order: Order, volume: str) -> Scenario:
    """Price one volume."""
    return price_scenarios(order, VolumesIn.model_validate({"expected": volume}))[0]


@pytest.fixture
def offer_b(order_of: Callable[..., Order], line: Callable[..., dict[str, object]]) -> Order:
    """Offer B without its commitment."""
    return order_of(line(*B_TIERS, tier_mode="volume"))


@pytest.mark.parametrize(("volume", "total"), A_ROWS)
def test_offer_a_with_minimum_and_maximum_on_the_line(
    order_of: Callable[..., Order], line: Callable[..., dict[str, object]], volume: str, total: str
) -> None:
    usage = line(*A_TIERS, included="1000", minimum="5000", maximum="20000")
    scenario = expected_scenario(order_of(SETUP, ACCESS, usage), volume)
    assert str(scenario.total.amount) == total
    assert scenario.cap_reduction is None


@pytest.mark.parametrize(("volume", "total"), A_ROWS)
def test_offer_a_with_the_deals_minimum_and_cap_comes_to_the_same(
    book_of: Callable[..., PriceBook],
    brief_of: Callable[..., DealBrief],
    line: Callable[..., dict[str, object]],
    volume: str,
    total: str,
) -> None:
    book = book_of(
        SETUP, ACCESS, line(*A_TIERS, included="1000"),
        minimum_range=["1000", "6000"], cap="30000", cap_range=["15000", "30000"],
    )  # fmt: skip
    order = build_order(book, brief_of(volume, minimum="5000", cap="20000"))
    assert str(expected_scenario(order, volume).total.amount) == total


def test_offer_a_above_its_cap_shows_the_line_as_priced_and_what_the_cap_takes_off(
    order_of: Callable[..., Order], line: Callable[..., dict[str, object]]
) -> None:
    order = order_of(SETUP, ACCESS, line(*A_TIERS, included="1000"), cap="20000")
    scenario = expected_scenario(order, "40000")
    # lines 2,000 + 27,150 = 29,150; the cap takes off 27,150 - 20,000 = 7,150
    assert [str(one.amount.amount) for one in scenario.component_amounts] == [
        "10000.00",
        "2000.00",
        "27150.00",
    ]
    assert scenario.cap_reduction is not None
    assert str(scenario.cap_reduction.amount) == "85800.00"  # 12 x (27,150 - 20,000)
    assert {str(period.charges.amount) for period in scenario.periods} == {"22000.00"}


@pytest.mark.parametrize(("volume", "total"), B_ROWS)
def test_offer_b_prices_every_unit_at_the_tier_reached(
    offer_b: Order, volume: str, total: str
) -> None:
    assert str(expected_scenario(offer_b, volume).total.amount) == total


B_COMMITTED = [
    # annual commitment of 60,000; 2,000: 23,760, so 36,240 short
    ("2000", "60000.00", "36240.00"),
    ("5000", "60000.00", "600.00"),  # 59,400
    ("8000", "81600.00", "0.00"),
    ("20000", "204000.00", "0.00"),
    ("20001", "168008.40", "0.00"),
    ("40000", "336000.00", "0.00"),
]


@pytest.mark.parametrize(("volume", "total", "shortfall"), B_COMMITTED)
def test_offer_b_with_its_annual_commitment(volume: str, total: str, shortfall: str) -> None:
    commitment = {"id": "annual", "label": "Annual commitment", "kind": "spend", "period": "P12M",
                  "amount": "60000", "appliesTo": ["usage"], "shortfall": "billed"}  # fmt: skip
    made = made_order(tiered("usage", *B_TIERS, tierMode="volume"), volumes={"case": volume},
                      commitments=[commitment])  # fmt: skip
    for way in WAYS.values():
        found = way(made)
        assert (found["total"], found["shortfall"]) == (total, shortfall)
        assert found.get("periods 12 shortfall", "0.00") == shortfall


def test_offer_b_saves_35991_60_a_year_with_one_outcome_more(offer_b: Order) -> None:
    # at 20,000: 17,000.00 - 14,000.70 = 2,999.30 a month; x 12 = 35,991.60
    # at 5,000: 4,950.00 - 5,001 x 0.85 = 4,950.00 - 4,250.85 = 699.15 a month
    cliffs = find_cliffs(offer_b)
    assert [(cliff.at, str(cliff.drop.amount)) for cliff in cliffs] == [
        (Decimal(5000), "699.15"),
        (Decimal(20000), "2999.30"),
    ]
    assert cliffs[1].drop.amount * 12 == Decimal("35991.60")


@pytest.mark.parametrize(
    ("volume", "price", "monthly"),
    [
        ("15000", "0.50", "7500.00"),  # 30 % of 50,000 is 15,000; x 0.50 = 7,500
        ("50000", "0.50", "25000.00"),  # all 50,000 x 0.50
        ("100000", "0.50", "50000.00"),
        ("1", "2.50", "2.50"),
    ],
)
def test_the_figures_of_the_source_documents(
    order_of: Callable[..., Order],
    line: Callable[..., dict[str, object]],
    volume: str,
    price: str,
    monthly: str,
) -> None:
    scenario = expected_scenario(order_of(line((None, price))), volume)
    assert str(scenario.periods[0].due.amount) == monthly


def test_the_example_deal_to_the_cent(pricing: PublicPricing) -> None:
    """The retailer of the example workspace: three volumes, pilot credit, cap."""
    low, expected, high = pricing.scenarios

    # once: 6,500 + pilot 7,500 = 14,000; credit 3,750 in the first month
    # low 6,000: 4,750 + 1,000 x 0.82 = 5,570; + 950 = 6,520
    #     14,000 + 12 x 6,520 - 3,750 = 14,000 + 78,240 - 3,750 = 88,490
    #     88,490 / 72,000 = 1.22902...; today 72,000 x 3.10 = 223,200
    assert [str(p.due.amount) for p in low.periods] == ["2770.00", *["6520.00"] * 11]
    assert str(low.total.amount) == "88490.00"
    assert str(low.effective_unit_price and low.effective_unit_price.amount) == "1.2290"
    assert str(low.cost_today and low.cost_today.amount) == "223200.00"
    # expected 12,000: 4,750 + 7,000 x 0.82 = 10,490; + 950 = 11,440
    #     14,000 + 137,280 - 3,750 = 147,530; / 144,000 = 1.02451...; today 446,400
    assert [str(p.due.amount) for p in expected.periods] == ["7690.00", *["11440.00"] * 11]
    assert str(expected.one_time.amount) == "14000.00"
    assert str(expected.total.amount) == "147530.00"
    assert str(expected.effective_unit_price and expected.effective_unit_price.amount) == "1.0245"
    assert str(expected.cost_today and expected.cost_today.amount) == "446400.00"
    # high 24,000: 4,750 + 8,200 + 9,000 x 0.70 = 19,250, cap 16,000 takes 3,250; + 950 = 16,950
    #     14,000 + 203,400 - 3,750 = 213,650; / 288,000 = 0.74184...; today 892,800
    assert str(high.cap_reduction and high.cap_reduction.amount) == "39000.00"  # 12 x 3,250
    assert str(high.periods[1].charges.amount) == "16950.00"
    assert str(high.total.amount) == "213650.00"
    assert str(high.effective_unit_price and high.effective_unit_price.amount) == "0.7418"
    assert str(high.cost_today and high.cost_today.amount) == "892800.00"

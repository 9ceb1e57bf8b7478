"""The cost of a month by volume."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from proposalkit.model.brief import DealBrief
from proposalkit.model.price_book import PriceBook
from proposalkit.model.pricing import PublicPricing
from proposalkit.pricing.curve import cost_curve, curve_volumes
from proposalkit.pricing.order import Order, build_order
from proposalkit.pricing.public import public_pricing


def test_the_curve_is_access_and_units_of_one_month_without_pilot_and_credit(
    pricing: PublicPricing,
) -> None:
    points = cost_curve(pricing, [Decimal(0), Decimal(12000), Decimal(24000)])
    # 950 + minimum 3,500; 950 + 10,490; 950 + cap 16,000
    assert [(int(volume), str(cost.amount)) for volume, cost in points] == [
        (0, "4450.00"),
        (12000, "11440.00"),
        (24000, "16950.00"),
    ]


def test_the_corners_of_the_curve_are_where_it_bends(pricing: PublicPricing) -> None:
    # minimum: 3,500 / 0.95 = 3,684.2; tiers at 5,000 and 15,000;
    # cap: 4,750 + 8,200 = 12,950; (16,000 - 12,950) / 0.70 = 4,357.1 above 15,000
    assert [int(volume) for volume in curve_volumes(pricing, Decimal(25000))] == [
        0, 1, 3684, 3685, 5000, 5001, 15000, 15001, 19357, 19358, 25000,
    ]  # fmt: skip


def test_a_volume_curve_shows_both_sides_of_its_jump(
    order_of: Callable[..., Order],
    line: Callable[..., dict[str, object]],
    brief_of: Callable[..., DealBrief],
    words: Mapping[str, str],
) -> None:
    order = order_of(line(("10", "1"), (None, "0.50"), tier_mode="volume", maximum="20"))
    price = public_pricing(order, brief_of(), words)
    volumes = curve_volumes(price, Decimal(50))
    # maximum: 20 / 0.50 = 40
    assert [int(volume) for volume in volumes] == [0, 1, 10, 11, 40, 41, 50]
    assert [str(cost.amount) for _, cost in cost_curve(price, volumes)] == [
        "0.00", "1.00", "10.00", "5.50", "20.00", "20.00", "20.00",
    ]  # fmt: skip


def test_a_flat_fee_is_a_flat_curve(
    order_of: Callable[..., Order],
    brief_of: Callable[..., DealBrief],
    words: Mapping[str, str],
) -> None:
    access = {"id": "access", "label": "Access", "type": "recurring", "amount": "10"}
    price = public_pricing(order_of(access), brief_of(), words)
    assert [
        str(cost.amount) for _, cost in cost_curve(price, curve_volumes(price, Decimal(9)))
    ] == [
        "10.00",
        "10.00",
    ]


def test_a_value_share_bends_where_its_limits_and_bands_lie_below_the_baseline(
    book_of: Callable[..., PriceBook],
    brief_of: Callable[..., DealBrief],
    words: Mapping[str, str],
) -> None:
    """20 % of what lies below 4,000, at most 500 a month: the limit is reached at 1,500."""
    metric = {"id": "cost", "unit": "EUR", "label": "cost", "kind": "amount", "definition": "Cost."}
    share = {"id": "share", "label": "Share", "type": "value_share", "metric": metric,
             "baseline": {"amount": "4000", "direction": "below", "source": "Ledger"},
             "settlement_months": "3", "maximum": "500", "tiers": [{"rate": "0.20"}]}  # fmt: skip
    brief = brief_of("2800")
    price = public_pricing(build_order(book_of(share), brief), brief, words)
    drawn = curve_volumes(price, Decimal(5000))
    assert {Decimal(1500), Decimal(4000)} <= set(drawn)
    costs = {int(at): str(cost.amount) for at, cost in cost_curve(price, drawn)}
    assert (costs[0], costs[1500], costs[4000], costs[5000]) == ("500.00", "500.00", "0.00", "0.00")

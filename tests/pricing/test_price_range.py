"""The full cost of a unit, and the range of its price with the one to ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest
from tests.pricing.inside_rules import FOUR_COSTS, LINES, rules, seller

from proposalkit.model.brief import DealBrief
from proposalkit.model.economics import PriceRange
from proposalkit.model.price_book import PriceBook
from proposalkit.pricing.full_cost import full_cost, unit_amount
from proposalkit.pricing.order import Order, build_order
from proposalkit.pricing.price_range import price_range

Deal = tuple[Order, DealBrief]


@pytest.fixture
def deal_of(
    book_of: Callable[..., PriceBook],
    brief_of: Callable[..., DealBrief],
    line: Callable[..., dict[str, object]],
) -> Callable[..., Deal]:
    """Make order and brief of one price, one volume and the buyer's cost of today."""

    def make(price: str, units: str = "1000", today: str | None = None, **fields: object) -> Deal:
        cost = {"amount": today, "currency": "EUR", "source": "Buyer"} if today else None
        brief = brief_of(units, cost_today=cost)
        return build_order(book_of(line((None, price), **fields)), brief), brief

    return make


def found(
    deal: Deal, given: Mapping[str, object], changed: Mapping[str, object] | None = None
) -> PriceRange:
    """Give the range of a deal for a seller and changed rules."""
    return price_range(*deal, seller(**given), rules(**(changed or {})), LINES)


def test_the_four_costs_of_an_attempt_add_up_and_stand_for_the_single_number(
    deal_of: Callable[..., Deal],
) -> None:
    # 0.38 + 0.07 + 0.20 + 0.10 = 0.75; a price of 2.50 leaves 1.75, which is 0.70 of it
    cost = full_cost(*deal_of("2.50"), seller(attempt_cost=FOUR_COSTS))
    assert (str(cost.attempt), str(cost.unit), str(cost.full)) == ("0.75", "0.7500", "0.7500")
    assert cost == full_cost(
        *deal_of("2.50"), seller(attempt_cost=FOUR_COSTS, cost_per_attempt="0.75")
    )
    assert (Decimal("2.50") - Decimal("0.75")) / Decimal("2.50") == Decimal("0.70")


def test_a_billed_outcome_carries_failed_attempts_fallback_and_its_part_of_the_fixed_cost(
    deal_of: Callable[..., Deal],
) -> None:
    # (0.2137 + 0.42 x 0.0840) / 0.58 = 0.429275...; 1,380 / 12,000 = 0.115; both 0.544275...
    given = {"cost_per_attempt": "0.2137", "billed_share": "0.58", "monthly_cost": "1380",
             "human_fallback_cost": "0.0840"}  # fmt: skip
    cost = full_cost(*deal_of("1", "12000"), seller(**given))
    assert (str(cost.unit), str(cost.fixed_unit), str(cost.full)) == ("0.4293", "0.1150", "0.5443")


@pytest.mark.parametrize(
    ("amount", "told"), [("0.12345", "0.1235"), ("0.00123456", "0.001235"), ("0", "0.0000")]
)
def test_a_small_amount_keeps_four_significant_digits(amount: str, told: str) -> None:
    assert str(unit_amount(Decimal(amount))) == told


@pytest.mark.parametrize(
    ("given", "today", "price", "bound"),
    [
        # cost 0.40, buyer 5.00: ceiling 3.00; a quarter of 2.60 is 0.65 and 0.40 make 1.05
        ({}, "5", "1.05", "gap"),
        # 0.40 / (1 - 0.80) = 2.00 is more than 1.05
        ({"economics": {"margin_target": "0.80"}}, "5", "2.00", "target_margin"),
        ({"floor_price": "1.2345"}, "5", "1.24", "floor_price"),  # rounded up to three digits
        # buyer 1.00: ceiling 0.60; 0.40 + 0.05 = 0.45; 0.40 / 0.50 = 0.80 is above the ceiling
        ({}, "1", "0.6000", "ceiling"),
        # cost 0.01, buyer 5.00: 0.01 + 0.25 x 2.99 = 0.7575; a fifth of 5.00 is 1.00
        ({"cost_per_attempt": "0.01"}, "5", "1.00", "least_share"),
        ({}, None, "0.800", "no_ceiling"),  # 0.40 / 0.50
        ({"floor_price": "0.90"}, None, "0.900", "floor_price"),
        ({}, "0.6", None, "no_room"),  # ceiling 0.36 is below the cost
        ({"floor_price": "3.01"}, "5", None, "no_room"),  # our own limit is above the ceiling
    ],
)
def test_the_price_to_ask_for_says_which_bound_decided(
    deal_of: Callable[..., Deal],
    given: dict[str, object],
    today: str | None,
    price: str | None,
    bound: str,
) -> None:
    range_ = found(deal_of("1", today=today), {"cost_per_attempt": "0.40", **given})
    assert (None if range_.recommended is None else str(range_.recommended)) == price
    assert range_.decided_by == bound
    assert range_.reason.startswith(f"{bound}: ")


def test_the_reason_carries_the_figures_of_the_range(deal_of: Callable[..., Deal]) -> None:
    range_ = found(deal_of("1", today="5"), {"cost_per_attempt": "0.40"})
    assert range_.reason == "gap: EUR 1.05 EUR 0.40 EUR 3.00"
    free = found(deal_of("1"), {"cost_per_attempt": "0.40"})
    assert free.reason == "no_ceiling: EUR 0.80 EUR 0.40 not known"


@pytest.mark.parametrize(
    ("price", "standing"),
    [("0.3999", "below"), ("0.40", "inside"), ("3.00", "inside"), ("3.0001", "above")],
)
def test_the_list_price_stands_inside_at_both_ends(
    deal_of: Callable[..., Deal], price: str, standing: str
) -> None:
    range_ = found(deal_of(price, today="5"), {"cost_per_attempt": "0.40"})
    assert (range_.floor, range_.ceiling, range_.standing) == (
        Decimal("0.4000"), Decimal("3.0000"), standing,
    )  # fmt: skip


def test_what_lacks_is_named_and_no_price_is_guessed(deal_of: Callable[..., Deal]) -> None:
    range_ = found(deal_of("1"), {"monthly_cost": None})
    assert range_.missing == (
        "internal.cost_per_attempt", "internal.monthly_cost", "workflow.cost_today",
    )  # fmt: skip
    assert (range_.recommended, range_.reason, range_.standing) == (None, "", "not_evaluated")


def test_a_volume_of_nothing_has_no_fixed_cost_a_unit(deal_of: Callable[..., Deal]) -> None:
    order, brief = deal_of("1")
    nothing = brief.model_copy(
        update={"volumes": brief.volumes.model_copy(update={"expected": Decimal(0)})}
    )
    cost = full_cost(order, nothing, seller(cost_per_attempt="1", monthly_cost="10"))
    assert (cost.full, cost.missing) == (None, ("volumes.expected",))


def test_a_flat_price_is_held_against_the_range_by_the_unit(
    order_of: Callable[..., Order], brief_of: Callable[..., DealBrief]
) -> None:
    # 1,000 a month by 500 units is 2.00
    access = {"id": "access", "label": "Access", "type": "recurring", "amount": "1000"}
    range_ = found((order_of(access), brief_of("500")), {"cost_per_attempt": "0.40"})
    assert (range_.listed, str(range_.paid)) == (None, "2.0000")


def test_a_percentage_has_no_price_of_one_unit(
    book_of: Callable[..., PriceBook], brief_of: Callable[..., DealBrief]
) -> None:
    """12 percent of 1,000 euros are 120 a month, 0.12 for each euro; 0.00 a unit is no price."""
    part = {
        "id": "part", "label": "Part", "type": "percentage", "tiers": [{"rate": "0.12"}],
        "metric": {"id": "paid", "unit": "EUR paid", "kind": "amount", "definition": "Paid."},
    }  # fmt: skip
    brief = brief_of("1000", cost_today=None)
    range_ = found((build_order(book_of(part), brief), brief), {"attempt_cost": FOUR_COSTS})
    assert range_.listed is None
    assert range_.paid == Decimal("0.12")

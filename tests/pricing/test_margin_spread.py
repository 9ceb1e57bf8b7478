"""The seeded simulation: its order, its ends, its limits, and what it may not depend on."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from tests.pricing.inside_rules import FOUR_COSTS, rules, seller

from proposalkit.model.brief import DealBrief
from proposalkit.model.economics import MarginSpread
from proposalkit.model.seller import InternalProfile
from proposalkit.pricing.margin import margin
from proposalkit.pricing.margin_spread import margin_spread
from proposalkit.pricing.order import Order

SELLER = seller(attempt_cost=FOUR_COSTS, billed_share="0.60", human_fallback_cost="0.50",
                monthly_cost="100")  # fmt: skip
STILL = {"success_swing": ["1", "1"], "model_price_swing": ["1", "1"]}


@pytest.fixture
def deal(
    order_of: Callable[..., Order],
    line: Callable[..., dict[str, object]],
    brief_of: Callable[..., DealBrief],
) -> tuple[Order, DealBrief]:
    """1,000 units at 2.50 and 600 to 2,000 in other months, a set-up of 500."""
    setup = {"id": "setup", "label": "Set-up", "type": "one_time", "amount": "500"}
    order = order_of(setup, line(("1500", "2.50"), (None, "2.00"), minimum="2000"))
    return order, brief_of("1000", low="600", high="2000")


@pytest.mark.parametrize("seed", range(5))
def test_the_percentiles_stand_in_order_and_between_the_worst_and_the_best_term(
    deal: tuple[Order, DealBrief], seed: int
) -> None:
    # best and worst bill: 12 months at 2,000 and at 600 units. Charges: 1,500 x 2.50 + 500 x 2
    # = 4,750; 600 x 2.50 = 1,500, raised to the minimum 2,000. Best unit: share 0.72, model price
    # half: (0.56 + 0.28 x 0.50) / 0.72 = 0.9722; worst: share 0.48, model price 1.5:
    # (0.94 + 0.52 x 0.50) / 0.48 = 2.50
    found = margin_spread(*deal, SELLER, rules(), seed)
    assert found.margin is not None
    assert found.rate is not None
    assert found.margin.p10 <= found.margin.p50 <= found.margin.p90
    assert found.rate.p10 <= found.rate.p50 <= found.rate.p90
    worst = 500 + 12 * (Decimal(4750) - 2000 * Decimal("2.50") - 100)
    best = 500 + 12 * (Decimal(4750) - 600 * Decimal("0.9722"))
    assert worst < found.margin.p10 < found.margin.p90 < best
    assert found.varied == ("volume", "success rate", "model price")


def test_the_same_seed_gives_the_same_figures_and_another_gives_others(
    deal: tuple[Order, DealBrief],
) -> None:
    first, again, other = (margin_spread(*deal, SELLER, rules(), seed) for seed in (7, 7, 8))
    assert first == again
    assert first.margin != other.margin
    assert margin_spread(*deal, SELLER, rules()).seed == 1


def test_when_nothing_moves_every_percentile_is_the_margin_of_the_expected_term(
    deal: tuple[Order, DealBrief], brief_of: Callable[..., DealBrief]
) -> None:
    # unit (0.75 + 0.40 x 0.50) / 0.60 = 1.58333; 12,000 x 2.50 + 500 = 30,500
    # 12,000 x 1.58333 + 1,200 = 20,200; 10,300; 10,300 / 30,500 = 0.3377
    order, brief = deal[0], brief_of("1000")
    found = margin_spread(order, brief, SELLER, rules(**STILL))
    assert found.margin is not None
    assert found.rate is not None
    assert {str(one) for one in found.margin.model_dump().values()} == {"10300.00"}
    assert {str(one) for one in found.rate.model_dump().values()} == {"0.3377"}
    assert (str(found.below_target), str(found.at_a_loss)) == ("1.0000", "0.0000")
    (row,) = margin(order, brief, SELLER)
    assert row.margin == found.margin.p50


def test_months_that_start_small_are_drawn_small(
    order_of: Callable[..., Order],
    line: Callable[..., dict[str, object]],
    brief_of: Callable[..., DealBrief],
) -> None:
    # 500, then 250 of 1,000 units, then 10 months of 1,000: 10,750 units at 2.00 are 21,500; at a
    # cost of 0.75 8,062.50, so 13,437.50 are left
    plain = brief_of("1000")
    slow = plain.volumes.model_copy(update={"first_months": (Decimal("0.5"), Decimal("0.25"))})
    deal = order_of(line((None, "2"))), plain.model_copy(update={"volumes": slow})
    given = seller(attempt_cost=FOUR_COSTS)
    found = margin_spread(*deal, given, rules(**STILL))
    (row,) = margin(*deal, given)
    assert (str(row.units), str(row.margin)) == ("10750.00", "13437.50")
    assert found.margin is not None
    assert found.margin.p10 == found.margin.p90 == row.margin


def test_a_wider_swing_of_the_model_price_makes_the_spread_wider(
    deal: tuple[Order, DealBrief], brief_of: Callable[..., DealBrief]
) -> None:
    def width(swing: list[str]) -> Decimal:
        changed = {**STILL, "model_price_swing": swing}
        found = margin_spread(deal[0], brief_of("1000"), SELLER, rules(**changed))
        assert found.margin is not None
        return found.margin.p90 - found.margin.p10

    assert 0 < width(["0.9", "1.1"]) < width(["0.5", "1.5"])


def test_the_median_of_an_even_triangle_is_its_middle(
    order_of: Callable[..., Order],
    line: Callable[..., dict[str, object]],
    brief_of: Callable[..., DealBrief],
) -> None:
    # one month of 0 to 2,000 units around 1,000 at 1.00 without cost: P10, P50 and P90 of that
    # triangle are 2,000 x sqrt(0.1 / 2) = 447, 1,000 and 1,553; 5,000 runs come within 2 %
    order = order_of(line((None, "1")), term_months=1)
    found = margin_spread(
        order, brief_of("1000", low="0", high="2000"), seller(cost_per_attempt="0"),
        rules(runs=5000), seed=3,
    )  # fmt: skip
    assert found.margin is not None
    for told, exact in zip(found.margin.model_dump().values(), (447, 1000, 1553), strict=True):
        assert abs(told - exact) < 40


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        (seller(), ("internal.cost_per_attempt",)),
        (seller(cost_per_attempt="0.5"), ("internal.attempt_cost",)),
    ],
)
def test_what_lacks_is_named(
    deal: tuple[Order, DealBrief], given: InternalProfile, missing: tuple[str, ...]
) -> None:
    found: MarginSpread = margin_spread(*deal, given, rules())
    assert found.missing == missing
    assert "model price" not in found.varied

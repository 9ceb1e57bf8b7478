"""Where one unit more lowers the bill."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from proposalkit.pricing.cliffs import find_cliffs
from proposalkit.pricing.order import Order

TIERS = (("10", "1.00"), ("20", "0.80"), (None, "0.75"))


def found(order: Order) -> list[tuple[int, str]]:
    """Give quantity and drop of each cliff."""
    return [(int(cliff.at), str(cliff.drop.amount)) for cliff in find_cliffs(order)]


@pytest.mark.parametrize(
    ("fields", "cliffs"),
    [
        # at 10: 10.00 against 11 x 0.80 = 8.80; at 20: 16.00 against 21 x 0.75 = 15.75
        ({}, [(10, "1.20"), (20, "0.25")]),
        # 3 included units move both by 3
        ({"included": "3"}, [(13, "1.20"), (23, "0.25")]),
        # minimum 9.50: 8.80 rises to 9.50, so the first drop is 0.50
        ({"minimum": "9.50"}, [(10, "0.50"), (20, "0.25")]),
        # minimum 10: the first drop is gone
        ({"minimum": "10"}, [(20, "0.25")]),
        # maximum 9: 10.00 is charged as 9.00, 8.80 below it; later all is 9.00
        ({"maximum": "9"}, [(10, "0.20")]),
        ({"maximum": "8"}, []),
        ({"tier_mode": "graduated"}, []),
    ],
)
def test_a_cliff_is_what_is_left_after_minimum_and_maximum(
    order_of: Callable[..., Order],
    line: Callable[..., dict[str, object]],
    fields: dict[str, str],
    cliffs: list[tuple[int, str]],
) -> None:
    assert found(order_of(line(*TIERS, **{"tier_mode": "volume", **fields}))) == cliffs


@pytest.mark.parametrize(
    ("behaviour", "cliffs"),
    [
        ("free", [(10, "0.20")]),  # the cap of 9 works as a maximum of 9
        ("notify_and_bill", [(10, "1.20"), (20, "0.25")]),
    ],
)
def test_a_cap_swallows_a_cliff_unless_it_only_notifies(
    order_of: Callable[..., Order],
    line: Callable[..., dict[str, object]],
    behaviour: str,
    cliffs: list[tuple[int, str]],
) -> None:
    order = order_of(line(*TIERS, tier_mode="volume"), cap="9", cap_behaviour=behaviour)
    assert found(order) == cliffs


def test_a_second_line_on_the_same_metric_eats_into_the_drop(
    order_of: Callable[..., Order], line: Callable[..., dict[str, object]]
) -> None:
    # the unit more costs 0.30 on the second line: 1.20 - 0.30 = 0.90, and 0.25 - 0.30 is no drop
    order = order_of(line(*TIERS, tier_mode="volume"), line((None, "0.30"), id="more"))
    assert found(order) == [(10, "0.90")]


def test_rising_tier_prices_make_no_cliff(
    order_of: Callable[..., Order], line: Callable[..., dict[str, object]]
) -> None:
    assert found(order_of(line(("10", "1"), (None, "1.10"), tier_mode="volume"))) == []


def test_a_drop_below_the_smallest_coin_is_none(
    order_of: Callable[..., Order], line: Callable[..., dict[str, object]]
) -> None:
    # 100 x 1.0 = 100 against 101 x 0.9878 = 99.7678, which is 100 yen too
    order = order_of(line(("100", "1.0"), (None, "0.9878"), tier_mode="volume"), currency="JPY")
    assert found(order) == []
    assert find_cliffs(order_of(line(("100", "1.0"), (None, "0.9878"), tier_mode="volume")))[
        0
    ].drop.amount == Decimal("0.23")

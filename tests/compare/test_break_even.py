"""The search for the lower of two offers decides every whole volume."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

import pytest

from proposalkit.compare import break_even
from proposalkit.compare.break_even import SearchStopped, lower_spans

NAMES = ("A", "B")
CENT = Decimal("0.01")


def spans(difference: Callable[[int], Decimal], *corners: int, slack: str = "0.02") -> list[object]:
    found = lower_spans(difference, corners, Decimal(slack), NAMES)
    return [(one.first, one.last, one.lower) for one in found]


def test_the_first_unit_at_which_another_offer_is_lower_is_found() -> None:
    # 1,000 + 0.50 n against 0.75 n: equal at 4,000
    assert spans(lambda n: 1000 - Decimal("0.25") * n, 0, 10_000) == [
        (0, 3_999, "B"), (4_000, 4_000, "same"), (4_001, 10_000, "A"),
    ]  # fmt: skip


def test_offers_that_cost_the_same_all_along_are_one_span() -> None:
    assert spans(lambda n: Decimal(0), 0, 500) == [(0, 500, "same")]


def test_a_jump_between_two_corners_is_found() -> None:
    def volume_tier(n: int) -> Decimal:
        return Decimal("0.99") * n if n <= 5_000 else Decimal("0.80") * n

    # against 4,500 fixed: 0.99 n passes it at 4,546; 0.80 x 5,001 = 4,000.80;
    # 0.80 n = 4,500 at 5,625
    assert spans(lambda n: volume_tier(n) - 4_500, 0, 5_000, 5_001, 9_000) == [
        (0, 4_545, "A"), (4_546, 5_000, "B"), (5_001, 5_624, "A"), (5_625, 5_625, "same"),
        (5_626, 9_000, "B"),
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_every_volume_is_decided_as_trying_each_one_does(seed: int) -> None:
    """Bends that no corner names, such as a credit that is used up, are found too."""
    chance = random.Random(seed)
    price, other = Decimal(chance.randint(1, 99)) / 100, Decimal(chance.randint(1, 999)) / 1000
    fixed, credit = Decimal(chance.randint(0, 300)), Decimal(chance.randint(0, 200))
    least = Decimal(chance.randint(0, 250))

    def difference(n: int) -> Decimal:
        first = max(fixed + price * n - credit, Decimal(0))
        second = max(other * n, least).quantize(CENT, rounding=ROUND_HALF_UP)
        return first - second

    tried: list[object] = []
    start = 0
    names = {True: "B", False: "A"}
    says = ["same" if not difference(n) else names[difference(n) > 0] for n in range(1_501)]
    for n in range(1, 1_501):
        if says[n] != says[n - 1]:
            tried.append((start, n - 1, says[n - 1]))
            start = n
    tried.append((start, 1_500, says[-1]))
    assert spans(difference, 0, 1_500) == tried


def test_units_around_the_change_are_tried_one_by_one_where_rounding_decides() -> None:
    """The lower offer changes to and fro where the two differ by less than rounding does."""

    def difference(n: int) -> Decimal:
        wave = Decimal("0.004") if n % 2 else Decimal("-0.004")
        return Decimal("0.001") * (500 - n) + wave

    found = lower_spans(difference, (0, 1_000), Decimal("0.02"), NAMES)
    decided = {v: one.lower for one in found for v in range(one.first, one.last + 1)}
    for volume in range(1_001):
        value = difference(volume)
        assert decided[volume] == ("same" if not value else "B" if value > 0 else "A"), volume


def test_a_search_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(break_even, "MOST_TRIED", 50)
    with pytest.raises(SearchStopped):
        spans(lambda n: Decimal((n * 7919) % 101 - 50), 0, 10_000)

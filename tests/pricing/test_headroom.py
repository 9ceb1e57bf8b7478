"""The greatest discount that keeps both limits: one coin more breaks one of them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from tests.pricing.inside_rules import rules, seller

from proposalkit.model.brief import DealBrief
from proposalkit.pricing.headroom import headroom
from proposalkit.pricing.order import Order

OrderOf = Callable[..., Order]
BriefOf = Callable[..., DealBrief]
Line = Callable[..., dict[str, object]]
CENT = Fraction(1, 100)


@pytest.mark.parametrize(
    ("floor", "cost", "amount", "share", "limit"),
    [
        # 1,000 x 1.00; cost 300: 1,000 - 300 / 0.50 = 400; floor 0.50 would allow 500
        ("0.50", "0.30", "400.00", "0.4000", "margin_target"),
        # floor 0.75 allows 250, the margin 400
        ("0.75", "0.30", "250.00", "0.2500", "floor_price"),
        # 1,000 - 333.30 / 0.50 = 333.40
        ("0.50", "0.3333", "333.40", "0.3334", "margin_target"),
        # no floor price: the margin alone, and the field is named
        (None, "0.30", "400.00", "0.4000", "margin_target"),
    ],
)
def test_the_limit_met_first_decides(
    order_of: OrderOf,
    line: Line,
    brief_of: BriefOf,
    floor: str | None,
    cost: str,
    amount: str,
    share: str,
    limit: str,
) -> None:
    room = headroom(
        order_of(line((None, "1"))), brief_of("1000"),
        seller(cost_per_attempt=cost, floor_price=floor), rules(),
    )  # fmt: skip
    assert (str(room.amount), str(room.share), room.decided_by) == (amount, share, limit)
    assert room.missing == (() if floor else ("internal.floor_price",))


def test_a_month_below_the_target_has_no_room_and_says_what_it_lacks(
    order_of: OrderOf, line: Line, brief_of: BriefOf
) -> None:
    # 700 cost at 0.50 need 1,400; the month has 1,000
    room = headroom(
        order_of(line((None, "1"))), brief_of("1000"), seller(cost_per_attempt="0.70"), rules()
    )
    assert (str(room.amount), str(room.short_by)) == ("0.00", "400.00")


def test_one_cent_more_breaks_a_limit_for_any_price_cost_and_target(
    order_of: OrderOf, line: Line, brief_of: BriefOf
) -> None:
    dice = Random(5)
    for _ in range(40):
        price, cost, floor = (Decimal(dice.randint(1, 40000)) / 10000 for _ in range(3))
        units, target = dice.randint(1, 5000), Decimal(dice.randint(0, 90)) / 100
        room = headroom(
            order_of(line((None, str(price)))), brief_of(str(units)),
            seller(cost_per_attempt=str(cost), floor_price=str(floor),
                   economics={"margin_target": str(target)}), rules(),
        )  # fmt: skip
        charges = Fraction(room.charges)
        spent = Fraction(round(units * cost * 100 + Decimal("1e-9")), 100)

        def keeps(
            off: Fraction, *, charges: Fraction = charges, spent: Fraction = spent,
            target: Decimal = target, price: Decimal = price, floor: Decimal = floor,
        ) -> bool:  # fmt: skip
            left = charges - off
            return left >= 0 and left - spent >= Fraction(target) * left and (
                Fraction(price) * left >= Fraction(floor) * charges
            )  # fmt: skip

        assert room.amount is not None
        if room.short_by:
            assert not keeps(Fraction(0))
        else:
            assert keeps(Fraction(room.amount))
            assert not keeps(Fraction(room.amount) + CENT)


def test_without_a_cost_nothing_is_said(order_of: OrderOf, line: Line, brief_of: BriefOf) -> None:
    room = headroom(order_of(line((None, "1"))), brief_of("1000"), seller(), rules())
    assert (room.amount, room.missing) == (None, ("internal.cost_per_attempt",))

"""What holds for every price, whatever its lines and rules; the same orders on every run."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from random import Random

import pytest
from tests.pricing.random_orders import DIGITS, Deal, deal
from tests.pricing.three_ways import Values, by_engine, flat, line, order

from proposalkit.pricing.explain import explain_price
from proposalkit.pricing.rules import rules_of

SEEDS = range(1000, 1060)
NONE = Decimal(0)


def computed(made: Deal) -> Values:
    """Compute with the engine."""
    return flat(by_engine(made), made.pricing.currency)


def amount(found: Values, name: str) -> Decimal:
    return Decimal(found.get(name, "0"))


def months(found: Values, name: str) -> list[Decimal]:
    """Give a value of all months, in their order."""
    count = sum(key.startswith("periods ") and key.endswith(" due") for key in found)
    return [amount(found, f"periods {month} {name}") for month in range(1, count + 1)]


def without(made: Deal, *kinds: str) -> Deal:
    """Give the order without rules of some kinds."""
    return made._replace(pricing=made.pricing.model_copy(update=dict.fromkeys(kinds, ())))


@pytest.fixture(scope="module")
def all_computed() -> list[tuple[Deal, Values]]:
    return [(made, computed(made)) for made in map(deal, SEEDS)]


def test_the_parts_add_up_to_the_total(all_computed: list[tuple[Deal, Values]]) -> None:
    for _, found in all_computed:
        lines = [Decimal(one) for key, one in found.items() if key.endswith(" term")]
        names = ("shortfall", "capReduction", "rolled", "creditUsed")
        more, *less = (amount(found, name) for name in names)
        assert sum(lines) + more - sum(less) == amount(found, "total")


def test_the_months_add_up_to_the_total_and_to_their_sums(
    all_computed: list[tuple[Deal, Values]],
) -> None:
    for made, found in all_computed:
        assert len(months(found, "due")) == made.months
        assert amount(found, "oneTime") + sum(months(found, "due")) == amount(found, "total")
        for name, total in (("credit", "creditUsed"), ("shortfall", "shortfall"),
                            ("rolled", "rolled")):  # fmt: skip
            assert sum(months(found, name)) == amount(found, total)
        parts = zip(*(months(found, name) for name in ("charges", "credit", "due")), strict=True)
        assert all(charges - credit == due >= 0 for charges, credit, due in parts)


def test_credits_are_never_more_than_was_given(all_computed: list[tuple[Deal, Values]]) -> None:
    for made, found in all_computed:
        given = sum((one.amount.amount for one in made.pricing.credits), NONE)
        assert amount(found, "creditUsed") <= given


def test_a_discount_never_raises_what_is_charged(all_computed: list[tuple[Deal, Values]]) -> None:
    """Before credits: a shortfall may come when a credit for the line has lapsed."""
    lowered = 0
    for made, found in all_computed:
        if made.pricing.discounts:
            full = computed(without(made, "discounts"))
            with_less, in_full = (amount(one, "oneTime") + sum(months(one, "charges"))
                                  for one in (found, full))  # fmt: skip
            assert with_less <= in_full
            lowered += with_less < in_full
    assert lowered > 15


def test_the_explained_price_ends_where_the_engine_ends(
    all_computed: list[tuple[Deal, Values]],
) -> None:
    for made, found in all_computed:
        told = explain_price(rules_of(made.pricing), made.volumes, made.months)
        assert told.total == amount(found, "total")
        each = [one.charges for one in told.months for _ in range(one.first, one.last + 1)]
        assert each == months(found, "charges")


def test_units_bought_are_told_exactly_and_then_rounded() -> None:
    # 12.5 x 79.99 = 999.875, half up 999.88
    seats = line("recurring", quantity="12.5", unit="seat", unitPrice="79.99", amount="999.88")
    made = order(seats, months=1)
    first, second, *_ = explain_price(rules_of(made.pricing), made.volumes, 1).month
    assert (first.rule, first.result) == ("bought", Decimal("999.875"))
    assert (second.rule, second.result) == ("rounding", Decimal("999.88"))


def test_neither_a_credit_nor_a_cap_raises_a_bill(
    all_computed: list[tuple[Deal, Values]],
) -> None:
    for made, found in all_computed:
        less = without(made, "credits")
        assert amount(found, "total") <= amount(computed(less), "total")
        bare = without(made, "credits", "commitments")
        assert amount(computed(bare), "total") <= amount(computed(without(bare, "caps")), "total")


def test_a_cap_over_all_monthly_lines_is_never_exceeded() -> None:
    reached = 0
    for seed in SEEDS:
        bare = without(deal(seed), "commitments", "caps")
        refs = [one.id for one in bare.pricing.components if one.type != "one_time"]
        if not refs:
            continue
        limit = Decimal(Random(seed).randint(100, 900))
        cap = {"id": "all", "label": "Cap", "appliesTo": refs, "onReach": "free",
               "onReachText": "See there.",
               "amount": {"amount": str(limit), "currency": bare.pricing.currency}}  # fmt: skip
        data = bare.pricing.model_dump(mode="json", by_alias=True, exclude_none=True)
        capped = bare._replace(pricing=type(bare.pricing).model_validate(data | {"caps": [cap]}))
        charges, free = months(computed(capped), "charges"), months(computed(bare), "charges")
        assert charges == [min(one, limit) for one in free]
        reached += charges != free
    assert reached > 20


def test_a_billed_shortfall_brings_the_spend_of_its_period_to_the_commitment() -> None:
    for seed in range(40):
        draw = Random(seed)
        units = [str(draw.randint(0, 40)) for _ in range(12)]
        least = {"id": "least", "label": "Least", "kind": "spend", "period": "P3M",
                 "appliesTo": ["usage"], "shortfall": "billed", "amount": "1234.56"}  # fmt: skip
        made = order(line("usage", ("10", "19.99"), (None, "7.005"), tierMode="graduated"),
                     volumes={"case": {"perPeriod": "0", "firstMonths": units}},
                     commitments=[least])  # fmt: skip
        found = computed(made)
        spent = months(computed(without(made, "commitments")), "charges")
        for start in (0, 3, 6, 9):
            before = sum(spent[start : start + 3])
            charged = sum(months(found, "charges")[start : start + 3])
            assert charged == max(before, Decimal("1234.56"))
            missing = months(found, "shortfall")[start : start + 3]
            assert missing == [NONE, NONE, charged - before]


def bills(mode: str, seed: int) -> Iterator[tuple[Decimal, Decimal, Decimal]]:
    """Give quantity, bill of a month and the highest unit price, along made-up tiers."""
    draw = Random(seed)
    ends = sorted({draw.randint(1, 50) for _ in range(3)})
    prices = [Decimal(draw.randint(0, 30_000)).scaleb(-4) for _ in range(len(ends) + 1)]
    tiers = [(str(end), str(price)) for end, price in zip(ends, prices, strict=False)]
    usage = line("usage", *tiers, (None, str(prices[-1])), tierMode=mode)
    for half in range(120):
        units = Decimal(half) / 2
        made = order(usage, volumes={"case": format(units, "f")}, months=1, currency="KWD")
        yield units, amount(computed(made), "total"), max(prices)


@pytest.mark.parametrize("seed", range(6))
def test_graduated_prices_rise_without_a_jump(seed: int) -> None:
    coin = Decimal(1).scaleb(-DIGITS["KWD"])
    for (before, less, _), (after, more, highest) in pairwise(bills("graduated", seed)):
        assert 0 <= more - less <= (after - before) * highest + coin


def test_prices_of_the_volume_kind_do_fall_at_an_edge() -> None:
    falls = [
        one[1] > after[1] for seed in range(6) for one, after in pairwise(bills("volume", seed))
    ]
    assert any(falls)

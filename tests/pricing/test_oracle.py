"""Engine, oracle and the buyer's script agree to the last digit on made-up orders."""

from __future__ import annotations

from collections import Counter
from typing import cast

import pytest
from tests.pricing.random_orders import DIGITS, METRIC_KINDS, Deal, deal
from tests.pricing.three_ways import BUYER, Json, by_engine, by_oracle, by_script, flat, plain

from proposalkit.model.outcome import Metric
from proposalkit.model.scenario import Scenario
from proposalkit.pricing.recompute import recompute

SEEDS = 300
BATCH = 50
METRICS = tuple(
    Metric(id=id_, label=id_, unit=id_, kind=kind, aggregation="sum")
    for id_, kind in METRIC_KINDS.items()
)
RULES = ("discounts", "caps", "commitments", "ramps", "indexation", "credits")
RESULTS = ("discount", "capReduction", "shortfall", "rolled", "creditUsed", "oneTime",
           "effectiveUnitPrice", "costToday", "afterTerm")  # fmt: skip
FIELDS = ("assistedShare", "included", "includedPeriod", "pack", "quantity", "settlement", "tail",
          "minimum", "maximum", "baseline")  # fmt: skip


def differing(first: Json, second: Json) -> dict[str, tuple[object, object]]:
    """Give the fields of two scenarios that are not equal."""
    names = first.keys() | second.keys()
    return {name: (first.get(name), second.get(name)) for name in sorted(names)
            if first.get(name) != second.get(name)}  # fmt: skip


def unequal(seeds: range) -> dict[int, object]:
    """Compare engine and oracle; gives the seeds at which they differ, and in what."""
    pairs = {seed: differing(by_engine(deal(seed)), by_oracle(deal(seed))) for seed in seeds}
    return {seed: found for seed, found in pairs.items() if found}


@pytest.mark.parametrize("first", range(0, SEEDS, BATCH))
def test_engine_and_oracle_agree_in_every_field(first: int) -> None:
    assert unequal(range(first, first + BATCH)) == {}


@pytest.mark.deep
@pytest.mark.parametrize("first", range(SEEDS, 10_000, 500))
def test_engine_and_oracle_agree_in_every_field_ten_thousand_times(first: int) -> None:
    assert unequal(range(first, first + 500)) == {}


def test_the_buyers_script_finds_every_amount_equal() -> None:
    for seed in range(0, SEEDS, 5):
        made = deal(seed)
        pricing = plain(made.pricing) | {"scenarios": [by_oracle(made)]}
        assert BUYER.differences({"pricing": pricing}) == [], seed


@pytest.mark.deep
def test_the_buyers_script_and_the_oracle_agree_two_thousand_times() -> None:
    for seed in range(2000):
        made = deal(seed)
        assert by_script(made) == flat(by_oracle(made), made.pricing.currency), seed


def test_the_made_up_orders_are_sound_and_the_check_of_prices_finds_nothing_in_them() -> None:
    for seed in range(0, SEEDS, 5):
        made = deal(seed)
        scenario = Scenario.model_validate(by_oracle(made))
        pricing = made.pricing.model_copy(update={"scenarios": (scenario,)})
        found = recompute(pricing, METRICS)
        assert [one for one in found if "cliffs" not in one.where] == [], seed


def test_the_made_up_orders_hold_every_rule_and_most_of_them_act() -> None:
    seen: Counter[str] = Counter()
    for seed in range(SEEDS):
        made = deal(seed)
        seen.update(_held(made))
        if seed % 3 == 0:
            seen.update(name for name, value in by_oracle(made).items() if _above_zero(value))
    types = {"one_time", "recurring", "usage", "outcome", "percentage", "value_share",
             "adjustment"}  # fmt: skip
    codes = {"graduated", "volume", "flat", "spend", "quantity", "stop", "free", "notify_and_bill"}
    others = {*DIGITS, "firstMonths", "assisted"}
    wanted = {*RULES, *RESULTS, *FIELDS, *types, *codes, *others}
    assert {name: seen[name] for name in wanted if seen[name] < 2} == {}


def _held(made: Deal) -> set[str]:
    """Give what an order holds: kinds of rules, fields of lines, codes."""
    pricing = made.pricing
    found = {name for name in RULES if getattr(pricing, name)} | {pricing.currency}
    lines = cast("list[Json]", plain(pricing)["components"])
    found |= {name for one in lines for name in one}
    found |= {str(one.get(name)) for one in lines for name in ("type", "tierMode")}
    found |= {one.on_reach for one in pricing.caps} | {one.kind for one in pricing.commitments}
    found |= {"firstMonths" for one in made.volumes if one.first_months}
    return found | {"assisted" for one in made.volumes if one.assisted is not None}


def _above_zero(value: object) -> bool:
    return isinstance(value, dict) and float(value["amount"]) > 0

"""A price with every kind of line and term: sound as made, and refused where it is broken."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import pytest

from proposalkit.model.brief import DealBrief
from proposalkit.model.brief_figures import VolumesIn
from proposalkit.model.outcome import Metric
from proposalkit.model.price_book import PriceBook
from proposalkit.model.pricing import PublicPricing
from proposalkit.pricing.order import build_order
from proposalkit.pricing.public import public_pricing
from proposalkit.pricing.recompute import recompute
from proposalkit.pricing.soundness import soundness_findings

ONE = {"id": "minute", "unit": "minute", "label": "minutes", "kind": "usage",
       "definition": "A begun minute of a call."}  # fmt: skip
WON = {"id": "won", "unit": "EUR won", "label": "amounts won", "kind": "amount",
       "definition": "Money received."}  # fmt: skip
SPENT = {"id": "spent", "unit": "EUR spent", "label": "amounts spent", "kind": "amount",
         "definition": "Cost of the month in the ledger."}  # fmt: skip
LINES: tuple[dict[str, object], ...] = (
    {"id": "setup", "label": "Set-up", "type": "one_time", "amount": "100"},
    {"id": "access", "label": "Access", "type": "recurring", "amount": "50"},
    {"id": "calls", "label": "Minutes", "type": "usage", "metric": ONE, "pack": "100",
     "included": "1200", "included_months": "12", "tiers": [{"price": "0.31"}]},
    {"id": "cases", "label": "Cases", "type": "outcome", "metric": {"id": "case"},
     "assisted_share": "0.5", "tier_mode": "volume",
     "tiers": [{"price": "0.90", "up_to": "500"}, {"price": "0.80"}]},
    {"id": "claims", "label": "Claims", "type": "percentage", "metric": WON,
     "tiers": [{"rate": "0.15"}]},
    {"id": "savings", "label": "Savings", "type": "value_share", "metric": SPENT, "minimum": "10",
     "baseline": {"amount": "900", "direction": "below", "source": "Ledger"},
     "settlement_months": "3", "tail_months": "6", "tail_rate": "0.5",
     "tiers": [{"rate": "0.3", "up_to": "1000"}, {"rate": "0.2"}]},
    {"id": "review", "label": "Review", "type": "adjustment", "applies_to": ["cases"],
     "rate": "0.08", "reason": "review_level"},
)  # fmt: skip
TERMS: dict[str, object] = {
    "discounts": [
        {"id": "early", "label": "Early", "rate": "0.1", "applies_to": ["access"],
         "condition": "When signed early.", "last_month": "6"},
        {"id": "many", "label": "Many", "amount": "5", "applies_to": ["cases"],
         "condition": "From 600 cases.", "metric": "case", "from_quantity": "600"},
    ],
    "caps": [{"id": "lid", "label": "Lid", "applies_to": ["cases", "review"], "amount": "600"}],
    "commitments": [
        {"id": "spend", "label": "Spend", "amount": "3000", "period_months": "6",
         "applies_to": ["cases", "review"], "rollover": "true"},
        {"id": "least", "label": "Least", "kind": "quantity", "quantity": "30000",
         "metric": "minute", "shortfall_price": "0.0025", "period_months": "12"},
    ],
    "ramps": [{"id": "start", "label": "Start", "applies_to": ["access"],
               "steps": [{"from_month": "1", "factor": "0.5"},
                         {"from_month": "4", "factor": "1"}]}],
    "indexation": [{"id": "index", "label": "Index", "applies_to": ["access"], "first_month": "7",
                    "floor": "0", "cap": "0.03", "assumed": "0.02"}],
    "credits": [{"id": "prepaid", "label": "Prepaid", "amount": "9000", "condition": "Paid before.",
                 "last_month": "2"}],
}  # fmt: skip


@pytest.fixture(scope="module")
def metrics() -> tuple[Metric, ...]:
    """What the price counts."""
    return tuple(
        Metric(id=id_, label=id_, unit=id_, kind=kind, aggregation="sum")
        for id_, kind in (("minute", "usage"), ("case", "outcome"), ("won", "amount"),
                          ("spent", "amount"))
    )  # fmt: skip


@pytest.fixture(scope="module")
def price(
    book_of: Callable[..., PriceBook],
    brief_of: Callable[..., DealBrief],
    words: Mapping[str, str],
) -> PublicPricing:
    """Every kind of line and of term at once."""
    others = [{"metric": "minute", "expected": "1500"}, {"metric": "won", "expected": "200"},
              {"metric": "spent", "expected": "400", "low": "950"}]  # fmt: skip
    told = VolumesIn.model_validate(
        {"low": "100", "expected": "550", "high": "700", "assisted": "0.1",
         "first_months": ["0.5"], "others": others}
    )  # fmt: skip
    brief = brief_of().model_copy(update={"volumes": told})
    return public_pricing(build_order(book_of(*LINES, **TERMS), brief), brief, words)


def changed(price: PublicPricing, pointer: str, value: object) -> PublicPricing:
    """Put another value at a JSON pointer."""
    document = json.loads(price.model_dump_json(by_alias=True))
    place = document
    *way, last = pointer.strip("/").split("/")
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    if isinstance(place, list):
        place[int(last)] = value
    else:
        place[last] = value
    return PublicPricing.model_validate(document)


def test_every_kind_of_line_and_term_together_is_sound_and_computed_again(
    price: PublicPricing, metrics: tuple[Metric, ...]
) -> None:
    assert soundness_findings(price, metrics) == ()
    assert recompute(price, metrics) == ()
    assert [one.id for one in price.scenarios] == ["low", "expected", "high"]


def test_the_parts_of_each_scenario_add_up_to_its_total(price: PublicPricing) -> None:
    for one in price.scenarios:
        parts = sum(line.term.amount for line in one.component_amounts)
        more = (one.shortfall, one.cap_reduction, one.rolled, one.credit_used)
        top_up, *less = (amount.amount for amount in more if amount is not None)
        assert len(less) == 3
        assert one.total.amount == parts + top_up - sum(less)


@pytest.mark.parametrize(
    ("pointer", "value", "place"),
    [
        ("/components/5/baseline", None, "/components/5/baseline"),
        ("/components/5/settlement", "P5M", "/components/5/settlement"),
        ("/components/5/settlement", "P30D", "/components/5/settlement"),
        ("/components/5/tail", "P4M", "/components/5/tail"),
        ("/components/4/metricRef", "case", "/components/4/metricRef"),
        ("/components/3/metricRef", "won", "/components/3/metricRef"),
        ("/components/4/tiers/0/rate", None, "/components/4/tiers/0"),
        ("/components/3/tiers/0/rate", "0.1", "/components/3/tiers/0"),
        ("/components/2/pack", "0", "/components/2/pack"),
        ("/components/2/includedPeriod", "P10D", "/components/2/includedPeriod"),
        ("/components/6/rate", None, "/components/6"),
        ("/components/6/appliesTo", ["setup"], "/components/6/appliesTo"),
        ("/discounts/0/rate", "1.1", "/discounts/0/rate"),
        ("/discounts/0/order", 2, "/discounts/0/order"),
        ("/discounts/1/fromQuantity", None, "/discounts/1"),
        ("/discounts/1/amount/amount", "5.001", "/discounts/1/amount"),
        ("/discounts/0/appliesTo", ["nothing"], "/discounts/0/appliesTo"),
        ("/commitments/0/amount", None, "/commitments/0"),
        ("/commitments/0/period", "P20D", "/commitments/0/period"),
        ("/commitments/0/appliesTo", ["cases"], "/commitments/0"),
        ("/commitments/1/shortfallPrice", None, "/commitments/1"),
        ("/commitments/0/amount/currency", "USD", "/commitments/0/amount"),
        ("/ramps/0/steps/1/fromMonth", 1, "/ramps/0/steps"),
        ("/indexation/0/floor", "0.04", "/indexation/0/floor"),
        ("/indexation/0/every", "P1D", "/indexation/0/every"),
        ("/perUnitOf", "call", "/perUnitOf"),
        ("/caps/0/amount/amount", "5.001", "/caps/0/amount"),
    ],
)
def test_one_broken_term_is_found_at_its_place(
    price: PublicPricing, metrics: tuple[Metric, ...], pointer: str, value: object, place: str
) -> None:
    found = soundness_findings(changed(price, pointer, value), metrics)
    assert f"/pricing{place}" in [finding.where for finding in found]


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("/components/2/pack", "70"),
        ("/components/2/included", "2900"),
        ("/components/3/assistedShare", "0.4"),
        ("/components/4/tiers/0/rate", "0.16"),
        ("/components/5/baseline/amount/amount", "901.00"),
        ("/components/5/baseline/direction", "above"),
        ("/components/5/tailRate", "0.6"),
        ("/components/6/rate", "0.09"),
        ("/discounts/0/rate", "0.11"),
        ("/discounts/0/lastMonth", 5),
        ("/discounts/1/fromQuantity", "550"),
        ("/commitments/0/amount/amount", "3001.00"),
        ("/commitments/0/rollover", False),
        ("/commitments/1/shortfall", "waived"),
        ("/commitments/1/shortfallPrice/amount", "0.0026"),
        ("/ramps/0/steps/0/factor", "0.6"),
        ("/indexation/0/assumed", "0.021"),
        ("/indexation/0/firstMonth", 8),
        ("/credits/0/lastMonth", 1),
        ("/perUnitOf", "minute"),
        ("/scenarios/1/volumes/1/firstMonths", ["276"]),
        ("/scenarios/1/volumes/1/assisted", "0.2"),
    ],
)
def test_one_changed_term_no_longer_gives_the_stored_amounts(
    price: PublicPricing, metrics: tuple[Metric, ...], pointer: str, value: object
) -> None:
    found = recompute(changed(price, pointer, value), metrics)
    assert found
    assert {finding.id for finding in found} == {"price-differs"}

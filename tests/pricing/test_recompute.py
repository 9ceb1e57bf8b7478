"""The buyer's recount of a price, and every way a price can be wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest

from proposalkit.model.brief import DealBrief
from proposalkit.model.outcome import Metric
from proposalkit.model.price_book import PriceBook
from proposalkit.model.pricing import PublicPricing
from proposalkit.pricing.order import Order, build_order
from proposalkit.pricing.public import public_pricing
from proposalkit.pricing.recompute import recompute

Metrics = tuple[Metric, ...]
EUR = "EUR"


def changed(pricing: PublicPricing, pointer: str, value: object) -> PublicPricing:
    """Give the price with one value of its JSON replaced."""
    data = json.loads(pricing.model_dump_json())
    *way, last = pointer.strip("/").split("/")
    spot = data
    for step in way:
        spot = spot[int(step)] if isinstance(spot, list) else spot[step]
    spot[int(last) if isinstance(spot, list) else last] = value
    return PublicPricing.model_validate(data)


def places(pricing: PublicPricing, metrics: Metrics) -> list[str]:
    """Give where the recount differs."""
    return [finding.where for finding in recompute(pricing, metrics)]


def test_a_price_of_ours_recounts_to_the_last_cent(
    pricing: PublicPricing, metrics: Metrics
) -> None:
    assert recompute(pricing, metrics) == ()


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("/scenarios/0/total/amount", "88490.01"),
        ("/scenarios/1/total/amount", "147530"),  # the same number, not written as a total
        ("/scenarios/1/oneTime/amount", "14000.10"),
        ("/scenarios/1/componentAmounts/2/amount/amount", "10490.01"),
        ("/scenarios/1/componentAmounts/2/componentRef", "setup"),
        ("/scenarios/1/periods/0/credit/amount", "0.00"),
        ("/scenarios/1/periods/11/due/amount", "11440.01"),
        ("/scenarios/1/periods/5/charges/amount", "11439.99"),
        ("/scenarios/1/periods/5/period", 7),
        ("/scenarios/1/effectiveUnitPrice/amount", "1.0246"),
        ("/scenarios/1/effectiveUnitPrice", None),
        ("/scenarios/2/capReduction/amount", "39000.01"),
        ("/scenarios/2/capReduction", None),
        ("/scenarios/0/capReduction/amount", "0.01"),
        ("/scenarios/1/costToday/amount", "446400.01"),
        ("/cliffs", [{"componentRef": "cases", "at": "9", "drop": {"amount": "1.00",
                                                                  "currency": EUR}}]),
    ],
)  # fmt: skip
def test_one_changed_value_is_found_at_its_place(
    pricing: PublicPricing, metrics: Metrics, pointer: str, value: object
) -> None:
    assert places(changed(pricing, pointer, value), metrics) == [f"/pricing{pointer}"]


def test_the_finding_says_what_stands_there_and_what_the_rules_give(
    pricing: PublicPricing, metrics: Metrics
) -> None:
    (finding,) = recompute(changed(pricing, "/scenarios/2/capReduction", None), metrics)
    assert finding.line() == (
        '/pricing/scenarios/2/capReduction: "nothing" stands there; its own rules give '
        '"39000.00 EUR". Do not rely on this amount: ask the seller for a corrected proposal.'
    )


def test_a_missing_line_is_found(pricing: PublicPricing, metrics: Metrics) -> None:
    amounts = json.loads(pricing.model_dump_json())["scenarios"][0]["componentAmounts"]
    price = changed(pricing, "/scenarios/0/componentAmounts", amounts[:-1])
    (finding,) = recompute(price, metrics)
    assert finding.message == '"3 entries" stands there; its own rules give "4 entries".'


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("/components/2/tiers/0/unitPrice/amount", "0.94"),
        ("/components/2/tiers/1/upTo", "20000"),  # the high volume gets cheaper units
        ("/components/1/amount/amount", "949.00"),
        ("/components/2/included", "1"),
        ("/caps/0/amount/amount", "16000.01"),
        ("/caps/0/onReach", "stop"),
        ("/caps/0/onReach", "notify_and_bill"),
        ("/credits/0/amount/amount", "3750.01"),
        ("/costToday/amount", "3.11"),
        ("/scenarios/1/volumes/0/perPeriod", "12001"),
    ],
)
def test_a_changed_rule_no_longer_gives_the_stored_amounts(
    pricing: PublicPricing, metrics: Metrics, pointer: str, value: object
) -> None:
    price = changed(pricing, pointer, value)
    if pointer.endswith("upTo"):
        price = changed(price, "/caps", [])
    found = recompute(price, metrics)
    assert found
    assert {finding.id for finding in found} == {"price-differs"}


def test_a_changed_cliff_is_found(
    order_of: Callable[..., Order],
    line: Callable[..., dict[str, object]],
    brief_of: Callable[..., DealBrief],
    words: Mapping[str, str],
    metrics: Metrics,
) -> None:
    order = order_of(line(("10", "1"), (None, "0.5"), tier_mode="volume"))
    price = public_pricing(order, brief_of(), words)
    assert recompute(price, metrics) == ()
    assert places(changed(price, "/cliffs/0/drop/amount", "4.51"), metrics) == [
        "/pricing/cliffs/0/drop/amount"
    ]
    assert places(changed(price, "/cliffs/0/at", "11"), metrics) == ["/pricing/cliffs/0/at"]
    assert places(changed(price, "/cliffs", []), metrics) == ["/pricing/cliffs"]


def cap(*refs: str, amount: str = "16000.00") -> dict[str, object]:
    """Write a cap as JSON."""
    return {
        "id": "cap", "label": "Cap", "appliesTo": refs, "onReach": "free", "onReachText": "Free.",
        "amount": {"amount": amount, "currency": EUR},
    }  # fmt: skip


ONE_EURO = {"amount": "1", "currency": EUR}
UNSOUND = [
    ("/scenarios/0/total/currency", "USD", "/scenarios/0/total"),
    ("/components/2/tiers/0/unitPrice/currency", "USD", "/components/2/tiers/0/unitPrice"),
    ("/costToday/currency", "USD", "/costToday"),
    ("/rounding/scale", 3, "/rounding/scale"),
    ("/components/2/id", "setup", "/components/2/id"),
    ("/components/1/billingPeriod", "P1Y", "/components/1/billingPeriod"),
    ("/components/0/billingPeriod", "P1M", "/components/0/billingPeriod"),
    ("/components/1/amount", None, "/components/1"),
    ("/components/1/metricRef", "case", "/components/1"),
    ("/components/1/tiers", [{"unitPrice": ONE_EURO}], "/components/1"),
    ("/components/2/metricRef", "call", "/components/2/metricRef"),
    ("/components/2/metricRef", None, "/components/2/metricRef"),
    ("/components/2/amount", {"amount": "1.00", "currency": EUR}, "/components/2/amount"),
    ("/components/2/tiers", [], "/components/2/tiers"),
    ("/components/2/tiers/2/upTo", "30000", "/components/2/tiers"),
    ("/components/2/tiers/0/upTo", None, "/components/2/tiers"),
    ("/components/2/tiers/1/upTo", "5000", "/components/2/tiers"),
    ("/components/2/tiers/0/upTo", "0", "/components/2/tiers"),
    ("/components/2/tierMode", None, "/components/2/tierMode"),
    ("/components/2/maximum", {"amount": "3499.00", "currency": EUR}, "/components/2/minimum"),
    ("/components/1/amount/amount", "950", "/components/1/amount"),
    ("/components/2/minimum/amount", "3500.001", "/components/2/minimum"),
    ("/credits/0/amount/amount", "3750.0", "/credits/0/amount"),
    ("/caps/0/amount/amount", "16000", "/caps/0/amount"),
    ("/caps/0/amount/amount", "3499.00", "/caps/0/amount"),
    ("/caps/0/appliesTo", ["calls"], "/caps/0/appliesTo"),
    ("/caps/0/appliesTo", ["setup"], "/caps/0/appliesTo"),
    ("/caps/0/appliesTo", ["cases", "cases"], "/caps/0/appliesTo"),
    ("/caps", [cap("cases"), cap("platform", "cases")], "/caps/1/appliesTo"),
    ("/scenarios/0/id", "expected", "/scenarios"),
    ("/scenarios", [], "/scenarios"),
    ("/scenarios/0/termMonths", 13, "/scenarios"),
    ("/scenarios/0/termMonths", 13, "/scenarios/0/termMonths"),
    ("/scenarios/0/periods", [], "/scenarios/0/termMonths"),
    ("/scenarios/0/volumes", [], "/scenarios/0/volumes"),
    ("/scenarios/0/volumes/0/metricRef", "call", "/scenarios/0/volumes"),
]


@pytest.mark.parametrize(("pointer", "value", "where"), UNSOUND)
def test_a_price_that_contradicts_itself_is_named_and_not_computed(
    pricing: PublicPricing, metrics: Metrics, pointer: str, value: object, where: str
) -> None:
    found = recompute(changed(pricing, pointer, value), metrics)
    assert f"/pricing{where}" in [finding.where for finding in found]
    assert {finding.id for finding in found} == {"price-not-computable"}
    assert all(finding.remedy for finding in found)


def test_a_term_of_no_months_is_not_computed(pricing: PublicPricing, metrics: Metrics) -> None:
    price = pricing.model_copy(
        update={
            "scenarios": tuple(
                one.model_copy(update={"term_months": 0, "periods": ()})
                for one in pricing.scenarios
            )
        }
    )
    assert places(price, metrics) == [
        f"/pricing/scenarios/{number}/termMonths" for number in range(3)
    ]


def test_two_metrics_are_recounted_without_a_price_per_unit(
    pricing: PublicPricing, metrics: Metrics
) -> None:
    """A foreign proposal may count two things; their units are never added."""
    calls = metrics[0].model_copy(update={"id": "call"})
    price = changed(pricing, "/components/2/metricRef", "call")
    tier = {"unitPrice": ONE_EURO}
    second = {"id": "cases-2", "label": "More", "type": "usage", "metricRef": "case",
              "billingPeriod": "P1M", "tiers": [tier]}  # fmt: skip
    data = json.loads(price.model_dump_json())
    data["components"].append(second)
    for scenario in data["scenarios"]:
        scenario["volumes"] = [
            {"metricRef": "call", "perPeriod": "12000"},
            {"metricRef": "case", "perPeriod": "10"},
        ]
    found = recompute(PublicPricing.model_validate(data), (*metrics, calls))
    messages = {finding.where: finding.message for finding in found}
    assert messages["/pricing/scenarios/1/effectiveUnitPrice"].endswith('give "nothing".')
    # 11,440 of the retailer and 10 x 1
    assert messages["/pricing/scenarios/1/periods/1/charges/amount"] == (
        '"11440.00" stands there; its own rules give "11450.00".'
    )


def test_a_huge_number_in_a_foreign_price_does_not_stop_the_recount(
    pricing: PublicPricing, metrics: Metrics
) -> None:
    price = changed(pricing, "/scenarios/0/volumes/0/perPeriod", "999999999999999.999999999999")
    assert places(price, metrics)
    assert price.scenarios[0].volumes[0].per_period > Decimal(10) ** 14


SEATS = {"id": "seats", "label": "Seats", "type": "recurring", "amount": "1450", "unit": "seat"}


@pytest.mark.parametrize(
    ("pointer", "value", "found"),
    [
        ("/components/0/quantity", "23", "/pricing/components/0/amount"),
        ("/components/0/unitPrice/amount", "1449.99", "/pricing/components/0/amount"),
        ("/components/0/amount/amount", "34800.01", "/pricing/components/0/amount"),
        ("/components/0/unit", None, "/pricing/components/0"),
        ("/components/0/unitPrice", None, "/pricing/components/0"),
        ("/components/1/quantity", "2", "/pricing/components/1/quantity"),
    ],
)
def test_units_bought_that_do_not_make_their_amount_are_found(
    pointer: str,
    value: object,
    found: str,
    book_of: Callable[..., PriceBook],
    line: Callable[..., dict[str, object]],
    brief_of: Callable[..., DealBrief],
    words: Mapping[str, str],
    metrics: Metrics,
) -> None:
    """24 seats at 1,450 are 34,800 a month."""
    brief = brief_of(quantity="24")
    order = build_order(book_of(SEATS, line((None, "1"))), brief)
    price = public_pricing(order, brief, words)
    assert recompute(price, metrics) == ()
    (finding,) = recompute(changed(price, pointer, value), metrics)
    assert (finding.id, finding.where) == ("price-not-computable", found)

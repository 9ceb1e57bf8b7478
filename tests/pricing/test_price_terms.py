"""Price models and terms that contradict themselves are refused where they are written."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pydantic import ValidationError

from proposalkit.errors import InputRefused
from proposalkit.model.brief import DealBrief
from proposalkit.model.brief_figures import VolumesIn
from proposalkit.model.price_book import PriceBook
from proposalkit.pricing.order import build_order

ACCESS = {"id": "access", "label": "Access", "type": "recurring", "amount": "10"}
CASES = {"id": "cases", "label": "Cases", "type": "outcome", "metric": {"id": "case"},
         "tiers": [{"price": "1"}]}  # fmt: skip
MONEY = {"id": "won", "unit": "EUR won", "label": "amounts won", "kind": "amount",
         "definition": "Money received on claims the agent filed."}  # fmt: skip
SHARE = {"id": "share", "label": "Share", "type": "percentage", "metric": MONEY,
         "tiers": [{"rate": "0.15"}]}  # fmt: skip
BASELINE = {"amount": "900", "direction": "below", "source": "Ledger, signed 1 November"}
VALUE = {**SHARE, "type": "value_share", "baseline": BASELINE}
REVIEW = {"id": "review", "label": "Review", "type": "adjustment", "applies_to": ["cases"],
          "rate": "0.1", "reason": "review_level"}  # fmt: skip
SPEND = {"id": "spend", "label": "Spend", "amount": "100", "period_months": "12",
         "applies_to": ["cases"]}  # fmt: skip
OFF = {"id": "off", "label": "Off", "rate": "0.1", "applies_to": ["cases"],
       "condition": "When signed."}  # fmt: skip


@pytest.mark.parametrize(
    ("rates", "message"),
    [
        ([{**SHARE, "metric": {**MONEY, "definition": None}}], "a share of an amount nobody"),
        ([{**SHARE, "metric": {"id": "case"}}], "a share of an amount nobody defined"),
        ([{**SHARE, "tiers": [{"price": "1"}]}], "each of its tiers has a 'rate'"),
        ([{**VALUE, "baseline": None}], "value_share line 'share' needs a baseline"),
        ([{**VALUE, "tier_mode": "volume"}], "bands of a value share are graduated"),
        ([{**VALUE, "settlement_months": "5"}], "is settled every 5 months, the term has 12"),
        ([{**VALUE, "settlement_months": "3", "tail_months": "4"}], "no whole number of"),
        ([{**VALUE, "tail_rate": "0.5"}], "tail_rate without tail_months"),
        ([{**CASES, "included_months": "12"}], "included_months without included"),
        ([{**CASES, "metric": MONEY}], "counts units; its metric is an amount of money"),
        ([{**CASES, "tier_mode": "flat"}], "each of its tiers has a 'flat'"),
        ([{**CASES, "baseline": BASELINE}], "takes no baseline"),
        ([{**ACCESS, "pack": "5"}], "is a fixed amount: pack belongs to lines of type usage"),
        ([CASES, {**REVIEW, "rate": None}], "adjustment line 'review' needs a rate"),
        ([CASES, {**REVIEW, "applies_to": ["nothing"]}], "has no line 'nothing'"),
        ([CASES, REVIEW, {**REVIEW, "id": "more", "applies_to": ["review"]}], "of type adjustment"),
        ([{**CASES, "tiers": [{"price": "1", "flat": "2"}]}], "and no other price"),
        ([{**SHARE, "tiers": [{"rate": "1.5"}]}], "less than or equal to 1"),
    ],
)
def test_a_line_that_contradicts_its_kind_of_price_is_named(
    book_of: Callable[..., PriceBook], rates: list[dict[str, object]], message: str
) -> None:
    with pytest.raises(ValidationError, match=message):
        book_of(*rates)


@pytest.mark.parametrize(
    ("offer", "message"),
    [
        ({"commitments": [{**SPEND, "period_months": None}]}, "period_months"),
        ({"commitments": [{**SPEND, "amount": None}]}, "of a spend needs amount"),
        (
            {"commitments": [{**SPEND, "kind": "quantity", "quantity": "5", "metric": "case"}]},
            "of a quantity needs shortfall_price",
        ),
        ({"commitments": [SPEND, {**SPEND, "id": "b"}]}, "line 'cases' is under two commitments"),
        (
            {"cap": "50", "caps": [{"id": "c", "label": "C", "applies_to": ["cases"],
                                    "amount": "9"}]},
            "line 'cases' is under two caps",
        ),
        (
            {"commitments": [SPEND], "caps": [{"id": "c", "label": "C", "amount": "500",
                                               "applies_to": ["cases", "access"]}]},
            "share some of their lines",
        ),
        ({"discounts": [{**OFF, "amount": "5"}]}, "needs a rate or an amount"),
        ({"discounts": [{**OFF, "from_quantity": "5"}]}, "metric and from_quantity go together"),
        (
            {"discounts": [{**OFF, "rate": None, "amount": "5",
                            "applies_to": ["cases", "access"]}]},
            "takes an amount off several lines",
        ),
        ({"discounts": [{**OFF, "first_month": "4", "last_month": "3"}]}, "ends in month 3 before"),
        ({"discounts": [OFF, OFF]}, "two discounts have the id 'off'"),
        (
            {"discounts": [{**OFF, "metric": "call", "from_quantity": "5"}]},
            "counts no 'call'",
        ),
        (
            {"ramps": [{"id": "r", "label": "R", "applies_to": ["cases"],
                        "steps": [{"from_month": "4", "factor": "0.5"},
                                  {"from_month": "2", "factor": "1"}]}]},
            "its months do not rise",
        ),
        (
            {"indexation": [{"id": "i", "label": "I", "applies_to": ["cases"], "floor": "0.04",
                             "cap": "0.03", "assumed": "0.03"}]},
            "floor 0.04 is above cap 0.03",
        ),
        ({"credits": [{"id": "p", "label": "P", "amount": "1.001", "condition": "Prepaid."}]},
         "finer than the smallest coin"),
    ],
)  # fmt: skip
def test_terms_that_do_not_fit_the_lines_are_named(
    book_of: Callable[..., PriceBook], offer: dict[str, object], message: str
) -> None:
    with pytest.raises(ValidationError, match=message):
        book_of(ACCESS, CASES, **offer)


@pytest.mark.parametrize(
    ("volumes", "where"),
    [
        (
            {"others": [{"metric": "won", "expected": "5"}, {"metric": "call", "expected": "5"}]},
            "volumes.others.1.metric",
        ),
        ({"others": [{"metric": "won", "expected": "5"}] * 2}, "volumes.others.1.metric"),
        ({"others": []}, "volumes"),
        ({"others": [{"metric": "won", "expected": "5"}], "assisted": "0.1"}, "volumes.assisted"),
        (
            {"others": [{"metric": "won", "expected": "5"}], "first_months": ["0.5"] * 3},
            "volumes.first_months",
        ),
    ],
)
def test_volumes_that_do_not_fit_the_metrics_are_refused_at_their_place(
    book_of: Callable[..., PriceBook],
    brief_of: Callable[..., DealBrief],
    volumes: dict[str, object],
    where: str,
) -> None:
    book = book_of(CASES, SHARE, term_months="2")
    told = VolumesIn.model_validate({"expected": "10", **volumes})
    with pytest.raises(InputRefused) as caught:
        build_order(book, brief_of().model_copy(update={"volumes": told}))
    assert [finding.where for finding in caught.value.findings] == [where]


def test_a_figure_in_another_currency_needs_a_dated_rate_and_then_counts_exactly(
    book_of: Callable[..., PriceBook], brief_of: Callable[..., DealBrief]
) -> None:
    """3.30 USD at 0.92 EUR a dollar is 3.036 EUR."""
    cost = {"amount": "3.30", "currency": "USD", "source": "Controlling"}
    with pytest.raises(InputRefused) as caught:
        build_order(book_of(CASES), brief_of(cost_today=cost))
    assert "or the rate with its day" in caught.value.findings[0].remedy
    rate = {"rate": "0.92", "as_of": "2026-11-20", "source": "Central bank"}
    order = build_order(book_of(CASES), brief_of(cost_today={**cost, "exchange": rate}))
    assert order.cost_today is not None
    assert (str(order.cost_today.amount), order.cost_today.currency) == ("3.036", "EUR")


@pytest.mark.parametrize("number", ["-1", "NaN", "1e15", "1000000000000000"])
def test_a_volume_below_zero_without_a_number_or_of_ten_to_the_fifteenth_is_refused(
    number: str,
) -> None:
    with pytest.raises(ValidationError, match="is not a number like 1250"):
        VolumesIn.model_validate({"expected": number})

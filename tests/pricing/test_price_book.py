"""A price book that contradicts itself is refused when it is read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pydantic import ValidationError

from proposalkit.model.price_book import PriceBook

METRIC = {"id": "case"}
FIXED = {"id": "access", "label": "Access", "type": "recurring", "amount": "10"}
METERED = {"id": "cases", "label": "Cases", "type": "outcome", "metric": METRIC,
           "tiers": [{"price": "1"}]}  # fmt: skip
OTHER_METRIC = {**METERED, "id": "more", "metric": {"id": "case", "unit": "call"}}


@pytest.mark.parametrize(
    ("rates", "offer", "message"),
    [
        ([FIXED, FIXED], {}, "offer 'standard': two lines have the id 'access'"),
        ([{**FIXED, "id": "pilot-fee"}], {}, "the id 'pilot-fee' is kept for the pilot's fee"),
        ([METERED, OTHER_METRIC], {}, "metric 'case' is described in two ways"),
        ([METERED], {"cap_range": ["9", "8"]}, "cap_range runs from 9 down to 8"),
        ([METERED], {"minimum_range": ["2", "1"]}, "minimum_range runs from 2 down to 1"),
        ([{**METERED, "minimum": "5"}], {"cap": "4"}, "minimum 5 is above cap 4"),
        ([{**METERED, "amount": "5"}], {}, "is priced by its tiers and takes no amount"),
        ([{**FIXED, "included": "5"}], {}, "recurring line 'access' is a fixed amount"),
        ([{**FIXED, "tiers": [{"price": "1"}]}], {}, "recurring line 'access' is a fixed amount"),
        ([{**FIXED, "amount": None}], {}, "recurring line 'access' needs an amount"),
        ([{**METERED, "tiers": []}], {}, "outcome line 'cases' needs tiers"),
        ([{**METERED, "unit": "seat"}], {}, "is counted by its metric and takes no unit"),
        ([{**FIXED, "type": "one_time", "unit": "seat"}], {}, "is charged once and takes no unit"),
        (
            [{**FIXED, "unit": "seat"}, {**FIXED, "id": "more", "unit": "desk"}],
            {},
            "two lines are priced by a unit bought",
        ),
        ([{**METERED, "metric": None}], {}, "outcome line 'cases' needs a metric"),
        ([{**METERED, "minimum": "5", "maximum": "4"}], {}, "minimum 5 is above maximum 4"),
        ([METERED], {"pilot": {"fee": "1", "credit": "2"}}, "credit 2 is above the fee 1"),
    ],
)
def test_a_contradiction_is_named(
    book_of: Callable[..., PriceBook],
    rates: list[dict[str, object]],
    offer: dict[str, object],
    message: str,
) -> None:
    with pytest.raises(ValidationError, match=message):
        book_of(*rates, **offer)


@pytest.mark.parametrize(
    "tiers",
    [
        [{"up_to": "5", "price": "1"}],  # no open tier
        [{"price": "1"}, {"price": "2"}],  # open before the last
        [{"up_to": "5", "price": "1"}, {"up_to": "5", "price": "1"}, {"price": "1"}],  # level
        [{"up_to": "0", "price": "1"}, {"price": "1"}],  # an empty first tier
    ],
)
def test_tiers_that_do_not_rise_to_one_open_tier_are_refused(
    book_of: Callable[..., PriceBook], tiers: list[dict[str, str]]
) -> None:
    with pytest.raises(ValidationError, match="tier"):
        book_of({**METERED, "tiers": tiers})


def test_amounts_finer_than_the_smallest_coin_are_all_named(
    book_of: Callable[..., PriceBook],
) -> None:
    with pytest.raises(ValidationError) as caught:
        book_of(
            {**FIXED, "amount": "10.005"}, METERED,
            cap="90.001", pilot={"fee": "5.555", "credit": "0"},
        )  # fmt: skip
    text = str(caught.value)
    assert "finer than the smallest coin of EUR" in text
    assert "amount of line 'access' in offer 'standard' is 10.005" in text
    assert "cap in offer 'standard' is 90.001" in text
    assert "fee of the pilot in offer 'standard' is 5.555" in text


def test_two_offers_with_one_id_are_refused() -> None:
    offer = {"id": "gold", "rates": [FIXED]}
    with pytest.raises(ValidationError, match="two offers have the id 'gold'"):
        PriceBook.model_validate({"currency": "EUR", "offers": [offer, offer]})


@pytest.mark.parametrize("amount", ["1e3", "-1", "1,000", "1234567890123456", 12345678901234567890])
def test_a_number_that_is_not_written_out_in_at_most_15_digits_is_refused(
    book_of: Callable[..., PriceBook], amount: object
) -> None:
    with pytest.raises(ValidationError, match="is not a number like 1250"):
        book_of({**FIXED, "amount": amount})

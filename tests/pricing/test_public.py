"""What the buyer sees of an order."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from proposalkit.errors import InputRefused
from proposalkit.model.brief import DealBrief
from proposalkit.model.pricing import PublicPricing
from proposalkit.pricing.order import Order
from proposalkit.pricing.public import public_pricing, wording_keys


def test_the_public_price_has_the_words_of_the_knowledge_and_the_numbers_of_the_deal(
    pricing: PublicPricing,
) -> None:
    (cap,), (credit,) = pricing.caps, pricing.credits
    assert (cap.label, cap.on_reach_text) == (
        "Monthly cap", "Further units are served without charge.",
    )  # fmt: skip
    assert (credit.label, credit.condition) == ("Pilot credit", "Earned when production starts.")
    assert str(credit.amount.amount) == "3750.00"
    assert (pricing.tax.text, pricing.tax.treatment) == ("Prices exclude tax.", "exclusive")
    assert pricing.cost_today_source == "Controlling, third quarter"
    assert [scenario.id for scenario in pricing.scenarios] == ["low", "expected", "high"]


def test_the_tax_text_of_the_deal_wins(
    order_of: Callable[..., Order],
    line: Callable[..., dict[str, object]],
    brief_of: Callable[..., DealBrief],
) -> None:
    price = public_pricing(order_of(line((None, "1"))), brief_of(tax="VAT is added."), {})
    assert price.tax.text == "VAT is added."
    assert (price.cost_today, price.cost_today_source) == (None, None)


def test_each_missing_sentence_is_named_at_once(retailer: tuple[Order, DealBrief]) -> None:
    with pytest.raises(InputRefused) as caught:
        public_pricing(*retailer, {"cap.label": "Cap"})
    assert [finding.where for finding in caught.value.findings] == [
        "wording.cap.free",
        "wording.credit.pilot.label",
        "wording.credit.pilot",
        "wording.tax.default",
    ]


def test_only_the_sentences_an_order_needs_are_asked_for(
    order_of: Callable[..., Order],
    line: Callable[..., dict[str, object]],
    brief_of: Callable[..., DealBrief],
) -> None:
    assert wording_keys(order_of(line((None, "1"))), brief_of()) == ("tax.default",)


def test_json_and_back_is_the_same_price(pricing: PublicPricing, words: Mapping[str, str]) -> None:
    text = pricing.model_dump_json()
    assert PublicPricing.model_validate_json(text) == pricing
    assert '"perPeriod":"12000"' in text
    assert '"total":{"amount":"147530.00","currency":"EUR"}' in text

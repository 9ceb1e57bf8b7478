"""Offers side by side: grounds, totals, the golden table, silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.compare.prices import USAGE, PlainPrice, an_offer, per_unit
from tests.exports.sample_prices import committed, graduated, proposal_of

from proposalkit.compare.comparison import Question, compare_offers
from proposalkit.compare.offers import Offer, Rate, UnitCounted
from proposalkit.errors import InputRefused
from proposalkit.model.comparison import Comparison
from proposalkit.model.comparison_words import standing_words

DAY = date(2026, 12, 1)


def compared(*offers: Offer, volume: str = "1000", **more: object) -> Comparison:
    question = Question(volumes={"expected": Decimal(volume)}, on=DAY)
    return compare_offers(offers, replace(question, **more))  # type: ignore[arg-type]


def refused(*offers: Offer, **more: object) -> list[str]:
    with pytest.raises(InputRefused) as caught:
        compared(*offers, **more)
    assert all(one.remedy for one in caught.value.findings)
    return [f"{one.id}: {one.message}" for one in caught.value.findings]


def test_the_lowest_total_is_named_and_the_volume_where_it_changes() -> None:
    # 12 x (100 + 0.40 x 1,000) = 6,000; 12 x 0.60 x 1,000 = 7,200; equal at 500
    found = compared(an_offer("A", PlainPrice(per_unit("0.40", "100"))),
                     an_offer("B", PlainPrice(per_unit("0.60"))))  # fmt: skip
    (row,) = found.totals
    assert [str(cell.total.amount) for cell in row.cells] == ["6000.00", "7200.00"]
    assert [str(cell.unit_price and cell.unit_price.amount) for cell in row.cells] == [
        "0.5000", "0.6000",
    ]  # fmt: skip
    assert row.lowest == ("A",)
    assert found.pairs[0].break_even == (500, 501)


def test_every_difference_of_ground_is_named_at_once() -> None:
    said = refused(
        an_offer("A", PlainPrice(per_unit("1"))),
        an_offer("B", PlainPrice(per_unit("1"), currency="USD", tax="inclusive", months=24)),
    )
    assert [one.split(":")[0] for one in said] == [
        "currencies-differ",
        "tax-differs",
        "term-differs",
    ]
    assert '"EUR"' in said[0]
    assert '"USD"' in said[0]
    assert '"12" months, B (B.json) "24" months' in said[2]


def test_a_dated_rate_brings_one_currency_to_the_other() -> None:
    # 12 x 1.00 x 1,000 USD = 12,000 USD = 11,040 EUR at 0.92
    found = compared(
        an_offer("A", PlainPrice(per_unit("0.95"))),
        an_offer("B", PlainPrice(per_unit("1.00"), currency="USD")),
        rates=(Rate("USD", Decimal("0.92"), date(2026, 11, 20)),),
    )
    assert found.currency == "EUR"
    assert str(found.totals[0].cells[1].total.amount) == "11040.00"
    assert found.totals[0].lowest == ("B",)
    assert str(found.offers[1].rate_as_of) == "2026-11-20"


def test_a_rate_nobody_needs_is_refused() -> None:
    rates = (Rate("JPY", Decimal("0.006"), DAY),)
    (said,) = refused(an_offer("A", PlainPrice(per_unit("1"))),
                      an_offer("B", PlainPrice(per_unit("2"))), rates=rates)  # fmt: skip
    assert said.startswith("rate-unused")


def test_one_offer_alone_is_not_compared() -> None:
    (said,) = refused(an_offer("A", PlainPrice(per_unit("1"))))
    assert said.startswith("offers-to-compare")


def test_units_that_differ_name_no_lower_offer_and_seek_no_volume() -> None:
    other = UnitCounted("usage", "documents", "document", "one document read", None)
    found = compared(an_offer("A", PlainPrice(per_unit("1"))),
                     an_offer("B", PlainPrice(per_unit("2")), other))  # fmt: skip
    assert found.totals[0].lowest == ()
    assert found.pairs[0].verdict == "not_like_for_like"
    assert found.pairs[0].differing == (
        "unit: page and document", "definition of the unit: one page read and one document read",
    )  # fmt: skip
    assert found.pairs[0].spans == ()


def test_only_the_buyer_can_take_units_as_the_same_and_the_report_says_so() -> None:
    other = UnitCounted("usage", "documents", "document", None, None)
    found = compared(an_offer("A", PlainPrice(per_unit("1"))),
                     an_offer("B", PlainPrice(per_unit("2")), other), same_unit=True)  # fmt: skip
    assert found.pairs[0].verdict == "taken_as_same"
    assert found.pairs[0].differing
    assert found.totals[0].lowest == ("A",)


def test_a_fixed_price_and_a_price_of_units_are_not_like_for_like() -> None:
    found = compared(an_offer("A", PlainPrice(per_unit("0", "500")), None),
                     an_offer("B", PlainPrice(per_unit("1"))))  # fmt: skip
    (said,) = found.pairs[0].differing
    assert said == "unit: one offer counts no units, so its price does not follow the volume"


def test_a_unit_typed_by_hand_is_never_taken_for_another() -> None:
    unknown = replace(USAGE, kind="unknown")
    found = compared(an_offer("A", PlainPrice(per_unit("1")), unknown),
                     an_offer("B", PlainPrice(per_unit("2")), unknown))  # fmt: skip
    assert found.pairs[0].verdict == "not_like_for_like"


def test_of_a_unit_typed_by_hand_the_kind_is_known_and_nothing_else() -> None:
    typed = UnitCounted("usage", "units", "unit", None, None, by_hand=True)
    for first, second in ((USAGE, typed), (typed, USAGE), (typed, typed)):
        found = compared(an_offer("A", PlainPrice(per_unit("1")), first),
                         an_offer("B", PlainPrice(per_unit("2")), second))  # fmt: skip
        assert found.pairs[0].verdict == "not_like_for_like"
        assert found.pairs[0].differing[0].startswith("what one unit is: ")
    outcome = replace(typed, kind="outcome")
    found = compared(an_offer("A", PlainPrice(per_unit("1"))),
                     an_offer("B", PlainPrice(per_unit("2")), outcome))  # fmt: skip
    assert found.pairs[0].differing == ("kind of unit: usage and outcome",)


def test_what_a_price_commits_to_and_the_volumes_that_stay_are_said() -> None:
    # the sample commits to EUR 3,000 a quarter and 1,000 calls in four months; it expects 400 calls
    flat = PlainPrice(per_unit("1"))
    found = compared(
        replace(an_offer("A", flat), proposal=proposal_of(committed())),
        replace(an_offer("B", flat), proposal=proposal_of(graduated())),
        an_offer("C", flat),
    )
    said = [(one.offer, one.pointer, one.value) for one in found.price_commitments]
    assert said == [
        ("A", "/pricing/commitments/0", "Least spend: at least EUR 3,000.00 in each 3 months from "
         "month 1; a shortfall is billed and counts towards the next period"),
        ("A", "/pricing/commitments/1", "Least calls: at least 1,000 calls answered in each 4 "
         "months from month 3; a shortfall is billed at EUR 0.333 a unit and counts towards the "
         "next period"),
        ("B", "/pricing/commitments", "none"),
        ("C", None, "not_stated"),
    ]  # fmt: skip
    held = [one for one in found.not_compared if "at every volume here" in one]
    assert held == ["A counts 400 calls answered a month at every volume here, as it expects "
                    "them itself; the volumes asked are of resolved cases alone."]  # fmt: skip


@pytest.mark.parametrize(
    ("grade", "words"),
    [
        ("draft", "a DRAFT, not an offer; its last day would be 23 December 2026"),
        ("for_discussion", "for discussion; stands until 23 December 2026"),
        ("issued", "stands until 23 December 2026"),
    ],
)
def test_a_draft_is_called_a_draft(grade: str, words: str) -> None:
    made = proposal_of(graduated(), grade=grade)
    offer = replace(an_offer("A", PlainPrice(per_unit("1"))), proposal=made)
    found = compared(offer, an_offer("B", PlainPrice(per_unit("1"))))
    assert standing_words(found.offers[0]) == words

"""How far a deal goes beyond its book, against shares worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from proposalkit.errors import InputRefused
from proposalkit.model.brief import DealBrief
from proposalkit.model.price_book import PriceBook
from proposalkit.model.price_exception import BeyondBook
from proposalkit.model.seller import InternalProfile
from proposalkit.pricing.beyond_book import beyond_book, discount_share, list_total, outside_range
from proposalkit.pricing.order import build_order

Make = Callable[..., dict[str, object]]
STEPS = [{"limit": "0", "role": "Account executive", "hours": "4"},
         {"role": "Chief financial officer", "hours": "48"}]  # fmt: skip
COSTS = InternalProfile.model_validate(
    {"cost_per_attempt": "0.50", "billed_share": "1", "monthly_cost": "100"}
)


@pytest.mark.parametrize(
    ("listed", "offered", "share"),
    [
        ("1000", "900", "0.1"),
        ("147530", "132777", "0.1"),  # 147,530 x 0.9 = 132,777
        ("1000", "1000", "0"),
        ("1000", "1200", "0"),  # dearer than the book is no discount
        ("0", "0", "0"),
    ],
)
def test_a_discount_is_what_the_offered_total_takes_off_the_list_total(
    listed: str, offered: str, share: str
) -> None:
    assert discount_share(Decimal(listed), Decimal(offered)) == Decimal(share)


@pytest.mark.parametrize(
    ("wish", "standard", "limits", "share"),
    [
        ("12000", "16000", ("12000", "40000"), "0"),
        ("9000", "16000", ("12000", "40000"), "0.25"),  # 3,000 of 12,000
        ("50000", "16000", ("12000", "40000"), "0.25"),  # 10,000 of 40,000
        ("16000", "16000", None, "0"),
        ("8000", "16000", None, "0.5"),  # no range: off the standard itself
        ("8000", None, None, None),
        ("5", "3", ("0", "0"), None),  # nothing to take a share of
    ],
)
def test_an_amount_lies_a_share_outside_the_nearest_end_of_its_range(
    wish: str, standard: str | None, limits: tuple[str, str] | None, share: str | None
) -> None:
    found = outside_range(
        Decimal(wish),
        None if standard is None else Decimal(standard),
        None if limits is None else (Decimal(limits[0]), Decimal(limits[1])),
    )
    assert found == (None if share is None else Decimal(share))


def _book(
    book_of: Callable[..., PriceBook], line: Make, *subjects: str, **offer: object
) -> PriceBook:
    book = book_of(line((None, "1.00"), minimum="500"), pilot={"fee": "2000"}, **offer)
    matrix = {subject: STEPS for subject in subjects}
    data = {**book.model_dump(), "approvals": matrix or None}
    return PriceBook.model_validate(data)


def _measured(book: PriceBook, brief: DealBrief, **ranks: int) -> dict[str, BeyondBook]:
    order = build_order(book, brief)
    found = beyond_book(book, brief, order, COSTS, ranks)
    return {one.subject: one for one in found}


def test_a_pilot_fee_below_the_book_is_a_discount_of_the_whole_term(
    book_of: Callable[..., PriceBook], brief_of: Callable[..., DealBrief], line: Make
) -> None:
    """12 months x 1,000 + 2,000 = 14,000 by the book; 12,600 offered: a tenth."""
    book, brief = _book(book_of, line), brief_of("1000", pilot={"fee": "600"})
    assert list_total(book, brief) == Decimal("14000.00")
    found = _measured(book, brief)["discount"]
    assert found.measure == Decimal("0.1")
    assert found.what == (
        "Discount of 10%: EUR 12,600.00 over the term at the expected volume, "
        "EUR 14,000.00 by the price book"
    )


def test_a_discount_of_the_deal_is_measured_over_the_term(
    book_of: Callable[..., PriceBook], brief_of: Callable[..., DealBrief], line: Make
) -> None:
    """12 months x 1,000 = 12,000; a quarter off for 6 of 12 months takes 1,500: an eighth."""
    wish = {"rate": "0.25", "label": "Launch", "condition": "First deal.", "last_month": "6"}
    found = _measured(_book(book_of, line), brief_of("1000", discount=wish))["discount"]
    assert found.measure == Decimal("0.125")


def test_a_deal_that_keeps_to_its_book_is_beyond_it_in_nothing(
    book_of: Callable[..., PriceBook], brief_of: Callable[..., DealBrief], line: Make
) -> None:
    assert _measured(_book(book_of, line), brief_of("1000", pilot={}, payment_days=90)) == {}


def test_a_cap_outside_its_range_is_refused_until_the_matrix_has_a_row_for_it(
    book_of: Callable[..., PriceBook], brief_of: Callable[..., DealBrief], line: Make
) -> None:
    limits = {"cap": "16000", "cap_range": ["12000", "40000"]}
    brief = brief_of("1000", cap="9000")
    with pytest.raises(InputRefused) as refused:
        build_order(_book(book_of, line, "discount", **limits), brief)
    assert [one.id for one in refused.value.findings] == ["cap-out-of-range"]
    assert _measured(_book(book_of, line, "cap", **limits), brief)["cap"].measure == Decimal("0.25")


def test_a_minimum_outside_its_range_is_an_exception_of_its_own_and_no_discount(
    book_of: Callable[..., PriceBook], brief_of: Callable[..., DealBrief], line: Make
) -> None:
    book = _book(book_of, line, "minimum", "discount", minimum_range=["400", "600"])
    found = _measured(book, brief_of("100", minimum="300"))
    assert list(found) == ["minimum"]
    assert found["minimum"].measure == Decimal("0.25")  # 100 of 400
    assert found["minimum"].listed == "EUR 400.00 to EUR 600.00"


def test_the_margin_is_that_of_the_expected_volume(
    book_of: Callable[..., PriceBook], brief_of: Callable[..., DealBrief], line: Make
) -> None:
    """Revenue 12 x 1,000 = 12,000; cost 12 x (1,000 x 0.50 + 100) = 7,200; 4,800 of 12,000."""
    found = _measured(_book(book_of, line, "margin"), brief_of("1000"))
    assert found["margin"].measure == Decimal("0.4000")


def test_a_margin_that_cannot_be_computed_says_what_lacks(
    book_of: Callable[..., PriceBook], brief_of: Callable[..., DealBrief], line: Make
) -> None:
    book, brief = _book(book_of, line, "margin"), brief_of("1000")
    (found,) = beyond_book(book, brief, build_order(book, brief), InternalProfile(), {})
    assert found.measure is None
    assert "internal.cost_per_attempt" in found.lacking


def test_a_term_shorter_than_the_offers_counts_in_months(
    book_of: Callable[..., PriceBook], brief_of: Callable[..., DealBrief], line: Make
) -> None:
    book, brief = _book(book_of, line), brief_of("1000")
    order = build_order(book, brief).model_copy(update={"term_months": 9})
    (found,) = (
        one for one in beyond_book(book, brief, order, COSTS, {}) if one.subject == "term"
    )  # fmt: skip
    assert found.measure == 3


def test_days_to_pay_and_clause_positions_count_when_the_matrix_has_a_row(
    book_of: Callable[..., PriceBook], brief_of: Callable[..., DealBrief], line: Make
) -> None:
    book = _book(book_of, line, "payment_days", "clause_position")
    brief = brief_of("1000", payment_days=45)
    found = beyond_book(book, brief, build_order(book, brief), COSTS, {"liability": 2, "data": 0})
    assert [(one.subject, one.about, one.measure) for one in found] == [
        ("payment_days", "", Decimal(45)), ("clause_position", "liability", Decimal(2)),
    ]  # fmt: skip

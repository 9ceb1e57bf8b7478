"""Two price books compared, in words and figures worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from proposalkit.model.brief import DealBrief
from proposalkit.model.price_book import PriceBook
from proposalkit.pricing.book_diff import book_changes, deal_change

Make = Callable[..., dict[str, object]]


def _lines(old: PriceBook, new: PriceBook) -> list[str]:
    return [one.line() for one in book_changes(old, new)]


def test_a_book_does_not_differ_from_itself_nor_by_its_version(
    book_of: Callable[..., PriceBook], line: Make
) -> None:
    book = book_of(line((None, "1.00")))
    assert _lines(book, book.model_copy(update={"version": "2026-12"})) == []


def test_each_changed_value_is_named_with_both_figures(
    book_of: Callable[..., PriceBook], line: Make
) -> None:
    old = book_of(
        line(("5000", "0.95"), (None, "0.80"), minimum="3500"),
        cap="16000", cap_range=["12000", "40000"], pilot={"fee": "7500", "credit": "3750"},
        not_included=["Travel", "Training"],
    )  # fmt: skip
    new = book_of(
        line(("6000", "0.95"), (None, "0.84"), minimum="3500"),
        cap="15000", cap_range=["10000", "40000"], pilot={"fee": "7500", "credit": "5000"},
        not_included=["Training", "Telephone"],
    )  # fmt: skip
    assert _lines(old, new) == [
        "offer standard, line cases, tier 1, up to: 5,000 -> 6,000 (+1,000, +20%)",
        "offer standard, line cases, tier 2, price: 0.80 -> 0.84 (+0.04, +5%)",
        "offer standard, cap: 16,000 -> 15,000 (-1,000, -6.25%)",
        "offer standard, cap range: 12,000, 40,000 -> 10,000, 40,000",
        "offer standard, pilot, credit: 3,750 -> 5,000 (+1,250, +33.33%)",
        "offer standard, not included: Travel -> Telephone",
    ]


def test_lines_offers_and_steps_that_come_and_go_are_said_whole(
    book_of: Callable[..., PriceBook], line: Make
) -> None:
    setup = {"id": "setup", "label": "Set-up", "type": "one_time", "amount": "500"}
    old, new = book_of(line((None, "1.00")), setup), book_of(line(("10", "1.00"), (None, "0.90")))
    assert _lines(old, new) == [
        "offer standard, line cases, tier 1, up to: none -> 10",
        "offer standard, line cases, tier 2: none -> price 0.90",
        "offer standard, line setup: id setup; label Set-up; type one_time; amount 500; "
        "tier mode graduated -> none",
    ]


def test_a_changed_matrix_is_said_step_by_step(
    book_of: Callable[..., PriceBook], line: Make
) -> None:
    data = book_of(line((None, "1.00"))).model_dump()
    steps = [{"limit": "0.10", "role": "AE", "hours": "4"}, {"role": "CFO", "hours": "48"}]
    less = [{**steps[0], "limit": "0.05"}, {**steps[1], "role": "Chief executive officer"}]
    old, new = (
        PriceBook.model_validate({**data, "approvals": {"discount": one}}) for one in (steps, less)
    )
    assert _lines(old, new) == [
        "approval matrix, discount, step 1, limit: 0.10 -> 0.05 (-0.05, -50%)",
        "approval matrix, discount, step 2, role: CFO -> Chief executive officer",
    ]


def test_a_deal_is_priced_by_both_books_at_its_own_volume(
    book_of: Callable[..., PriceBook], brief_of: Callable[..., DealBrief], line: Make
) -> None:
    """12 months x 1,000 units: 12,000.00 at 1.00, 12,600.00 at 1.05."""
    old, new = book_of(line((None, "1.00"))), book_of(line((None, "1.05")))
    found = deal_change("acme", brief_of("1000"), old, new)
    assert (found.state, found.difference) == ("open", Decimal("600.00"))
    assert found.old is not None
    assert found.new is not None
    assert (str(found.old.amount), str(found.new.amount)) == ("12000.00", "12600.00")


def test_a_deal_the_new_book_cannot_price_says_why(
    book_of: Callable[..., PriceBook], brief_of: Callable[..., DealBrief], line: Make
) -> None:
    old = book_of(line((None, "1.00")), cap="900", cap_range=["500", "2000"])
    new = book_of(line((None, "1.00")), cap="900", cap_range=["800", "2000"])
    found = deal_change("acme", brief_of("1000", cap="600"), old, new)
    assert found.state == "cannot_be_priced"
    assert 'A cap of "600" is not allowed' in found.note


def test_totals_in_two_currencies_have_no_difference(
    book_of: Callable[..., PriceBook], brief_of: Callable[..., DealBrief], line: Make
) -> None:
    old, new = book_of(line((None, "1.00"))), book_of(line((None, "1.00")), currency="USD")
    found = deal_change("acme", brief_of("1000"), old, new)
    assert (found.difference, found.note) == (None, "The books are in two currencies.")

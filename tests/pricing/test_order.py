"""From price book and brief to an order, and every way a deal is refused."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from proposalkit.errors import InputRefused
from proposalkit.model.brief import DealBrief
from proposalkit.model.price_book import PriceBook
from proposalkit.pricing.order import build_order

Line = Callable[..., dict[str, object]]
BookOf = Callable[..., PriceBook]
BriefOf = Callable[..., DealBrief]
ACCESS = {"id": "access", "label": "Access", "type": "recurring", "amount": "10"}


def refusals(book: PriceBook, brief: DealBrief) -> dict[str, str]:
    """Give id and place of each problem."""
    with pytest.raises(InputRefused) as caught:
        build_order(book, brief)
    assert all(finding.remedy for finding in caught.value.findings)
    return {finding.id: finding.where for finding in caught.value.findings}


def test_an_order_carries_the_lines_and_terms_of_its_offer(
    book_of: BookOf, brief_of: BriefOf, line: Line
) -> None:
    book = book_of(
        ACCESS, line(("5", "1.5"), (None, "1"), minimum="7", clauses=["pricing-floor-cap"]),
        label="Two lines", cap="500", cap_behaviour="stop", term_months="6",
        not_included=["Travel"],
    )  # fmt: skip
    cost = {"amount": "3.105", "currency": "EUR", "source": "Controlling"}
    order = build_order(book, brief_of(cost_today=cost))
    access, cases = order.components
    assert (access.billing_period, str(access.amount and access.amount.amount)) == ("P1M", "10.00")
    assert (cases.metric_ref, cases.tier_mode, cases.clause_refs) == (
        "case", "graduated", ("pricing-floor-cap",),
    )  # fmt: skip
    assert str(cases.minimum and cases.minimum.amount) == "7.00"
    assert [str(tier.unit_price.amount) for tier in cases.tiers] == ["1.5", "1"]
    (cap,) = order.caps
    assert (cap.applies_to, str(cap.amount.amount), cap.on_reach) == (("cases",), "500.00", "stop")
    assert str(order.cost_today and order.cost_today.amount) == "3.105"
    assert (order.label, order.price_book, order.term_months) == ("Two lines", "2026-11", 6)
    assert order.not_included == ("Travel",)
    assert [metric.id for metric in order.metrics] == ["case"]
    assert (order.rounding.scale, order.credits, order.pilot_fee) == (2, (), None)


def test_one_open_tier_says_nothing_about_how_tiers_apply(
    book_of: BookOf, brief_of: BriefOf, line: Line
) -> None:
    order = build_order(book_of(line((None, "1"), tier_mode="volume")), brief_of())
    assert order.components[0].tier_mode is None


@pytest.mark.parametrize(("wish", "minimum"), [(None, "50.00"), ("80", "80.00"), ("0", None)])
def test_the_deals_minimum_replaces_the_price_books_and_zero_removes_it(
    book_of: BookOf, brief_of: BriefOf, line: Line, wish: str | None, minimum: str | None
) -> None:
    book = book_of(ACCESS, line((None, "1"), minimum="50"), minimum_range=["0", "100"])
    access, cases = build_order(book, brief_of(minimum=wish)).components
    assert access.minimum is None
    assert (str(cases.minimum.amount) if cases.minimum else None) == minimum


@pytest.mark.parametrize("wish", ["100", "150", "200"])
def test_a_cap_on_the_ends_of_the_range_is_allowed(
    book_of: BookOf, brief_of: BriefOf, line: Line, wish: str
) -> None:
    book = book_of(line((None, "1")), cap="150", cap_range=["100", "200"])
    assert build_order(book, brief_of(cap=wish)).caps[0].amount.amount == Decimal(wish)


def test_the_price_books_own_value_is_allowed_without_a_range(
    book_of: BookOf, brief_of: BriefOf, line: Line
) -> None:
    book = book_of(line((None, "1"), minimum="50"), cap="150")
    order = build_order(book, brief_of(minimum="50", cap="150"))
    assert order.caps[0].amount.amount == 150


@pytest.mark.parametrize(
    ("pilot", "wish", "fee", "credit"),
    [
        ({"fee": "900", "credit": "300"}, {}, "900.00", "300.00"),
        ({"fee": "900", "credit": "300"}, {"fee": "300"}, "300.00", "300.00"),
        ({"fee": "900"}, {"fee": "1000.50"}, "1000.50", None),
        (None, {"fee": "700"}, "700.00", None),
        (None, {"fee": "0"}, "0.00", None),
    ],
)
def test_a_pilot_is_a_one_time_line_with_its_credit(
    book_of: BookOf,
    brief_of: BriefOf,
    line: Line,
    pilot: object,
    wish: object,
    fee: str,
    credit: str | None,
) -> None:
    order = build_order(book_of(line((None, "1")), pilot=pilot), brief_of(pilot=wish))
    last = order.components[-1]
    assert (last.id, last.label, last.type) == ("pilot-fee", "Pilot fee", "one_time")
    assert str(last.amount and last.amount.amount) == fee
    assert order.pilot_fee == last.amount
    assert [str(one.amount.amount) for one in order.credits] == ([credit] if credit else [])


def test_an_offers_pilot_stays_out_of_a_deal_without_one(
    book_of: BookOf, brief_of: BriefOf, line: Line
) -> None:
    order = build_order(book_of(line((None, "1")), pilot={"fee": "900", "credit": "9"}), brief_of())
    assert (len(order.components), order.credits) == (1, ())


def test_an_unknown_offer_is_refused_with_the_offers_there_are(
    book_of: BookOf, brief_of: BriefOf, line: Line
) -> None:
    with pytest.raises(InputRefused) as caught:
        build_order(book_of(line((None, "1"))), brief_of(offer="gold"))
    (finding,) = caught.value.findings
    assert finding.line() == (
        'commercial.offer: Price book "2026-11" has no offer "gold". '
        'Use one of its offers: "standard".'
    )


@pytest.mark.parametrize(
    ("wishes", "range_", "found"),
    [
        ({"minimum": "99"}, ["100", "200"], "minimum-out-of-range"),
        ({"minimum": "201"}, ["100", "200"], "minimum-out-of-range"),
        ({"minimum": "60"}, None, "minimum-out-of-range"),
        ({"cap": "299"}, ["100", "200"], "cap-out-of-range"),
        ({"cap": "901"}, ["100", "200"], "cap-out-of-range"),
        ({"cap": "600"}, None, "cap-out-of-range"),
    ],
)
def test_a_wish_outside_the_range_is_refused(
    book_of: BookOf,
    brief_of: BriefOf,
    line: Line,
    wishes: dict[str, str],
    range_: list[str] | None,
    found: str,
) -> None:
    caps = ["300", "900"] if range_ else None
    book = book_of(line((None, "1"), minimum="50"), cap="500", minimum_range=range_, cap_range=caps)
    (name,) = wishes
    assert refusals(book, brief_of(**wishes)) == {found: f"commercial.{name}"}


def test_the_message_of_a_wish_out_of_range_names_value_and_range(
    book_of: BookOf, brief_of: BriefOf, line: Line
) -> None:
    book = book_of(line((None, "1")), cap="500", cap_range=["300", "900"])
    with pytest.raises(InputRefused) as caught:
        build_order(book, brief_of(cap="901"))
    assert caught.value.findings[0].line() == (
        'commercial.cap: A cap of "901" is not allowed: the price book gives a deal '
        "300 to 900 EUR. Choose a cap in that range, or have the price book changed."
    )


@pytest.mark.parametrize(
    ("wishes", "where"),
    [
        ({"minimum": "600"}, "commercial.minimum"),
        ({"minimum": "450", "cap": "400"}, "commercial.minimum"),
        ({"cap": "40"}, "commercial.cap"),
    ],
)
def test_a_minimum_above_the_cap_is_refused_where_the_deal_set_it(
    book_of: BookOf, brief_of: BriefOf, line: Line, wishes: dict[str, str], where: str
) -> None:
    book = book_of(
        line((None, "1"), minimum="50"),
        minimum_range=["0", "1000"], cap="500", cap_range=["10", "1000"],
    )  # fmt: skip
    assert refusals(book, brief_of(**wishes)) == {"minimum-above-cap": where}


def test_a_minimum_at_the_cap_is_allowed_and_above_the_lines_maximum_refused(
    book_of: BookOf, brief_of: BriefOf, line: Line
) -> None:
    book = book_of(line((None, "1"), maximum="80"), minimum_range=["0", "1000"], cap="80")
    assert build_order(book, brief_of(minimum="80")).components[0].minimum is not None
    assert refusals(book, brief_of(minimum="81")) == {"minimum-above-cap": "commercial.minimum"}


def test_a_deals_minimum_needs_exactly_one_metered_line(
    book_of: BookOf, brief_of: BriefOf, line: Line
) -> None:
    two = book_of(
        line((None, "1")), line((None, "2"), id="more"), minimum_range=["0", "9"], cap="12"
    )
    place = {"minimum-without-line": "commercial.minimum"}
    assert refusals(two, brief_of(minimum="7")) == place
    assert refusals(book_of(ACCESS, minimum_range=["0", "9"]), brief_of(minimum="7")) == place


def test_a_cap_needs_a_metered_line(book_of: BookOf, brief_of: BriefOf) -> None:
    assert refusals(book_of(ACCESS, cap_range=["0", "9"]), brief_of(cap="9")) == {
        "cap-without-line": "commercial.cap"
    }
    assert refusals(book_of(ACCESS, cap="9"), brief_of()) == {
        "cap-without-line": "commercial.offer"
    }


def test_an_offer_that_counts_two_metrics_needs_the_volume_of_both(
    book_of: BookOf, brief_of: BriefOf, line: Line
) -> None:
    calls = line((None, "1"), id="calls", metric={"id": "call", "unit": "call", "label": "calls"})
    assert refusals(book_of(line((None, "1")), calls), brief_of()) == {"volume-missing": "volumes"}


@pytest.mark.parametrize(
    ("pilot", "wish", "found"),
    [
        (None, {}, {"pilot-fee-missing": "commercial.pilot"}),
        (
            {"fee": "900", "credit": "300"},
            {"fee": "299"},
            {"pilot-credit-above-fee": "commercial.pilot.fee"},
        ),
    ],
)
def test_a_pilot_without_fee_or_with_more_credit_than_fee_is_refused(
    book_of: BookOf, brief_of: BriefOf, line: Line, pilot: object, wish: object, found: object
) -> None:
    assert refusals(book_of(line((None, "1")), pilot=pilot), brief_of(pilot=wish)) == found


def test_an_offer_on_the_last_day_is_fine_and_a_day_later_refused(
    book_of: BookOf, brief_of: BriefOf, line: Line
) -> None:
    book = book_of(line((None, "1")))
    assert build_order(book, brief_of(offer_date="2026-12-31"))
    assert refusals(book, brief_of(offer_date="2027-01-01")) == {"price-book-expired": "offer_date"}


def test_every_problem_comes_at_once(book_of: BookOf, brief_of: BriefOf, line: Line) -> None:
    book = book_of(line((None, "1")), cap="500", pilot={"fee": "9", "credit": "8"})
    cost = {"amount": "3", "currency": "USD", "source": "Guess"}
    brief = brief_of(
        offer_date="2027-01-01", cost_today=cost, minimum="5.005", cap="7.001",
        pilot={"fee": "1.999"},
    )  # fmt: skip
    with pytest.raises(InputRefused) as caught:
        build_order(book, brief)
    assert [(finding.id, finding.where) for finding in caught.value.findings] == [
        ("price-book-expired", "offer_date"),
        ("currency-differs", "workflow.cost_today.currency"),
        ("too-many-decimals", "commercial.minimum"),
        ("too-many-decimals", "commercial.cap"),
        ("too-many-decimals", "commercial.pilot.fee"),
        ("minimum-out-of-range", "commercial.minimum"),
        ("cap-out-of-range", "commercial.cap"),
        ("pilot-credit-above-fee", "commercial.pilot.fee"),
    ]


def test_problems_of_the_whole_book_come_with_an_unknown_offer(
    book_of: BookOf, brief_of: BriefOf, line: Line
) -> None:
    brief = brief_of(offer="gold", offer_date="2027-01-01")
    assert set(refusals(book_of(line((None, "1"))), brief)) == {
        "unknown-offer",
        "price-book-expired",
    }


def test_an_amount_finer_than_a_yen_is_refused(
    book_of: BookOf, brief_of: BriefOf, line: Line
) -> None:
    book = book_of(line((None, "1")), currency="JPY", cap="500", cap_range=["1", "900"])
    assert refusals(book, brief_of(cap="500.5")) == {"too-many-decimals": "commercial.cap"}
    assert build_order(book, brief_of(cap="500.0"))


SEATS = {"id": "seats", "label": "Seats", "type": "recurring", "amount": "940", "unit": "seat"}


def test_units_bought_are_priced_one_by_one_and_together(
    book_of: BookOf, brief_of: BriefOf, line: Line
) -> None:
    """36 seats at 940 are 33,840 a month; the number is the deal's, the price the book's."""
    order = build_order(book_of(SEATS, line((None, "1"))), brief_of(quantity="36"))
    seats, cases = order.components
    assert (str(seats.quantity), seats.unit) == ("36", "seat")
    assert str(seats.unit_price and seats.unit_price.amount) == "940.00"
    assert str(seats.amount and seats.amount.amount) == "33840.00"
    assert (cases.quantity, cases.unit, cases.unit_price) == (None, None, None)


def test_half_a_unit_is_rounded_half_up_to_the_cent(book_of: BookOf, brief_of: BriefOf) -> None:
    """12.5 at 9.97 are 124.625, which is 124.63."""
    book = book_of({**SEATS, "amount": "9.97"})
    (seats,) = build_order(book, brief_of(quantity="12.5")).components
    assert str(seats.amount and seats.amount.amount) == "124.63"


def test_a_quantity_and_a_line_for_it_go_together(book_of: BookOf, brief_of: BriefOf) -> None:
    assert refusals(book_of(SEATS), brief_of()) == {"quantity-missing": "commercial.offer"}
    assert refusals(book_of(ACCESS), brief_of(quantity="3")) == {
        "quantity-without-line": "commercial.quantity"
    }


def test_a_normal_month_of_nothing_is_refused_where_units_are_counted(
    book_of: BookOf, brief_of: BriefOf, line: Line
) -> None:
    nothing = brief_of("0", low="0", high="10")
    counted = book_of(line((None, "1")))
    assert refusals(counted, nothing) == {"volume-zero": "volumes.expected"}
    assert build_order(book_of(ACCESS), nothing)
    assert build_order(counted, brief_of("1", low="0"))

"""The filters of the templates: words of values, unbroken compounds, paragraphs, equal months."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.timing import processor_seconds

from proposalkit.model.money import Money
from proposalkit.model.scenario import PeriodAmount
from proposalkit.render.page_words import page_filters, paragraphs, prose, runs


def _one(text):
    return f'<span class="one">{text}</span>'


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("a re-used key", f"a {_one('re-used')} key"),
        ("due EUR 1,250.00 by 3 May", f"due {_one('EUR 1,250.00')} by {_one('3 May')}"),
        ("and/or-else", f"and/{_one('or-else')}"),
        ("Seat-equivalents, one", '<span class="one long">Seat-equivalents,</span> one'),
        ("from - to", "from - to"),
        ("plain words", "plain words"),
        ("<b>x-y</b>", f"{_one('&lt;b&gt;x-y&lt;')}/b&gt;"),
        ("x" * 30 + "-" + "y" * 30, "x" * 30 + "-" + "y" * 30),
    ],
)
def test_compounds_amounts_and_dates_stay_on_one_line(text, marked):
    assert prose(text) == marked


def test_neighbours_stay_together_because_a_lone_space_between_them_is_not_drawn():
    assert prose('the "true-up" (x-y).') == f"the {_one('&#34;true-up&#34; (x-y).')}"


def test_hostile_text_takes_no_long_work():
    for piece in ("a", "a-", "-", "1 ", "EUR 1", "(a-"):
        short, long = piece * 3_000, piece * 30_000
        once = processor_seconds(lambda text=short: prose(text))
        assert processor_seconds(lambda text=long: prose(text)) < 30 * once + 0.05, piece


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1. The Seller", ("numbered", "1.", "The Seller")),
        ("2.1 The Seller", ("numbered", "2.1", "The Seller")),
        ("12) The Seller", ("numbered", "12)", "The Seller")),
        ("(a) each record", ("lettered", "(a)", "each record")),
        ("14 people", ("plain", "", "14 people")),
        ("2027 was", ("plain", "", "2027 was")),
    ],
)
def test_a_paragraph_is_told_by_its_mark(line, expected):
    assert paragraphs(line) == (expected,)


def test_a_text_is_parted_at_its_line_breaks_and_nothing_is_lost():
    text = "1. One:\n(a) two;\n\nthree"
    parts = paragraphs(text)
    assert [f"{p.mark} {p.rest}".strip() for p in parts] == ["1. One:", "(a) two;", "three"]


def test_neighbouring_months_of_equal_amounts_are_put_together():
    def month(number: int, due: str) -> PeriodAmount:
        amount = Money(amount=Decimal(due), currency="EUR")
        return PeriodAmount(period=number, charges=amount, credit=amount, due=amount)

    months = (month(1, "5"), month(2, "9"), month(3, "9"), month(4, "5"))
    assert [[one.period for one in run] for run in runs(months)] == [[1], [2, 3], [4]]


def test_a_filter_gives_exactly_the_words_the_check_looks_for():
    filters = page_filters()
    assert filters["unit_price"](Money(amount=Decimal("0.0031"), currency="EUR")) == "EUR 0.0031"
    assert filters["word"]("for_discussion") == "for discussion"
    assert filters["listed"](("FR", "DE"), "country") == "France, Germany"

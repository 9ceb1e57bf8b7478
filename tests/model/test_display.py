"""How values read on a page; expected texts are written by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from proposalkit.model.display import display
from proposalkit.model.fields import Kind
from proposalkit.model.money import Money, money, rounded


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (Money(amount=Decimal("48000"), currency="EUR"), "money", "EUR 48,000.00"),
        (Money(amount=Decimal("0"), currency="JPY"), "money", "JPY 0"),
        (Money(amount=Decimal("1234.5"), currency="KWD"), "money", "KWD 1,234.500"),
        (Money(amount=Decimal("0.0031"), currency="EUR"), "unit_price", "EUR 0.0031"),
        (Money(amount=Decimal("0.9500"), currency="EUR"), "unit_price", "EUR 0.95"),
        (Money(amount=Decimal("19.99"), currency="USD"), "unit_price", "USD 19.99"),
        (Money(amount=Decimal("1E+3"), currency="EUR"), "unit_price", "EUR 1,000.00"),
        (date(2026, 12, 1), "date", "1 December 2026"),
        ("P30D", "duration", "30 days"),
        ("P1M", "duration", "1 month"),
        ("PT4H", "duration", "4 hours"),
        ("PT1M", "duration", "1 minute"),
        (Decimal("0.15"), "rate", "15%"),
        (Decimal("0.995"), "rate", "99.5%"),
        (Decimal("1.00"), "rate", "100%"),
        (Decimal("14000"), "quantity", "14,000"),
        (Decimal("2.50"), "quantity", "2.5"),
        (7, "integer", "7"),
        ("for_discussion", "word", "for discussion"),
        ("on_request_under_nda", "word", "on request under NDA"),
        ("dpa", "word", "DPA"),
        (True, "yes_no", "yes"),
        (False, "yes_no", "no"),
        ("DE", "country", "Germany"),
        ("EEA", "country", "European Economic Area"),
        ("nl", "language", "Dutch"),
        ("as it is", "text", "as it is"),
    ],
)
def test_a_value_reads_as_a_person_would_write_it(value: object, kind: Kind, text: str) -> None:
    assert display(value, kind) == text


@pytest.mark.parametrize("kind", ["money", "date", "duration", "rate"])
def test_a_value_of_the_wrong_type_is_refused(kind: Kind) -> None:
    with pytest.raises(TypeError):
        display("tomorrow", kind)


def test_totals_are_rounded_half_up_to_the_digits_of_the_currency() -> None:
    assert rounded(Decimal("2.345"), "EUR") == Decimal("2.35")
    assert rounded(Decimal("2.5"), "JPY") == Decimal("3")
    assert rounded(Decimal("0.0005"), "KWD") == Decimal("0.001")
    assert str(money(Decimal(12), "EUR").amount) == "12.00"


def test_amounts_of_two_currencies_are_never_added() -> None:
    with pytest.raises(ValueError, match="cannot be added"):
        money(Decimal(1), "EUR").plus(money(Decimal(1), "USD"))


def test_an_amount_never_falls_below_zero() -> None:
    with pytest.raises(ValueError, match="is more than"):
        money(Decimal(1), "EUR").minus(money(Decimal(2), "EUR"))

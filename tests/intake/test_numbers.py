"""Numbers as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.intake.reading import grammar

from proposalkit.intake.numbers import read_number


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        ("12000", "en", "12000"),
        ("12,000", "en", "12000"),
        ("1,234,567", "en", "1234567"),
        ("1,234.56", "en", "1234.56"),
        ("4.10", "en", "4.10"),
        ("12,50", "en", "12.50"),
        ("1.234,56", "de-DE", "1234.56"),
        ("12.000", "de-DE", "12000"),
        ("1.234.567", "en", "1234567"),
        ("12'000", "en", "12000"),
        ("12 000", "fr-FR", "12000"),
        ("12k", "en", "12000"),
        ("1.2 million", "en", "1200000"),
        ("0.125", "en", "0.125"),
        ("twelve", "en", "12"),
        ("twenty-five", "en", "25"),
        ("two hundred and fifty", "en", "250"),
        ("twelve thousand", "en", "12000"),
        ("three hundred twenty thousand", "en", "320000"),
    ],
)
def test_a_number_is_read_as_it_is_meant(text: str, locale: str, value: str) -> None:
    number = read_number(text, grammar(locale).locale)
    assert number is not None
    assert (number.value, number.doubt) == (Decimal(value), "")


@pytest.mark.parametrize(("text", "locale"), [("12.000", "en"), ("12,000", "de-DE")])
def test_a_number_with_two_meanings_is_doubted(text: str, locale: str) -> None:
    number = read_number(text, grammar(locale).locale)
    assert number is not None
    assert number.doubt == "it may be 12000 or 12.000"


@pytest.mark.parametrize("text", ["", "twelve apples", "1,2,3x", "hundredth", "and"])
def test_what_is_no_number_gives_none(text: str) -> None:
    assert read_number(text, grammar().locale) is None

"""Two writings of one value are one atom; what differs in amount, unit or kind is not."""

from __future__ import annotations

import pytest
from tests.timing import processor_seconds

from proposalkit.model.atoms import read_atoms
from proposalkit.model.number_words import value_of_words


def read(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.value) for one in read_atoms(text)]


@pytest.mark.parametrize(
    ("kind", "value", "writings"),
    [
        (
            "money",
            "48000 EUR",
            ["EUR 48,000.00", "48,000 EUR", "€48k", "€ 48,000", "48 thousand euros", "EUR48000"],
        ),
        ("money", "1500000 USD", ["$1.5 million", "USD 1.5m", "1,500,000 dollars", "$1.5mn"]),
        ("money", "2000000000 GBP", ["£2bn", "two billion pounds"]),
        ("percent", "15", ["15%", "15 %", "15 percent", "fifteen per cent", "15.0%"]),
        ("percent", "99.5", ["99.5%", "99.50 percent"]),
        (
            "date",
            "2026-12-01",
            ["1 December 2026", "December 1, 2026", "2026-12-01", "1st of December 2026",
             "Dec. 1, 2026", "01.12.2026", "1/12/2026", "1 december 2026"],
        ),
        ("date", "12-01", ["1 December", "December 1", "the 1st of December"]),
        ("date", "2026-12", ["December 2026"]),
        ("date", "02", ["in February"]),
        (
            "duration",
            "30 day",
            ["30 days", "30-day", "thirty days", "thirty (30) days", "30 Days"],
        ),
        ("duration", "4 business day", ["4 business days", "four business days"]),
        ("duration", "1 month", ["one month", "1 month"]),
        ("identifier", "iso 27001", ["ISO 27001", "ISO-27001"]),
        ("identifier", "soc 2 type ii", ["SOC 2 Type II"]),
        ("identifier", "saml 2.0", ["SAML 2.0", "SAML 2.0."]),
        ("identifier", "article 28(3)", ["Article 28(3)"]),
        ("ordinal", "1", ["first", "First", "1st"]),
        ("ordinal", "22", ["22nd"]),
        ("count", "14000", ["14,000", "14000", "14k", "fourteen thousand"]),
        ("count", "120", ["one hundred and twenty", "120", "a hundred twenty-zero and 120"][:2]),
        ("count", "24/7", ["24/7"]),
        ("count", "q3", ["Q3"]),
    ],
)  # fmt: skip
def test_writings_of_one_value_are_one_atom(kind: str, value: str, writings: list[str]) -> None:
    for written in writings:
        assert read(f"It is {written}") == [(kind, value)], written


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("30 days", "30 hours"),
        ("30 days", "30 business days"),
        ("30 days", "31 days"),
        ("thirty (30) days", "thirty (31) days"),
        ("EUR 30", "USD 30"),
        ("30%", "30"),
        ("EUR 1.5 million", "EUR 1.5"),
        ("ISO 27001", "ISO 27701"),
        ("1 December 2026", "1 December 2027"),
        ("1 December 2026", "2 December 2026"),
        ("the first", "the second"),
        ("two", "three"),
    ],
)
def test_what_differs_is_another_atom(one: str, other: str) -> None:
    assert read(one) != read(other)
    assert len(read(one)) == len(read(other)) == 1


def test_words_that_only_look_like_values_are_none() -> None:
    assert read("In May the team may march on; nobody is alone, someone is often done.") == []


def test_a_day_that_no_month_has_stays_a_value() -> None:
    assert read("31 February 2026") == [("count", "31 february 2026")]


def test_three_letters_before_a_number_are_a_currency_only_if_they_are_one() -> None:
    assert read("CHF 12 and RFC 8785 and XYZ 5") == [
        ("money", "12 CHF"),
        ("identifier", "rfc 8785"),
        ("identifier", "xyz 5"),
    ]
    assert read("12 ABC") == [("count", "12 abc")]
    assert read("NOW five agents") == [("count", "5")]
    assert read("NOWfive agents") == []


def test_every_digit_of_a_text_is_in_an_atom() -> None:
    text = "1a 2.5x A4 3D v2.0 10:30 7,5 1/2 0x1F 28(3) #9 ½ 100,000,000.01 5-7 2026/27"
    covered = {at for atom in read_atoms(text) for at in range(atom.start, atom.end)}
    assert [sign for at, sign in enumerate(text) if sign.isdecimal() and at not in covered] == []


@pytest.mark.parametrize(
    ("words", "value"),
    [("two hundred and five thousand", 205_000), ("million", 1_000_000), ("twenty-five", 25),
     ("three million two hundred", 3_000_200), ("no number", 0)],
)  # fmt: skip
def test_number_words_are_worth_their_value(words: str, value: int) -> None:
    assert value_of_words(words) == value


@pytest.mark.parametrize(
    "part", ["AAAA ", "A", "EUR ", "one ", "1,000,000,", "thirty (", "December ", "a1", "1 of "]
)
def test_a_long_text_takes_time_in_proportion_to_its_length(part: str) -> None:
    """Ten times as long may take thirty times the processor's time; squares would take hundred."""
    short, long = part * (2_000 // len(part)), part * (20_000 // len(part))
    once = processor_seconds(lambda: read_atoms(short))
    assert processor_seconds(lambda: read_atoms(long)) < 30 * once + 0.05

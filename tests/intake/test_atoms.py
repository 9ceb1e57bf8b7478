"""Money, dates, durations, shares and counts in a sentence."""

from __future__ import annotations

import pytest
from tests.intake.reading import grammar

Seen = list[tuple[str, str, str]]


def atoms(text: str, locale: str = "en") -> Seen:
    return [(one.kind, one.value, one.unit) for one in grammar(locale).atoms(text)]


@pytest.mark.parametrize(
    ("text", "locale", "found"),
    [
        ("It costs EUR 4.10 a ticket.", "en", [("money", "4.10", "EUR")]),
        ("It costs 4,10 \u20ac.", "de-DE", [("money", "4.10", "EUR")]),
        ("$1.2 million a year", "en", [("money", "1200000", "USD")]),
        ("CHF 12'500", "en", [("money", "12500", "CHF")]),
        ("640,000 euros", "en", [("money", "640000", "EUR")]),
        ("by 31.12.2026", "en", [("date", "2026-12-31", "")]),
        ("by 31 December 2026", "en", [("date", "2026-12-31", "")]),
        ("by Dec. 31, 2026", "en", [("date", "2026-12-31", "")]),
        ("by December 31st, 2026", "en", [("date", "2026-12-31", "")]),
        ("by 2026-12-31", "en", [("date", "2026-12-31", "")]),
        ("by 12/31/2026", "en", [("date", "2026-12-31", "")]),
        ("by 03/04/2026", "en-US", [("date", "2026-03-04", "")]),
        ("by 03/04/2026", "en-GB", [("date", "2026-04-03", "")]),
        ("within thirty (30) days", "en", [("duration", "30", "D")]),
        ("a 60-day pilot", "en", [("duration", "60", "D")]),
        ("5 working days", "en", [("duration", "5", "BD")]),
        ("two years", "en", [("duration", "2", "Y")]),
        ("at least 99.5% of them", "en", [("percent", "0.995", "")]),
        ("45 percent", "en", [("percent", "0.45", "")]),
        ("12,000 tickets", "en", [("count", "12000", "tickets")]),
        ("ISO 27001 and Annex 3", "en", []),
        ("TLS 1.2, SOC 2", "en", [("count", "1.2", "")]),
    ],
)
def test_the_atoms_of_a_text_are_found(text: str, locale: str, found: Seen) -> None:
    assert atoms(text, locale) == found


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("by 03/04/2026", "it may be 2026-04-03 or 2026-03-04"),
        ("10,000 to 12,000 tickets", '"10,000 to 12,000" is a range'),
        ("thirty (60) days", "the words say 30, the digits 60"),
    ],
)
def test_what_has_two_readings_is_doubted(text: str, why: str) -> None:
    found = grammar().atoms(text)
    assert found
    assert {one.doubt for one in found} == {why}


@pytest.mark.parametrize("text", ["31.02.2026", "13/13/2026", "2026-00-10"])
def test_a_day_that_does_not_exist_is_no_date(text: str) -> None:
    assert [one for one in grammar().atoms(text) if one.kind == "date"] == []

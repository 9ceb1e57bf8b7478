"""The small types refuse what they must; messages say what to write instead."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from pydantic import TypeAdapter, ValidationError

from proposalkit.model.fields import (
    DECIMAL_PATTERN,
    Country,
    Currency,
    Day,
    DecimalText,
    Duration,
    Place,
    Slug,
)
from proposalkit.model.places import in_a_sentence, place_name


@pytest.mark.parametrize(
    ("kind", "bad"),
    [
        (DecimalText, "1,000"),
        (DecimalText, "-1"),
        (DecimalText, "1e3"),
        (DecimalText, "01"),
        (DecimalText, "0.1234567890123"),
        (DecimalText, 0.1),
        (Duration, "P1M15D"),
        (Duration, "30 days"),
        (Duration, "P0D"),
        (Duration, "P30D\n"),
        (Country, "EU"),
        (Country, "XX"),
        (Country, "de"),
        (Place, "EUROPE"),
        (Currency, "EURO"),
        (Currency, "XQQ"),
        (Slug, "Über"),
        (Slug, "a b"),
        (Day, "86400"),
        (Day, 0),
        (Day, "23.11.2026"),
    ],
)
def test_what_is_not_of_the_kind_is_refused(kind: object, bad: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(bad)


def test_a_decimal_keeps_every_digit_and_has_no_exponent() -> None:
    adapter = TypeAdapter(DecimalText)
    assert adapter.validate_python("0.0031") == Decimal("0.0031")
    assert adapter.dump_json(Decimal("1E+3")) == b'"1000"'


def test_the_decimal_pattern_refuses_a_trailing_line_feed() -> None:
    """Python's `$` would let it pass and another validator would not."""
    assert re.match(DECIMAL_PATTERN, "1")
    assert not re.match(DECIMAL_PATTERN, "1\n")


def test_places_that_have_an_article_get_it_inside_a_sentence() -> None:
    names = [in_a_sentence(place_name(code)) for code in ("US", "NL", "DE", "EU")]
    assert names == ["the United States", "the Netherlands", "Germany", "the European Union"]

"""How a field of the issued documents is marked, and the small types they share."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic.fields import FieldInfo

from proposalkit.model.misfit import Misfit
from proposalkit.model.number_slips import number_slip

Kind = Literal[
    "text", "word", "money", "unit_price", "date", "duration", "rate",
    "quantity", "integer", "country", "yes_no", "language",
]  # fmt: skip
"""How a shown value is put into words; `display.py` has one function for each."""

Audience = Literal["buyer", "internal"]
"""Who may read a text: a buyer and everyone, or only the seller's own people."""

DECIMAL_PATTERN = r"^(0|[1-9][0-9]{0,14})(\.[0-9]{1,12})?(?![\s\S])"
DURATION_PATTERN = r"^P(?:([1-9][0-9]{0,3})([DWMY])|T([1-9][0-9]{0,3})([HM]))(?![\s\S])"
_YEARS = range(1990, 2200)
SLUG_PATTERN = r"^[a-z0-9]+(?:[-_.][a-z0-9]+)*(?![\s\S])"


def shown(description: str, kind: Kind = "text") -> FieldInfo:
    """Mark a field whose value stands on a page, in the words `display` gives for its kind."""
    extra = {"x-visibility": "shown", "x-kind": kind}
    return FieldInfo(description=description, json_schema_extra=dict(extra))


def machine_only(description: str) -> FieldInfo:
    """Mark a field that only machines need: link ids, codes, digests, predicates."""
    return FieldInfo(description=description, json_schema_extra={"x-visibility": "machine_only"})


def given(description: str) -> FieldInfo:
    """Describe a field of an input file: brief, seller profile, price book or knowledge."""
    return FieldInfo(description=description)


def _no_float(value: object) -> object:
    if isinstance(value, float):
        raise ValueError("a number with decimals must be written as text, such as '0.0031'")
    if isinstance(value, str | int) and not re.match(DECIMAL_PATTERN, str(value).strip()):
        slip = number_slip(str(value))
        if slip is not None:
            raise Misfit(
                f"{value!r} is not a number like 1250 or 0.0031: {slip.may_mean}", slip.remedy
            )
        raise ValueError(
            f"{value!r} is not a number like 1250 or 0.0031 "
            "(at most 15 digits, a point, at most 12 decimals, no sign, no thousands mark)"
        )
    return value


def plain(value: Decimal) -> str:
    """Write a decimal without exponent, as it goes into JSON."""
    return format(value, "f")


DecimalText = Annotated[
    Decimal,
    BeforeValidator(_no_float),
    PlainSerializer(plain, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": DECIMAL_PATTERN}),
]
"""A non-negative exact number: a decimal string in JSON, below 10^15, up to 12 decimals."""


def _duration(value: str) -> str:
    if not re.match(DURATION_PATTERN, value):
        raise ValueError(f"{value!r} is not a duration like P30D, P12M or PT4H")
    return value


def _slug(value: str) -> str:
    if not re.match(SLUG_PATTERN, value):
        raise ValueError(f"{value!r} is not an id: small letters, digits, '-', '_' and '.' only")
    return value


def _country(value: str) -> str:
    from proposalkit.model.places import is_country

    if not is_country(value):
        raise ValueError(f"{value!r} is not a country code of ISO 3166-1, such as DE or NL")
    return value


def _place(value: str) -> str:
    from proposalkit.model.places import BLOCS, is_country

    if value not in BLOCS and not is_country(value):
        raise ValueError(f"{value!r} is not a country code of ISO 3166-1 nor one of EU, EEA")
    return value


def _time_zone(value: str) -> str:
    from proposalkit.model.places import is_time_zone

    if not is_time_zone(value):
        raise ValueError(f"{value!r} is not a time zone of the IANA list, such as Europe/Berlin")
    return value


def _language(value: str) -> str:
    from proposalkit.model.places import is_language

    if not is_language(value):
        raise ValueError(f"{value!r} is not a language tag of BCP 47, such as de or pt-BR")
    return value


def _currency(value: str) -> str:
    from proposalkit.model.places import currency_digits

    if currency_digits(value) is None:
        raise ValueError(f"{value!r} is not a currency code of ISO 4217, such as EUR or USD")
    return value


Duration = Annotated[
    str, AfterValidator(_duration), WithJsonSchema({"type": "string", "pattern": DURATION_PATTERN})
]
"""ISO 8601, one unit: P30D, P12M, PT4H."""

Slug = Annotated[
    str, AfterValidator(_slug), WithJsonSchema({"type": "string", "pattern": SLUG_PATTERN})
]
"""An id, unique in its document."""

Country = Annotated[
    str,
    AfterValidator(_country),
    WithJsonSchema({"type": "string", "pattern": r"^[A-Z]{2}(?![\s\S])"}),
]
"""ISO 3166-1 alpha-2."""

Place = Annotated[
    str,
    AfterValidator(_place),
    WithJsonSchema({"type": "string", "pattern": r"^[A-Z]{2,3}(?![\s\S])"}),
]
"""A country, or one of the blocs EU and EEA."""

Currency = Annotated[
    str,
    AfterValidator(_currency),
    WithJsonSchema({"type": "string", "pattern": r"^[A-Z]{3}(?![\s\S])"}),
]
"""ISO 4217."""

TimeZone = Annotated[str, AfterValidator(_time_zone)]
"""A name of the IANA time zone list."""

Language = Annotated[str, AfterValidator(_language)]
"""A language tag of BCP 47 that CLDR has a name for."""


def _no_day_number(value: object) -> object:
    """Refuse a bare number, which pydantic would take for seconds since 1970."""
    if isinstance(value, int | float) or (isinstance(value, str) and value.strip().isdigit()):
        raise ValueError(f"{value!r} is not a date like 2026-11-23")
    return value


def _plausible(value: date) -> date:
    """Refuse a slip in the year; a date far off would also run over the end of the calendar."""
    if value.year not in _YEARS:
        raise ValueError(f"'{value}' is not a day from {_YEARS[0]} to {_YEARS[-1]}")
    return value


Day = Annotated[
    date,
    BeforeValidator(_no_day_number),
    AfterValidator(_plausible),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}(?![\s\S])"}),
]
"""A calendar date, YYYY-MM-DD."""

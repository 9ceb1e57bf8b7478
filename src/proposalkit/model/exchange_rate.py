"""A dated rate to US dollars: what the catalogue's lines in dollars are compared with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from proposalkit.model.base import Model
from proposalkit.model.fields import Currency, Day, DecimalText, given

DOLLAR = "USD"


class ExchangeRate(Model):
    """What one unit of a currency was worth in US dollars on a day."""

    currency: Annotated[Currency, given("Currency of the price book.")]
    usd: Annotated[DecimalText, Field(gt=0), given("US dollars for one unit of it.")]
    as_of: Annotated[Day, given("Day of the rate.")]
    source: Annotated[str, Field(min_length=1), given("Who published the rate.")]


def rate_on(rates: Iterable[ExchangeRate], currency: str, on: date) -> ExchangeRate | None:
    """Give the newest rate of a currency that is not after a day; None without one."""
    known = [one for one in rates if one.currency == currency and one.as_of <= on]
    return max(known, key=lambda one: one.as_of, default=None)


def dollars(amount: Decimal, currency: str, rate: ExchangeRate | None) -> Decimal | None:
    """Give an amount in US dollars, unrounded; None when it takes a rate and there is none."""
    if currency == DOLLAR:
        return amount
    return amount * rate.usd if rate is not None and rate.currency == currency else None

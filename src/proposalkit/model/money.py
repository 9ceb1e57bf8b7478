"""An amount of money: exact, with its currency."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated

from proposalkit.model.base import PublicModel
from proposalkit.model.fields import Currency, DecimalText, shown
from proposalkit.model.places import currency_digits


class Money(PublicModel):
    """A non-negative amount in major units of one ISO 4217 currency."""

    amount: Annotated[DecimalText, shown("Amount in major units as a decimal string.")]
    currency: Annotated[Currency, shown("ISO 4217 code.")]

    def plus(self, other: Money) -> Money:
        """Add two amounts; raises ValueError when the currencies differ."""
        self._same(other)
        return Money(amount=self.amount + other.amount, currency=self.currency)

    def minus(self, other: Money) -> Money:
        """Subtract; raises ValueError when the currencies differ or the result is below zero."""
        self._same(other)
        if other.amount > self.amount:
            raise ValueError(f"{other.amount} is more than {self.amount}")
        return Money(amount=self.amount - other.amount, currency=self.currency)

    def _same(self, other: Money) -> None:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} cannot be added")


def rounded(amount: Decimal, currency: str) -> Decimal:
    """Round half up to the currency's own decimals (2 for EUR, 0 for JPY)."""
    digits = currency_digits(currency)
    if digits is None:
        raise ValueError(f"{currency!r} is not a currency code of ISO 4217")
    return amount.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def money(amount: Decimal, currency: str) -> Money:
    """Make a total: an amount with exactly the currency's decimals, rounded half up."""
    # `rounded` has checked the currency, and a total is made thousands of times in a quote.
    return Money.model_construct(amount=rounded(amount, currency), currency=currency)

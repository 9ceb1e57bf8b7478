"""What the rows of one calculation share: the price, the cells of its terms, the month's units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from proposalkit.exports.workbook.facts import money_format
from proposalkit.exports.workbook.month_rows import MonthRows, Row
from proposalkit.exports.workbook.prices import Prices
from proposalkit.exports.workbook.terms import ZERO, Term
from proposalkit.model.places import currency_digits
from proposalkit.model.pricing import Component, PublicPricing

EXACT = "#,##0.00########"


@dataclass(frozen=True)
class Measured:
    """The quantity of one metric: one term for each month, and the part done with a person."""

    label: str
    unit: str
    months: tuple[Term, ...]
    assisted: Term | None = None


@dataclass
class LineRows:
    """What the rows of one line come to."""

    limited: Row | None
    """After step 5, month by month; None for what is charged once."""
    printed: Row | None
    full: Row | None
    """Printed amounts without discounts; None where no discount names the line."""
    once: Term | None = None
    """What is charged once, as printed."""
    once_full: Term | None = None
    after: Term | None = None
    """What is due after the term."""


@dataclass
class State:
    """Everything one calculation needs and has written so far."""

    pricing: PublicPricing
    prices: Prices
    rows: MonthRows
    units: dict[str, Row] = field(default_factory=dict)
    assisted: dict[str, Term] = field(default_factory=dict)
    factors: dict[str, tuple[Row, ...]] = field(default_factory=dict)
    lines: dict[str, LineRows] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def currency(self) -> str:
        """Give the currency of every amount."""
        return self.pricing.currency

    @property
    def scale(self) -> int:
        """Give the decimals amounts are rounded to."""
        return self.pricing.rounding.scale

    @property
    def amounts(self) -> str:
        """Give the number format of amounts as printed."""
        digits = currency_digits(self.currency) or 0
        return money_format(self.currency, ZERO, max(digits, self.scale))

    def factor(self, component: Component, month: int) -> tuple[Term, ...]:
        """Give what the listed prices of a line are multiplied with in a month."""
        return tuple(row[month] for row in self.factors.get(component.id, ()))

    def price(self, kind: str, number: int, *path: str | int) -> Term:
        """Name the cell of a value of one record of the price, by its place in the JSON."""
        tail = "/".join(str(one) for one in path)
        return self.prices.term(f"/pricing/{kind}/{number}/{tail}")

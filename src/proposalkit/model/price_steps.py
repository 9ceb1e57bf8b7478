"""A price told step by step: each step with what went in and what came out."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import PlainSerializer

from proposalkit.model.base import PublicModel
from proposalkit.model.fields import Currency, Slug, given, plain
from proposalkit.model.scenario import Volume

Exact = Annotated[Decimal, PlainSerializer(plain, return_type=str, when_used="json")]
"""A number that is never rounded on its way into JSON."""

StepRule = Literal[
    "quantity", "assisted", "base", "value", "included", "packs", "factor", "fixed", "bought",
    "tier", "tiers", "flat", "share", "minimum", "maximum", "minimums", "settled", "discount",
    "rounding", "cap", "cap_notice", "charges", "shortfall", "rolled", "one_time", "months",
    "credit", "total", "unit_price", "after",
]  # fmt: skip

STEP_ORDER: dict[StepRule, int] = {
    "quantity": 1, "assisted": 1, "base": 1, "value": 1, "included": 2, "packs": 3, "factor": 10,
    "fixed": 4, "bought": 4, "tier": 4, "tiers": 4, "flat": 4, "share": 4, "minimum": 5,
    "maximum": 5, "minimums": 5, "settled": 5, "discount": 6, "rounding": 8, "cap": 7,
    "cap_notice": 7, "charges": 7, "shortfall": 9, "rolled": 9, "one_time": 10, "months": 10,
    "credit": 11, "total": 11, "unit_price": 11, "after": 11,
}  # fmt: skip
"""The number of a rule in the written order of price steps, 1 to 12."""


class StepInput(PublicModel):
    """One number that goes into a step."""

    name: Annotated[str, given("What the number is.")]
    value: Annotated[Exact, given("The exact number.")]


class PriceStep(PublicModel):
    """One step of a price: what it is about, its inputs, its exact result."""

    order: Annotated[int, given("Number in the written order of price steps.")]
    rule: Annotated[StepRule, given("What the step does.")]
    about: Annotated[str, given("Name of the line, the cap or the credit.")]
    ref: Annotated[Slug | None, given("Its id in the proposal.")] = None
    inputs: tuple[StepInput, ...]
    result: Annotated[Exact, given("What comes out.")]
    unit: Annotated[Literal["units", "money"], given("Units, or money in the currency.")]


class ExplainedMonths(PublicModel):
    """Months of a term that are alike, with the steps of one of them."""

    first: Annotated[int, given("Number of the first of them, from 1.")]
    last: Annotated[int, given("Number of the last of them.")]
    steps: tuple[PriceStep, ...]
    charges: Annotated[Exact, given("Charges of each before credits.")]


class PriceExplanation(PublicModel):
    """One volume carried from the quantity to the total of the term."""

    currency: Annotated[Currency, given("Currency of all amounts.")]
    volumes: tuple[Volume, ...]
    term_months: Annotated[int, given("Months of production counted.")]
    months: Annotated[tuple[ExplainedMonths, ...], given("The months, those alike together.")]
    term: Annotated[tuple[PriceStep, ...], given("From the months to the total.")]
    total: Annotated[Exact, given("Everything due in the term, pilot included.")]
    unused: Annotated[tuple[str, ...], given("Steps of the order this price has no rule for.")]

    @property
    def month(self) -> tuple[PriceStep, ...]:
        """Give the steps of the first month."""
        return self.months[0].steps

    @property
    def month_charges(self) -> Decimal:
        """Give the charges of the first month before credits."""
        return self.months[0].charges

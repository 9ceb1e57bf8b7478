"""The figures of a deal brief: volumes, today's cost, a discount of the deal."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from proposalkit.model.base import Model
from proposalkit.model.fields import Currency, Day, DecimalText, Slug, given
from proposalkit.model.misfit import Misfit


class RateOfDay(Model):
    """A dated rate that brings a figure into the price's currency."""

    rate: Annotated[DecimalText, Field(gt=0), given("Units of the price's currency for one.")]
    as_of: Annotated[Day, given("Day of the rate.")]
    source: Annotated[str, given("Where the rate comes from.")]


class CostToday(Model):
    """What one unit costs the buyer today."""

    amount: Annotated[DecimalText, given("Cost of one unit.")]
    currency: Annotated[Currency, given("Currency of that cost.")]
    source: Annotated[str, given("Where the figure comes from, with date.")]
    exchange: Annotated[RateOfDay | None, given("Rate, when the price is in another currency.")] = (
        None
    )


class OtherVolumeIn(Model):
    """Monthly volumes of a further metric; an amount of money for a share of an amount."""

    metric: Annotated[Slug, given("Id of the metric in the price book.")]
    expected: Annotated[DecimalText, given("Units in a normal month.")]
    low: Annotated[DecimalText | None, given("In a quiet month; the normal one when empty.")] = None
    high: Annotated[DecimalText | None, given("In a busy month; the normal one when empty.")] = None


class VolumesIn(Model):
    """Monthly volumes of the metered unit."""

    expected: Annotated[DecimalText, given("Units in a normal month.")]
    low: Annotated[DecimalText | None, given("Units in a quiet month.")] = None
    high: Annotated[DecimalText | None, given("Units in a busy month.")] = None
    assisted: Annotated[
        DecimalText | None,
        Field(le=1),
        given("Part of the units reached together with a person, such as 0.10."),
    ] = None
    first_months: Annotated[
        tuple[Annotated[DecimalText, Field(le=1)], ...],
        Field(max_length=12),
        given("Shares of the volume in the first months, such as [0.3, 0.6]; empty: all of it."),
    ] = ()
    others: Annotated[
        tuple[OtherVolumeIn, ...], given("Volumes of further metrics that the offer counts.")
    ] = ()

    @model_validator(mode="after")
    def _in_order(self) -> VolumesIn:
        low, high = self.low or self.expected, self.high or self.expected
        if not low <= self.expected <= high:
            raise Misfit(
                f"low {low}, expected {self.expected}, high {high} are not in order",
                "Give the quiet month the smallest number and the busy month the largest.",
            )
        return self


class DealDiscountIn(Model):
    """A discount of this deal, taken off all lines billed each month after those of the book."""

    rate: Annotated[DecimalText, Field(gt=0, le=1), given("Share taken off, such as 0.10.")]
    label: Annotated[str, given("Name as printed.")]
    condition: Annotated[str, given("When it is given, one sentence.")]
    last_month: Annotated[int | None, Field(ge=1, le=60), given("Last month it acts in.")] = None
    accept_by: Annotated[Day | None, given("Last day of acceptance it holds for.")] = None

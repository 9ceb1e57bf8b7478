"""The price book: versioned rates the company stands behind (`price-books/<version>.yaml`)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from proposalkit.model.base import Model
from proposalkit.model.fields import Currency, DecimalText, Slug, given
from proposalkit.model.pricing import ComponentType, OnReach, TierMode


class TierIn(Model):
    """One price step."""

    price: Annotated[DecimalText, given("Price of one unit.")]
    up_to: Annotated[DecimalText | None, given("Last unit at this price; empty: open.")] = None


class MetricIn(Model):
    """What is counted."""

    id: Annotated[Slug, given("Id.")] = "unit"
    unit: Annotated[str, given("Name of one unit.")] = "resolved contact"
    label: Annotated[str, given("Name in the plural.")] = "resolved contacts"
    kind: Annotated[Literal["usage", "outcome"], given("Kind of quantity.")] = "outcome"


class RateIn(Model):
    """One line of an offer."""

    id: Annotated[Slug, given("Id of the line.")]
    label: Annotated[str, given("Name of the line as printed.")]
    type: Annotated[ComponentType, given("one_time, recurring, usage or outcome.")]
    amount: Annotated[DecimalText | None, given("Fixed amount of one_time and recurring.")] = None
    metric: MetricIn | None = None
    included: Annotated[DecimalText | None, given("Units a month at no charge.")] = None
    tier_mode: Annotated[TierMode, given("graduated or volume.")] = "graduated"
    tiers: tuple[TierIn, ...] = ()
    minimum: Annotated[DecimalText | None, given("Least charge a month.")] = None
    maximum: Annotated[DecimalText | None, given("Most charge a month.")] = None
    clauses: Annotated[tuple[Slug, ...], given("Clauses that govern the line.")] = ()

    @model_validator(mode="after")
    def _shape(self) -> RateIn:
        metered = self.type in ("usage", "outcome")
        if metered and not self.tiers:
            raise ValueError(f"{self.type} line {self.id!r} needs tiers")
        if metered and self.metric is None:
            raise ValueError(f"{self.type} line {self.id!r} needs a metric")
        if not metered and self.amount is None:
            raise ValueError(f"{self.type} line {self.id!r} needs an amount")
        return self

    @model_validator(mode="after")
    def _tiers_rise(self) -> RateIn:
        last = Decimal(0)
        for number, tier in enumerate(self.tiers, start=1):
            final = number == len(self.tiers)
            if final != (tier.up_to is None):
                raise ValueError(f"line {self.id!r}: only the last tier is open, and it must be")
            if tier.up_to is not None and tier.up_to <= last:
                raise ValueError(f"line {self.id!r}: tiers not rising at up_to {tier.up_to}")
            last = tier.up_to or last
        return self

    @model_validator(mode="after")
    def _minimum_below_maximum(self) -> RateIn:
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise ValueError(
                f"line {self.id!r}: minimum {self.minimum} is above maximum {self.maximum}"
            )
        return self


class PilotRate(Model):
    """The pilot of an offer."""

    fee: Annotated[DecimalText, given("Fixed fee.")]
    credit: Annotated[DecimalText, given("Amount of the fee credited to production.")] = Decimal(0)

    @model_validator(mode="after")
    def _credit_within_fee(self) -> PilotRate:
        if self.credit > self.fee:
            raise ValueError(f"credit {self.credit} is above the fee {self.fee}")
        return self


class OfferIn(Model):
    """What can be bought together."""

    id: Annotated[Slug, given("Id used in deal briefs.")]
    label: Annotated[str, given("Name of the offer.")] = "Standard offer"
    rates: Annotated[tuple[RateIn, ...], Field(min_length=1)]
    minimum_range: Annotated[
        tuple[DecimalText, DecimalText] | None, given("Monthly minimum a deal may set.")
    ] = None
    cap: Annotated[DecimalText | None, given("Monthly cap on all metered lines.")] = None
    cap_range: Annotated[
        tuple[DecimalText, DecimalText] | None, given("Monthly cap a deal may set.")
    ] = None
    cap_behaviour: Annotated[OnReach, given("stop, free or notify_and_bill.")] = "free"
    pilot: PilotRate | None = None
    term_months: Annotated[int, Field(ge=1, le=60), given("Months of production counted.")] = 12
    not_included: Annotated[tuple[str, ...], given("What the price does not cover.")] = ()


class PriceBook(Model):
    """Rates of one version."""

    format: Annotated[Literal["1"], given("Version of the file's format.")] = "1"
    version: Annotated[str, given("Version, the name of the file.")] = "1"
    currency: Annotated[Currency, given("Currency of all amounts, ISO 4217.")]
    offers: Annotated[tuple[OfferIn, ...], Field(min_length=1)]
    valid_until: Annotated[date | None, given("Last day an offer may be dated.")] = None
    payment_methods: Annotated[tuple[str, ...], given("Accepted ways to pay.")] = ("Bank transfer",)
    invoicing: Annotated[str, given("When invoices are sent.")] = "Monthly in arrears"

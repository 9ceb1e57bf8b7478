"""The price book: versioned rates the company stands behind (`price-books/<version>.yaml`)."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from proposalkit.model.approval_matrix import ApprovalMatrix
from proposalkit.model.base import Model
from proposalkit.model.fields import Currency, Day, DecimalText, Slug, given
from proposalkit.model.misfit import Misfit, refuse_same_ids
from proposalkit.model.money import rounded
from proposalkit.model.places import currency_digits
from proposalkit.model.pricing import ComponentType, OnReach, TierMode

PILOT_FEE = "pilot-fee"
"""Id of the component that carries the pilot's fee."""


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
    definition: Annotated[
        str | None, given("What counts as one unit of usage; an outcome is defined in the brief.")
    ] = None


class RateIn(Model):
    """One line of an offer."""

    id: Annotated[Slug, given("Id of the line.")]
    label: Annotated[str, given("Name of the line as printed.")]
    type: Annotated[ComponentType, given("one_time, recurring, usage or outcome.")]
    amount: Annotated[DecimalText | None, given("Fixed amount of one_time and recurring.")] = None
    unit: Annotated[
        str | None,
        given("Name of one unit bought, such as seat-equivalent; the amount is the price of one."),
    ] = None
    metric: MetricIn | None = None
    included: Annotated[DecimalText | None, given("Units a month at no charge.")] = None
    tier_mode: Annotated[TierMode, given("graduated or volume.")] = "graduated"
    tiers: tuple[TierIn, ...] = ()
    minimum: Annotated[DecimalText | None, given("Least charge a month.")] = None
    maximum: Annotated[DecimalText | None, given("Most charge a month.")] = None
    clauses: Annotated[tuple[Slug, ...], given("Clauses that govern the line.")] = ()

    @model_validator(mode="after")
    def _shape(self) -> RateIn:
        if self.type in ("usage", "outcome"):
            self._refuse_as_metered()
        else:
            self._refuse_as_fixed()
        return self

    def _refuse_as_metered(self) -> None:
        name = f"{self.type} line {self.id!r}"
        if not self.tiers:
            raise Misfit(f"{name} needs tiers", 'Add "tiers" with a "price" for each step.')
        if self.metric is None:
            raise Misfit(f"{name} needs a metric", 'Add "metric" with the name of what is counted.')
        if self.amount is not None:
            raise Misfit(
                f"{name} is priced by its tiers and takes no amount",
                'Remove "amount", or make the line one_time or recurring.',
                "amount",
            )
        if self.unit is not None:
            raise Misfit(
                f"{name} is counted by its metric and takes no unit",
                'Remove "unit"; the name of what is counted stands in "metric".',
                "unit",
            )

    def _refuse_as_fixed(self) -> None:
        name = f"{self.type} line {self.id!r}"
        if self.amount is None:
            raise Misfit(
                f"{name} needs an amount",
                'Add "amount", or make the line usage or outcome and give it tiers.',
            )
        if self.unit is not None and self.type == "one_time":
            raise Misfit(
                f"{name} is charged once and takes no unit",
                'Remove "unit", or make the line recurring.',
                "unit",
            )
        unit_terms = (self.metric, self.included, self.minimum, self.maximum)
        if self.tiers or any(term is not None for term in unit_terms):
            raise Misfit(
                f"{name} is a fixed amount: "
                "metric, tiers, included, minimum and maximum belong to usage and outcome lines",
                "Remove those keys here, or make the line usage or outcome.",
            )

    @model_validator(mode="after")
    def _tiers_rise(self) -> RateIn:
        last = Decimal(0)
        for number, tier in enumerate(self.tiers):
            final = number == len(self.tiers) - 1
            if final != (tier.up_to is None):
                raise Misfit(
                    f"line {self.id!r}: only the last tier is open, and it must be",
                    'Give every tier but the last one an "up_to".',
                    *("tiers", number),
                )
            if tier.up_to is not None and tier.up_to <= last:
                raise Misfit(
                    f"line {self.id!r}: tiers not rising at up_to {tier.up_to}",
                    f"Write a number above {last}, or put the tiers in order.",
                    *("tiers", number, "up_to"),
                )
            last = tier.up_to or last
        return self

    @model_validator(mode="after")
    def _minimum_below_maximum(self) -> RateIn:
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise Misfit(
                f"line {self.id!r}: minimum {self.minimum} is above maximum {self.maximum}",
                "Lower the minimum or raise the maximum.",
                "minimum",
            )
        return self


class PilotRate(Model):
    """The pilot of an offer."""

    fee: Annotated[DecimalText, given("Fixed fee.")]
    credit: Annotated[DecimalText, given("Amount of the fee credited to production.")] = Decimal(0)
    label: Annotated[str, given("Name of the fee as printed.")] = "Pilot fee"

    @model_validator(mode="after")
    def _credit_within_fee(self) -> PilotRate:
        if self.credit > self.fee:
            raise Misfit(
                f"credit {self.credit} is above the fee {self.fee}",
                "Lower the credit or raise the fee.",
                "credit",
            )
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

    @model_validator(mode="after")
    def _lines_apart(self) -> OfferIn:
        ids = [rate.id for rate in self.rates]
        refuse_same_ids(ids, f"offer {self.id!r}: two lines", "rates")
        if PILOT_FEE in ids:
            raise Misfit(
                f"offer {self.id!r}: the id {PILOT_FEE!r} is kept for the pilot's fee",
                "Give the line another id.",
                *("rates", ids.index(PILOT_FEE), "id"),
            )
        return self

    @model_validator(mode="after")
    def _one_line_by_quantity(self) -> OfferIn:
        lines = [number for number, rate in enumerate(self.rates) if rate.unit is not None]
        if len(lines) > 1:
            raise Misfit(
                f"offer {self.id!r}: two lines are priced by a unit bought, "
                "and a brief gives one quantity",
                'Keep "unit" on one line, or split the offer.',
                *("rates", lines[1], "unit"),
            )
        return self

    @model_validator(mode="after")
    def _metrics_agree(self) -> OfferIn:
        seen: dict[str, MetricIn] = {}
        for number, metric in enumerate(rate.metric for rate in self.rates):
            if metric is not None and seen.setdefault(metric.id, metric) != metric:
                raise Misfit(
                    f"offer {self.id!r}: metric {metric.id!r} is described in two ways",
                    "Describe it in the same words on each line, or give it another id.",
                    *("rates", number, "metric"),
                )
        return self

    @model_validator(mode="after")
    def _limits_fit(self) -> OfferIn:
        ranges = {"minimum_range": self.minimum_range, "cap_range": self.cap_range}
        for name, limits in ranges.items():
            if limits is not None and limits[0] > limits[1]:
                raise Misfit(
                    f"offer {self.id!r}: {name} runs from {limits[0]} down to {limits[1]}",
                    "Write the lower number first.",
                    name,
                )
        least = sum((rate.minimum for rate in self.rates if rate.minimum is not None), Decimal(0))
        if self.cap is not None and least > self.cap:
            raise Misfit(
                f"offer {self.id!r}: minimum {least} is above cap {self.cap}",
                "Raise the cap, or lower the minimum of its lines.",
                "cap",
            )
        return self

    def fixed_amounts(self) -> tuple[tuple[str, Decimal], ...]:
        """Give each amount that is charged as it stands, with the name of its place."""
        found: list[tuple[str, Decimal | None]] = [("cap", self.cap)]
        for rate in self.rates:
            found.append((f"amount of line {rate.id!r}", rate.amount))
            found.append((f"minimum of line {rate.id!r}", rate.minimum))
            found.append((f"maximum of line {rate.id!r}", rate.maximum))
        found.extend(("minimum_range", limit) for limit in self.minimum_range or ())
        found.extend(("cap_range", limit) for limit in self.cap_range or ())
        if self.pilot is not None:
            found.append(("fee of the pilot", self.pilot.fee))
            found.append(("credit of the pilot", self.pilot.credit))
        return tuple((place, amount) for place, amount in found if amount is not None)


class PriceBook(Model):
    """Rates of one version."""

    format: Annotated[Literal["1"], given("Version of the file's format.")] = "1"
    version: Annotated[str, given("Version, the name of the file.")] = "1"
    currency: Annotated[Currency, given("Currency of all amounts, ISO 4217.")]
    offers: Annotated[tuple[OfferIn, ...], Field(min_length=1)]
    valid_until: Annotated[Day | None, given("Last day an offer may be dated.")] = None
    payment_methods: Annotated[tuple[str, ...], given("Accepted ways to pay.")] = ("Bank transfer",)
    invoicing: Annotated[str, given("When invoices are sent.")] = "Monthly in arrears"
    approvals: Annotated[
        ApprovalMatrix | None, given("Who may release what goes beyond this book.")
    ] = None

    @model_validator(mode="after")
    def _offers_apart(self) -> PriceBook:
        refuse_same_ids([offer.id for offer in self.offers], "two offers", "offers")
        return self

    @model_validator(mode="after")
    def _amounts_payable(self) -> PriceBook:
        finer = [
            f"{place} in offer {offer.id!r} is {amount}"
            for offer in self.offers
            for place, amount in offer.fixed_amounts()
            if rounded(amount, self.currency) != amount
        ]
        if finer:
            digits = currency_digits(self.currency)
            raise Misfit(
                f"finer than the smallest coin of {self.currency}: {'; '.join(finer)}",
                f"Write these amounts with at most {digits} decimals.",
                "offers",
            )
        return self

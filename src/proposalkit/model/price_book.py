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
from proposalkit.model.offer_fit import refuse_unfit_terms
from proposalkit.model.places import currency_digits
from proposalkit.model.price_terms import OnReach
from proposalkit.model.price_terms_in import (
    CapIn,
    CommitmentIn,
    CreditIn,
    DiscountIn,
    IndexationIn,
    RampIn,
)
from proposalkit.model.rate import MetricIn, RateIn

PILOT_FEE = "pilot-fee"
"""Id of the component that carries the pilot's fee."""


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
    discounts: tuple[DiscountIn, ...] = ()
    caps: tuple[CapIn, ...] = ()
    commitments: tuple[CommitmentIn, ...] = ()
    ramps: tuple[RampIn, ...] = ()
    indexation: tuple[IndexationIn, ...] = ()
    credits: tuple[CreditIn, ...] = ()
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

    @model_validator(mode="after")
    def _terms_fit(self) -> OfferIn:
        refuse_unfit_terms(self)
        return self

    def fixed_amounts(self) -> tuple[tuple[str, Decimal], ...]:
        """Give each amount that is charged as it stands, with the name of its place."""
        found: list[tuple[str, Decimal | None]] = [("cap", self.cap)]
        found.extend(("minimum_range", limit) for limit in self.minimum_range or ())
        found.extend(("cap_range", limit) for limit in self.cap_range or ())
        found.extend((f"amount of {one.id!r}", one.amount) for one in self.discounts)
        found.extend((f"amount of {one.id!r}", one.amount) for one in self.caps)
        found.extend((f"amount of {one.id!r}", one.amount) for one in self.commitments)
        found.extend((f"amount of {one.id!r}", one.amount) for one in self.credits)
        if self.pilot is not None:
            found.append(("fee of the pilot", self.pilot.fee))
            found.append(("credit of the pilot", self.pilot.credit))
        there = tuple((place, amount) for place, amount in found if amount is not None)
        return (*(one for rate in self.rates for one in rate.fixed_amounts()), *there)


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

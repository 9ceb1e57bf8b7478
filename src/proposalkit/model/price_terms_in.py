"""What changes the lines of an offer, as a price book gives it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from proposalkit.model.base import Model
from proposalkit.model.fields import Day, DecimalText, Slug, given
from proposalkit.model.misfit import Misfit
from proposalkit.model.price_terms import CommitmentKind, OnReach, Shortfall
from proposalkit.model.rate import Months, Share

Lines = Annotated[tuple[Slug, ...], Field(min_length=1)]
Month = Annotated[int, Field(ge=1, le=60)]


class DiscountIn(Model):
    """A share or an amount taken off lines; several act in the order they stand in."""

    id: Annotated[Slug, given("Id.")]
    label: Annotated[str, given("Name as printed.")]
    rate: Annotated[Share | None, given("Share taken off, such as 0.10.")] = None
    amount: Annotated[DecimalText | None, given("Amount taken off one line a month.")] = None
    applies_to: Annotated[Lines, given("Lines it acts on.")]
    condition: Annotated[str, given("When it is given, one sentence.")]
    first_month: Annotated[Month | None, given("First month; empty: from the start.")] = None
    last_month: Annotated[Month | None, given("Last month; empty: to the end.")] = None
    metric: Annotated[Slug | None, given("Metric that decides, with from_quantity.")] = None
    from_quantity: Annotated[
        DecimalText | None, given("Least units of a month in which it acts.")
    ] = None
    accept_by: Annotated[Day | None, given("Last day of acceptance it holds for.")] = None

    @model_validator(mode="after")
    def _one_kind(self) -> DiscountIn:
        name = f"discount {self.id!r}"
        if (self.rate is None) == (self.amount is None):
            raise Misfit(f"{name} needs a rate or an amount", 'Write one: "rate" or "amount".')
        if self.amount is not None and len(self.applies_to) > 1:
            raise Misfit(
                f"{name} takes an amount off several lines",
                "Name one line, or give each line a discount of its own.",
                "applies_to",
            )
        if (self.metric is None) != (self.from_quantity is None):
            raise Misfit(
                f"{name}: metric and from_quantity go together",
                "Give both or neither.",
            )
        if self.last_month is not None and (self.first_month or 1) > self.last_month:
            raise Misfit(
                f"{name} ends in month {self.last_month} before it begins",
                "Put the months in order.",
                "last_month",
            )
        return self


class CommitmentIn(Model):
    """A least spend or quantity in each of its periods."""

    id: Annotated[Slug, given("Id.")]
    label: Annotated[str, given("Name as printed.")]
    kind: Annotated[CommitmentKind, given("spend or quantity.")] = "spend"
    amount: Annotated[DecimalText | None, given("Least spend of each period.")] = None
    quantity: Annotated[DecimalText | None, given("Least units of each period.")] = None
    metric: Annotated[Slug | None, given("Metric whose units are committed.")] = None
    shortfall_price: Annotated[DecimalText | None, given("Price of each unit short.")] = None
    period_months: Annotated[Months, given("Months of one period.")]
    first_month: Annotated[Month, given("Month the first period begins in.")] = 1
    applies_to: Annotated[tuple[Slug, ...], given("Lines whose charges count.")] = ()
    shortfall: Annotated[Shortfall, given("billed or waived.")] = "billed"
    rollover: Annotated[
        bool, given("Whether a billed shortfall pays for what the next period has above.")
    ] = False

    @model_validator(mode="after")
    def _complete(self) -> CommitmentIn:
        wanted = ("amount", "applies_to") if self.kind == "spend" else (
            "quantity", "metric", "shortfall_price"
        )  # fmt: skip
        for key in wanted:
            if not getattr(self, key):
                raise Misfit(
                    f"commitment {self.id!r} of a {self.kind} needs {key}", f'Add "{key}".'
                )
        return self


class RampStepIn(Model):
    """From one month on, a share of the listed prices."""

    from_month: Annotated[Month, given("Month the step begins in.")]
    factor: Annotated[Share, given("Share of the listed prices, such as 0.5.")]


class RampIn(Model):
    """Prices that begin at a share and rise by steps."""

    id: Annotated[Slug, given("Id.")]
    label: Annotated[str, given("Name as printed.")]
    applies_to: Annotated[Lines, given("Lines it acts on.")]
    steps: Annotated[tuple[RampStepIn, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _rising(self) -> RampIn:
        months = [step.from_month for step in self.steps]
        if months != sorted(set(months)):
            raise Misfit(
                f"ramp {self.id!r}: its months do not rise",
                "Put the steps in order, each month once.",
                "steps",
            )
        if months[0] > 1:
            raise Misfit(
                f"ramp {self.id!r} begins in month {months[0]}, and nothing says what the months "
                "before it cost",
                'Add a step "from_month: 1"; its factor 1 is the listed price.',
                *("steps", 0, "from_month"),
            )
        return self


class IndexationIn(Model):
    """Prices that follow an index, between two limits."""

    id: Annotated[Slug, given("Id.")]
    label: Annotated[str, given("Which index, and how it is read, one sentence.")]
    applies_to: Annotated[Lines, given("Lines it acts on.")]
    first_month: Annotated[Month, given("First month with adjusted prices.")] = 13
    every_months: Annotated[Months, given("Months between two adjustments.")] = 12
    floor: Annotated[Share, given("Least rise of one adjustment, such as 0.")]
    cap: Annotated[Share, given("Greatest rise of one adjustment, such as 0.03.")]
    assumed: Annotated[Share, given("Rise the scenarios assume.")]

    @model_validator(mode="after")
    def _limits_in_order(self) -> IndexationIn:
        if self.floor > self.cap:
            raise Misfit(
                f"indexation {self.id!r}: floor {self.floor} is above cap {self.cap}",
                "Lower the floor or raise the cap.",
                "floor",
            )
        return self


class CapIn(Model):
    """A limit on the monthly sum of several lines."""

    id: Annotated[Slug, given("Id.")]
    label: Annotated[str, given("Name as printed.")]
    applies_to: Annotated[Lines, given("Lines whose sum is limited.")]
    amount: Annotated[DecimalText, given("Charge a month at which it is reached.")]
    on_reach: Annotated[OnReach, given("stop, free or notify_and_bill.")] = "free"


class CreditIn(Model):
    """An amount set against later charges; of a prepayment, list the payment as a line once too."""

    id: Annotated[Slug, given("Id.")]
    label: Annotated[str, given("Name as printed.")]
    amount: Annotated[DecimalText, given("Total credit.")]
    condition: Annotated[str, given("When it is earned, one sentence.")]
    last_month: Annotated[Month | None, given("Last month it can be used in.")] = None

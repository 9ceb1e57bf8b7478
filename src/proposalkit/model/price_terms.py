"""What changes a price beyond its lines: caps, discounts, commitments, ramps, indexation, credits.

`docs/reference/price-rules.md` says in which order they act.
"""

from __future__ import annotations

from typing import Annotated, Literal

from proposalkit.model.base import PublicModel
from proposalkit.model.fields import Day, DecimalText, Duration, Slug, machine_only, shown
from proposalkit.model.money import Money

OnReach = Literal["stop", "free", "notify_and_bill"]
DiscountKind = Literal["percent", "amount"]
CommitmentKind = Literal["spend", "quantity"]
Shortfall = Literal["billed", "waived"]

_LINES = "Ids of the lines it acts on."


class GroupCap(PublicModel):
    """A limit on the sum of several components in one period.

    What the printed component amounts exceed it by is taken off the period's charges when
    `onReach` is stop or free, and is billed when it is notify_and_bill.
    """

    id: Annotated[Slug, machine_only("Id of the cap.")]
    label: Annotated[str, shown("What is capped, in words.")]
    applies_to: Annotated[tuple[Slug, ...], machine_only("Ids of the components.")]
    amount: Annotated[Money, shown("Charge per period at which it is reached.", "money")]
    on_reach: Annotated[OnReach, machine_only("Code of what happens at the cap.")]
    on_reach_text: Annotated[str, shown("What happens at the cap.")]


class Discount(PublicModel):
    """A share or an amount taken off each of its lines, before caps; several act in `order`."""

    id: Annotated[Slug, machine_only("Id of the discount.")]
    label: Annotated[str, shown("Name of the discount.")]
    kind: Annotated[DiscountKind, shown("Share or amount.", "word")]
    rate: Annotated[DecimalText | None, shown("Share taken off each line.", "rate")] = None
    amount: Annotated[Money | None, shown("Amount taken off the line a period.", "money")] = None
    applies_to: Annotated[tuple[Slug, ...], machine_only(_LINES)]
    order: Annotated[int, machine_only("Place among the discounts, from 1.")]
    first_month: Annotated[int | None, shown("First month it acts in.", "integer")] = None
    last_month: Annotated[int | None, shown("Last month it acts in.", "integer")] = None
    metric_ref: Annotated[Slug | None, machine_only("Metric that decides.")] = None
    from_quantity: Annotated[
        DecimalText | None, shown("Least units of a month in which it acts.", "quantity")
    ] = None
    accept_by: Annotated[Day | None, shown("Last day of acceptance it holds for.", "date")] = None
    condition: Annotated[str, shown("When it is given, in words.")]


class Commitment(PublicModel):
    """A least spend or quantity in each of its periods, and what happens below it."""

    id: Annotated[Slug, machine_only("Id of the commitment.")]
    label: Annotated[str, shown("What is committed, in words.")]
    kind: Annotated[CommitmentKind, shown("Money or units.", "word")]
    amount: Annotated[Money | None, shown("Least spend of each period.", "money")] = None
    quantity: Annotated[DecimalText | None, shown("Least units of a period.", "quantity")] = None
    metric_ref: Annotated[Slug | None, machine_only("Metric whose units are committed.")] = None
    shortfall_price: Annotated[Money | None, shown("Price of each unit short.", "unit_price")] = (
        None
    )
    period: Annotated[Duration, shown("Period of the commitment.", "duration")]
    first_month: Annotated[int, shown("Month the first period begins in.", "integer")] = 1
    applies_to: Annotated[tuple[Slug, ...], machine_only("Ids of the lines whose charges count.")]
    shortfall: Annotated[Shortfall, shown("What happens to a shortfall.", "word")]
    rollover: Annotated[
        bool, shown("Whether a billed shortfall pays for what the next period has above.", "yes_no")
    ] = False


class RampStep(PublicModel):
    """From one month on, a share of the listed prices."""

    from_month: Annotated[int, shown("Month the step begins in.", "integer")]
    factor: Annotated[DecimalText, shown("Share of the listed prices charged.", "rate")]


class Ramp(PublicModel):
    """Prices and minimums of its lines that begin at a share and rise by steps."""

    id: Annotated[Slug, machine_only("Id of the ramp.")]
    label: Annotated[str, shown("Name of the ramp.")]
    applies_to: Annotated[tuple[Slug, ...], machine_only(_LINES)]
    steps: tuple[RampStep, ...]


class Indexation(PublicModel):
    """Prices and minimums of its lines that follow an index, between two limits."""

    id: Annotated[Slug, machine_only("Id of the indexation.")]
    label: Annotated[str, shown("Which index, and how it is read.")]
    applies_to: Annotated[tuple[Slug, ...], machine_only(_LINES)]
    first_month: Annotated[int, shown("First month with adjusted prices.", "integer")]
    every: Annotated[Duration, shown("Time between two adjustments.", "duration")]
    floor: Annotated[DecimalText, shown("Least rise of one adjustment.", "rate")]
    cap: Annotated[DecimalText, shown("Greatest rise of one adjustment.", "rate")]
    assumed: Annotated[DecimalText, shown("Rise the scenarios assume.", "rate")]


class Credit(PublicModel):
    """An amount set against later charges, the earliest first, until used up or lapsed."""

    id: Annotated[Slug, machine_only("Id of the credit.")]
    label: Annotated[str, shown("Name of the credit.")]
    amount: Annotated[Money, shown("Total credit.", "money")]
    last_month: Annotated[int | None, shown("Last month it can be used in.", "integer")] = None
    condition: Annotated[str, shown("When it is earned.")]


class Exchange(PublicModel):
    """The dated rate by which a figure in another currency was brought into the price's own."""

    given: Annotated[Money, shown("The figure as it was given.", "unit_price")]
    rate: Annotated[DecimalText, shown("Units of the price's currency for one of it.", "quantity")]
    as_of: Annotated[Day, shown("Day of the rate.", "date")]
    source: Annotated[str, shown("Where the rate comes from.")]

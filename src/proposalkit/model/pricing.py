"""The priced order as the buyer sees it; enough to recompute every total."""

from __future__ import annotations

from typing import Annotated, Literal

from proposalkit.model.base import PublicModel
from proposalkit.model.fields import Currency, DecimalText, Duration, Slug, machine_only, shown
from proposalkit.model.money import Money
from proposalkit.model.price_terms import (
    Commitment,
    Credit,
    Discount,
    Exchange,
    GroupCap,
    Indexation,
    Ramp,
)
from proposalkit.model.scenario import Cliff, Scenario

ComponentType = Literal[
    "one_time", "recurring", "usage", "outcome", "percentage", "value_share", "adjustment"
]
METERED: tuple[ComponentType, ...] = ("usage", "outcome", "percentage", "value_share")
"""Types whose charge follows a counted quantity."""

TierMode = Literal["graduated", "volume", "flat"]
AdjustmentReason = Literal["review_level", "service_tier", "indemnity", "residency", "other"]
Direction = Literal["below", "above"]


class Tier(PublicModel):
    """One price step; `upTo` is inclusive, the last tier is open.

    It has one of three prices: of each unit, of the whole step, or as a share of an amount.
    """

    up_to: Annotated[DecimalText | None, shown("Last unit at this price.", "quantity")] = None
    unit_price: Annotated[Money | None, shown("Price of one unit.", "unit_price")] = None
    flat: Annotated[Money | None, shown("Price of the whole step.", "money")] = None
    rate: Annotated[DecimalText | None, shown("Share of the amount counted.", "rate")] = None


class Baseline(PublicModel):
    """What the measured amount of a period is compared with; the difference is the value."""

    amount: Annotated[Money, shown("Amount of one billing period without the agent.", "money")]
    direction: Annotated[Direction, shown("Value is what lies below or above it.", "word")]
    source: Annotated[str, shown("How and when it was measured, and who signed it.")]


class Component(PublicModel):
    """One line of the price: a fixed amount, a metered quantity, or a share of other lines.

    A fixed amount may be that of a number of units bought, such as seat-equivalents: it is then
    `quantity` times `unitPrice`, rounded as any line is.
    """

    id: Annotated[Slug, machine_only("Id of the component.")]
    label: Annotated[str, shown("Name of the line.")]
    type: Annotated[ComponentType, shown("Kind of price.", "word")]
    metric_ref: Annotated[Slug | None, machine_only("Id of the metric.")] = None
    billing_period: Annotated[Duration | None, shown("Billing period.", "duration")] = None
    amount: Annotated[Money | None, shown("Fixed amount per period or once.", "money")] = None
    quantity: Annotated[
        DecimalText | None, shown("Units bought that the fixed amount is for.", "quantity")
    ] = None
    unit: Annotated[str | None, shown("Name of one unit bought.")] = None
    unit_price: Annotated[
        Money | None, shown("Price of one unit bought per period.", "unit_price")
    ] = None
    assisted_share: Annotated[
        DecimalText | None, shown("Part of a unit counted when a person helped.", "rate")
    ] = None
    included: Annotated[DecimalText | None, shown("Units at no charge.", "quantity")] = None
    included_period: Annotated[
        Duration | None,
        shown("Time the units at no charge are for; absent: each billing period.", "duration"),
    ] = None
    pack: Annotated[DecimalText | None, shown("Units sold together.", "quantity")] = None
    tier_mode: Annotated[TierMode | None, shown("How the tiers apply.", "word")] = None
    tiers: tuple[Tier, ...] = ()
    baseline: Baseline | None = None
    settlement: Annotated[
        Duration | None, shown("Time over which the value is measured and settled.", "duration")
    ] = None
    tail: Annotated[
        Duration | None, shown("Time after the term in which the share goes on.", "duration")
    ] = None
    tail_rate: Annotated[
        DecimalText | None, shown("Part of the share due in that time.", "rate")
    ] = None
    applies_to: Annotated[
        tuple[Slug, ...], machine_only("Ids of the lines an adjustment is a share of.")
    ] = ()
    rate: Annotated[DecimalText | None, shown("Share of those lines.", "rate")] = None
    reason: Annotated[AdjustmentReason | None, shown("Why it is charged.", "word")] = None
    minimum: Annotated[Money | None, shown("Least charge per period.", "money")] = None
    maximum: Annotated[Money | None, shown("Most charge per period.", "money")] = None
    clause_refs: Annotated[tuple[Slug, ...], shown("Clauses that govern the line.")] = ()
    clauses_lacking: Annotated[
        bool, machine_only("Whether the price book cites clauses that the proposal does not hold.")
    ] = False


class Rounding(PublicModel):
    """How amounts are rounded: half up, per component and billing period."""

    mode: Annotated[Literal["half_up"], shown("Rounding mode.", "word")] = "half_up"
    scale: Annotated[int, shown("Decimals kept.", "integer")]
    level: Annotated[Literal["component_and_period"], shown("What is rounded.", "word")] = (
        "component_and_period"
    )


class Tax(PublicModel):
    """How tax is treated, as given by the seller; tax is never mixed into a price."""

    treatment: Annotated[
        Literal["exclusive", "inclusive"], shown("Prices without or with tax.", "word")
    ] = "exclusive"
    text: Annotated[str, shown("The tax treatment as given.")]


class PublicPricing(PublicModel):
    """Components, what changes them, and computed scenarios in one currency."""

    currency: Annotated[Currency, shown("Currency of all amounts.")]
    price_book: Annotated[str, machine_only("Version of the seller's price book.")]
    components: tuple[Component, ...]
    discounts: tuple[Discount, ...] = ()
    caps: tuple[GroupCap, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    ramps: tuple[Ramp, ...] = ()
    indexation: tuple[Indexation, ...] = ()
    credits: tuple[Credit, ...] = ()
    rounding: Rounding
    per_unit_of: Annotated[
        Slug | None, machine_only("Metric the total is divided by; absent: none or the only one.")
    ] = None
    scenarios: tuple[Scenario, ...]
    cliffs: tuple[Cliff, ...] = ()
    cost_today: Annotated[
        Money | None, shown("The buyer's cost of one unit today.", "unit_price")
    ] = None
    cost_today_source: Annotated[str | None, shown("Where that figure comes from.")] = None
    exchange: Exchange | None = None
    not_included: Annotated[tuple[str, ...], shown("What the price does not cover.")] = ()
    tax: Tax


class Payment(PublicModel):
    """When and how invoices are paid."""

    terms: Annotated[Duration, shown("Days to pay from the invoice date.", "duration")]
    cadence: Annotated[str, shown("When invoices are sent.")]
    methods: Annotated[tuple[str, ...], shown("Accepted ways to pay.")] = ()

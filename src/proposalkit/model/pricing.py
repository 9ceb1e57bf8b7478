"""The priced order as the buyer sees it; enough to recompute every total."""

from __future__ import annotations

from typing import Annotated, Literal

from proposalkit.model.base import PublicModel
from proposalkit.model.fields import Currency, DecimalText, Duration, Slug, machine_only, shown
from proposalkit.model.money import Money

ComponentType = Literal["one_time", "recurring", "usage", "outcome"]
TierMode = Literal["graduated", "volume"]
OnReach = Literal["stop", "free", "notify_and_bill"]


class Tier(PublicModel):
    """One price step; `upTo` is inclusive, the last tier is open."""

    up_to: Annotated[DecimalText | None, shown("Last unit at this price.", "quantity")] = None
    unit_price: Annotated[Money, shown("Price of one unit.", "unit_price")]


class Component(PublicModel):
    """One line of the price: a fixed amount, or a metered quantity through tiers.

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
    included: Annotated[DecimalText | None, shown("Units per period at no charge.", "quantity")] = (
        None
    )
    tier_mode: Annotated[TierMode | None, shown("How the tiers apply.", "word")] = None
    tiers: tuple[Tier, ...] = ()
    minimum: Annotated[Money | None, shown("Least charge per period.", "money")] = None
    maximum: Annotated[Money | None, shown("Most charge per period.", "money")] = None
    clause_refs: Annotated[tuple[Slug, ...], shown("Clauses that govern the line.")] = ()
    clauses_lacking: Annotated[
        bool, machine_only("Whether the price book cites clauses that the proposal does not hold.")
    ] = False


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


class Credit(PublicModel):
    """An amount set against later charges, the earliest first, until used up."""

    id: Annotated[Slug, machine_only("Id of the credit.")]
    label: Annotated[str, shown("Name of the credit.")]
    amount: Annotated[Money, shown("Total credit.", "money")]
    condition: Annotated[str, shown("When it is earned.")]


class Rounding(PublicModel):
    """How amounts are rounded: half up, per component and billing period."""

    mode: Annotated[Literal["half_up"], shown("Rounding mode.", "word")] = "half_up"
    scale: Annotated[int, shown("Decimals kept.", "integer")]
    level: Annotated[Literal["component_and_period"], shown("What is rounded.", "word")] = (
        "component_and_period"
    )


class Volume(PublicModel):
    """The quantity of one metric in every billing period of a scenario."""

    metric_ref: Annotated[Slug, machine_only("Id of the metric.")]
    per_period: Annotated[DecimalText, shown("Units in each billing period.", "quantity")]


class PeriodAmount(PublicModel):
    """What one billing period costs before and after credits."""

    period: Annotated[int, shown("Number of the period, from 1.", "integer")]
    charges: Annotated[Money, shown("Charges before credits.", "money")]
    credit: Annotated[Money, shown("Credit used.", "money")]
    due: Annotated[Money, shown("Amount due.", "money")]


class ComponentAmount(PublicModel):
    """What one component costs in a normal period of the scenario."""

    component_ref: Annotated[Slug, machine_only("Id of the component.")]
    amount: Annotated[Money, shown("Charge in one period, or once.", "money")]


class Scenario(PublicModel):
    """One volume carried through the whole order."""

    id: Annotated[Literal["low", "expected", "high"], shown("Name of the scenario.", "word")]
    term_months: Annotated[int, shown("Months of production counted.", "integer")]
    volumes: tuple[Volume, ...]
    component_amounts: tuple[ComponentAmount, ...]
    cap_reduction: Annotated[
        Money | None, shown("Taken off each period's charges by the cap.", "money")
    ] = None
    one_time: Annotated[Money, shown("One-time charges, pilot included.", "money")]
    credit_used: Annotated[
        Money | None, shown("Credits set against the charges of the term.", "money")
    ] = None
    periods: tuple[PeriodAmount, ...]
    total: Annotated[Money, shown("Everything due in the term, pilot included.", "money")]
    effective_unit_price: Annotated[
        Money | None,
        shown(
            "Total divided by all units, rounded half up to four decimals; "
            "absent without units or when a cap stops the service.",
            "unit_price",
        ),
    ] = None
    cost_today: Annotated[
        Money | None,
        shown(
            "The same units at the buyer's cost of today; "
            "absent when that cost is not known or a cap stops the service.",
            "money",
        ),
    ] = None


class Cliff(PublicModel):
    """A quantity at which one unit more lowers the bill of a period, minimum and cap applied."""

    component_ref: Annotated[Slug, machine_only("Id of the component.")]
    at: Annotated[DecimalText, shown("Last quantity before the drop.", "quantity")]
    drop: Annotated[Money, shown("How much one unit more saves.", "money")]


class Tax(PublicModel):
    """How tax is treated, as given by the seller; tax is never mixed into a price."""

    treatment: Annotated[
        Literal["exclusive", "inclusive"], shown("Prices without or with tax.", "word")
    ] = "exclusive"
    text: Annotated[str, shown("The tax treatment as given.")]


class PublicPricing(PublicModel):
    """Components, caps, credits and computed scenarios in one currency."""

    currency: Annotated[Currency, shown("Currency of all amounts.")]
    price_book: Annotated[str, machine_only("Version of the seller's price book.")]
    components: tuple[Component, ...]
    caps: tuple[GroupCap, ...] = ()
    credits: tuple[Credit, ...] = ()
    rounding: Rounding
    scenarios: tuple[Scenario, ...]
    cliffs: tuple[Cliff, ...] = ()
    cost_today: Annotated[
        Money | None, shown("The buyer's cost of one unit today.", "unit_price")
    ] = None
    cost_today_source: Annotated[str | None, shown("Where that figure comes from.")] = None
    not_included: Annotated[tuple[str, ...], shown("What the price does not cover.")] = ()
    tax: Tax


class Payment(PublicModel):
    """When and how invoices are paid."""

    terms: Annotated[Duration, shown("Days to pay from the invoice date.", "duration")]
    cadence: Annotated[str, shown("When invoices are sent.")]
    methods: Annotated[tuple[str, ...], shown("Accepted ways to pay.")] = ()

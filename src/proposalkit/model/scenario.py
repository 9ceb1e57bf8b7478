"""What a price comes to at one volume, month by month and over the term."""

from __future__ import annotations

from typing import Annotated, Literal

from proposalkit.model.base import PublicModel
from proposalkit.model.fields import DecimalText, Slug, machine_only, shown
from proposalkit.model.money import Money

ScenarioId = Literal["low", "expected", "high"]


class Volume(PublicModel):
    """The quantity of one metric in the billing periods of a scenario."""

    metric_ref: Annotated[Slug, machine_only("Id of the metric.")]
    per_period: Annotated[
        DecimalText,
        shown(
            "Units in each billing period; after the first months where those differ.", "quantity"
        ),
    ]
    first_months: Annotated[
        tuple[DecimalText, ...], shown("Units in the first months, one by one.", "quantity")
    ] = ()
    assisted: Annotated[
        DecimalText | None, shown("Part of them reached together with a person.", "rate")
    ] = None


class PeriodAmount(PublicModel):
    """What one billing period costs before and after credits."""

    period: Annotated[int, shown("Number of the period, from 1.", "integer")]
    charges: Annotated[Money, shown("Charges before credits.", "money")]
    cap_reduction: Annotated[
        Money | None, shown("Taken off the lines by caps before the charges.", "money")
    ] = None
    shortfall: Annotated[
        Money | None, shown("Part of the charges that tops up a commitment.", "money")
    ] = None
    rolled: Annotated[
        Money | None, shown("Taken off the charges for a shortfall billed before.", "money")
    ] = None
    credit: Annotated[Money, shown("Credit used.", "money")]
    due: Annotated[Money, shown("Amount due.", "money")]


class ComponentAmount(PublicModel):
    """What one component costs in a normal period of the scenario, and in the term."""

    component_ref: Annotated[Slug, machine_only("Id of the component.")]
    amount: Annotated[Money, shown("Charge in the last period, or once.", "money")]
    term: Annotated[Money, shown("Charges of the whole term.", "money")]


class Scenario(PublicModel):
    """One volume carried through the whole order.

    The terms of the components, plus shortfall, less what caps, rolled shortfalls and credits
    take off, are the total.
    """

    id: Annotated[ScenarioId, shown("Name of the scenario.", "word")]
    term_months: Annotated[int, shown("Months of production counted.", "integer")]
    volumes: tuple[Volume, ...]
    component_amounts: tuple[ComponentAmount, ...]
    discount: Annotated[
        Money | None, shown("Taken off the lines by discounts in the term.", "money")
    ] = None
    cap_reduction: Annotated[
        Money | None, shown("Taken off the charges of the term by caps.", "money")
    ] = None
    shortfall: Annotated[
        Money | None, shown("Charged in the term to top up commitments.", "money")
    ] = None
    rolled: Annotated[
        Money | None, shown("Taken off in the term for shortfalls billed before.", "money")
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
            "Total divided by all units of the main metric, rounded half up to four decimals; "
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
    after_term: Annotated[
        Money | None,
        shown("Value share still due after the term, in no total.", "money"),
    ] = None


class Cliff(PublicModel):
    """A quantity at which one unit more lowers the bill of a period, limits applied."""

    component_ref: Annotated[Slug, machine_only("Id of the component.")]
    at: Annotated[DecimalText, shown("Last quantity before the drop.", "quantity")]
    drop: Annotated[Money, shown("How much one unit more saves.", "money")]

"""The economics of a deal as worked out: what it costs, earns and leaves. Internal throughout."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from proposalkit.model.base import Model
from proposalkit.model.cost_model import AttemptCost, CommissionPlan
from proposalkit.model.economics_rules import Bound
from proposalkit.model.fields import Currency, given

Standing = Literal["inside", "below", "above", "not_evaluated"]
"""Where the offer's own price stands in the range."""
Lacking = Annotated[tuple[str, ...], given("Fields that lack for it, by their dotted path.")]
Rate = Annotated[Decimal | None, given("Part of one, four decimals; none without revenue.")]


class FullCost(Model):
    """What one unit costs, in the currency of the deal, four decimals."""

    attempt: Annotated[Decimal | None, given("Cost of one attempt.")] = None
    parts: Annotated[AttemptCost | None, given("The same by part.")] = None
    billed_share: Annotated[Decimal | None, given("Part of the attempts that is billed.")] = None
    unit: Annotated[
        Decimal | None, given("Cost of one unit, failed attempts and fallback included.")
    ] = None
    fixed_unit: Annotated[Decimal | None, given("Fixed cost of a month by its units.")] = None
    full: Annotated[Decimal | None, given("Both together, rounded up: the floor.")] = None
    missing: Lacking = ()


class PriceRange(Model):
    """Between which prices a unit can be sold, and which is recommended."""

    floor: Annotated[Decimal | None, given("Full cost of one unit at the expected volume.")] = None
    least_share: Annotated[Decimal | None, given("Lower share of the buyer's unit cost.")] = None
    ceiling: Annotated[Decimal | None, given("Upper share of the buyer's unit cost.")] = None
    today: Annotated[Decimal | None, given("What a unit costs the buyer today.")] = None
    target: Annotated[Decimal, given("Margin to be kept.")]
    recommended: Annotated[Decimal | None, given("Price of one unit to ask for.")] = None
    decided_by: Annotated[Bound | None, given("Which bound decided it.")] = None
    reason: Annotated[str, given("The same in words.")] = ""
    listed: Annotated[
        Decimal | None, given("The offer's price of one unit at the expected volume.")
    ] = None
    paid: Annotated[Decimal | None, given("A normal month's charges by its units.")] = None
    standing: Annotated[
        Standing, given("Where the listed price stands, or the paid one when none is listed.")
    ] = "not_evaluated"
    missing: Lacking = ()


class LadderRow(Model):
    """One normal month at one volume."""

    units: Annotated[Decimal, given("Units of the month.")]
    charges: Annotated[Decimal, given("What the buyer pays for the month.")]
    cost: Annotated[Decimal, given("What the month costs.")]
    margin: Annotated[Decimal, given("Charges less cost.")]
    rate: Rate = None
    over_capacity: Annotated[bool, given("Whether we could not serve it.")] = False


class Percentiles(Model):
    """The value one run in ten stays below, half of them, and nine in ten."""

    p10: Decimal
    p50: Decimal
    p90: Decimal


class MarginSpread(Model):
    """The margin of the term when volume, success rate and model price move."""

    seed: Annotated[int, given("Seed of the random numbers.")]
    runs: Annotated[int, given("Terms drawn.")]
    margin: Annotated[Percentiles | None, given("Margin of the term, in its currency.")] = None
    rate: Annotated[Percentiles | None, given("Margin by revenue.")] = None
    below_target: Annotated[Decimal | None, given("Part of the runs below the target.")] = None
    at_a_loss: Annotated[Decimal | None, given("Part of the runs with a loss.")] = None
    varied: Annotated[tuple[str, ...], given("What was drawn.")] = ()
    missing: Lacking = ()


class SensitivityRow(Model):
    """One success rate with the margin at each model price."""

    success: Annotated[Decimal, given("Share of attempts that is billed.")]
    rates: Annotated[tuple[Decimal | None, ...], given("Margin by revenue, one per price.")]


class Sensitivity(Model):
    """The margin at the expected volume when one input moves and all others stay."""

    model_prices: Annotated[tuple[Decimal, ...], given("Model prices, as parts of today's.")] = ()
    rows: tuple[SensitivityRow, ...] = ()
    missing: Lacking = ()


class Headroom(Model):
    """The greatest discount on a normal month that still keeps both limits."""

    charges: Annotated[Decimal, given("The month before the discount.")]
    amount: Annotated[Decimal | None, given("Greatest discount in money, to the coin.")] = None
    share: Annotated[Decimal | None, given("The same as a part of the month, rounded down.")] = None
    decided_by: Annotated[
        Literal["margin_target", "floor_price"] | None, given("The limit that is met first.")
    ] = None
    short_by: Annotated[Decimal, given("What the month lacks already, without any discount.")] = (
        Decimal(0)
    )
    missing: Lacking = ()


class PilotReturn(Model):
    """What the pilot loses, and when production has paid it back."""

    fee: Decimal
    cost: Annotated[Decimal | None, given("What the pilot costs us.")] = None
    result: Annotated[Decimal | None, given("Fee less cost; below zero is a loss.")] = None
    payback_month: Annotated[
        int | None, given("First month of production that has made up for it; 0 without a loss.")
    ] = None
    within_months: Annotated[int, given("Months looked at.")] = 0
    missing: Lacking = ()


class CommissionRow(Model):
    """One way to pay commission on the first year."""

    plan: CommissionPlan
    at_signing: Decimal
    later: Annotated[Decimal, given("As revenue comes, at the expected volume.")]
    taken_back: Annotated[Decimal, given("What would have to come back at the low volume.")]
    totals: Annotated[tuple[Decimal, ...], given("Paid in the end, one for each volume.")]


class Commissions(Model):
    """Commission under the three plans."""

    plan: Annotated[CommissionPlan | None, given("The seller's own plan.")] = None
    rate: Decimal | None = None
    volumes: Annotated[tuple[str, ...], given("Names of the volumes of the totals.")] = ()
    rows: tuple[CommissionRow, ...] = ()
    missing: Lacking = ()

    @property
    def chosen(self) -> CommissionRow | None:
        """Give the row of the seller's own plan."""
        return next((one for one in self.rows if one.plan == self.plan), None)


class PartnerShare(Model):
    """What one partner keeps."""

    partner: Literal["integrator", "marketplace", "hyperscaler"]
    share: Decimal
    amount: Decimal


class PartnerNet(Model):
    """What is left of the term's revenue after the partners; the buyer's price stays the same."""

    gross: Decimal
    shares: tuple[PartnerShare, ...] = ()
    net: Decimal
    margin: Annotated[Decimal | None, given("Net less the cost of the term.")] = None
    rate: Rate = None


class YearValue(Model):
    """The value of the deal at one volume."""

    scenario: str
    acv: Annotated[Decimal, given("A year of production, without what is charged once.")]
    tcv: Annotated[Decimal, given("Everything due in the term, pilot included.")]


class OwnBuild(Model):
    """When an own build of the buyer would have paid."""

    build: Decimal
    run_year: Annotated[Decimal, given("Running it for a year at the expected volume.")]
    months: Annotated[int, given("Months of building, in which the buyer still buys from us.")]
    with_us: Annotated[Decimal, given("Three years with us.")]
    own: Annotated[Decimal, given("Three years of building and running.")]
    even_month: Annotated[
        int | None,
        given("First month in which the own build has cost no more; none in three years."),
    ] = None


class Economics(Model):
    """Everything the seller wants to know of a price before it is said."""

    currency: Currency
    units: Annotated[Decimal, given("Expected units a month.")]
    term_months: int
    by_amount: Annotated[
        bool, given("Whether a unit is a unit of money, as the price is a share of an amount.")
    ] = False
    cost: FullCost
    range: PriceRange
    ladder: tuple[LadderRow, ...] = ()
    margin: Annotated[Decimal | None, given("Margin of the term, expected volume.")] = None
    margin_rate: Rate = None
    break_even: Annotated[Decimal | None, given("Least units that pay for their month.")] = None
    spread: MarginSpread
    sensitivity: Sensitivity
    headroom: Headroom
    pilot: PilotReturn | None = None
    commissions: Commissions
    partners: PartnerNet | None = None
    own_build: OwnBuild | None = None
    pilot_fee: Decimal | None = None
    acv_minimum: Annotated[Decimal, given("A year at no volume at all: minimums and fixed.")]
    values: tuple[YearValue, ...] = Field(default=())

    def value(self, scenario: str) -> YearValue | None:
        """Give the value at one volume; None when the brief has no such volume."""
        return next((one for one in self.values if one.scenario == scenario), None)

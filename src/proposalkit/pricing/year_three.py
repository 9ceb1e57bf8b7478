"""What three years cost with us, and what is left for a buyer who would rather build."""

from __future__ import annotations

from decimal import Decimal, localcontext
from itertools import accumulate, pairwise
from typing import Annotated

from proposalkit.model.base import Model
from proposalkit.model.brief import DealBrief
from proposalkit.model.economics import OwnBuild
from proposalkit.model.fields import given
from proposalkit.model.money import rounded
from proposalkit.model.scenario import Volume
from proposalkit.model.seller import InternalProfile
from proposalkit.pricing.engine import price_scenario
from proposalkit.pricing.margin import serving_cost
from proposalkit.pricing.offer_volumes import scenario_volumes
from proposalkit.pricing.order import Order
from proposalkit.pricing.rules import EXACT_DIGITS

YEAR = 12
YEARS = 3


class YearThree(Model):
    """Three years at the expected volume and the prices of today, without tax."""

    currency: Annotated[str, given("Currency of all amounts.")]
    years: Annotated[tuple[Decimal, ...], given("What the buyer pays us in each year.")]
    run_cost: Annotated[
        Decimal | None, given("The same work at our own full cost, a year; none if not known.")
    ] = None
    people_cost: Annotated[
        Decimal | None, given("The same work at the buyer's cost of today, a year.")
    ] = None

    @property
    def total(self) -> Decimal:
        """Give what the buyer pays us in all years."""
        return sum(self.years, Decimal(0))

    @property
    def room(self) -> Decimal | None:
        """Give what is left for building at equal cost after all years; below zero is nothing."""
        return None if self.run_cost is None else self.total - len(self.years) * self.run_cost


def first_year(order: Order, brief: DealBrief) -> Decimal:
    """Give what is due in twelve months at the expected volume, one-time charges included."""
    return _due(order, brief, 1)


def year_three(order: Order, brief: DealBrief, internal: InternalProfile) -> YearThree:
    """Carry the expected volume through three years and compare it with an own build."""
    with localcontext(prec=EXACT_DIGITS):
        due = [_due(order, brief, years) for years in range(YEARS + 1)]
        units = brief.volumes.expected * YEAR
        cost, _ = serving_cost(order, internal)
        today = order.cost_today
        return YearThree(
            currency=order.currency,
            years=tuple(later - before for before, later in pairwise(due)),
            run_cost=None if cost is None else rounded(
                units * cost.per_unit + YEAR * cost.per_month, order.currency
            ),
            people_cost=None if today is None else rounded(units * today.amount, order.currency),
        )  # fmt: skip


def own_build(
    order: Order, brief: DealBrief, internal: InternalProfile, build_months: int
) -> OwnBuild | None:
    """Set three years with us against the seller's estimate of an own build; None without one.

    While it is built the buyer goes on buying from us. The break-even month is the first at whose
    end building and running have cost no more than staying.
    """
    given_ = internal.economics.own_build
    if given_ is None:
        return None
    months = build_months if given_.months is None else given_.months
    volumes = _expected(order, brief)
    periods = price_scenario(order, "expected", volumes, YEARS * YEAR).periods
    with localcontext(prec=EXACT_DIGITS):
        month = given_.run_per_month + brief.volumes.expected * given_.run_per_unit
        saved = accumulate((one.due.amount - month for one in periods[months:]), initial=Decimal(0))
        gained = [one - given_.build for one in saved]
        even = next((at for at, one in enumerate(gained) if at and one >= 0), None)
        with_us = _due(order, brief, YEARS)
        return OwnBuild(
            build=rounded(given_.build, order.currency),
            run_year=rounded(YEAR * month, order.currency),
            months=months,
            with_us=with_us,
            own=rounded(with_us - gained[-1], order.currency),
            even_month=None if even is None else months + even,
        )


def _due(order: Order, brief: DealBrief, years: int) -> Decimal:
    if not years:
        return Decimal(0)
    return price_scenario(order, "expected", _expected(order, brief), years * YEAR).total.amount


def _expected(order: Order, brief: DealBrief) -> tuple[Volume, ...]:
    """Give the volumes the brief expects, the first months as it tells them."""
    found = scenario_volumes(brief.volumes, order.metric_refs, order.main_metric, "expected")
    return found or ()

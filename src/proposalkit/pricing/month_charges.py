"""What a normal month comes to at a volume of the main metric, all else as the deal expects it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from proposalkit.model.brief import DealBrief
from proposalkit.model.brief_figures import VolumesIn
from proposalkit.model.scenario import Scenario
from proposalkit.pricing.engine import price_period
from proposalkit.pricing.offer_volumes import scenario_volumes
from proposalkit.pricing.order import Order
from proposalkit.pricing.term import units_in

INSIDE_DIGITS = 50
"""Working precision of what stays inside; amounts are rounded to the coin at the end."""


def month_charges(order: Order, brief: DealBrief, units: Decimal) -> Decimal:
    """Give the charges of a normal month; other metrics and the assisted part as expected."""
    at = brief.volumes.model_copy(update={"expected": units, "first_months": ()})
    told = scenario_volumes(at, order.metric_refs, order.main_metric, "expected")
    return price_period(order, told or ()).charges


def term_units(order: Order, volumes: VolumesIn, scenario: Scenario) -> Decimal:
    """Give the units of the main metric in the term, the first months as they are told."""
    main = next((one for one in scenario.volumes if one.metric_ref == order.main_metric), None)
    months = range(1, scenario.term_months + 1)
    if main is None:
        return sum(
            (volumes.expected * share for share in month_shares(volumes, months)), Decimal(0)
        )
    return sum((units_in(main, number) for number in months), Decimal(0))


def month_shares(volumes: VolumesIn, months: range) -> Iterator[Decimal]:
    """Give for each month of the term which part of the volume is there already."""
    first = volumes.first_months
    yield from (first[at - 1] if at <= len(first) else Decimal(1) for at in months)

"""The chart of one proposal: what a month costs at each volume, against the buyer's cost today."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from proposalkit.model.money import Money
from proposalkit.model.pricing import PublicPricing
from proposalkit.model.proposal import Proposal
from proposalkit.model.scenario import Scenario
from proposalkit.pricing.curve import cost_curve, curve_volumes
from proposalkit.render.chart_layout import FONT_SIZE, WIDEST_MARK, axis_labels, plot_of
from proposalkit.render.chart_scale import text_width
from proposalkit.render.chart_values import CostChart, Level, Line, Mark, Point

_BEYOND = Decimal("1.1")
"""The volume axis goes on a tenth beyond the highest scenario."""


def cost_chart(proposal: Proposal) -> CostChart | None:
    """Give what the chart shows; None when the order meters nothing or several metrics."""
    pricing = proposal.pricing
    metric = next((one for one in proposal.metrics if _is_the_metric(pricing, one.id)), None)
    volumes = [_volume(scenario) for scenario in pricing.scenarios]
    highest = max((volume for volume in volumes if volume is not None), default=Decimal(0))
    if metric is None or highest <= 0:
        return None
    points = _offer(pricing, int(highest * _BEYOND))
    lines = [Line("This proposal", "offer", points)]
    if pricing.cost_today is not None:
        lines.append(Line("Cost today", "today", _today(pricing.cost_today, points)))
    return CostChart(
        title="Cost of a month by volume",
        description="The price lines stand in the tables of the pricing section.",
        cost_axis=f"Cost of a month, {pricing.currency}",
        volume_axis=f"{metric.label[:1].upper()}{metric.label[1:]} in a month",
        lines=tuple(lines),
        marks=tuple(_marks(pricing)),
        levels=_levels(pricing, points),
    )


def chart_ticks(chart: CostChart) -> tuple[str, ...]:
    """Give the texts of the axis ticks, the only numbers of a chart that are not data."""
    plot = plot_of(chart)
    names = {chart.cost_axis, chart.volume_axis}
    labels = (text for label in axis_labels(chart, plot) for text in label.lines)
    return tuple(text for text in labels if text not in names)


def _is_the_metric(pricing: PublicPricing, metric: str) -> bool:
    refs = {one.metric_ref for one in pricing.components if one.metric_ref is not None}
    return refs == {metric}


def _volume(scenario: Scenario) -> Decimal | None:
    return scenario.volumes[0].per_period if len(scenario.volumes) == 1 else None


def _offer(pricing: PublicPricing, highest: int) -> tuple[Point, ...]:
    volumes = curve_volumes(pricing, Decimal(highest))
    return tuple(Point(volume, cost.amount) for volume, cost in cost_curve(pricing, volumes))


def _today(cost: Money, points: tuple[Point, ...]) -> tuple[Point, ...]:
    last = points[-1].volume
    return (Point(Decimal(0), Decimal(0)), Point(last, last * cost.amount))


def _marks(pricing: PublicPricing) -> list[Mark]:
    """Mark the scenarios; names too long to stand over a line would be refused."""
    volumes = {s.id: v for s in pricing.scenarios if (v := _volume(s)) is not None}
    costs = cost_curve(pricing, volumes.values())
    return [
        Mark(name, Point(volume, cost.amount))
        for name, (volume, cost) in zip(volumes, costs, strict=True)
        if text_width(name, FONT_SIZE) <= WIDEST_MARK
    ]


def _levels(pricing: PublicPricing, points: tuple[Point, ...]) -> tuple[Level, ...]:
    flats = [a for a, b in pairwise(points) if a.cost == b.cost and b.volume > a.volume + 1]
    levels = []
    starts_flat = bool(flats) and flats[0].cost == points[0].cost
    if starts_flat and any(one.minimum for one in pricing.components):
        levels.append(Level("Minimum", flats[0].cost))
    capped = bool(pricing.caps) or any(one.maximum for one in pricing.components)
    if flats and capped and flats[-1].cost > points[0].cost:
        levels.append(Level("Cap", flats[-1].cost))
    return tuple(levels)

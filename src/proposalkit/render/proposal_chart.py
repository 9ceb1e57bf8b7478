"""The chart of one proposal: what a month costs at each volume, against the buyer's cost today."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from proposalkit.model.money import Money
from proposalkit.model.pricing import PublicPricing
from proposalkit.model.proposal import Proposal
from proposalkit.model.scenario import Scenario
from proposalkit.pricing.curve import cost_curve, curve_volumes
from proposalkit.pricing.rules import rules_of
from proposalkit.render.chart_layout import FONT_SIZE, WIDEST_MARK, axis_labels, plot_of
from proposalkit.render.chart_scale import text_width
from proposalkit.render.chart_values import CostChart, Level, Line, Mark, Point

_BEYOND = Decimal("1.1")
"""The volume axis goes on a tenth beyond the highest scenario."""


def cost_chart(proposal: Proposal) -> CostChart | None:
    """Give what the chart shows; None when the order meters nothing, or names no main metric.

    Of several metrics the main one varies, and the others stay as in the expected scenario.
    """
    pricing = proposal.pricing
    rules = rules_of(pricing)
    main = rules.main_metric
    metric = next((one for one in proposal.metrics if one.id == main), None)
    volumes = [_volume(scenario, main) for scenario in pricing.scenarios]
    highest = max((volume for volume in volumes if volume is not None), default=Decimal(0))
    if metric is None or highest <= 0 or int(highest * _BEYOND) < 1:
        return None
    points = _offer(pricing, int(highest * _BEYOND))
    lines = [Line("This proposal", "offer", points)]
    if pricing.cost_today is not None:
        lines.append(Line("Cost today", "today", _today(pricing.cost_today, points)))
    others = "; all else as expected" if len(rules.metric_refs) > 1 else ""
    levels, cliffs = _levels(pricing, points), _cliffs(pricing, main, points[-1].volume)
    return CostChart(
        title="Cost of a month by volume",
        description=_described(levels, cliffs),
        cost_axis=f"Cost of a month, {pricing.currency}",
        volume_axis=f"{metric.label[:1].upper()}{metric.label[1:]} in a month{others}",
        lines=tuple(lines),
        marks=tuple(_marks(pricing, main)),
        levels=levels,
        cliffs=cliffs,
    )


def chart_ticks(chart: CostChart) -> tuple[str, ...]:
    """Give the texts of the axis ticks, the only numbers of a chart that are not data."""
    plot = plot_of(chart)
    names = {chart.cost_axis, chart.volume_axis}
    labels = (text for label in axis_labels(chart, plot) for text in label.lines)
    return tuple(text for text in labels if text not in names)


def _described(levels: tuple[Level, ...], cliffs: tuple[Mark, ...]) -> str:
    """Say in words what a reader who does not see the chart needs to know of it."""
    parts = ["The price lines stand in the tables of the pricing section."]
    if levels:
        names = " and ".join(one.label.lower() for one in levels)
        parts.append(f"Level lines show the {names} of a month.")
    if cliffs:
        parts.append("A diamond marks a volume after which one unit more lowers the bill.")
    return " ".join(parts)


def _volume(scenario: Scenario, main: str | None) -> Decimal | None:
    return next((one.per_period for one in scenario.volumes if one.metric_ref == main), None)


def _offer(pricing: PublicPricing, highest: int) -> tuple[Point, ...]:
    volumes = curve_volumes(pricing, Decimal(highest))
    return tuple(Point(volume, cost.amount) for volume, cost in cost_curve(pricing, volumes))


def _today(cost: Money, points: tuple[Point, ...]) -> tuple[Point, ...]:
    last = points[-1].volume
    return (Point(Decimal(0), Decimal(0)), Point(last, last * cost.amount))


def _marks(pricing: PublicPricing, main: str | None) -> list[Mark]:
    """Mark the scenarios; names too long to stand over a line would be refused."""
    volumes = {s.id: v for s in pricing.scenarios if (v := _volume(s, main)) is not None}
    costs = cost_curve(pricing, volumes.values())
    return [
        Mark(name, Point(volume, cost.amount))
        for name, (volume, cost) in zip(volumes, costs, strict=True)
        if text_width(name, FONT_SIZE) <= WIDEST_MARK
    ]


def _cliffs(pricing: PublicPricing, main: str | None, last: Decimal) -> tuple[Mark, ...]:
    """Mark the last unit before each drop of the main metric's lines, once for each volume."""
    of_main = {one.id for one in pricing.components if one.metric_ref == main}
    spots = sorted({one.at for one in pricing.cliffs if one.component_ref in of_main})
    found = cost_curve(pricing, (spot for spot in spots if spot <= last))
    return tuple(Mark("drop", Point(volume, cost.amount)) for volume, cost in found)


def _levels(pricing: PublicPricing, points: tuple[Point, ...]) -> tuple[Level, ...]:
    """Give floor and cap: the lowest and the highest bill, where the line lies flat at it."""
    flats = {a.cost for a, b in pairwise(points) if a.cost == b.cost and b.volume > a.volume + 1}
    least, most = min(one.cost for one in points), max(one.cost for one in points)
    levels = []
    if least in flats and (floor := _floor(pricing)):
        levels.append(Level(floor, least))
    if most in flats and most > least and (cap := _cap(pricing)):
        levels.append(Level(cap, most))
    return tuple(levels)


def _floor(pricing: PublicPricing) -> str:
    if any(one.minimum for one in pricing.components):
        return "Minimum"
    return "Commitment" if any(one.shortfall == "billed" for one in pricing.commitments) else ""


def _cap(pricing: PublicPricing) -> str:
    if any(one.on_reach != "notify_and_bill" for one in pricing.caps):
        return "Cap"
    return "Maximum" if any(one.maximum for one in pricing.components) else ""

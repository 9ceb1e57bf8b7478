"""The chart of cost by volume as SVG text: our price lines against the buyer's cost of today."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from proposalkit.render.chart_layout import (
    FONT_SIZE,
    INK,
    LINE_HEIGHT,
    QUIET,
    WIDEST_MARK,
    WIDTH,
    Plot,
    Text,
    axis_labels,
    cliff_labels,
    end_labels,
    leader_top,
    level_labels,
    mark_labels,
    plot_of,
)
from proposalkit.render.chart_scale import text_width
from proposalkit.render.chart_values import CostChart, Level, Line, Mark

GRID, MARK = "#e3e6ea", "#9aa2ac"

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_DASHES = {
    "offer": "",
    "alternative": ' stroke-dasharray="2 3"',
    "today": ' stroke-dasharray="7 4"',
}


def chart_svg(chart: CostChart, accent: str) -> str:
    """Draw the chart.

    Raises ValueError for a colour not written #rrggbb, a line of fewer than two points, or a
    scenario's name too long to stand over its line.
    """
    if _COLOUR.fullmatch(accent) is None:
        raise ValueError(f'"{accent}" is not a colour written #rrggbb')
    if not chart.lines or any(len(line.points) < 2 for line in chart.lines):
        raise ValueError("each line of a chart needs two points or more")
    for mark in chart.marks:
        if text_width(mark.label, FONT_SIZE) > WIDEST_MARK:
            raise ValueError(f'"{mark.label}" is too long to stand over its line')
    plot = plot_of(chart)
    marks = mark_labels(chart.marks, plot)
    ends = end_labels(chart.lines, plot)
    axes = axis_labels(chart, plot)
    levels = level_labels(chart, plot, [*marks, *ends, *axes])
    drops = cliff_labels(chart, plot, [*marks, *ends, *axes, *levels])
    body = (
        *_grid(plot),
        *(
            _leader(mark, label, marks, plot)
            for mark, label in zip(chart.marks, marks, strict=True)
        ),
        *(_level(level, plot) for level in chart.levels),
        *(_polyline(line, plot, accent) for line in reversed(chart.lines)),
        *(_drop(mark, plot) for mark in chart.cliffs),
        *(_dot(mark, plot, accent) for mark in chart.marks),
        # From left to right: readers of a PDF take apart a text that stands left of the last one.
        *map(_svg_text, (*axes, *marks, *levels, *drops, *ends)),
    )
    return _document(chart, plot, body)


def _grid(plot: Plot) -> list[str]:
    return [
        _rule(plot.left, plot.y(value), plot.right, plot.y(value), GRID if value else MARK)
        for value in plot.costs.ticks
    ]


def _leader(mark: Mark, label: Text, labels: Sequence[Text], plot: Plot) -> str:
    x = plot.x(mark.at.volume)
    top = leader_top(label, x, labels, plot)
    return _rule(x, top, x, plot.bottom, MARK, ' stroke-dasharray="1 3"')


def _rule(x1: float, y1: float, x2: float, y2: float, colour: str, extra: str = "") -> str:
    ends = f'x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"'
    return f'<line {ends} stroke="{colour}" stroke-width="0.8"{extra}/>'


def _polyline(line: Line, plot: Plot, accent: str) -> str:
    points = " ".join(f"{_n(plot.x(p.volume))},{_n(plot.y(p.cost))}" for p in line.points)
    colour = QUIET if line.role == "today" else accent
    width = "2.4" if line.role == "offer" else "1.6"
    return (
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{width}" '
        f'stroke-linejoin="round"{_DASHES[line.role]}/>'
    )


def _dot(mark: Mark, plot: Plot, accent: str) -> str:
    place = f'cx="{_n(plot.x(mark.at.volume))}" cy="{_n(plot.y(mark.at.cost))}"'
    return f'<circle {place} r="3.6" fill="#ffffff" stroke="{accent}" stroke-width="2"/>'


def _level(level: Level, plot: Plot) -> str:
    y = plot.y(level.cost)
    return _rule(plot.left, y, plot.right, y, QUIET, ' stroke-dasharray="9 3 2 3"')


def _drop(mark: Mark, plot: Plot) -> str:
    x, y, size = plot.x(mark.at.volume), plot.y(mark.at.cost), 4.6
    corners = ((x, y - size), (x + size, y), (x, y + size), (x - size, y))
    points = " ".join(f"{_n(a)},{_n(b)}" for a, b in corners)
    return f'<polygon points="{points}" fill="{INK}"/>'


def _svg_text(text: Text) -> str:
    return "".join(
        f'<text x="{_n(text.x)}" y="{_n(text.y + LINE_HEIGHT * i)}" text-anchor="{text.anchor}" '
        f'fill="{text.colour}" font-weight="{text.weight}">{html.escape(line)}</text>'
        for i, line in enumerate(text.lines)
    )


def _document(chart: CostChart, plot: Plot, body: Sequence[str]) -> str:
    height = _n(plot.bottom + 2 * LINE_HEIGHT + 12)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(WIDTH)} {height}" '
        f'width="{_n(WIDTH)}" height="{height}" role="img" '
        f'font-family="Inter, DejaVu Sans" font-size="{FONT_SIZE}">'
        f"<title>{html.escape(chart.title)}</title><desc>{html.escape(chart.description)}</desc>"
        f"{''.join(body)}</svg>"
    )


def _n(value: float) -> str:
    """Write a coordinate with one decimal at most, the same on every machine."""
    return f"{value + 0.0:.1f}".removesuffix(".0").replace("-0", "0") if value else "0"

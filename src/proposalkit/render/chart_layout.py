"""Where each text of the chart stands: no two touch, and none lies across a line.

The name of a level or of a drop that fits nowhere is left out: the price tables state it anyway.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from proposalkit.render.chart_scale import Box, Scale, nice_scale, text_width, wrapped
from proposalkit.render.chart_values import CostChart, Level, Line, Mark

WIDTH = 640.0
PLOT_HEIGHT = 220.0
FONT_SIZE = 10.5
LINE_HEIGHT = 13.0
GAP = 8.0
LABEL_WIDTH = 118.0
LABEL_ROWS = 4
WIDEST_MARK = 200.0
INK, QUIET = "#1b1f24", "#5a626c"

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Plot:
    """The plot area in pixels and the two scales that fill it."""

    left: float
    top: float
    right: float
    bottom: float
    volumes: Scale
    costs: Scale

    def x(self, volume: Decimal) -> float:
        """Give the place of a volume in pixels from the left."""
        return self.left + float(volume / self.volumes.end) * (self.right - self.left)

    def y(self, cost: Decimal) -> float:
        """Give the place of a cost in pixels from the top."""
        return self.bottom - float(cost / self.costs.end) * (self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Text:
    """One label: its lines, the anchor point of the first baseline, and its weight."""

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: Anchor = "start"
    colour: str = QUIET
    weight: int = 400

    @property
    def box(self) -> Box:
        """Give the room the label takes, never too small."""
        width = max(text_width(line, FONT_SIZE) for line in self.lines)
        shift = {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        top = self.y - FONT_SIZE * 0.8
        bottom = self.y + FONT_SIZE * 0.25 + LINE_HEIGHT * (len(self.lines) - 1)
        return Box(self.x - shift, top, self.x - shift + width, bottom)


def plot_of(chart: CostChart) -> Plot:
    """Fit the plot between its axis ticks and the names at the right ends of its lines."""
    points = [point for line in chart.lines for point in line.points]
    costs = nice_scale(max(point.cost for point in points), 5)
    volumes = nice_scale(max(point.volume for point in points), 6, exact=True)
    ends = [wrapped(line.label, LABEL_WIDTH, FONT_SIZE) for line in chart.lines]
    names = max(text_width(text, FONT_SIZE) for lines in ends for text in lines)
    half_tick = max(text_width(tick, FONT_SIZE) for tick in volumes.labels) / 2
    left = max(text_width(tick, FONT_SIZE) for tick in costs.labels) + GAP
    right = WIDTH - max(names, half_tick) - 2 * GAP
    bare = Plot(left, 0, right, PLOT_HEIGHT, volumes, costs)
    top = LINE_HEIGHT * (1 + _rows(chart.marks, bare)) + 2 * GAP
    return Plot(left, top, right, top + PLOT_HEIGHT, volumes, costs)


def _rows(marks: Sequence[Mark], plot: Plot) -> int:
    labels = mark_labels(marks, plot)
    return max((round((plot.top - label.y) / LINE_HEIGHT) + 1 for label in labels), default=0)


def mark_labels(marks: Sequence[Mark], plot: Plot) -> list[Text]:
    """Put each scenario's name over its line, in the lowest row where it touches no other."""
    placed: list[tuple[Text, float]] = []
    for mark in marks:
        x = plot.x(mark.at.volume)
        free = (
            text
            for leader_matters in (True, False)
            for text in _mark_places(mark.label, x, plot, len(marks))
            if _fits(text, x, placed, leader_matters)
        )
        placed.append((next(free), x))
    return [text for text, _ in placed]


def leader_top(text: Text, x: float, others: Sequence[Text], plot: Plot) -> float:
    """Give the height from which a scenario's line may run down without crossing a name."""
    top = text.y + 3 if text.anchor == "middle" else text.y - FONT_SIZE * 0.8
    boxes = (other.box for other in others if other is not text)
    crossed = any(box.left <= x <= box.right and box.bottom > top for box in boxes)
    return plot.top if crossed else top


def _mark_places(label: str, x: float, plot: Plot, rows: int) -> Iterator[Text]:
    anchors: tuple[tuple[Anchor, float], ...] = (("middle", 0), ("start", 4), ("end", -4))
    for row in range(LABEL_ROWS + rows):
        for anchor, shift in anchors:
            text = Text((label,), x + shift, plot.top - GAP / 2 - row * LINE_HEIGHT, anchor)
            if text.box.left >= plot.left and text.box.right <= WIDTH:
                yield text


def _fits(text: Text, x: float, placed: Sequence[tuple[Text, float]], leader_matters: bool) -> bool:
    if any(text.box.near(other.box, GAP) for other, _ in placed):
        return False
    return not leader_matters or not any(
        (other.box.left - 2 <= x <= other.box.right + 2 and other.y > text.y)
        or (text.box.left - 2 <= spot <= text.box.right + 2 and other.y < text.y)
        for other, spot in placed
    )


def end_labels(lines: Sequence[Line], plot: Plot) -> list[Text]:
    """Name each line at its right end, pushed apart downwards and then back up into the plot."""
    named = sorted(lines, key=lambda line: (plot.y(line.points[-1].cost), line.label))
    blocks = [wrapped(line.label, LABEL_WIDTH, FONT_SIZE) for line in named]
    heights = [LINE_HEIGHT * len(block) for block in blocks]
    tops = [
        plot.y(line.points[-1].cost) - height / 2
        for line, height in zip(named, heights, strict=True)
    ]
    for i in range(1, len(tops)):
        tops[i] = max(tops[i], tops[i - 1] + heights[i - 1])
    limit = plot.bottom
    for i in reversed(range(len(tops))):
        tops[i] = min(tops[i], limit - heights[i])
        limit = tops[i]
    x = plot.right + GAP
    return [
        Text(tuple(block), x, top + FONT_SIZE * 0.95, colour=_ink(line), weight=_weight(line))
        for line, block, top in zip(named, blocks, tops, strict=True)
    ]


def axis_labels(chart: CostChart, plot: Plot) -> list[Text]:
    """Label the ticks, leaving out any that would touch, and name both axes."""
    costs = [
        Text((text,), plot.left - GAP, plot.y(value) + FONT_SIZE * 0.36, "end")
        for value, text in zip(plot.costs.ticks, plot.costs.labels, strict=True)
    ]
    below = plot.bottom + LINE_HEIGHT + 2
    volumes: list[Text] = []
    for value, text in zip(plot.volumes.ticks, plot.volumes.labels, strict=True):
        tick = Text((text,), plot.x(value), below, "middle")
        if not any(tick.box.near(other.box, GAP) for other in volumes):
            volumes.append(tick)
    names = [
        Text((chart.cost_axis,), 0, FONT_SIZE, colour=INK),
        Text((chart.volume_axis,), plot.left, below + LINE_HEIGHT + 4, colour=INK),
    ]
    return [*costs, *volumes, *names]


def level_labels(chart: CostChart, plot: Plot, taken: list[Text]) -> list[Text]:
    """Name the levels where the name crosses no text and no line: on the flat part first."""
    labels: list[Text] = []
    blocked = [text.box for text in taken]
    for level in chart.levels:
        free = (
            text
            for text in _level_places(level, chart, plot)
            if not any(text.box.near(box, 3) for box in (*blocked, *(t.box for t in labels)))
            and not _crossed(text.box, chart, plot)
        )
        labels.extend(text for text in [next(free, None)] if text)
    return labels


def _level_places(level: Level, chart: CostChart, plot: Plot) -> list[Text]:
    width = text_width(level.label, FONT_SIZE)
    places = []
    for start, end in _flats(level, chart):
        left, right = plot.x(start) + 5, plot.x(end) - width - 5
        starts = (left, right, (left + right) / 2) if right > left else (left,)
        for y in (plot.y(level.cost) - 6, plot.y(level.cost) + FONT_SIZE + 4):
            places += [Text((level.label,), x, y) for x in starts]
    last = plot.right - width - 5
    along = [plot.left + 5 + step * (last - plot.left - 5) / 8 for step in range(9)]
    for y in (plot.y(level.cost) - 6, plot.y(level.cost) + FONT_SIZE + 4):
        places += [Text((level.label,), x, y) for x in along]
    inside = (place for place in places if place.box.right <= plot.right)
    return [place for place in inside if place.box.bottom < plot.bottom]


def cliff_labels(chart: CostChart, plot: Plot, taken: list[Text]) -> list[Text]:
    """Name each drop beside its mark, where the name touches no text and no line."""
    labels: list[Text] = []
    for mark in chart.cliffs:
        x, y = plot.x(mark.at.volume), plot.y(mark.at.cost)
        anchors: tuple[tuple[Anchor, float], ...] = (("end", -8), ("start", 8))
        places = (
            Text((mark.label,), x + aside, y + up, anchor)
            for up in (-7, FONT_SIZE + 5, -7 - LINE_HEIGHT)
            for anchor, aside in anchors
        )
        blocked = [text.box for text in (*taken, *labels)]
        free = (
            text
            for text in places
            if text.box.left >= plot.left
            and text.box.right <= plot.right
            and not any(text.box.near(box, 3) for box in blocked)
            and not _crossed(text.box, chart, plot)
        )
        labels.extend(text for text in [next(free, None)] if text)
    return labels


def _flats(level: Level, chart: CostChart) -> list[tuple[Decimal, Decimal]]:
    offers = [line.points for line in chart.lines if line.role == "offer"]
    return [
        (a.volume, b.volume)
        for points in offers
        for a, b in pairwise(points)
        if a.cost == b.cost == level.cost and a.volume < b.volume
    ]


def _crossed(box: Box, chart: CostChart, plot: Plot) -> bool:
    lines = any(
        box.crossed(plot.x(a.volume), plot.y(a.cost), plot.x(b.volume), plot.y(b.cost))
        for line in chart.lines
        for a, b in pairwise(line.points)
    )
    spots = (plot.x(mark.at.volume) for mark in chart.marks)
    return lines or any(box.left - 2 <= x <= box.right + 2 for x in spots)


def _ink(line: Line) -> str:
    return QUIET if line.role == "today" else INK


def _weight(line: Line) -> int:
    return 600 if line.role == "offer" else 400

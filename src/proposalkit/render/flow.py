"""The way of the data as a drawing: one box for each place it reaches, one arrow for each hop."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from proposalkit.model.display import display
from proposalkit.model.offering import DataHop
from proposalkit.render.chart_layout import FONT_SIZE, INK, LINE_HEIGHT, QUIET, WIDTH
from proposalkit.render.chart_scale import wrapped

EDGE, FILL = "#b8bfc8", "#ffffff"
PAD = 9.0
BETWEEN = 14.0
ARROW = 5.0
MOST_COLUMNS, MOST_BOXES = 4, 9
_GAPS = {1: 0.0, 2: 110.0, 3: 70.0, 4: 44.0}


@dataclass(frozen=True, slots=True)
class Box:
    """One place of the data: its lines of text and where it is drawn, in pixels."""

    name: tuple[str, ...]
    detail: tuple[str, ...]
    left: float
    top: float
    width: float

    @property
    def height(self) -> float:
        """Give the height its lines need."""
        return 2 * PAD + LINE_HEIGHT * (len(self.name) + len(self.detail)) - 2

    @property
    def middle(self) -> float:
        """Give the height at which arrows meet it."""
        return self.top + self.height / 2


def flow_svg(hops: Sequence[DataHop], accent: str) -> str:
    """Draw the flow from left to right; empty when it cannot be drawn without crossing a box."""
    columns = _columns(hops)
    if not columns:
        return ""
    boxes = _placed(columns, hops)
    height = max(box.top + box.height for box in boxes.values()) + 1
    arrows = dict.fromkeys((hop.origin, hop.destination) for hop in hops)
    body = [_arrow(boxes[a], boxes[b], accent) for a, b in arrows] + [
        _box(box) for box in boxes.values()
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(WIDTH)} {_n(height)}" '
        f'width="{_n(WIDTH)}" height="{_n(height)}" role="img" '
        f'font-family="Inter, DejaVu Sans" font-size="{FONT_SIZE}">'
        "<title>The way of the data</title><desc>Each arrow is a row of the table below.</desc>"
        f"{''.join(body)}</svg>"
    )


def _columns(hops: Sequence[DataHop]) -> list[list[str]]:
    """Put each place one column right of where its data comes from; none if that cannot be."""
    depth: dict[str, int] = {}
    for hop in hops:
        depth.setdefault(hop.origin, 0)
        depth.setdefault(hop.destination, depth[hop.origin] + 1)
    if not depth or any(depth[hop.destination] != depth[hop.origin] + 1 for hop in hops):
        return []
    columns: list[list[str]] = [[] for _ in range(max(depth.values()) + 1)]
    for name, place in depth.items():
        columns[place].append(name)
    return columns if len(columns) <= MOST_COLUMNS and len(depth) <= MOST_BOXES else []


def _placed(columns: list[list[str]], hops: Sequence[DataHop]) -> dict[str, Box]:
    gap = _GAPS[len(columns)]
    width = (WIDTH - 2 - gap * (len(columns) - 1)) / len(columns)
    stacks = [[_sized(name, hops, width) for name in column] for column in columns]
    tallest = max(_stack_height(stack) for stack in stacks)
    boxes: dict[str, Box] = {}
    for number, (column, stack) in enumerate(zip(columns, stacks, strict=True)):
        top = 1 + (tallest - _stack_height(stack)) / 2
        for name, box in zip(column, stack, strict=True):
            left = 1 + number * (width + gap)
            boxes[name] = Box(box.name, box.detail, left, top, width)
            top += box.height + BETWEEN
    return boxes


def _sized(name: str, hops: Sequence[DataHop], width: float) -> Box:
    facts = dict.fromkeys(
        line
        for hop in hops
        if hop.destination == name
        for line in (hop.provider, ", ".join(display(place, "country") for place in hop.places))
    )
    room = width - 2 * PAD
    detail = [line for fact in facts for line in wrapped(fact, room, FONT_SIZE)]
    return Box(tuple(wrapped(name, room, FONT_SIZE)), tuple(detail), 0, 0, width)


def _stack_height(stack: Sequence[Box]) -> float:
    return sum(box.height for box in stack) + BETWEEN * (len(stack) - 1)


def _box(box: Box) -> str:
    lines = [(text, INK, 600) for text in box.name] + [(text, QUIET, 400) for text in box.detail]
    x, first = _n(box.left + PAD), box.top + PAD + FONT_SIZE * 0.8
    texts = "".join(
        f'<text x="{x}" y="{_n(first + LINE_HEIGHT * i)}" '
        f'fill="{colour}" font-weight="{weight}">{html.escape(text)}</text>'
        for i, (text, colour, weight) in enumerate(lines)
    )
    return (
        f'<rect x="{_n(box.left)}" y="{_n(box.top)}" width="{_n(box.width)}" '
        f'height="{_n(box.height)}" rx="3" fill="{FILL}" stroke="{EDGE}"/>{texts}'
    )


def _arrow(start: Box, end: Box, accent: str) -> str:
    """Run from one box to the next: across, up or down half-way, across, with a point."""
    x1, y1 = start.left + start.width, start.middle
    x2, y2 = end.left, end.middle
    half = (x1 + x2) / 2
    points = f"{_n(x1)},{_n(y1)} {_n(half)},{_n(y1)} {_n(half)},{_n(y2)} {_n(x2 - ARROW)},{_n(y2)}"
    tip = (
        f"{_n(x2 - ARROW)},{_n(y2 - ARROW * 0.6)} {_n(x2 - 0.5)},{_n(y2)} "
        f"{_n(x2 - ARROW)},{_n(y2 + ARROW * 0.6)}"
    )
    return (
        f'<polyline points="{points}" fill="none" stroke="{accent}" stroke-width="1.4"/>'
        f'<polygon points="{tip}" fill="{accent}"/>'
    )


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")

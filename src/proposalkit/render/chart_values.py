"""What a chart of cost by volume shows: typed numbers and the words beside them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Role = Literal["offer", "alternative", "today"]


@dataclass(frozen=True, slots=True)
class Point:
    """A volume per month and what it costs."""

    volume: Decimal
    cost: Decimal


@dataclass(frozen=True, slots=True)
class Line:
    """One cost line through its corner points, volumes never falling."""

    label: str
    role: Role
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A scenario: its name, its volume and its cost on the offer line."""

    label: str
    at: Point


@dataclass(frozen=True, slots=True)
class Level:
    """A cost at which the offer line lies flat, such as its minimum or its cap.

    It is drawn across the whole plot, so that it can be read at any volume.
    """

    label: str
    cost: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class CostChart:
    """What the chart shows; `title` is read out to those who cannot see it."""

    title: str
    description: str
    cost_axis: str
    volume_axis: str
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...] = ()
    levels: tuple[Level, ...] = ()
    cliffs: tuple[Mark, ...] = ()
    """Volumes after which one unit more lowers the bill."""

"""Axis steps and text sizes for charts: plain arithmetic, the same on every machine."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
# upper bounds of Inter's advance widths in em, so that a text never needs more room than given
_NARROW = frozenset("iljI.,:;'!")
_SLIM = frozenset('frt()[]{}-/| "\\\u00a0')
_WIDE = frozenset("mwMW%@&+=<>~#\u2013\u2014\u2026\u20ac\u00a4\u00a9\u00bc\u00bd\u00beæÆœŒŵŴďĲ")
_EM = {"narrow": 0.31, "slim": 0.47, "wide": 1.03, "upper": 0.8, "other": 0.68}


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from nought to `end`, with its ticks and their texts."""

    end: Decimal
    ticks: tuple[Decimal, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """The room one text takes, in pixels from the top left."""

    left: float
    top: float
    right: float
    bottom: float

    def near(self, other: Box, gap: float) -> bool:
        """Say if the two come closer than `gap` pixels sideways, or touch in height."""
        aside = self.right + gap <= other.left or other.right + gap <= self.left
        apart = self.bottom <= other.top or other.bottom <= self.top
        return not (aside or apart)

    def crossed(self, x1: float, y1: float, x2: float, y2: float) -> bool:
        """Say if a straight line passes through the box or within a pixel of it."""
        start, end = 0.0, 1.0
        for low, high, at, step in (
            (self.left - 1, self.right + 1, x1, x2 - x1),
            (self.top - 1, self.bottom + 1, y1, y2 - y1),
        ):
            if step == 0:
                if not low <= at <= high:
                    return False
                continue
            first, last = sorted(((low - at) / step, (high - at) / step))
            start, end = max(start, first), min(end, last)
        return start <= end


def nice_scale(largest: Decimal, most_ticks: int, exact: bool = False) -> Scale:
    """Choose round steps up to `largest`; the axis ends there if `exact`, else at a tick."""
    top = largest if largest > 0 else Decimal(1)
    rough = top / most_ticks
    unit = Decimal(1).scaleb(rough.adjusted())
    step = next(factor * unit for factor in _STEPS if factor * unit >= rough)
    whole = int(top // step)
    count = whole if exact or whole * step == top else whole + 1
    ticks = tuple(step * i for i in range(count + 1))
    return Scale(top if exact else ticks[-1], ticks, tuple(_number(tick, step) for tick in ticks))


def text_width(text: str, font_size: float) -> float:
    """Give an upper bound of the width of a text in Inter, at any weight up to 600."""
    return font_size * sum(_EM[_width_class(char)] for char in text)


def wrapped(text: str, width: float, font_size: float) -> list[str]:
    """Break a text at its spaces so that each line fits `width` where a word allows it."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, font_size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _width_class(char: str) -> str:
    for name, group in (("narrow", _NARROW), ("slim", _SLIM), ("wide", _WIDE)):
        if char in group:
            return name
    return "upper" if char.isupper() else "other"


def _number(value: Decimal, step: Decimal) -> str:
    exponent = step.normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return f"{value:,.{decimals}f}"

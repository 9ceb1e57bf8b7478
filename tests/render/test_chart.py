"""The chart: true to its numbers, readable without colour, and no two texts touch.

The room of each text is measured with the shipped font, not with the chart's own estimate.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont

from proposalkit.render.chart import chart_svg
from proposalkit.render.chart_scale import nice_scale, text_width, wrapped
from proposalkit.render.chart_values import CostChart, Level, Line, Mark, Point

SVG = "{http://www.w3.org/2000/svg}"
ACCENT = "#0b5cad"


def _points(*pairs: tuple[int, int]) -> tuple[Point, ...]:
    return tuple(Point(Decimal(volume), Decimal(cost)) for volume, cost in pairs)


def _mark(label: str, volume: int, cost: int) -> Mark:
    return Mark(label, Point(Decimal(volume), Decimal(cost)))


def _chart(lines: tuple[Line, ...], **more: object) -> CostChart:
    return CostChart(
        title="Cost per month by resolved contacts",
        description="The offer costs less than today from 2,000 contacts a month.",
        cost_axis="Cost per month in EUR",
        volume_axis="Resolved contacts per month",
        lines=lines,
        **more,  # type: ignore[arg-type]
    )


OFFER = Line(
    "This proposal", "offer", _points((0, 3000), (4000, 3000), (20000, 12000), (26000, 12000))
)
TODAY = Line("Cost today", "today", _points((0, 0), (26000, 39000)))
USUAL = _chart(
    (OFFER, TODAY),
    marks=(_mark("Low", 9000, 5812), _mark("Expected", 14000, 8625), _mark("High", 20000, 12000)),
    levels=(Level("Minimum", Decimal(3000)), Level("Cap", Decimal(12000))),
)


def _line(label: str, end: int) -> Line:
    return Line(label, "alternative", _points((0, 0), (100, end)))


CASES = {
    "usual": USUAL,
    "marks close together": _chart(
        (OFFER, TODAY),
        marks=(
            _mark("Low volume", 13900, 1),
            _mark("Expected volume", 14000, 1),
            _mark("High volume", 14100, 1),
        ),
    ),
    "marks at one place": _chart(
        (OFFER,), marks=(_mark("Low", 50, 1), _mark("Expected", 50, 1), _mark("High", 50, 1))
    ),
    "marks at both edges": _chart(
        (OFFER,), marks=(_mark("At the very beginning", 0, 1), _mark("At the very end", 26000, 1))
    ),
    "lines that end together": _chart(
        tuple(_line(f"A name of some length for line {i}", 1000 + i) for i in range(4))
    ),
    "lines that end at nought": _chart(tuple(_line(f"Line {i}", 0) for i in range(3))),
    "one short name": _chart((_line("A", 7),)),
    "large numbers": _chart(
        (Line("Ours", "offer", _points((0, 0), (12_345_678, 987_654_321))), TODAY)
    ),
    "small numbers": _chart(
        (Line("Ours", "offer", (*_points((0, 0)), Point(Decimal(3), Decimal("0.04")))),)
    ),
    "many levels": _chart(
        (OFFER, TODAY), levels=tuple(Level(f"Level {i}", Decimal(12000)) for i in range(6))
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Room:
    """What one text covers on the drawing."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Room) -> bool:
        aside = self.right <= other.left or other.right <= self.left
        return not (aside or self.bottom <= other.top or other.bottom <= self.top)


@pytest.fixture(scope="module")
def advance(fonts):
    """Measure a text in em with the shipped fonts."""
    tables = {}
    for weight, name in ((400, "Regular"), (600, "SemiBold")):
        font = TTFont(fonts / f"Inter-{name}.otf")
        cmap, widths, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        tables[weight] = {chr(c): widths[glyph][0] / em for c, glyph in cmap.items()}
    return lambda text, weight=600: sum(tables[weight][char] for char in text)


@pytest.fixture(scope="module", params=CASES)
def drawing(request):
    return ElementTree.fromstring(chart_svg(CASES[request.param], ACCENT))


def _rooms(drawing, advance) -> list[Room]:
    size = float(drawing.get("font-size"))
    rooms = []
    for text in drawing.iter(f"{SVG}text"):
        width = advance(text.text, int(text.get("font-weight"))) * size
        x, y = float(text.get("x")), float(text.get("y"))
        left = x - {"start": 0, "middle": width / 2, "end": width}[text.get("text-anchor")]
        rooms.append(Room(text.text, left, y - size * 0.73, left + width, y + size * 0.2))
    return rooms


def test_no_two_texts_touch(drawing, advance):
    rooms = _rooms(drawing, advance)
    pairs = [(a.text, b.text) for a, b in itertools.combinations(rooms, 2) if a.touches(b)]
    assert pairs == []


def test_every_text_lies_inside_the_drawing(drawing, advance):
    _, _, width, height = (float(part) for part in drawing.get("viewBox").split())
    outside = [
        room.text
        for room in _rooms(drawing, advance)
        if room.left < 0 or room.top < 0 or room.right > width or room.bottom > height
    ]
    assert outside == []


def test_no_upright_line_runs_through_a_text(drawing, advance):
    upright = [
        (float(line.get("x1")), float(line.get("y1")), float(line.get("y2")))
        for line in drawing.iter(f"{SVG}line")
        if line.get("x1") == line.get("x2")
    ]
    crossed = [
        (room.text, x)
        for room in _rooms(drawing, advance)
        for x, top, bottom in upright
        if room.left < x < room.right and top < room.bottom and room.top < bottom
    ]
    assert crossed == []


def test_points_stand_where_their_numbers_put_them():
    """On USUAL the volume axis ends at 26,000 and the cost axis at 40,000; checked as fractions."""
    drawing = ElementTree.fromstring(chart_svg(USUAL, ACCENT))
    rules = [line for line in drawing.iter(f"{SVG}line") if line.get("y1") == line.get("y2")]
    left, right = float(rules[0].get("x1")), float(rules[0].get("x2"))
    bottom = max(float(rule.get("y1")) for rule in rules)
    top = min(float(rule.get("y1")) for rule in rules)
    offer = next(p for p in drawing.iter(f"{SVG}polyline") if p.get("stroke") == ACCENT)
    x, y = (float(part) for part in offer.get("points").split()[2].split(","))
    assert (x - left) / (right - left) == pytest.approx(20000 / 26000, abs=0.001)
    assert (bottom - y) / (bottom - top) == pytest.approx(12000 / 40000, abs=0.001)


def test_axis_texts_are_round_numbers_with_thousands_marks():
    texts = [t.text for t in ElementTree.fromstring(chart_svg(USUAL, ACCENT)).iter(f"{SVG}text")]
    assert texts[:11] == [
        "0", "10,000", "20,000", "30,000", "40,000",
        "0", "5,000", "10,000", "15,000", "20,000", "25,000",
    ]  # fmt: skip


def test_lines_differ_by_more_than_colour_and_are_named_at_their_ends():
    drawing = ElementTree.fromstring(chart_svg(USUAL, ACCENT))
    dashes = {line.get("stroke-dasharray") for line in drawing.iter(f"{SVG}polyline")}
    assert dashes == {None, "7 4"}
    assert {"This proposal", "Cost today"} <= {t.text for t in drawing.iter(f"{SVG}text")}


def test_the_chart_can_be_read_out_and_names_its_own_font():
    drawing = ElementTree.fromstring(chart_svg(USUAL, ACCENT))
    assert drawing.findtext(f"{SVG}title") == USUAL.title
    assert drawing.findtext(f"{SVG}desc") == USUAL.description
    assert drawing.get("role") == "img"
    assert drawing.get("font-family") == "Inter, DejaVu Sans"


def test_words_are_escaped():
    svg = chart_svg(_chart((_line('<b>&"', 5),)), ACCENT)
    assert "&lt;b&gt;&amp;&quot;" in svg
    assert "<b>" not in svg


def test_a_level_that_fits_is_named_and_one_that_does_not_is_left_out():
    texts = {t.text for t in ElementTree.fromstring(chart_svg(USUAL, ACCENT)).iter(f"{SVG}text")}
    assert "Cap" in texts
    crowded = _chart((OFFER, TODAY), levels=(Level("A name far too long " * 5, Decimal(12000)),))
    assert "far too long" not in chart_svg(crowded, ACCENT)


@pytest.mark.parametrize(
    ("chart", "accent", "words"),
    [
        (USUAL, "red", '"red" is not a colour written #rrggbb'),
        (USUAL, '#000000"/>', "is not a colour"),
        (_chart(()), ACCENT, "two points or more"),
        (_chart((Line("a", "offer", _points((0, 0))),)), ACCENT, "two points or more"),
        (_chart((OFFER,), marks=(_mark("a" * 41, 1, 1),)), ACCENT, "too long to stand over"),
    ],
)
def test_what_cannot_be_drawn_is_refused(chart, accent, words):
    with pytest.raises(ValueError, match=words):
        chart_svg(chart, accent)


@pytest.mark.parametrize(
    ("largest", "most", "exact", "end", "ticks"),
    [
        ("39000", 5, False, "40000", "0 10,000 20,000 30,000 40,000"),
        ("40000", 5, False, "40000", "0 10,000 20,000 30,000 40,000"),
        ("26000", 6, True, "26000", "0 5,000 10,000 15,000 20,000 25,000"),
        ("0.04", 5, False, "0.04", "0.00 0.01 0.02 0.03 0.04"),
        ("11", 5, False, "12.5", "0.0 2.5 5.0 7.5 10.0 12.5"),
        ("0", 5, False, "1", "0.0 0.2 0.4 0.6 0.8 1.0"),
    ],
)
def test_axes_step_in_round_numbers(largest, most, exact, end, ticks):
    scale = nice_scale(Decimal(largest), most, exact)
    assert scale.end == Decimal(end)
    assert " ".join(scale.labels) == ticks


def test_the_estimate_of_a_width_is_never_too_small(advance):
    # Inter lacks U+0149, a letter no longer in use
    points = {*range(0x20, 0x7F), *range(0xA0, 0x180), 0x2013, 0x2014, 0x20AC} - {0x149}
    assert [chr(c) for c in points if text_width(chr(c), 1.0) < advance(chr(c))] == []


def test_words_are_wrapped_at_spaces_and_never_broken():
    assert wrapped("Cost today at the buyer", 80, 10.5) == ["Cost today", "at the buyer"]
    assert wrapped("Unbreakablewordoflength", 20, 10.5) == ["Unbreakablewordoflength"]

"""The drawing of the data flow: boxes beside each other, arrows between neighbours only."""

from __future__ import annotations

import itertools
from xml.etree import ElementTree

import pytest

from proposalkit.model.offering import DataHop
from proposalkit.render.flow import flow_svg

from .sample_deal import offering

SVG = "{http://www.w3.org/2000/svg}"
ACCENT = "#0b5f5a"


def _hops(*ways: tuple[str, str]) -> tuple[DataHop, ...]:
    return tuple(
        DataHop(origin=a, destination=b, provider=f"Runs {b}", places=("DE", "FR"),
                data_class="x", retention="y", training_use="z")
        for a, b in ways
    )  # fmt: skip


def _drawing(hops):
    return ElementTree.fromstring(flow_svg(hops, ACCENT))


def _boxes(drawing):
    sides = ("x", "y", "width", "height")
    return [tuple(float(r.get(side)) for side in sides) for r in drawing.iter(f"{SVG}rect")]


@pytest.mark.parametrize(
    "ways",
    [
        (("a", "b"),),
        (("a", "b"), ("b", "c"), ("b", "d"), ("b", "e")),
        (("a", "b"), ("b", "c"), ("c", "d"), ("b", "e"), ("e", "d")),
        (("a", "c"), ("b", "c"), ("a", "c")),
    ],
)
def test_boxes_lie_inside_the_drawing_and_apart(ways):
    drawing = _drawing(_hops(*ways))
    boxes = _boxes(drawing)
    _, _, width, height = (float(part) for part in drawing.get("viewBox").split())
    assert len(boxes) == len(set(itertools.chain(*ways)))
    assert all(x >= 0 and y >= 0 and x + w <= width and y + h <= height for x, y, w, h in boxes)
    for (x1, y1, w1, h1), (x2, y2, w2, h2) in itertools.combinations(boxes, 2):
        assert x1 + w1 < x2 or x2 + w2 < x1 or y1 + h1 < y2 or y2 + h2 < y1


def test_each_hop_is_one_arrow_and_a_repeated_one_is_drawn_once():
    drawing = _drawing(_hops(("a", "b"), ("a", "b"), ("b", "c")))
    assert len(list(drawing.iter(f"{SVG}polygon"))) == 2


def test_a_box_says_who_runs_the_place_and_where():
    texts = [text.text for text in _drawing(offering().data_flow).iter(f"{SVG}text")]
    assert texts[:4] == ["Buyer's helpdesk", "Halyard tenant", "Rhein Cloud GmbH", "Germany"]


def test_texts_come_in_the_order_in_which_readers_of_the_pdf_put_them():
    """From left to right, and from top to bottom in each column."""
    texts = [
        (float(t.get("x")), float(t.get("y")))
        for t in _drawing(offering().data_flow).iter(f"{SVG}text")
    ]
    assert texts == sorted(texts)


@pytest.mark.parametrize(
    "ways",
    [
        (),
        (("a", "b"), ("b", "a")),
        (("a", "a"),),
        (("a", "b"), ("b", "c"), ("a", "c")),
        (("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")),
        tuple(("a", f"b{i}") for i in range(9)),
    ],
)
def test_a_flow_that_cannot_be_drawn_honestly_is_left_to_the_table(ways):
    """A way back, a jump over a column, too many columns or boxes."""
    assert flow_svg(_hops(*ways), ACCENT) == ""


def test_words_are_escaped():
    assert "<b>" not in flow_svg(_hops(("<b>", "&")), ACCENT)

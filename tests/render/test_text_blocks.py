"""The text expected on the pages, read from the HTML."""

from __future__ import annotations

from proposalkit.render.text_blocks import text_blocks
from proposalkit.verify.page_text import PAGE_REFERENCE, ExpectedBlock


def _blocks(body: str) -> tuple[ExpectedBlock, ...]:
    return text_blocks(f"<!doctype html><html><head><title>no</title></head><body>{body}</body>")


def test_blocks_come_in_the_order_in_which_they_are_drawn():
    blocks = _blocks("<header><h1>A</h1></header><p>b <b>c</b> d</p><ul><li>e</li><li>f</li></ul>")
    assert [block.text for block in blocks] == ["A", "b c d", "e", "f"]


def test_a_cell_of_the_body_knows_the_head_that_may_stand_again_before_it():
    blocks = _blocks(
        "<table><caption>T</caption><thead><tr><th>A</th><th>B</th></tr></thead>"
        "<tbody><tr><th>a</th><td>b</td></tr></tbody></table><p>after</p>"
    )
    assert [(block.text, block.table_head) for block in blocks] == [
        ("T", ""), ("A", ""), ("B", ""), ("a", "AB"), ("b", "AB"), ("after", ""),
    ]  # fmt: skip


def test_a_cell_of_several_paragraphs_is_several_blocks():
    blocks = _blocks("<table><tbody><tr><td>x<p>a</p>y<p>b</p></td></tr></tbody></table>")
    assert [block.text for block in blocks] == ["x", "a", "y", "b"]


def test_a_link_that_ends_with_a_page_number_carries_its_mark_and_target():
    (block,) = _blocks('<p>See <a class="at id" href="#price">page </a>, <a href="#x">x</a></p>')
    assert block.text == f"See page {PAGE_REFERENCE}, x"
    assert block.references == ("price",)


def test_the_id_of_a_section_belongs_to_its_first_block():
    blocks = _blocks('<section id="s"><h2 id="h">A</h2><p>b</p></section>')
    assert [block.anchors for block in blocks] == [("s", "h"), ()]


def test_texts_of_a_drawing_on_one_line_are_read_from_left_to_right():
    drawing = (
        '<svg><title>no</title><desc>no</desc><text x="90" y="10">right</text>'
        '<text x="5" y="10">left</text><text x="5" y="30">below</text></svg>'
    )
    blocks = _blocks(f"<figure>{drawing}<figcaption>c</figcaption></figure>")
    assert [block.text for block in blocks] == ["left", "right", "below", "c"]


def test_text_outside_any_block_is_not_overlooked():
    assert [block.text for block in _blocks("<div>loose<p>a</p>tail</div>")] == [
        "loose", "a", "tail",
    ]  # fmt: skip

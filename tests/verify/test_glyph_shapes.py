"""A glyph must look like what it is read as; what no font of ours draws cannot be judged."""

from __future__ import annotations

from proposalkit.readers.reading import FontShapes
from proposalkit.verify.glyph_shapes import check_glyph_shapes, outline_digest

KNOWN = {"1": frozenset({"one", "slim"}), "7": frozenset({"seven"}), " ": frozenset({"blank"})}


def _outcome(*glyphs: tuple[str, str], problem: str = "") -> tuple[str, list[str]]:
    font = FontShapes(font="Inter", glyphs=glyphs, problem=problem)
    result = check_glyph_shapes([font], KNOWN)
    return result.outcome, [one.message for one in result.findings]


def test_glyphs_that_look_like_their_characters_pass() -> None:
    assert _outcome(("1", "slim"), ("7", "seven"), (" ", "blank")) == ("ran", [])


def test_a_seven_that_is_read_as_a_one_is_found() -> None:
    outcome, messages = _outcome(("1", "seven"), (" ", "blank"))
    assert (outcome, len(messages)) == ("ran", 1)
    assert '"1"' in messages[0]


def test_one_strange_glyph_in_a_font_of_ours_is_found() -> None:
    assert len(_outcome(("1", "one"), ("7", "strange"))[1]) == 1


def test_a_font_none_of_whose_glyphs_is_ours_cannot_be_judged() -> None:
    assert _outcome(("1", "x"), ("7", "y"), (" ", "blank")) == ("could_not_run", [])


def test_a_font_whose_outlines_cannot_be_read_cannot_be_judged() -> None:
    assert _outcome(problem="it has no outlines in the file") == ("could_not_run", [])


def test_the_digest_tells_a_moved_point_and_another_square() -> None:
    strokes = [("moveTo", ((0, 0),)), ("lineTo", ((5, 0),))]
    moved = [("moveTo", ((0, 0),)), ("lineTo", ((6, 0),))]
    assert outline_digest(strokes, "1000") == outline_digest(list(strokes), "1000")
    assert len({outline_digest(strokes, "1000"), outline_digest(moved, "1000")}) == 2
    assert outline_digest(strokes, "1000") != outline_digest(strokes, "2048")

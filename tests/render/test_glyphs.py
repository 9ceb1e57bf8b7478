"""The glyph guard: what it lets pass, what it refuses, and how it says so."""

from __future__ import annotations

import json
import unicodedata

import pytest

from proposalkit.errors import InputRefused
from proposalkit.render.coverage import coverage_text
from proposalkit.render.glyphs import refuse_missing_glyphs, undrawable


def _letters(first: int, last: int) -> str:
    """All letters and marks of one Unicode block, unassigned and control points left out."""
    return "".join(
        chr(point)
        for point in range(first, last + 1)
        if unicodedata.category(chr(point))[0] in "LNPSM"
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(_letters(0x20, 0x7E), id="Basic Latin"),
        pytest.param(_letters(0xA1, 0xFF), id="Latin-1"),
        pytest.param(_letters(0x100, 0x17F), id="Latin Extended-A"),
        pytest.param(_letters(0x391, 0x3CE), id="Greek"),
        pytest.param(_letters(0x400, 0x45F), id="Cyrillic"),
        pytest.param("€£§±÷≤≥≠→←✓✗☐☑•—…“”„«»\u00d7\u2013\u2019\u2011\u00a0\n\t", id="signs"),
    ],
)
def test_european_text_and_common_signs_can_be_drawn(text, fonts):
    assert undrawable(text, fonts) == ()


@pytest.mark.parametrize(
    "char",
    [
        *("中", "日", "한", "ไ", "🤖", "🇩"),
        *("\u200b", "\u00ad", "\u202e", "\ufeff", "\ufe0f", "\ue000", "\x07", "\u2800"),
        *("\u2009", "\u202f"),
    ],
)
def test_what_the_fonts_lack_and_what_draws_nothing_is_found(char, fonts):
    assert undrawable(f"plain {char} text", fonts) == (char,)


def _refused(job, fonts):
    with pytest.raises(InputRefused) as caught:
        refuse_missing_glyphs(job, fonts)
    return caught.value.findings


def test_each_character_is_named_with_its_sentence_and_heading(make_job, fonts):
    page = (
        "<h2>What you <em>need</em></h2><p>First one. The team in "
        "<strong>\u4e2d\u56fd</strong> reads it. Last.</p>"
    )
    first, second = _refused(make_job(html=page), fonts)
    assert first.id == "character-without-glyph"
    assert first.where == 'page, under "What you need"'
    assert first.message == (
        'The shipped fonts have no glyph for "\u4e2d" (U+4E2D CJK UNIFIED IDEOGRAPH-4E2D) '
        'in "The team in \u4e2d\u56fd reads it.".'
    )
    assert first.remedy == "Replace the character, or write it in words."
    assert "U+56FD" in second.message


def test_a_character_that_draws_nothing_is_hidden_text(make_job, fonts):
    (finding,) = _refused(make_job(html="<p>Total\u200bprice</p>"), fonts)
    assert finding.id == "character-invisible"
    assert finding.message == (
        'The text holds a character that draws nothing, (U+200B ZERO WIDTH SPACE) in "Total price".'
    )
    assert finding.remedy == "Delete it: a proposal holds no hidden text."


def test_a_thin_space_is_refused_because_readers_lose_it(make_job, fonts):
    (finding,) = _refused(make_job(html="<p>EUR 48\u202f000</p>"), fonts)
    assert (finding.id, finding.remedy) == ("character-odd-space", "Use a plain space.")


@pytest.mark.parametrize(
    "changes",
    [
        {"html": "<p>&#x4e2d;</p>"},
        {"stylesheet": 'p::before { content: "\\4e2d" }'},
        {"stylesheet": 'p::before { content: "\u4e2d" }'},
        {"title": "\u4e2d"},
        {"author": "\u4e2d"},
    ],
)
def test_the_guard_looks_into_references_stylesheets_and_names(changes, make_job, fonts):
    (finding,) = _refused(make_job(**changes), fonts)
    assert "U+4E2D" in finding.message


def test_the_kept_coverage_is_that_of_the_fonts_beside_it(fonts):
    """When stale, run `python -m proposalkit.render.coverage templates/fonts`."""
    assert (fonts / "coverage.json").read_text() == coverage_text(fonts)


def test_the_coverage_names_every_font_file(fonts):
    kept = json.loads((fonts / "coverage.json").read_text())
    assert set(kept["fonts"]) == {p.name for p in fonts.iterdir() if p.suffix in (".otf", ".ttf")}

"""Pages are read from their pictures: the honest pass, a forged map of a font is seen."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from pikepdf import Pdf
from tests.readers.samples import FONTS, print_sample, sample_html
from tests.workflows.planted_pdf import planted

from proposalkit.model.finding import CheckResult, Finding, Status, fold_verdict
from proposalkit.readers.page_pictures import draw_pages
from proposalkit.readers.pdf import read_pdf
from proposalkit.readers.picture_words import PictureUnread, read_picture
from proposalkit.readers.reading import DrawnPage
from proposalkit.render.outlines import known_shapes
from proposalkit.verify.glyph_shapes import check_glyph_shapes
from proposalkit.verify.letters_seen import PageLook
from proposalkit.workflows import judging_letters
from proposalkit.workflows.judging_letters import judge_letters
from proposalkit.workflows.verify import verify_path

KIT = Path(__file__).resolve().parents[1] / "fixtures" / "kits" / "1.0" / "minimal.zip"
NEEDS_PROGRAM = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="the program tesseract is not installed"
)
FOREIGN = CheckResult(check="letter-shapes", outcome="could_not_run", detail="foreign")
FOUND = Finding(id="x", where="page 1", message="Otherwise.", remedy="Ask.")


@pytest.fixture(scope="module")
def small_pdf() -> bytes:
    """One page with a table and a clause."""
    return print_sample(sample_html(rows=2, clauses=1))


def _ones_read_as_sevens(pdf: Pdf) -> None:
    """Have programs read each drawn 1 as a 7."""
    for font in pdf.pages[0].obj.Resources.Font.values():
        mapped = font.ToUnicode.read_bytes()
        font.ToUnicode.write(re.sub(rb"<0031>(?=\s*\n)", b"<0037>", mapped))


def _another_font(pdf: Pdf) -> None:
    """Draw every letter a little larger, so that no outline is ours."""
    for font in pdf.pages[0].obj.Resources.Font.values():
        descriptor = font.DescendantFonts[0].FontDescriptor
        program = descriptor.get("/FontFile3") or descriptor.FontFile2
        with TTFont(io.BytesIO(program.read_bytes())) as outlines:
            outlines["head"].unitsPerEm -= 10
            out = io.BytesIO()
            outlines.save(out)
        program.write(out.getvalue())


def test_a_page_is_drawn_as_a_png_with_its_words_in_the_picture(small_pdf: bytes) -> None:
    page = draw_pages(small_pdf)[0]
    assert page.png.startswith(b"\x89PNG")
    assert "EUR" in {one.text for one in page.words}
    # A4 at 200 dots an inch: 1654 by 2339
    assert all(0 <= one.spot[0] < one.spot[2] <= 1660 for one in page.words)
    assert all(0 <= one.spot[1] < one.spot[3] <= 2345 for one in page.words)


def test_without_the_program_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging_letters, "reading_program", lambda: None)
    result = judge_letters(b"%PDF-")
    assert result.outcome == "could_not_run"
    assert "Install it" in result.detail


def test_the_pages_of_a_summary_are_looked_at_too_and_named_with_its_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = (DrawnPage(number=1, png=b"", words=()),)
    look = PageLook(number=1, words=0, problem="it was not read")
    monkeypatch.setattr(judging_letters, "reading_program", lambda: "a-program")
    monkeypatch.setattr(judging_letters, "draw_pages_apart", lambda pdf: drawn)
    monkeypatch.setattr(judging_letters, "_look", lambda program, page: look)
    result = judge_letters(b"%PDF-", {"summary.pdf": b"%PDF-"})
    assert result.outcome == "could_not_run"
    assert "page 1: it was not read; summary.pdf, page 1: it was not read." in result.detail


def test_a_program_that_fails_or_is_not_there_gives_a_reason() -> None:
    with pytest.raises(PictureUnread, match="failed"):
        read_picture("false", b"")
    with pytest.raises(PictureUnread, match="does not start"):
        read_picture("/no/such/program", b"")


def test_without_a_pdf_there_is_nothing_to_see() -> None:
    assert judge_letters(None).outcome == "not_applicable"


@pytest.mark.parametrize(
    ("seen", "status"),
    [
        (CheckResult(check="letters-as-seen"), Status.PASSED),
        (CheckResult(check="letters-as-seen", outcome="could_not_run"), Status.INDETERMINATE),
        (CheckResult(check="letters-as-seen", outcome="not_applicable"), Status.INDETERMINATE),
        (CheckResult(check="letters-as-seen", findings=(FOUND,)), Status.FAILED),
        (CheckResult(check="text-in-sight"), Status.INDETERMINATE),
    ],
)
def test_a_foreign_font_is_cleared_only_by_pages_that_were_seen_to_agree(
    seen: CheckResult, status: Status
) -> None:
    assert fold_verdict("kit", (FOREIGN, seen)).status is status


@NEEDS_PROGRAM
@pytest.mark.deep
def test_a_released_kit_reads_the_same_from_its_pictures() -> None:
    results = {one.check: one for one in verify_path(KIT, deep=True).results}
    seen = results["letters-as-seen"]
    assert (seen.outcome, seen.findings) == ("ran", ()), seen.detail


@NEEDS_PROGRAM
@pytest.mark.deep
def test_an_honest_foreign_font_reads_the_same_and_a_forged_map_does_not(small_pdf: bytes) -> None:
    foreign = planted(small_pdf, _another_font)
    shapes = check_glyph_shapes(read_pdf(foreign).shapes, known_shapes(FONTS))
    assert shapes.outcome == "could_not_run"
    honest = judge_letters(foreign)
    assert (honest.outcome, honest.findings) == ("ran", ()), honest.detail
    assert fold_verdict("pdf", (shapes, honest)).status is Status.PASSED
    forged = judge_letters(planted(small_pdf, _ones_read_as_sevens))
    assert {one.id for one in forged.findings} == {"page-reads-otherwise"}
    assert any('"7.507"' in one.message and '"1.501"' in one.message for one in forged.findings)

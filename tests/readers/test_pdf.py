"""Reading a PDF: text, attachments, metadata, fonts, and refusals."""

from __future__ import annotations

import io

import pikepdf
import pypdf
import pytest

from proposalkit.errors import InputRefused
from proposalkit.readers import pdf_pages
from proposalkit.readers.pdf import read_all, read_pdf

from . import metadata_faults
from .samples import PAYLOAD, changed


@pytest.fixture(scope="module")
def reading(sample_pdf):
    return read_pdf(sample_pdf)


def refused(data: bytes) -> str:
    with pytest.raises(InputRefused) as caught:
        read_pdf(data)
    (finding,) = caught.value.findings
    assert finding.remedy
    return finding.id


def test_every_page_is_read_with_number_and_size(reading):
    """A4 is 595.3 by 841.9 points."""
    assert [page.number for page in reading.pages] == list(range(1, len(reading.pages) + 1))
    assert {(page.width, page.height) for page in reading.pages} == {(595.3, 841.9)}


def test_the_text_stands_in_content_order_with_plain_line_ends(reading):
    """Words of a row follow each other; no carriage returns."""
    first = reading.pages[0].text
    assert first.startswith("Offer 7\nThe price is EUR 1,250.50 each month")
    assert "Line 7 resolved contact EUR 7.507" in first
    assert "\r" not in reading.text


def test_a_hyphen_at_a_line_end_stays_a_hyphen(reading):
    """pdfium marks it with a control character."""
    assert "well-known twenty-four-hour non-refundable first-come" in reading.pages[0].text


def test_another_reader_finds_the_same_words(reading, sample_pdf):
    """Judged by pypdf, white space and bullets aside."""
    other = pypdf.PdfReader(io.BytesIO(sample_pdf))
    for ours, theirs in zip(reading.pages, other.pages, strict=True):
        words = theirs.extract_text().replace("•", "")
        assert sorted("".join(words.split())) == sorted("".join(ours.text.replace("•", "").split()))


def test_the_attachment_comes_out_byte_for_byte(reading):
    """What was put in."""
    assert reading.attachments == {"proposal.json": PAYLOAD}


def test_two_attachments_of_one_name_are_both_there(sample_pdf):
    """Neither hides the other."""
    twice = changed(sample_pdf, metadata_faults.two_attachments_have_one_name)
    assert read_pdf(twice).attachments == {"proposal.json": PAYLOAD, "proposal.json (2)": b"{}"}


def test_metadata_and_fonts_are_read(reading):
    """Title and author of the sample, and its three fonts without the letters of subsets."""
    assert reading.info["Title"] == "Offer 7 to Example Retail"
    assert reading.info["Author"] == "Example Seller"
    assert 'pdfuaid:part="1"' in reading.xmp
    assert reading.fonts == ("Marks", "Sample", "Sample-Bold")


def test_a_reading_survives_its_way_through_json(reading):
    """Bytes and texts come back as they were."""
    assert type(reading).model_validate_json(reading.model_dump_json()) == reading


def test_reading_and_locating_at_once_gives_both(reading, sample_pdf):
    """The pages are opened once."""
    read = read_all(sample_pdf, {"/a": "Second point"})
    again, places = read.reading, read.places
    assert again == reading
    assert [place.page for place in places["/a"]] == [2]


def test_what_is_no_pdf_is_refused():
    """By its first bytes."""
    assert refused(b"<html>") == "pdf-not-a-pdf"
    assert refused(b"") == "pdf-not-a-pdf"


def test_a_broken_pdf_is_refused(sample_pdf):
    """The start alone is not a PDF."""
    assert refused(sample_pdf[:500]) == "pdf-unreadable"


def test_a_pdf_with_a_password_is_refused(sample_pdf):
    """There is nothing to read without it."""
    locked = changed(
        sample_pdf, lambda pdf: None, encryption=pikepdf.Encryption(owner="o", user="u")
    )
    assert refused(locked) == "pdf-encrypted"


def test_far_too_many_pages_are_refused(sample_pdf, monkeypatch):
    """The limit is lowered here instead of making two thousand pages."""
    monkeypatch.setattr(pdf_pages, "MAX_PAGES", 2)
    assert refused(sample_pdf) == "pdf-page-count"


def test_far_too_much_text_is_refused(sample_pdf, monkeypatch):
    """Likewise."""
    monkeypatch.setattr(pdf_pages, "MAX_LETTERS", 1000)
    assert refused(sample_pdf) == "pdf-too-much-text"

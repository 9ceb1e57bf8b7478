"""The structural check: silent on sound files, and one finding id for each kind of fault."""

from __future__ import annotations

import io

import pikepdf
import pytest

from proposalkit.readers.structure import check_structure

from . import catalog_faults, content_faults, link_faults, metadata_faults, tag_faults
from .faults import Fault
from .samples import PAYLOAD, changed, print_sample, sample_html

FAULTS: list[Fault] = [
    *catalog_faults.FAULTS,
    *metadata_faults.FAULTS,
    *content_faults.FAULTS,
    *link_faults.FAULTS,
    *tag_faults.FAULTS,
]


def ids(data: bytes, payload: bytes | None = PAYLOAD) -> set[str]:
    """Give the ids of the findings of a PDF."""
    return {finding.id for finding in check_structure(data, payload).findings}


def encrypted(data: bytes, password: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user=password))
    return out.getvalue()


def test_a_sound_pdf_gives_no_finding(sample_pdf):
    """As printed, with the payload and without knowing it."""
    assert check_structure(sample_pdf, PAYLOAD).findings == ()
    assert check_structure(sample_pdf, None).findings == ()


def test_a_sound_pdf_saved_by_another_program_gives_no_finding(sample_pdf):
    """So that the faults below are what is found, not the saving."""
    saved = changed(sample_pdf, lambda pdf: None)
    packed = changed(
        sample_pdf, lambda pdf: None, object_stream_mode=pikepdf.ObjectStreamMode.generate
    )
    assert ids(saved) == set()
    assert ids(packed) == set()


def test_a_sound_pdf_of_two_pages_gives_no_finding():
    """A page without table break and without text over a page break."""
    assert ids(print_sample(sample_html(rows=3, clauses=1))) == set()


@pytest.mark.parametrize(
    ("finding", "change"), FAULTS, ids=[change.__name__ for _, change in FAULTS]
)
def test_a_fault_made_on_purpose_is_found(sample_pdf, finding, change):
    """Each change breaks one rule; the finding with that id must be among those given."""
    assert finding in ids(changed(sample_pdf, change))


BYTE_FAULTS = {
    "the file starts with another version": ("pdf-header-version", (b"%PDF-1.7", b"%PDF-2.0", 1)),
    "the second line has no high bytes": ("pdf-header-comment", (b"%\xf0", b"%a", 1)),
    "the end mark is missing": ("pdf-data-after-end", (b"%%EOF", b"%%END", -1)),
    "the table of objects is not where it should be": (
        "pdf-damaged",
        (b"startxref\n", b"startxref\n9", 1),
    ),
    "the file has no id": ("pdf-no-file-id", (b"/ID", b"/Id", -1)),
}


@pytest.mark.parametrize("name", BYTE_FAULTS)
def test_a_fault_in_the_bytes_of_the_file_is_found(sample_pdf, name):
    """Faults that a PDF library would mend when it saves."""
    finding, (before, after, count) = BYTE_FAULTS[name]
    assert before in sample_pdf
    assert finding in ids(sample_pdf.replace(before, after, count))


def test_bytes_after_the_end_are_found(sample_pdf):
    """A second message can hide there."""
    assert "pdf-data-after-end" in ids(sample_pdf + b"more")


def test_encryption_is_found_with_and_without_a_password(sample_pdf):
    """PDF/A allows neither; only the second can be looked into."""
    assert ids(encrypted(sample_pdf, "secret")) == {"pdf-encrypted"}
    assert "pdf-encrypted" in ids(encrypted(sample_pdf, ""))


def test_what_is_no_pdf_is_a_finding_and_not_an_error():
    """Whatever the bytes, there is a result."""
    assert ids(b"") == {"pdf-unreadable"}
    assert ids(b"%PDF-1.7\n") == {"pdf-unreadable"}
    assert ids(b"PK\x03\x04 something else") == {"pdf-unreadable"}


def test_a_finding_names_place_and_remedy(sample_pdf):
    """The place leads to the page and the object."""
    broken = changed(sample_pdf, tag_faults.an_image_has_no_text)
    (finding,) = check_structure(broken, PAYLOAD).findings
    assert finding.where.startswith("page 1, object ")
    assert finding.where.endswith("(Figure)")
    assert finding.remedy


def test_many_findings_of_one_kind_are_cut_and_counted(sample_pdf):
    """Twenty places are enough to see the fault; the rest is a number."""

    def drop_headers(pdf: pikepdf.Pdf) -> None:
        for paragraph in tag_faults.tags(pdf, "Span"):
            paragraph.S = pikepdf.Name.Line

    result = check_structure(changed(sample_pdf, drop_headers), PAYLOAD)
    assert sum(finding.id == "pdf-structure-type" for finding in result.findings) == 20
    assert "more findings" in result.detail


def test_values_of_wrong_types_everywhere_give_findings_and_no_error(sample_pdf):
    """A foreign file may hold any type anywhere: each entry of the catalogue becomes a number."""

    def spoil(pdf: pikepdf.Pdf) -> None:
        for key in ("/MarkInfo", "/Lang", "/ViewerPreferences", "/OutputIntents", "/Names", "/AF"):
            pdf.Root[key] = 7
        pdf.pages[0].obj.Annots = pikepdf.Array([7])
        pdf.pages[0].obj.Resources.Font = 7
        tag_faults.tags(pdf, "TD")[0].A = 7
        pdf.Root.StructTreeRoot.ParentTree.Nums = 7

    assert {"pdf-not-marked", "pdf-payload-missing"} <= ids(changed(sample_pdf, spoil))

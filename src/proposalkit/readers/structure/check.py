"""Run all areas over one PDF and give one result."""

from __future__ import annotations

from collections.abc import Iterator

from proposalkit.model.finding import CheckResult, Finding
from proposalkit.readers.reading import STRUCTURE_CHECK
from proposalkit.readers.structure.annotations import check_annotations
from proposalkit.readers.structure.attachments import check_attachments
from proposalkit.readers.structure.catalog import check_catalog
from proposalkit.readers.structure.content_marking import check_content
from proposalkit.readers.structure.content_scan import scan_content
from proposalkit.readers.structure.faults import fault, keep_readable
from proposalkit.readers.structure.file_header import check_file
from proposalkit.readers.structure.fonts import check_fonts
from proposalkit.readers.structure.opened import OpenedPdf, open_pdf
from proposalkit.readers.structure.output_intent import check_output_intent
from proposalkit.readers.structure.resources import check_resources
from proposalkit.readers.structure.tag_links import check_links
from proposalkit.readers.structure.tag_nesting import check_tags
from proposalkit.readers.structure.tag_tables import check_tables
from proposalkit.readers.structure.tag_tree import read_tags
from proposalkit.readers.structure.xmp import check_xmp


def check_structure(data: bytes, payload: bytes | None) -> CheckResult:
    """Check a PDF against PDF/A-3a, PDF/UA-1 and our rules for the attached proposal.

    `payload` is the proposal.json that must be attached; None when only the PDF is at hand.
    Why a subset: glyph widths and colour spaces in depth need a full validator (`verapdf`).
    """
    opened = open_pdf(data)
    if isinstance(opened, Finding):
        return CheckResult(check=STRUCTURE_CHECK, findings=(opened,))
    findings, dropped = keep_readable(_all_areas(opened, payload))
    detail = f"{len(opened.pages)} pages checked"
    if dropped:
        detail += f"; {dropped} more findings of the same kinds are not listed"
    return CheckResult(check=STRUCTURE_CHECK, detail=detail, findings=findings)


def _all_areas(opened: OpenedPdf, payload: bytes | None) -> Iterator[Finding]:
    """Run area after area."""
    yield from check_file(opened)
    yield from check_catalog(opened)
    yield from check_output_intent(opened)
    yield from check_xmp(opened)
    yield from check_attachments(opened, payload)
    yield from check_annotations(opened)
    yield from check_resources(opened)
    scan = scan_content(opened)
    yield from check_content(scan)
    yield from check_fonts(scan)
    tree = read_tags(opened)
    if tree is None:
        yield fault(
            "pdf-no-structure-tree",
            "catalogue",
            "The file has no structure, so a screen reader cannot follow it.",
        )
        return
    yield from check_tags(tree)
    yield from check_tables(tree)
    yield from check_links(opened, scan, tree)

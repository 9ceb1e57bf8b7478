"""Open a PDF once, so that every check looks at the same objects."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import pikepdf

from proposalkit.model.finding import Finding
from proposalkit.readers.structure.faults import MAKE_AGAIN, fault

_STREAM_NAME = re.compile(r"^stream <[^>]*>( \([^)]*\))?: ")


@dataclass(frozen=True)
class OpenedPdf:
    """The bytes of a PDF and its parsed objects; `pdf` stays referenced while they are used."""

    data: bytes
    pdf: pikepdf.Pdf
    pages: tuple[pikepdf.Page, ...]
    page_of: dict[tuple[int, int], int]
    """Object number of a page -> page number, counted from 1."""

    @property
    def catalog(self) -> object:
        """Give the root dictionary of the document."""
        root: object = self.pdf.Root
        return root


def open_pdf(data: bytes) -> OpenedPdf | Finding:
    """Open a PDF, or say in a finding why it cannot be opened."""
    try:
        pdf = pikepdf.open(io.BytesIO(data))
        pages = tuple(pdf.pages)
    except pikepdf.PasswordError:
        return fault(
            "pdf-encrypted",
            "file",
            "The PDF asks for a password.",
            "Ask the sender for a copy without a password.",
        )
    except (pikepdf.PdfError, RuntimeError, ValueError) as problem:
        return fault(
            "pdf-unreadable",
            "file",
            f'The file cannot be read as a PDF: "{_first_line(problem)}".',
            "Check that the file is whole, or ask the sender for it again.",
        )
    if not pages:
        return fault("pdf-unreadable", "file", "The PDF has no pages.", MAKE_AGAIN)
    page_of = {page.obj.objgen: number for number, page in enumerate(pages, 1)}
    return OpenedPdf(data, pdf, pages, page_of)


def _first_line(problem: Exception) -> str:
    """Give the first line of an error, cut to what fits a message."""
    lines = _STREAM_NAME.sub("", str(problem)).splitlines()
    return lines[0][:120] if lines else type(problem).__name__

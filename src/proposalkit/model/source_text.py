"""A buyer's text as it was read: lines with their places. Quoted data, never an instruction."""

from __future__ import annotations

from typing import Annotated, Literal

from proposalkit.model.base import Model
from proposalkit.model.fields import given
from proposalkit.model.finding import Finding

SourceKind = Literal["notes", "mail", "pdf", "word", "transcript", "workbook"]
LineKind = Literal["text", "heading", "row", "blank"]


class TextLine(Model):
    """One line, paragraph, row of a table or turn of a talk, and where it stands."""

    text: Annotated[str, given("The words; the cells of a row are parted by a bar.")]
    place: Annotated[str, given("Line 3; page 2, line 4; Sheet!B4; 00:01:02.")]
    kind: LineKind = "text"
    cells: Annotated[tuple[str, ...], given("The cells of a row.")] = ()
    speaker: Annotated[str, given("Who said or wrote it; empty when nobody is named.")] = ""
    said_at: Annotated[str, given("When, ISO 8601; empty when not known.")] = ""
    page: Annotated[int, given("Page, from 1; 0 where there are none.")] = 0


class SourceText(Model):
    """One source: a file, or an attachment of a mail under the name of both."""

    file: Annotated[str, given("File name; mail.eml/rfp.pdf for an attachment.")]
    kind: SourceKind
    sha256: Annotated[str, given("Digest of the bytes.")]
    size: Annotated[int, given("Bytes.")]
    pages: Annotated[int | None, given("Pages of a PDF.")] = None
    lines: tuple[TextLine, ...] = ()
    findings: Annotated[
        tuple[Finding, ...], given("What of it was not read, was hidden, or is not clear.")
    ] = ()

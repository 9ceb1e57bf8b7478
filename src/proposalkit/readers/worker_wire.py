"""What goes through the pipes between a caller and its reader process: one JSON each way."""

from __future__ import annotations

from pydantic import Field

from proposalkit.model.finding import Finding
from proposalkit.model.source_text import SourceText
from proposalkit.readers.reading import DrawnPage, Look, PdfExamination, Raw, Subject

LARGEST_ANSWER = 512 * 1024 * 1024


class Request(Raw):
    """One piece of work: examine a PDF, read what is at a path, or read a source to take in."""

    pdf: bytes | None = None
    payload: bytes | None = None
    needles: dict[str, str] = Field(default_factory=dict)
    workbook: bytes | None = None
    office: dict[str, bytes] = Field(default_factory=dict)
    second: bytes | None = None
    """Another PDF with the same data, to examine in the same way."""
    look: Look = "all"
    path: str = ""
    source: tuple[str, bytes] | None = None
    """Name and bytes of a buyer's file."""


class Answer(Raw):
    """What came of it; `refused` holds the findings of an input that cannot be used."""

    examination: PdfExamination | None = None
    subject: Subject | None = None
    sources: tuple[SourceText, ...] = ()
    drawn: tuple[DrawnPage, ...] = ()
    refused: tuple[Finding, ...] = ()

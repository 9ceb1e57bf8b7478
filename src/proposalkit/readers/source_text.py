"""Reads a buyer's file as lines with places: notes, mails, PDF, Word, transcripts, workbooks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePosixPath

from proposalkit.model.file_types import EXCEL, OLD_OFFICE, PDF, WORD, ZIP, true_type
from proposalkit.model.finding import Finding
from proposalkit.model.source_text import SourceKind, SourceText, TextLine
from proposalkit.readers.refusal import one_finding, refuse

KINDS: dict[str, SourceKind] = {
    ".txt": "notes", ".md": "notes", ".eml": "mail", ".pdf": "pdf", ".docx": "word",
    ".vtt": "transcript", ".xlsx": "workbook",
}  # fmt: skip
"""The files that can be taken in, by their ending."""

MAX_SOURCE_BYTES = 32 * 1024 * 1024
MAX_LINES = 200_000
_TYPES = {"pdf": PDF, "word": WORD, "workbook": EXCEL}
_READERS = {
    "notes": "plain_source", "transcript": "plain_source", "mail": "mail_source",
    "pdf": "pdf_source", "word": "word_source", "workbook": "sheet_source",
}  # fmt: skip
_SAVE_AS = {
    ".doc": "Open it in a word processor and save it as .docx.",
    ".xls": "Open it in a spreadsheet and save it as .xlsx.",
    ".msg": "Open it in the mail program and save it as .eml.",
    ".csv": "Open it in a spreadsheet and save it as .xlsx.",
    ".srt": "Export the transcript as .vtt.",
    ".html": "Print it to a PDF, or copy the text into a .txt file.",
    ".zip": "Unpack it and give the files in it.",
}

Read = tuple[tuple[TextLine, ...], int | None, tuple[Finding, ...]]
"""Lines, pages and findings of one file."""


def kind_of(name: str) -> SourceKind | None:
    """Give the kind of a file by its ending, or None."""
    return KINDS.get(PurePosixPath(name).suffix.lower())


def read_source(name: str, data: bytes) -> tuple[SourceText, ...]:
    """Read one file; a mail also gives its attachments.

    Raises InputRefused for a kind nobody reads, an empty, too large or damaged file, one that
    asks for a password and one without any text.
    """
    kind = kind_of(name)
    if kind is None:
        raise _unknown(name)
    if not data.strip():
        raise refuse(
            "source-empty", name, f'"{name}" is empty.', "Give the file again, or leave it out."
        )
    if len(data) > MAX_SOURCE_BYTES:
        raise refuse(
            "source-too-large",
            name,
            f'"{name}" has {len(data):,} bytes; at most {MAX_SOURCE_BYTES:,} are read.',
            "Give the part that states needs and terms, without pictures.",
        )
    _refuse_other_type(name, kind, data)
    if kind == "mail":
        from proposalkit.readers.mail_source import read_mail

        return read_mail(name, data)
    return (source_of(name, kind, data),)


def _refuse_other_type(name: str, kind: SourceKind, data: bytes) -> None:
    """Refuse a file whose bytes show another type than its name, and say which one it is.

    With a password a Word file looks like an old one, and a damaged one like any archive: what is
    wrong with those is said by their readers.
    """
    found = true_type(data)
    own = _TYPES.get(kind)
    if own is not None and found not in (None, own, OLD_OFFICE, ZIP):
        raise refuse(
            "file-type-unlike-name",
            name,
            f'"{name}" is {found}, whatever its name says.',
            "Give it with the ending of what it is, or ask the sender for it again.",
        )


def source_of(name: str, kind: SourceKind, data: bytes) -> SourceText:
    """Read one file that holds no others; raises InputRefused."""
    module = import_module(f"proposalkit.readers.{_READERS[kind]}")
    reader: Callable[[str, bytes], Read] = module.read
    lines, pages, findings = reader(name, data)
    if len(lines) > MAX_LINES:
        raise refuse(
            "source-too-many-lines",
            name,
            f'"{name}" has {len(lines):,} lines or rows; at most {MAX_LINES:,} are read.',
            "Give the part that states needs and terms.",
        )
    if not any(one.text.strip() for one in lines if one.kind != "heading"):
        raise refuse(
            "source-without-text",
            name,
            f'"{name}" holds no text.',
            "Give a file with text in it, or leave it out.",
        )
    return SourceText(
        file=name,
        kind=kind,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        pages=pages,
        lines=lines,
        findings=findings,
    )


def not_read(where: str, message: str, remedy: str) -> Finding:
    """Say of a part of a source that it was not read."""
    return one_finding("part-not-read", where, message, remedy).model_copy(
        update={"severity": "warning"}
    )


def _unknown(name: str) -> Exception:
    suffix = PurePosixPath(name).suffix.lower()
    remedy = _SAVE_AS.get(suffix, f"Give one of: {', '.join(KINDS)}.")
    said = f'"{suffix}" files' if suffix else "Files without an ending"
    return refuse("source-kind", name, f'"{name}": {said} are not read.', remedy)

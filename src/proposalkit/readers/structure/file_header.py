"""The frame of the file: header, end, identifier, encryption, damage (ISO 19005-3, 6.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proposalkit.model.finding import Finding
from proposalkit.readers.structure.entries import elements, entry
from proposalkit.readers.structure.faults import fault
from proposalkit.readers.structure.opened import OpenedPdf

_HEADER = re.compile(rb"%PDF-1\.[0-7][\r\n]")
_END = re.compile(rb"%%EOF(\r\n|\r|\n)?\Z")


def check_file(opened: OpenedPdf) -> Iterator[Finding]:
    """Check the first two lines, the last line, the identifier and that nothing was repaired."""
    yield from _header(opened.data)
    if not _END.search(opened.data[-16:]):
        yield fault(
            "pdf-data-after-end", "end of file", "The file does not end at the mark `%%EOF`."
        )
    if opened.pdf.is_encrypted:
        yield fault(
            "pdf-encrypted",
            "trailer",
            "The PDF is encrypted, which PDF/A forbids.",
            "Ask the sender for a copy without encryption.",
        )
    trailer: object = opened.pdf.trailer
    identifier = elements(entry(trailer, "/ID"))
    if len(identifier) != 2 or not all(len(bytes(part)) for part in _strings(identifier)):
        yield fault("pdf-no-file-id", "trailer", "The file identifier `/ID` is missing or empty.")
    warnings = opened.pdf.get_warnings()
    if warnings:
        yield fault(
            "pdf-damaged",
            "file",
            f"The file is damaged and had to be repaired to read it ({len(warnings)} problems).",
            "Ask the sender for the file again; it was cut or changed on its way.",
        )


def _header(data: bytes) -> Iterator[Finding]:
    """Check that the file starts with its version and a comment of four bytes above 127."""
    if not _HEADER.match(data):
        yield fault(
            "pdf-header-version",
            "line 1 of the file",
            f'The file starts with "{data[:10].decode("latin-1")}", not with `%PDF-1.` and 0 to 7.',
        )
    second = re.split(rb"\r\n|\r|\n", data[:200], maxsplit=2)[1:2]
    mark = second[0][1:5] if second and second[0].startswith(b"%") else b""
    if len(mark) < 4 or min(mark) < 128:
        yield fault(
            "pdf-header-comment",
            "line 2 of the file",
            "The second line is not a comment with four bytes above 127, "
            "so transfer programs may take the file for text.",
        )


def _strings(values: tuple[object, ...]) -> Iterator[bytes]:
    """Give each value as bytes; anything but a string counts as empty."""
    from pikepdf import String

    return (bytes(value) if isinstance(value, String) else b"" for value in values)

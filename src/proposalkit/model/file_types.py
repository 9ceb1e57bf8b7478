"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

PDF, WORD, EXCEL = "a PDF", "a Word file (.docx)", "an Excel workbook (.xlsx)"
ZIP = "a zip archive"
OLD_OFFICE = "an old Office file (.doc, .xls or .msg)"
_STARTS = (
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\xd0\xcf\x11\xe0", OLD_OFFICE),
    (b"{\\rtf", "an RTF text"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\xff\xfe", "a text in UTF-16"),
    (b"\xfe\xff", "a text in UTF-16"),
)
_INSIDE_ZIP = (
    (b"word/", WORD),
    (b"xl/", EXCEL),
    (b"ppt/", "a PowerPoint file (.pptx)"),
)
_TEXTS = ((b"<!doctype html", "a web page"), (b"<html", "a web page"), (b"<?xml", "an XML file"))
_LOOKED_AT = 64 * 1024


def true_type(data: bytes) -> str | None:
    """Name the type that the bytes themselves show; None when they show none, as plain text."""
    head = data[:_LOOKED_AT]
    if head.startswith(b"PK\x03\x04"):
        return next((said for mark, said in _INSIDE_ZIP if mark in data), ZIP)
    if b"%PDF-" in head[:1024]:
        return PDF
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] in (b"{", b"[") and not head.startswith(b"{\\rtf"):
        return "a JSON file"
    lower = start[:64].lower()
    return next(
        (said for mark, said in _TEXTS if lower.startswith(mark)),
        next((said for mark, said in _STARTS if head.startswith(mark)), None),
    )

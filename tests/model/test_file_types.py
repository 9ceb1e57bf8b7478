"""What a file is, by its bytes."""

from __future__ import annotations

import pytest

from proposalkit.model.file_types import true_type


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\n%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04....word/document.xml", "a Word file (.docx)"),
        (b"PK\x03\x04....xl/workbook.xml", "an Excel workbook (.xlsx)"),
        (b"PK\x03\x04", "a zip archive"),
        (b"\xef\xbb\xbf{}", "a JSON file"),
        (b"{\\rtf1", "an RTF text"),
        (b"<!DOCTYPE html>", "a web page"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls or .msg)"),
        (b"plain words", None),
        (b"", None),
    ],
)
def test_the_first_bytes_say_what_a_file_is(data: bytes, said: str | None) -> None:
    assert true_type(data) == said

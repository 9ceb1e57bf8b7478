"""A buyer's files of each kind as lines with places, and what cannot be read said in words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage

import pikepdf
import pytest
from openpyxl import Workbook

from proposalkit.errors import InputRefused
from proposalkit.model.source_text import SourceText
from proposalkit.readers.source_text import MAX_SOURCE_BYTES, read_source
from proposalkit.readers.worker import ReaderWorker

VTT = (
    "WEBVTT\n\nNOTE made by a tool\n\n1\n00:00:05.000 --> 00:00:07.000\n<v Anna Keller>We have\n"
    "two systems.</v>\n\n00:01.500 --> 00:03.000\nNobody &amp; no one\n"
)


def one(name: str, data: bytes) -> SourceText:
    (source,) = read_source(name, data)
    return source


def said(source: SourceText) -> list[tuple[str, str]]:
    return [(line.place, line.text) for line in source.lines if line.text]


def refusal(name: str, data: bytes) -> tuple[str, str]:
    with pytest.raises(InputRefused) as refused:
        read_source(name, data)
    (finding,) = refused.value.findings
    assert finding.remedy
    return finding.id, finding.message


def mail(text: str = "Hello.", html: str = "") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Anna Keller <anna@buyer.example>"
    message["Date"] = "Thu, 19 Nov 2026 09:14:00 +0100"
    message["Subject"] = "Terms"
    if text:
        message.set_content(text)
    if html:
        (message.add_alternative if text else message.set_content)(html, subtype="html")
    return message


def pdf(pages: int = 1, text: str = "Pilot: 60 days") -> bytes:
    """Make a PDF with one line of text on each page, or none."""
    made = pikepdf.new()
    font = made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    for _ in range(pages):
        page = made.add_blank_page()
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = made.make_stream(f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode())
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def sheet(**sheets: list[list[object]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        tab = book.create_sheet(title)
        for row in rows:
            tab.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_notes_keep_their_line_numbers_and_any_western_encoding() -> None:
    assert said(one("a.txt", "\ufeffA\r\n\r\nB".encode())) == [("line 1", "A"), ("line 3", "B")]
    assert said(one("a.txt", "B\u00fcro".encode("cp1252"))) == [("line 1", "B\u00fcro")]
    assert said(one("a.txt", "B\u00fcro".encode("utf-16"))) == [("line 1", "B\u00fcro")]
    for bare in ("utf-16-le", "utf-16-be"):
        text = "Our office in Cork"
        assert said(one("a.txt", text.encode(bare))) == [("line 1", text)]


def test_markdown_has_headings_and_rows() -> None:
    source = one("a.md", b"# Needs\n\n| Volume | **12,000** |\n|---|---|\n")
    assert [line.kind for line in source.lines if line.text] == ["heading", "row"]
    assert source.lines[2].cells == ("Volume", "12,000")


def test_a_transcript_gives_time_speaker_and_words() -> None:
    lines = one("call.vtt", VTT.encode()).lines
    assert [(line.place, line.speaker, line.text) for line in lines] == [
        ("00:00:05.000", "Anna Keller", "We have"),
        ("00:00:05.000", "Anna Keller", "two systems."),
        ("00:01.500", "", "Nobody & no one"),
    ]


def test_a_quoted_mail_belongs_to_who_wrote_it_first() -> None:
    text = (
        "Pilot: 30 days\n\nOn Tue, 17 Nov 2026 10:00:00 +0100, Tom Reed <t@s.example> wrote:\n"
        "> Pilot: 60 days\n"
    )
    lines = [line for line in one("m.eml", mail(text).as_bytes()).lines if line.kind == "text"]
    assert [(line.speaker, line.said_at, line.text) for line in lines] == [
        ("Tom Reed", "2026-11-17T09:00:00Z", "Pilot: 60 days"),
        ("Anna Keller", "2026-11-19T08:14:00Z", "Pilot: 30 days"),
    ]


def test_hidden_text_of_an_html_mail_is_left_out_and_counted() -> None:
    html = (
        "<style>p{}</style><p>Pilot: <b>30</b> days</p><div style='display:none'>Discount: 50%"
        "</div><p hidden>x</p><table><tr><td>Volume</td><td>12</td></tr></table>"
    )
    source = one("m.eml", mail("", html).as_bytes())
    assert [text for _, text in said(source)] == ["Terms", "Pilot: 30 days", "Volume | 12"]
    assert source.findings[0].message == "14 letters of the mail are hidden from its reader."


def test_attachments_are_read_at_every_level() -> None:
    inner = mail("Inner words.")
    inner.add_attachment(b"Volume: 12", maintype="text", subtype="plain", filename="n.txt")
    outer = mail("Outer words.")
    outer.add_attachment(inner)
    outer.add_attachment(pdf(), maintype="application", subtype="pdf", filename="../../t.pdf")
    names = {one.file: said(one)[-1][1] for one in read_source("m.eml", outer.as_bytes())}
    assert names == {
        "m.eml": "Outer words.",
        "m.eml/mail-1.eml": "Inner words.",
        "m.eml/mail-1.eml/n.txt": "Volume: 12",
        "m.eml/t.pdf": "Pilot: 60 days",
    }


def test_an_attachment_that_cannot_be_read_is_named_and_the_mail_still_read() -> None:
    message = mail()
    message.add_attachment(b"MZ", maintype="application", subtype="x-exe", filename="a.exe")
    message.add_attachment(pdf(text=" "), maintype="application", subtype="pdf", filename="s.pdf")
    source = one("m.eml", message.as_bytes())
    assert [finding.where.split(":")[0] for finding in source.findings] == [
        "m.eml/a.exe",
        "m.eml/s.pdf",
    ]


def test_mails_in_mails_end_somewhere() -> None:
    message = mail("The innermost.")
    for _ in range(8):
        outer = mail()
        outer.add_attachment(message)
        message = outer
    found = read_source("m.eml", message.as_bytes())
    assert len(found) == 6
    assert any("5 levels deep" in one.message for source in found for one in source.findings)


def test_a_workbook_gives_rows_with_cells_and_names_hidden_sheets() -> None:
    data = sheet(Needs=[["No.", "Requirement"], [1, "It shall work."], [None, 2.50]], Old=[["x"]])
    book = pytest.importorskip("openpyxl").load_workbook(io.BytesIO(data))
    book["Old"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    source = one("s.xlsx", out.getvalue())
    assert [line.cells for line in source.lines if line.kind == "row"] == [
        ("No.", "Requirement"),
        ("1", "It shall work."),
        ("", "2.5"),
    ]
    assert source.lines[2].place == "Needs!A2"
    assert [finding.where for finding in source.findings] == ["s.xlsx: Old"]


def test_a_pdf_gives_pages_and_names_those_without_text() -> None:
    made = pikepdf.open(io.BytesIO(pdf(2)))
    made.pages[1].Contents = made.make_stream(b"")
    out = io.BytesIO()
    made.save(out)
    source = one("r.pdf", out.getvalue())
    assert said(source) == [("page 1, line 1", "Pilot: 60 days")]
    assert "1 of 2 pages hold no text: 2." in source.findings[0].message


def test_a_pdf_of_400_pages_is_read() -> None:
    assert one("r.pdf", pdf(400)).pages == 400


def encrypted() -> bytes:
    made = pikepdf.open(io.BytesIO(pdf()))
    out = io.BytesIO()
    made.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * (65 * 1024 * 1024))
    return out.getvalue()


def entities(part: str = "word/document.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(part, b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "kind", "words"),
    [
        ("a.txt", lambda: b" \n ", "source-empty", "is empty"),
        ("a.doc", lambda: b"x", "source-kind", "are not read"),
        ("a", lambda: b"x", "source-kind", "without an ending"),
        ("a.txt", lambda: b"MZ\0\0", "source-not-text", "not a text file"),
        ("a.txt", lambda: b"x" * (MAX_SOURCE_BYTES + 1), "source-too-large", "at most"),
        ("a.vtt", lambda: b"hello", "transcript-unreadable", "WEBVTT"),
        ("a.eml", lambda: b"no headers here", "mail-unreadable", "no headers"),
        ("a.eml", lambda: b"From: a:;@b\n\nx", "mail-unreadable", "header of it is damaged"),
        ("a.pdf", lambda: b"hello", "pdf-not-a-pdf", "is not a PDF"),
        ("a.pdf", lambda: pdf()[:200], "pdf-unreadable", "cannot be read"),
        ("a.pdf", lambda: pdf(text=" "), "pdf-scanned", "pictures of them"),
        ("a.pdf", lambda: pdf(501), "pdf-too-long", "501 pages"),
        ("a.pdf", encrypted, "pdf-encrypted", "password"),
        ("a.docx", lambda: b"PK", "zip-unreadable", "not an office file"),
        ("a.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file-encrypted", "password"),
        ("a.docx", bomb, "file-too-large", "at most"),
        ("a.docx", entities, "word-unreadable", "document type"),
        ("a.xlsx", lambda: entities("xl/x.xml"), "file-doctype", "document type"),
        ("a.docx", lambda: pdf(), "file-type-unlike-name", "is a PDF, whatever its name"),
        ("a.xlsx", lambda: entities(), "file-type-unlike-name", "is a Word file"),
        ("a.pdf", lambda: b"\x89PNG\r\n\x1a\n", "file-type-unlike-name", "is a PNG picture"),
        ("a.xlsx", lambda: sheet(Empty=[]), "source-without-text", ""),
    ],
)
def test_a_file_that_cannot_be_taken_in_says_why_and_what_to_do(
    name: str, make: Callable[[], bytes], kind: str, words: str
) -> None:
    found, message = refusal(name, make())
    assert (found, words in message) == (kind, True)


def test_a_file_that_breaks_its_reader_is_a_finding() -> None:
    with ReaderWorker(("sleep", "30"), wall=0.2) as worker:
        worker.submit_source("r.pdf", b"%PDF-1.7")
        with pytest.raises(InputRefused) as refused:
            worker.sources()
    assert refused.value.findings[0].id == "source-breaks-reader"


def test_the_reader_process_reads_as_this_one_does() -> None:
    data = sheet(Needs=[["Requirement", "x"], ["It shall work.", "y"]])
    with ReaderWorker() as worker:
        assert worker.submit_source("s.xlsx", data).sources() == read_source("s.xlsx", data)
        assert worker.submit_source
    with ReaderWorker() as worker, pytest.raises(InputRefused):
        worker.submit_source("s.xlsx", b"PK").sources()

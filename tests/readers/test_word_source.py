# ruff: noqa: E501  (a row of a table is kept on its line)
"""Word files of buyers: automatic numbers, content controls, changes, hidden words."""

from __future__ import annotations

import io
import zipfile

from proposalkit.model.source_text import SourceText
from proposalkit.readers.source_text import read_source

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NUMBERING = f"""<w:numbering {_NS}>
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>
 <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
</w:abstractNum>
<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
_STYLES = f"""<w:styles {_NS}>
<w:style w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="H1"/></w:style></w:styles>"""


def p(text: str, level: int | None = None, style: str = "") -> str:
    """Write one paragraph."""
    number = "" if level is None else (
        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>'
    )  # fmt: skip
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    run = text if text.startswith("<") else f"<w:r><w:t>{text}</w:t></w:r>"
    return f"<w:p><w:pPr>{named}{number}</w:pPr>{run}</w:p>"


def word(body: str) -> SourceText:
    """Read a Word file of a body."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {_NS}><w:body>{body}</w:body></w:document>"
        )
        archive.writestr("word/numbering.xml", _NUMBERING)
        archive.writestr("word/styles.xml", _STYLES)
    (source,) = read_source("r.docx", out.getvalue())
    return source


def test_automatic_numbers_are_part_of_the_text() -> None:
    body = (
        p("Needs", style="H1") + p("First", 1) + p("Second", 1) + p("a", 2) + p("b", 2)
        + p("dot", 3) + p("Third", 1) + p("c", 2) + p("Terms", style="Own") + p("Fourth", 1)
    )  # fmt: skip
    assert [one.text for one in word(body).lines] == [
        "3 Needs", "3.1 First", "3.2 Second", "(a) a", "(b) b", "dot", "3.3 Third", "(a) c",
        "4 Terms", "4.1 Fourth",
    ]  # fmt: skip


def test_headings_are_known_by_the_name_of_their_style() -> None:
    assert [one.kind for one in word(p("Needs", style="H1") + p("text")).lines] == [
        "heading",
        "text",
    ]


def test_words_in_content_controls_and_cells_are_read() -> None:
    body = (
        f"<w:sdt><w:sdtContent>{p('Inside')}</w:sdtContent></w:sdt>"
        f"<w:tbl><w:tr><w:tc>{p('Volume')}</w:tc><w:tc>{p('12,000')}{p('a month')}</w:tc></w:tr></w:tbl>"
    )
    lines = word(body).lines
    assert lines[0].text == "Inside"
    assert (lines[1].cells, lines[1].place) == (("Volume", "12,000 a month"), "table 1, row 1")


def test_tracked_changes_are_read_as_accepted_and_said_so() -> None:
    body = p(
        "<w:r><w:t>Pilot: </w:t></w:r><w:del><w:r><w:delText>60</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>30</w:t></w:r></w:ins><w:r><w:t> days</w:t></w:r>"
    )
    source = word(body)
    assert source.lines[0].text == "Pilot: 30 days"
    assert "2 tracked changes are open" in source.findings[0].message


def test_hidden_words_are_left_out_and_counted() -> None:
    body = p(
        "<w:r><w:t>Seen</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>Discount: 50%</w:t></w:r>"
    )
    source = word(body)
    assert source.lines[0].text == "Seen"
    assert source.findings[0].message == "13 letters are marked as hidden and were left out."

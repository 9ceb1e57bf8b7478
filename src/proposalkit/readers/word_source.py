"""Reads a buyer's Word file: paragraphs with their automatic numbers, headings, tables.

Why not with python-docx: it shows neither automatic numbers nor text in content controls, and
buyers' requests are full of both.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from proposalkit.model.finding import Finding
from proposalkit.model.source_text import LineKind, TextLine
from proposalkit.readers.office_parts import office_parts
from proposalkit.readers.refusal import refuse
from proposalkit.readers.source_text import Read, not_read
from proposalkit.readers.word_numbers import Numbering, W, style_levels

Element = ElementTree.Element
_BODY = "word/document.xml"
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SKIPPED = (f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText")
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")


def read(name: str, data: bytes) -> Read:
    """Read a Word file; raises InputRefused when it is none, has a password or is a bomb.

    Open tracked changes are read as if accepted, and said so.
    """
    if data[:8] == _OLD:
        raise refuse(
            "file-encrypted",
            name,
            f'"{name}" asks for a password, or is of an old format.',
            "Ask the sender for a copy without a password, saved as .docx.",
        )
    parts = office_parts(name, data)
    body = _tree(name, parts, _BODY)
    if body is None:
        raise _unreadable(name, f"it has no {_BODY}")
    styles = _tree(name, parts, "word/styles.xml")
    numbering = _tree(name, parts, "word/numbering.xml")
    reader = _WordReader(Numbering(numbering, styles), style_levels(styles))
    lines = [*reader.blocks(body)]
    for part in _NOTES:
        tree = _tree(name, parts, part)
        lines += reader.notes(tree, part) if tree is not None else ()
    return tuple(lines), None, tuple(_findings(name, body, parts, reader))


def _tree(name: str, parts: dict[str, bytes], part: str) -> Element | None:
    raw = parts.get(part)
    if raw is None:
        return None
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        raise _unreadable(name, f"{part} declares a document type")
    try:
        return ElementTree.fromstring(raw)
    except ElementTree.ParseError as problem:
        raise _unreadable(name, f"{part}: {problem}") from problem


def _unreadable(name: str, why: str) -> Exception:
    return refuse(
        "word-unreadable",
        name,
        f'"{name}" cannot be read as a Word file: {why}.',
        "Open it in a word processor, save it again as .docx, and give that file.",
    )


class _WordReader:
    """Walks through the body in its order."""

    def __init__(self, numbering: Numbering, levels: dict[str, int]) -> None:
        self.numbering = numbering
        self.levels = levels
        self.hidden = 0
        self.paragraphs = self.tables = 0

    def blocks(self, parent: Element) -> Iterator[TextLine]:
        """Give paragraphs and rows, also those inside content controls and inserted parts."""
        for node in parent:
            if node.tag == f"{W}p":
                yield from self.paragraph(node)
            elif node.tag == f"{W}tbl":
                yield from self.table(node)
            elif node.tag not in _SKIPPED and len(node):
                yield from self.blocks(node)

    def paragraph(self, node: Element) -> Iterator[TextLine]:
        """Give one paragraph with its number before it."""
        self.paragraphs += 1
        text = self.text(node)
        if not text:
            return
        number = self.numbering.number(node)
        kind: LineKind = "heading" if self.style(node) in self.levels else "text"
        place = f"paragraph {self.paragraphs}"
        yield TextLine(text=f"{number} {text}".strip(), place=place, kind=kind)

    def table(self, node: Element) -> Iterator[TextLine]:
        """Give the rows of a table; a table inside a cell is read as the text of the cell."""
        self.tables += 1
        table = self.tables
        for number, row in enumerate(node.iter(f"{W}tr"), start=1):
            cells = tuple(self.cell(one) for one in row.iterfind(f".//{W}tc"))
            if any(cells):
                yield TextLine(
                    text=" | ".join(cells),
                    place=f"table {table}, row {number}",
                    kind="row",
                    cells=cells,
                )

    def cell(self, node: Element) -> str:
        """Give the text of a cell, the numbers of its paragraphs included."""
        said = [
            f"{self.numbering.number(one)} {self.text(one)}".strip() for one in node.iter(f"{W}p")
        ]
        return " ".join(one for one in said if one)

    def notes(self, tree: Element, part: str) -> Iterator[TextLine]:
        """Give the foot notes or end notes."""
        name = "footnote" if "foot" in part else "endnote"
        for number, note in enumerate(tree, start=1):
            text = " ".join(self.text(one) for one in note.iter(f"{W}p")).strip()
            if text:
                yield TextLine(text=text, place=f"{name} {number}")

    def text(self, node: Element) -> str:
        """Give the words of a paragraph as they stand once all changes are accepted."""
        return " ".join("".join(self.pieces(node)).split())

    def pieces(self, node: Element) -> Iterator[str]:
        for child in node:
            if child.tag in _SKIPPED or child.tag == f"{W}tbl":
                continue
            if child.tag == f"{W}r" and _is_hidden(child):
                self.hidden += sum(len(one.text or "") for one in child.iter(f"{W}t"))
            elif child.tag == f"{W}t":
                yield child.text or ""
            elif child.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
                yield " "
            elif child.tag == f"{W}noBreakHyphen":
                yield "-"
            else:
                yield from self.pieces(child)

    @staticmethod
    def style(node: Element) -> str:
        """Give the style id of a paragraph."""
        style = node.find(f"{W}pPr/{W}pStyle")
        return "" if style is None else style.get(f"{W}val", "")


def _is_hidden(run: Element) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(f"{W}val", "true") not in ("0", "false", "off")


def _findings(
    name: str, body: Element, parts: dict[str, bytes], reader: _WordReader
) -> Iterator[Finding]:
    changes = sum(1 for tag in ("ins", "del", "moveFrom") for _ in body.iter(f"{W}{tag}"))
    if changes:
        message = f"{changes} tracked changes are open; they were read as if accepted."
        yield not_read(name, message, "Ask the buyer which wording holds.")
    if reader.hidden:
        message = f"{reader.hidden} letters are marked as hidden and were left out."
        yield not_read(name, message, "Show hidden text in the word processor if it matters.")
    comments = [one for one in parts if one.startswith("word/comments")]
    if comments:
        yield not_read(name, "Its comments were not read.", "Read them in the word processor.")

"""Reads a Word file from outside: its paragraphs and tables; open tracked changes are refused."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from proposalkit.errors import InputRefused
from proposalkit.model.finding import Finding
from proposalkit.readers.refusal import one_finding, refuse
from proposalkit.readers.zip_files import read_zip

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table

_TRACKED = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel")
_HIDING = ("sdt", "altChunk")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class WordParagraph:
    """One paragraph outside tables: its words and, for a heading, its level."""

    text: str
    heading: int | None
    number: int


@dataclass(frozen=True)
class WordTable:
    """One table as rows of cells, each a tuple of paragraphs."""

    rows: tuple[tuple[tuple[str, ...], ...], ...]
    number: int


@dataclass(frozen=True)
class WordFile:
    """The body of a Word file in its order."""

    blocks: tuple[WordParagraph | WordTable, ...]


def read_word(data: bytes, where: str) -> WordFile:
    """Read the body of a Word file.

    Raises InputRefused when it is no Word file, and with the place of every tracked change that
    is still open and of every part that hides its text from readers.
    """
    document = _open(data, where)
    findings = list(_unsettled(document, where))
    if findings:
        raise InputRefused(findings)
    return WordFile(tuple(_blocks(document)))


def _open(data: bytes, where: str) -> Document:
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    read_zip(data, where)
    try:
        return docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, XMLSyntaxError, KeyError, ValueError) as problem:
        raise refuse(
            "word-unreadable",
            where,
            f'"{where}" cannot be read as a Word file: {problem}.',
            "Save it again as .docx and give that file.",
        ) from problem


def _blocks(document: Document) -> Iterator[WordParagraph | WordTable]:
    from docx.table import Table

    paragraphs = tables = 0
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            tables += 1
            yield WordTable(tuple(_rows(block)), tables)
        else:
            paragraphs += 1
            style = (block.style.name if block.style is not None else "") or ""
            level = style.rpartition(" ")[2] if style.startswith("Heading") else ""
            yield WordParagraph(
                " ".join(block.text.split()), int(level) if level.isdecimal() else None, paragraphs
            )


def _rows(table: Table) -> Iterator[tuple[tuple[str, ...], ...]]:
    for row in table.rows:
        yield tuple(
            tuple(" ".join(one.text.split()) for one in cell.paragraphs) for cell in row.cells
        )


def _unsettled(document: Document, where: str) -> Iterator[Finding]:
    """Find what would be read in one of two ways, or not at all."""
    for number, block in enumerate(document.element.body, start=1):
        for name in _TRACKED:
            if _has(block, name):
                text = " ".join("".join(block.itertext()).split())[:60]
                yield one_finding(
                    "tracked-change-open",
                    f"{where}: block {number}",
                    f'A tracked change is open at "{text}".',
                    "Accept or reject all changes in Word, save, and give the file again.",
                )
                break
        for name in _HIDING:
            if block.tag == f"{_W}{name}" or _has(block, name):
                yield one_finding(
                    "text-hidden",
                    f"{where}: block {number}",
                    "A content control or an embedded file hides its text from readers.",
                    "Copy the text out of it into a plain paragraph.",
                )
                break


def _has(block: BaseOxmlElement, name: str) -> bool:
    return next(block.iter(f"{_W}{name}"), None) is not None

"""Reads the pages of a buyer's PDF as lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from proposalkit.model.finding import Finding
from proposalkit.model.source_text import TextLine
from proposalkit.readers.pdf_pages import PageText
from proposalkit.readers.pdf_rows import page_rows
from proposalkit.readers.refusal import refuse
from proposalkit.readers.source_text import Read, not_read

MAX_SOURCE_PAGES = 500
_SHOWN = 12
_BROKEN = re.compile("[\x02\ufffe] ?")


def read(name: str, data: bytes) -> Read:
    """Read a PDF page by page.

    Raises InputRefused when it is no PDF, damaged, has a password, too many pages or no text.
    """
    from proposalkit.errors import InputRefused
    from proposalkit.readers.pdf_pages import open_pages

    if b"%PDF-" not in data[:1024]:
        raise refuse(
            "pdf-not-a-pdf",
            name,
            f'"{name}" is not a PDF, whatever its name says.',
            "Give it with the ending of what it is, or ask the sender for it again.",
        )
    try:
        with open_pages(data) as pages:
            texts = [(page.number, page.raw) for page in pages]
            _refuse_long(name, len(texts))
            lines = tuple(line for page in pages for line in _page_lines(page))
    except InputRefused as refused:
        raise InputRefused([_named(name, one) for one in refused.findings]) from refused
    findings = tuple(_without_text(name, texts, lines))
    return lines, len(texts), findings


def _named(name: str, one: Finding) -> Finding:
    where = name if one.where == "file" else f"{name}: {one.where}"
    return one.model_copy(update={"where": where, "remedy": _REMEDY.get(one.id, one.remedy)})


_REMEDY = {
    "pdf-page-count": f"Give the parts that matter, at most {MAX_SOURCE_PAGES} pages in each.",
    "pdf-too-much-text": "Give the parts that matter, one after the other.",
}


def _refuse_long(name: str, count: int) -> None:
    if count > MAX_SOURCE_PAGES:
        raise refuse(
            "pdf-too-long",
            name,
            f'"{name}" has {count} pages; at most {MAX_SOURCE_PAGES} are read.',
            "Print the parts that state needs and terms to a PDF of their own.",
        )


def _page_lines(page: PageText) -> Iterator[TextLine]:
    """Give the lines of a page, rows of tables by their cells where the places tell them apart."""
    rows = page_rows(page)
    if rows is None:
        yield from _lines(page.number, page.raw)
        return
    place = 0
    for cells in rows:
        place += bool(cells)
        where = f"page {page.number}, line {place}"
        plain = tuple(_unbroken(one) for one in cells)
        if len(plain) > 1:
            text = " | ".join(plain)
            yield TextLine(text=text, place=where, kind="row", cells=plain, page=page.number)
        elif plain:
            yield TextLine(text=plain[0], place=where, page=page.number)
        else:
            yield TextLine(text="", place=where, kind="blank", page=page.number)


def _unbroken(text: str) -> str:
    """Write the marks pdfium sets for a hyphen at a line end; the words in a cell are joined."""
    return _BROKEN.sub("\u2010", text).replace("\u2010\n", "-").replace("\n", " ")


def _lines(number: int, raw: str) -> Iterator[TextLine]:
    """Give the lines of a page; a word broken at a line end keeps the mark of the break."""
    text = _BROKEN.sub("\u2010", raw.replace("\r\n", "\n"))
    for place, line in enumerate(text.split("\n"), start=1):
        where = f"page {number}, line {place}"
        if line.strip():
            yield TextLine(text=line, place=where, page=number)
        else:
            yield TextLine(text="", place=where, kind="blank", page=number)


def _without_text(
    name: str, texts: Sequence[tuple[int, str]], lines: Sequence[TextLine]
) -> Iterator[Finding]:
    """Refuse a PDF of pictures; name single pages without text."""
    empty = [number for number, raw in texts if not raw.strip()]
    if len(empty) == len(texts):
        raise refuse(
            "pdf-scanned",
            name,
            f'"{name}" has no text on any of its pages ({len(texts)}): it holds pictures of them.',
            "Ask the buyer for the original file, or run text recognition over it first.",
        )
    if empty:
        some = ", ".join(map(str, empty[:_SHOWN])) + (", ..." if len(empty) > _SHOWN else "")
        yield not_read(
            f"{name}: page {empty[0]}",
            f"{len(empty)} of {len(texts)} pages hold no text: {some}.",
            "Look at these pages yourself; they may be scanned.",
        )

"""Read a PDF as a buyer's tool would: text of the pages, attachments, metadata, fonts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from proposalkit.errors import InputRefused
from proposalkit.model.finding import CheckResult, Finding
from proposalkit.readers.locate import find_places
from proposalkit.readers.pdf_pages import PageText, open_pages
from proposalkit.readers.reading import PageReading, PdfReading, Place


def read_pdf(data: bytes) -> PdfReading:
    """Read pages, attachments and metadata.

    Raises InputRefused when the file is no PDF, asks for a password, or cannot be read.
    """
    with open_pages(data) as pages:
        return _reading(data, pages)


def locate(data: bytes, needles: Mapping[str, str]) -> dict[str, tuple[Place, ...]]:
    """Say where texts stand on the pages: for each key of `needles` the places of its text.

    White space and line breaks do not count; a text inside a longer word or number does not count
    as found. Raises InputRefused as `read_pdf` does.
    """
    with open_pages(data) as pages:
        return find_places(pages, needles)


@dataclass(frozen=True)
class PagesRead:
    """All that one opening of the pages gives."""

    reading: PdfReading
    places: dict[str, tuple[Place, ...]]
    sight: CheckResult | None = None
    """None when nobody looked."""


def read_all(data: bytes, needles: Mapping[str, str]) -> PagesRead:
    """Do what `read_pdf` and `locate` do, and look at the pages, opening them once."""
    from proposalkit.readers.in_sight import look_at_pages

    with open_pages(data) as pages:
        reading = _reading(data, pages)
        return PagesRead(reading, find_places(pages, needles), look_at_pages(pages))


def read_text(data: bytes, needles: Mapping[str, str]) -> PagesRead:
    """Do what `read_pdf` and `locate` do, opening the pages once, without looking at them."""
    with open_pages(data) as pages:
        return PagesRead(_reading(data, pages), find_places(pages, needles))


def look_at_pdf(data: bytes) -> CheckResult:
    """Look for every letter of every page; raises InputRefused as `read_pdf` does."""
    from proposalkit.readers.in_sight import look_at_pages

    with open_pages(data) as pages:
        return look_at_pages(pages)


def _reading(data: bytes, pages: Sequence[PageText]) -> PdfReading:
    """Put a reading together."""
    from proposalkit.readers.glyph_outlines import glyph_shapes
    from proposalkit.readers.structure.contents import attachments, font_names, info, xmp_text
    from proposalkit.readers.structure.opened import open_pdf
    from proposalkit.readers.structure.unseen_words import unseen_words

    opened = open_pdf(data)
    if isinstance(opened, Finding):
        raise InputRefused([opened])
    return PdfReading(
        pages=tuple(_page(page) for page in pages),
        attachments=attachments(opened),
        xmp=xmp_text(opened),
        info=info(opened),
        fonts=font_names(opened),
        shapes=glyph_shapes(opened),
        words=unseen_words(opened),
    )


def _page(page: PageText) -> PageReading:
    """Copy one page out of the reader; a hyphen at a line end is a hyphen."""
    text = page.raw.replace("\r\n", "\n").replace("\x02", "-").replace("\ufffe", "-")
    return PageReading(number=page.number, text=text, width=page.width, height=page.height)

"""The text of the pages of a PDF, read once with pypdfium2, and where a text stands on them."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from proposalkit.model.folding import bare
from proposalkit.readers.reading import Box
from proposalkit.readers.refusal import refuse

if TYPE_CHECKING:
    import pypdfium2

MAX_PAGES = 2_000
MAX_LETTERS = 20_000_000
_PASSWORD_WORDS = "password"


@dataclass(frozen=True)
class FoldedPage:
    """The text of a page without white space, and where each of its letters comes from."""

    text: str
    origin: tuple[int, ...]
    """Index in the raw text for each letter, and the length of the raw text at the end."""


class PageText:
    """One page: its number, size and text in the order of the content."""

    def __init__(self, number: int, page: pypdfium2.PdfPage) -> None:
        self.number = number
        self.page = page
        self.width, self.height = (round(side, 1) for side in page.get_size())
        self.layer = page.get_textpage()
        self.raw = self.layer.get_text_range() if self.layer.count_chars() else ""
        self._is_wide = not self.raw.isascii() and any(letter > "\uffff" for letter in self.raw)

    def folded(self) -> FoldedPage:
        """Fold the text as the checks do, keeping the way back."""
        pieces = _pieces(self.raw)
        table = {piece: bare(piece) for piece in set(pieces)}
        origin: list[int] = []
        place = 0
        for piece in pieces:
            if folded := table[piece]:
                origin.extend([place] * len(folded))
            place += len(piece)
        return FoldedPage("".join(map(table.__getitem__, pieces)), (*origin, place))

    def box(self, start: int, end: int) -> Box:
        """Give the box around raw text from `start` up to `end`, rounded to a tenth of a point."""
        first, last = self._glyph(start), self._glyph(end - 1)
        count = self.layer.count_rects(first, last - first + 1)
        boxes = [self.layer.get_rect(number) for number in range(count)]
        if not boxes:
            return (0.0, 0.0, 0.0, 0.0)
        return (
            round(min(box[0] for box in boxes), 1),
            round(min(box[1] for box in boxes), 1),
            round(max(box[2] for box in boxes), 1),
            round(max(box[3] for box in boxes), 1),
        )

    def _glyph(self, place: int) -> int:
        """Turn an index of the text into the index of the glyph that pdfium counts."""
        from pypdfium2 import raw

        if self._is_wide:
            place = len(self.raw[:place].encode("utf-16-le")) // 2
        glyph: int = raw.FPDFText_GetCharIndexFromTextIndex(self.layer, ctypes.c_int(place))
        return max(glyph, 0)


@contextmanager
def open_pages(data: bytes) -> Iterator[tuple[PageText, ...]]:
    """Open a PDF and read the text of all pages.

    Raises InputRefused when it is no PDF, asks for a password, is broken or far too large.
    """
    import pypdfium2

    if b"%PDF-" not in data[:1024]:
        raise refuse(
            "pdf-not-a-pdf",
            "file",
            f'The file starts with "{data[:8].decode("latin-1")}"; it is not a PDF.',
            "Give the PDF of a proposal, a kit folder, a buyer zip or a proposal.json.",
        )
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        raise _cannot_open(problem) from problem
    try:
        yield tuple(_pages(document))
    finally:
        document.close()


def _pages(document: pypdfium2.PdfDocument) -> Iterator[PageText]:
    """Read page after page, up to the limits."""
    import pypdfium2

    if not 0 < len(document) <= MAX_PAGES:
        raise refuse(
            "pdf-page-count",
            "file",
            f"The PDF has {len(document)} pages; 1 to {MAX_PAGES} can be read.",
            "Give the PDF of one proposal.",
        )
    letters = 0
    for number in range(1, len(document) + 1):
        try:
            page = PageText(number, document[number - 1])
        except (pypdfium2.PdfiumError, AssertionError) as problem:
            raise refuse(
                "pdf-page-unreadable",
                f"page {number}",
                f'The page cannot be read: "{problem}".',
                "Check that the file is whole, or ask the sender for it again.",
            ) from problem
        letters += len(page.raw)
        if letters > MAX_LETTERS:
            raise refuse(
                "pdf-too-much-text",
                f"page {number}",
                f"The PDF holds more than {MAX_LETTERS:,} characters.",
                "Give the PDF of one proposal.",
            )
        yield page


def _cannot_open(problem: Exception) -> Exception:
    """Say why pdfium did not open the file."""
    if _PASSWORD_WORDS in str(problem).lower():
        return refuse(
            "pdf-encrypted",
            "file",
            "The PDF asks for a password.",
            "Ask the sender for a copy without a password.",
        )
    return refuse(
        "pdf-unreadable",
        "file",
        f'The file cannot be read as a PDF: "{problem}".',
        "Check that the file is whole, or ask the sender for it again.",
    )


def _pieces(text: str) -> list[str]:
    """Cut a text into letters; a letter and the accents written after it stay together."""
    if unicodedata.is_normalized("NFC", text):
        return list(text)
    starts = [place for place, letter in enumerate(text) if not unicodedata.combining(letter)]
    bounds = sorted({0, *starts, len(text)})
    return [text[first:last] for first, last in pairwise(bounds)]

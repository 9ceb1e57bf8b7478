"""Draw the pages as a person sees them, and say where programs read each word."""

from __future__ import annotations

import io
import re
from math import sqrt

from proposalkit.readers.pdf_pages import PageText, open_pages
from proposalkit.readers.reading import DrawnPage, SpottedWord
from proposalkit.readers.refusal import refuse

DOTS_PER_INCH = 200
POINTS_PER_INCH = 72
MOST_DOTS = 12_000_000
"""Dots of one picture; a sheet of A4 has some 3,900,000."""
MOST_DRAWN = 200
_LINE_SLACK = 2.0
"""Dots added above and below a word, as its box ends where its ink ends."""


def draw_pages(data: bytes) -> tuple[DrawnPage, ...]:
    """Draw each page in grey as a PNG.

    Raises InputRefused when the file is no PDF that can be read, or has more than 200 pages.
    """
    with open_pages(data) as pages:
        if len(pages) > MOST_DRAWN:
            raise refuse(
                "pdf-page-count",
                "file",
                f"The PDF has {len(pages)} pages; {MOST_DRAWN} are read from their pictures.",
                "Verify without --deep, and look at the pages yourself.",
            )
        return tuple(_drawn(page) for page in pages)


def _drawn(page: PageText) -> DrawnPage:
    most = sqrt(MOST_DOTS / max(page.width * page.height, 1.0))
    scale = min(DOTS_PER_INCH / POINTS_PER_INCH, most)
    picture = io.BytesIO()
    page.page.render(scale=scale, grayscale=True).to_pil().save(picture, "PNG")
    return DrawnPage(number=page.number, png=picture.getvalue(), words=_words(page, scale))


def _words(page: PageText, scale: float) -> tuple[SpottedWord, ...]:
    """Give each word with its box in dots, counted from the upper left corner."""
    page_left, _, _, page_top = page.page.get_cropbox()
    words = []
    for match in re.finditer(r"\S+", page.raw):
        left, bottom, right, top = page.box(match.start(), match.end())
        spot = (
            (left - page_left) * scale,
            (page_top - top) * scale - _LINE_SLACK,
            (right - page_left) * scale,
            (page_top - bottom) * scale + _LINE_SLACK,
        )
        text = match.group().replace("\x02", "-").replace("\ufffe", "-")
        words.append(SpottedWord(text=text, spot=spot))
    return tuple(words)

"""The glyph guard: refuses a page with a character the shipped fonts cannot draw.

Why: one missing glyph makes some readers lose all text of that font, and breaks PDF/A-3a. A
character that draws nothing is refused too: the page holds no hidden text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from proposalkit.errors import InputRefused
from proposalkit.model.finding import Finding
from proposalkit.model.render_job import RenderJob
from proposalkit.render.coverage import covered_ranges

PLAIN_SPACES = frozenset(" \u00a0\n\t\r\f")
INVISIBLE_CATEGORIES = frozenset(("Cc", "Cf", "Co", "Cs", "Zl", "Zp"))
# letters and marks that Unicode lets draw nothing, and the empty Braille cell
INVISIBLE_CHARACTERS = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
) | frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
CONTEXT = 80

_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def refuse_missing_glyphs(job: RenderJob, fonts: Path) -> None:
    """Raise InputRefused naming each character of the job's text that cannot be drawn."""
    texts = (html.unescape(job.html), job.title, job.author, _css_text(job.stylesheet))
    bad = undrawable(set().union(*texts), fonts)
    if bad:
        places = _places(job.html)
        raise InputRefused([_finding(char, places) for char in bad])


def undrawable(characters: Iterable[str], fonts: Path) -> tuple[str, ...]:
    """Give the characters that no font of the folder draws, in code point order."""
    firsts, lasts = _coverage(fonts)
    return tuple(c for c in sorted(characters) if not _drawable(c, firsts, lasts))


@cache
def _coverage(fonts: Path) -> tuple[tuple[int, ...], tuple[int, ...]]:
    firsts, lasts = zip(*covered_ranges(fonts), strict=True)
    return firsts, lasts


def _drawable(char: str, firsts: tuple[int, ...], lasts: tuple[int, ...]) -> bool:
    if char in PLAIN_SPACES:
        return True
    if _fault(char) != "character-without-glyph":
        return False
    at = bisect_right(firsts, ord(char)) - 1
    return at >= 0 and ord(char) <= lasts[at]


def _css_text(stylesheet: str) -> str:
    return _CSS_ESCAPE.sub(lambda match: chr(int(match[1], 16)), stylesheet)


def _finding(char: str, places: tuple[tuple[str, str], ...]) -> Finding:
    name = unicodedata.name(char, "no name")
    shown = f'"{char}" ' if char.isprintable() else ""
    heading, sentence = next(((h, _sentence(t, char)) for h, t in places if char in t), ("", ""))
    return Finding(
        id=_fault(char),
        where=f'page, under "{heading}"' if heading else "page",
        message=f"{_WHAT[_fault(char)]} {shown}(U+{ord(char):04X} {name})"
        + (f' in "{sentence}".' if sentence else "."),
        remedy=_REMEDY[_fault(char)],
    )


_WHAT = {
    "character-without-glyph": "The shipped fonts have no glyph for",
    "character-invisible": "The text holds a character that draws nothing,",
    "character-odd-space": "The text holds a space that readers of the PDF lose,",
    "character-right-to-left": "Right-to-left text cannot be compared with the pages yet:",
}
_REMEDY = {
    "character-without-glyph": "Replace the character, or write it in words.",
    "character-invisible": "Delete it: a proposal holds no hidden text.",
    "character-odd-space": "Use a plain space.",
    "character-right-to-left": "Write the name in Latin letters.",
}


def _fault(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Zs":
        return "character-odd-space"
    if category in INVISIBLE_CATEGORIES or char in INVISIBLE_CHARACTERS:
        return "character-invisible"
    if unicodedata.bidirectional(char) in ("R", "AL", "AN"):
        return "character-right-to-left"
    return "character-without-glyph"


def _sentence(text: str, char: str) -> str:
    """Give the sentence a character stands in, cut to what fits on a line, hidden ones out."""
    sentence = next(part for part in _SENTENCE_END.split(text) if char in part)
    at = sentence.index(char)
    piece = sentence[max(0, at - CONTEXT) : at + CONTEXT]
    return "".join(c if c.isprintable() else " " for c in piece).strip()


def _places(page: str) -> tuple[tuple[str, str], ...]:
    reader = _TextReader()
    reader.feed(page)
    reader.close()
    return tuple((heading, " ".join(text.split())) for heading, text in reader.blocks)


class _TextReader(HTMLParser):
    """Cuts a page into blocks of text, each with the heading above it."""

    INLINE = frozenset(("a", "b", "strong", "i", "em", "span", "code", "small", "sub", "sup"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[tuple[str, str]] = []
        self._heading = ""
        self._text = ""
        self._in_heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a new block at each element that is not part of a line."""
        if tag not in self.INLINE:
            self._flush()
            self._in_heading = re.fullmatch("h[1-6]", tag) is not None

    def handle_endtag(self, tag: str) -> None:
        """End the block, and keep it as the heading if it was one."""
        if tag not in self.INLINE:
            if self._in_heading:
                self._heading = " ".join(self._text.split())
            self._in_heading = False
            self._flush()

    def handle_data(self, data: str) -> None:
        """Add text to the block."""
        self._text += data

    def close(self) -> None:
        """Keep what is left."""
        super().close()
        self._flush()

    def _flush(self) -> None:
        if self._text.strip():
            self.blocks.append((self._heading, self._text))
        self._text = ""

"""The outlines of the embedded fonts, as digests: what each code of a font draws."""

from __future__ import annotations

import io
import struct
from functools import lru_cache
from typing import TYPE_CHECKING

from proposalkit.readers.reading import FontShapes
from proposalkit.readers.structure import entries
from proposalkit.readers.structure.code_map import read_code_map
from proposalkit.readers.structure.contents import page_fonts
from proposalkit.readers.structure.entries import entry, name
from proposalkit.readers.structure.fonts import font_name
from proposalkit.readers.structure.opened import OpenedPdf
from proposalkit.verify.glyph_shapes import outline_digest

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_PROGRAMS = ("/FontFile2", "/FontFile3")
_KEPT_FONTS = 64
_MOST_GLYPHS = 20_000

Codes = tuple[tuple[int, str], ...]
"""Glyph number and the text it is read as, sorted."""


class _Unreadable(Exception):
    """The outlines of a font cannot be told; the text says why."""


def glyph_shapes(opened: OpenedPdf) -> tuple[FontShapes, ...]:
    """Give the outlines of every font the pages can use."""
    return tuple(_font(font) for font in page_fonts(opened))


def _font(font: object) -> FontShapes:
    try:
        program, codes = _program(font), _codes(font)
        return FontShapes(font=font_name(font), glyphs=_shapes(program, codes))
    except _Unreadable as problem:
        return FontShapes(font=font_name(font), problem=str(problem))


def _inner(font: object) -> object:
    if name(entry(font, "/Subtype")) != "Type0" or name(entry(font, "/Encoding")) != "Identity-H":
        raise _Unreadable("it is not built as ours are")
    return next(iter(entries.elements(entry(font, "/DescendantFonts"))), None)


def _program(font: object) -> bytes:
    descriptor = entry(_inner(font), "/FontDescriptor")
    found = [entries.data(entry(descriptor, key)) for key in _PROGRAMS]
    programs = [one for one in found if one is not None]
    if len(programs) != 1:
        raise _Unreadable("it has no outlines in the file")
    return programs[0]


def _codes(font: object) -> Codes:
    """Give the glyph of each code that the map to text names."""
    mapped = read_code_map(entries.data(entry(font, "/ToUnicode")) or b"")
    if len(mapped) > _MOST_GLYPHS:
        raise _Unreadable("it maps more codes than a proposal needs")
    way = entry(_inner(font), "/CIDToGIDMap")
    if way is None or name(way) == "Identity":
        return tuple(sorted(mapped.items()))
    table = entries.data(way)
    if table is None:
        raise _Unreadable("its map to glyphs cannot be read")
    glyphs = {code: int.from_bytes(table[2 * code : 2 * code + 2], "big") for code in mapped}
    return tuple(sorted((glyphs[code], text) for code, text in mapped.items()))


@lru_cache(maxsize=_KEPT_FONTS)
def _shapes(program: bytes, codes: Codes) -> tuple[tuple[str, str], ...]:
    """Draw the glyphs of a font program.

    Why the long list of errors: the program is foreign, and the library checks little of it.
    """
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(io.BytesIO(program), lazy=True) as font:
            return _drawn(font, codes)
    except (
        TTLibError,
        struct.error,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        AssertionError,
        ArithmeticError,
        RecursionError,
        NotImplementedError,  # raised by the font library for tables it does not know
    ) as problem:
        raise _Unreadable(f"its outlines cannot be read ({type(problem).__name__})") from problem


def _drawn(font: TTFont, codes: Codes) -> tuple[tuple[str, str], ...]:
    from fontTools.pens.recordingPen import DecomposingRecordingPen

    if ("CFF " in font) == ("glyf" in font):
        raise _Unreadable("it has two sets of outlines, or none")
    glyphs, order, scale = font.getGlyphSet(), font.getGlyphOrder(), font_scale(font)
    shapes = []
    for glyph, text in codes:
        pen = DecomposingRecordingPen(glyphs)
        glyphs[order[glyph]].draw(pen)
        shapes.append((text, outline_digest(pen.value, scale)))
    return tuple(shapes)


def font_scale(font: TTFont) -> str:
    """Give the size of a font's square, and how its outlines are turned into it."""
    square = str(font["head"].unitsPerEm)
    if "CFF " not in font:
        return square
    top = font["CFF "].cff[0]
    if hasattr(top, "ROS"):
        raise _Unreadable("its glyphs are numbered in another way than ours")
    return f"{square} {[round(one, 9) for one in top.FontMatrix]}"

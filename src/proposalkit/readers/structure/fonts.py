"""The fonts: embedded, mapped to text, and no glyph missing (ISO 19005-3, 6.2.11)."""

from __future__ import annotations

from collections.abc import Iterator

from proposalkit.model.finding import Finding
from proposalkit.readers.structure import entries
from proposalkit.readers.structure.code_map import read_code_map
from proposalkit.readers.structure.content_scan import ContentScan, FontUse
from proposalkit.readers.structure.entries import entry, has, name
from proposalkit.readers.structure.faults import fault, on_page

_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_NAMED_ENCODINGS = frozenset({"WinAnsiEncoding", "MacRomanEncoding", "MacExpertEncoding"})
_OUR_FONTS = "Use the fonts of the package, and only characters they have."
_PRIVATE = (range(0xE000, 0xF900), range(0xF0000, 0x110000))
_NEVER = frozenset({0, 0xFEFF, 0xFFFE})
_UNSEEN = (
    range(0x200B, 0x2010),
    range(0x202A, 0x202F),
    range(0x2060, 0x2070),
    range(0xFE00, 0xFE10),
    range(0xE0000, 0xE0200),
)
"""Zero-width characters, marks of direction, variation selectors and tags."""


def check_fonts(scan: ContentScan) -> Iterator[Finding]:
    """Check each font of the file once."""
    for use in scan.fonts.values():
        kind = name(entry(use.font, "/Subtype"))
        if kind == "Type0":
            yield from _composite(use)
        elif kind == "Type3":
            yield from _has_text(use)
        else:
            yield from _embedded(use, use.font)
            yield from _simple_text(use)


def font_name(font: object) -> str:
    """Give the name of a font without the six letters of its subset."""
    full = name(entry(font, "/BaseFont")) or name(entry(font, "/Name"))
    prefix, plus, rest = full.partition("+")
    return rest if plus and len(prefix) == 6 else full


def _place(use: FontUse) -> str:
    """Name a font for a finding."""
    return on_page(use.page, f'font "{font_name(use.font)}"')


def _embedded(use: FontUse, font: object) -> Iterator[Finding]:
    """Check that the font program is in the file."""
    descriptor = entry(font, "/FontDescriptor")
    if not any(has(descriptor, key) for key in _PROGRAMS):
        yield fault("pdf-font-not-embedded", _place(use), "The font is not embedded.", _OUR_FONTS)


def _composite(use: FontUse) -> Iterator[Finding]:
    """Check a font with codes of two bytes."""
    inner = next(iter(entries.elements(entry(use.font, "/DescendantFonts"))), None)
    yield from _embedded(use, inner)
    if name(entry(use.font, "/Encoding")) != "Identity-H":
        yield fault(
            "pdf-font-encoding",
            _place(use),
            "The codes of the font are not plain glyph numbers; a character without a glyph "
            "causes this, and several readers then lose all text in this font.",
            _OUR_FONTS,
        )
        return
    is_truetype = name(entry(inner, "/Subtype")) == "CIDFontType2"
    if is_truetype and not has(inner, "/CIDToGIDMap"):
        yield fault(
            "pdf-font-no-glyph-map", _place(use), "The map from codes to glyphs is missing."
        )
    codes = use.two_byte_codes()
    if 0 in codes:
        yield fault(
            "pdf-glyph-missing",
            _place(use),
            "A character is shown as the empty box, because the font has no glyph for it.",
            _OUR_FONTS,
        )
    yield from _has_text(use)
    yield from _codes_have_text(use, codes - {0})


def _has_text(use: FontUse) -> Iterator[Finding]:
    """Check that the font has a map from codes to text at all."""
    if entries.data(entry(use.font, "/ToUnicode")) is None:
        yield fault(
            "pdf-font-no-text-map",
            _place(use),
            "The font does not say which characters its codes stand for.",
        )


def _codes_have_text(use: FontUse, codes: set[int]) -> Iterator[Finding]:
    """Check that each code used stands for text, and for text that everybody reads alike."""
    raw = entries.data(entry(use.font, "/ToUnicode"))
    if raw is None:
        return
    mapped = read_code_map(raw)
    unknown = sorted(code for code in codes if not mapped.get(code))
    if unknown:
        yield fault(
            "pdf-glyph-without-text",
            _place(use),
            f"{len(unknown)} of {len(codes)} glyphs have no character, the first is {unknown[0]}.",
        )
    points = {ord(character) for code in codes for character in mapped.get(code, "")}
    if points & _NEVER:
        yield fault("pdf-glyph-without-text", _place(use), "A glyph stands for no character.")
    if any(point in area for point in points for area in _UNSEEN):
        yield fault(
            "pdf-glyph-unseen",
            _place(use),
            "A glyph stands for a character that nobody sees but programs read.",
            "Remove zero-width characters and marks of direction from the texts.",
        )
    if any(point in area for point in points for area in _PRIVATE):
        yield fault(
            "pdf-glyph-private-use",
            _place(use),
            "A glyph stands for a private character, which other readers cannot know.",
            _OUR_FONTS,
        )


def _simple_text(use: FontUse) -> Iterator[Finding]:
    """Check that a font with codes of one byte has a map to text or a standard encoding."""
    encoding = entry(use.font, "/Encoding")
    base = name(encoding) or name(entry(encoding, "/BaseEncoding"))
    if base not in _NAMED_ENCODINGS:
        yield from _has_text(use)

"""What the shipped fonts draw for each character, kept as digests in a small file beside them.

Why: `verify` compares embedded glyphs with them, and drawing whole fonts takes seconds. A test
compares the file with the fonts; to write it anew run
`python -m proposalkit.render.outlines templates/fonts`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from proposalkit.render.coverage import FONT_SUFFIXES
from proposalkit.verify.glyph_shapes import KnownShapes, outline_digest

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

FILE_NAME = "outlines.json"
_FEATURES = frozenset({"calt", "ccmp", "locl", "rlig", "tnum"})
"""What may put another glyph in the place of a character's own in our pages."""


def outlines_of(fonts: Path) -> dict[str, str]:
    """Draw every character of every font of a folder: digest -> the characters it stands for."""
    from fontTools.ttLib import TTFont

    characters: dict[str, set[str]] = {}
    for file in sorted(one for one in fonts.iterdir() if one.suffix in FONT_SUFFIXES):
        with TTFont(file) as font:
            for character, digest in _font(font):
                characters.setdefault(digest, set()).add(character)
    return {digest: "".join(sorted(found)) for digest, found in sorted(characters.items())}


def outlines_text(fonts: Path) -> str:
    """Write the outlines of a folder of fonts as the JSON kept beside them."""
    return json.dumps(outlines_of(fonts), separators=(",", ":"), ensure_ascii=False) + "\n"


@cache
def known_shapes(fonts: Path) -> KnownShapes:
    """Read the kept digests, by character."""
    kept: dict[str, str] = json.loads((fonts / FILE_NAME).read_text(encoding="utf-8"))
    known: dict[str, set[str]] = {}
    for digest, characters in kept.items():
        for character in characters:
            known.setdefault(character, set()).add(digest)
    return {character: frozenset(digests) for character, digests in known.items()}


def _font(font: TTFont) -> Iterator[tuple[str, str]]:
    from fontTools.pens.recordingPen import DecomposingRecordingPen

    glyphs, scale, instead = font.getGlyphSet(), _scale(font), _substitutes(font)
    for point, first in font.getBestCmap().items():
        waiting, seen = [first], set[str]()
        while waiting:
            glyph = waiting.pop()
            if glyph not in seen:
                seen.add(glyph)
                waiting += instead.get(glyph, ())
                pen = DecomposingRecordingPen(glyphs)
                glyphs[glyph].draw(pen)
                yield chr(point), outline_digest(pen.value, scale)


def _scale(font: TTFont) -> str:
    square = str(font["head"].unitsPerEm)
    if "CFF " not in font:
        return square
    return f"{square} {[round(one, 9) for one in font['CFF '].cff[0].FontMatrix]}"


def _substitutes(font: TTFont) -> dict[str, set[str]]:
    """Give what a glyph may be replaced by, one for one, in the features of our pages."""
    found: dict[str, set[str]] = {}
    if "GSUB" not in font:
        return found
    table = font["GSUB"].table
    waiting = [
        number
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag in _FEATURES
        for number in record.Feature.LookupListIndex
    ]
    seen = set[int]()
    while waiting:
        number = waiting.pop()
        if number in seen:
            continue
        seen.add(number)
        for part in table.LookupList.Lookup[number].SubTable:
            inner = getattr(part, "ExtSubTable", part)
            for glyph, other in (getattr(inner, "mapping", None) or {}).items():
                if isinstance(other, str):
                    found.setdefault(glyph, set()).add(other)
            waiting += _called(inner)
    return found


def _called(part: object) -> list[int]:
    """Give the lookups that a contextual lookup applies, however it is written."""
    called, waiting, seen = [], [part], set[int]()
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        if type(thing).__name__ == "SubstLookupRecord":
            called.append(int(vars(thing)["LookupListIndex"]))
        elif isinstance(thing, list):
            waiting += thing
        elif type(thing).__module__ == "fontTools.ttLib.tables.otTables":
            waiting += vars(thing).values()
    return called


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    (folder / FILE_NAME).write_text(outlines_text(folder), encoding="utf-8")

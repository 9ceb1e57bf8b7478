"""Which characters the shipped fonts can draw, kept as a small file beside them.

Why: the guard runs in the parent on each job, and reading five fonts would cost more than
the plan. A test compares the file with the fonts; to write it anew run
`python -m proposalkit.render.coverage templates/fonts`.
"""

from __future__ import annotations

import hashlib
import json
import sys
from itertools import pairwise
from pathlib import Path

FILE_NAME = "coverage.json"
FONT_SUFFIXES = (".otf", ".ttf")


def coverage_of(fonts: Path) -> dict[str, object]:
    """Read the fonts of a folder: their digests and the ranges of characters any of them draws."""
    from fontTools.ttLib import TTFont

    files = sorted(p for p in fonts.iterdir() if p.suffix in FONT_SUFFIXES)
    characters: set[int] = set()
    for file in files:
        with TTFont(file, lazy=True) as font:
            characters |= set(font.getBestCmap())
    return {
        "fonts": {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files},
        "ranges": _ranges(characters),
    }


def coverage_text(fonts: Path) -> str:
    """Write the coverage of a folder of fonts as the JSON kept beside them."""
    return json.dumps(coverage_of(fonts), separators=(",", ":")) + "\n"


def covered_ranges(fonts: Path) -> tuple[tuple[int, int], ...]:
    """Read the kept ranges, first and last code point each, rising."""
    kept = json.loads((fonts / FILE_NAME).read_text(encoding="utf-8"))
    return tuple((int(first), int(last)) for first, last in kept["ranges"])


def _ranges(characters: set[int]) -> list[list[int]]:
    rising = sorted(characters)
    breaks = [(a, b) for a, b in pairwise(rising) if b != a + 1]
    firsts = [rising[0], *(b for _, b in breaks)]
    lasts = [*(a for a, _ in breaks), rising[-1]]
    return [list(pair) for pair in zip(firsts, lasts, strict=True)]


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    (folder / FILE_NAME).write_text(coverage_text(folder), encoding="utf-8")

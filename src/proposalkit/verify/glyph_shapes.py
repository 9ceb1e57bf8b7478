"""Do the letters look like the letters they are read as? Outlines against those of our fonts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from proposalkit.model.finding import CheckResult, Finding

SHAPES_CHECK = "letter-shapes"
DIGEST_LETTERS = 16
_MOST_NAMED = 10

KnownShapes = Mapping[str, frozenset[str]]
"""Text of one glyph -> the digests of the outlines our fonts have for it."""


class FontShapes(Protocol):
    """The glyphs of one embedded font: for each its text and the digest of its outline."""

    @property
    def font(self) -> str:
        """Name of the font, without the letters of its subset."""

    @property
    def glyphs(self) -> Sequence[tuple[str, str]]:
        """Text and digest for each code of the font."""

    @property
    def problem(self) -> str:
        """Why the outlines could not be read; empty when they were."""


def outline_digest(drawn: Iterable[object], scale: str) -> str:
    """Give the digest of an outline: the recorded strokes of a pen, and the size of its square."""
    return hashlib.sha256(f"{scale} {list(drawn)!r}".encode()).hexdigest()[:DIGEST_LETTERS]


def check_glyph_shapes(fonts: Sequence[FontShapes], known: KnownShapes) -> CheckResult:
    """Compare the outline of each glyph with those our fonts have for its text.

    A font none of whose outlines is ours cannot be judged: it may be honest, and it may draw a
    7 for each 1.
    """
    ours = frozenset[str]().union(*known.values())
    findings: list[Finding] = []
    foreign: list[str] = []
    count = 0
    for font in fonts:
        count += len(font.glyphs)
        wrong = [(text, digest) for text, digest in font.glyphs if not _fits(text, digest, known)]
        right = {digest for text, digest in font.glyphs if text.strip()} & ours
        is_foreign = bool(font.problem) or (bool(wrong) and not right)
        if is_foreign:
            foreign.append(f'"{font.font}"{f": {font.problem}" if font.problem else ""}')
        else:
            findings += _differing(font.font, wrong)
    detail = f"{count} glyphs of {len(fonts)} fonts"
    if not foreign:
        return CheckResult(check=SHAPES_CHECK, detail=detail, findings=tuple(findings))
    return CheckResult(
        check=SHAPES_CHECK,
        outcome="could_not_run",
        detail=f"These fonts are not ours, so nobody can say what they draw: {', '.join(foreign)}.",
        findings=tuple(findings),
    )


def _fits(text: str, digest: str, known: KnownShapes) -> bool:
    return digest in known.get(text, frozenset())


def _differing(font: str, wrong: Sequence[tuple[str, str]]) -> list[Finding]:
    found = [
        Finding(
            id="glyph-shape-differs",
            where=f'font "{font}"',
            message=f'The glyph that programs read as "{text}" does not look like it.',
            remedy="Make the PDF again with the fonts of the package; do not trust its pages.",
        )
        for text, _ in wrong[:_MOST_NAMED]
    ]
    if len(wrong) > _MOST_NAMED:
        more = f"{len(wrong) - _MOST_NAMED} more glyphs do not look like their characters."
        found.append(found[0].model_copy(update={"message": more}))
    return found

"""How bright a colour of an office file is, and whether text in it can be told from its ground."""

from __future__ import annotations

import re

LEAST_CONTRAST = 60
"""Of 255 steps of brightness, as on the pages."""
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})\Z")
WHITE = 255.0


def brightness(code: str | None) -> float | None:
    """Give 0 for black to 255 for white; None for a colour that is not written in digits."""
    match = _HEX.match(code or "")
    if match is None:
        return None
    red, green, blue = (int(match[1][at : at + 2], 16) for at in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def is_lost(ink: float | None, ground: float | None) -> bool:
    """Say whether ink cannot be told from its ground; colours that are not named are black."""
    return abs((ink or 0.0) - (WHITE if ground is None else ground)) < LEAST_CONTRAST

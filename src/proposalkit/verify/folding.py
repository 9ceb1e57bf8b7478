"""How text from a page is made comparable with text from the data."""

from __future__ import annotations

import re
import unicodedata

_LINE_END_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-", "\u00ad": None, "\u2011": "-"})


def bare(text: str) -> str:
    """Normalise to NFC and drop all white space, which line and page breaks change freely."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text.translate(_LINE_END_HYPHENS)))

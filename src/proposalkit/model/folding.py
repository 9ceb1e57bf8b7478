"""How a text is made comparable with another, and which of its characters nobody can see."""

from __future__ import annotations

import re
import unicodedata

_LINE_END_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-", "\u00ad": None, "\u2011": "-"})


def bare(text: str) -> str:
    """Normalise to NFC and drop all white space, which line and page breaks change freely."""
    if not (text.isascii() and "\x02" not in text):
        text = unicodedata.normalize("NFC", text.translate(_LINE_END_HYPHENS))
    return "".join(text.split())


def spaced(letters: str, source: str) -> str:
    """Give bare letters as a source writes them, a blank for each white space.

    They stay as they are when they do not stand in it.
    """
    plain_source = unicodedata.normalize("NFC", source.translate(_LINE_END_HYPHENS))
    found = re.search(r"\s*".join(map(re.escape, letters)), plain_source) if letters else None
    return " ".join(found[0].split()) if found else letters


_PLAIN = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2033": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    "\u2026": "...",
})  # fmt: skip


def plain(text: str) -> str:
    """Normalise to NFKC, write quotes and dashes plainly and fold white space to one blank each."""
    return " ".join(unicodedata.normalize("NFKC", text.translate(_PLAIN)).split())


HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\ue000-\uf8ff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "\U000f0000-\U0010ffff]"
)
"""Controls, zero-width characters, marks of direction, variation selectors, tags, private use."""


def unseen(text: str) -> tuple[str, ...]:
    """Give the characters nobody sees, each once: control, direction, tag and filler signs."""
    return tuple(dict.fromkeys(HIDDEN.findall(text)))

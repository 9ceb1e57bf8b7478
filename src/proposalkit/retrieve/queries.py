"""Makes a query readable: whatever was typed or piped in becomes plain words or a clear no."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

LONGEST_QUERY = 4_000
"""Letters of a query that are read; a whole page is more than any model or index can use."""

_UNREADABLE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})


@dataclass(frozen=True)
class ReadQuery:
    """A query without signs nobody can see, and what was left out of it."""

    text: str
    notes: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Say whether no letter and no digit is left."""
        return not any(sign.isalnum() for sign in self.text)


def read_query(typed: str) -> ReadQuery:
    """Read a query: control signs become blanks, white space is folded, the length has an end."""
    notes = []
    if len(typed) > LONGEST_QUERY:
        notes.append(
            f"The query has {len(typed):,} characters; only its first {LONGEST_QUERY:,} were read."
        )
    start = typed[:LONGEST_QUERY]
    seen = "".join(" " if unicodedata.category(one) in _UNREADABLE else one for one in start)
    return ReadQuery(" ".join(unicodedata.normalize("NFC", seen).split()), tuple(notes))

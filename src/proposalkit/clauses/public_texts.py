"""Which clauses would fall back on a text that anyone can read, because it ships as it is."""

from __future__ import annotations

from collections.abc import Iterable

from proposalkit.model.canonical import text_sha256
from proposalkit.model.knowledge import ClauseLibrary, ClauseRecord


def public_next_texts(
    library: ClauseLibrary, shipped: ClauseLibrary, asked: Iterable[str]
) -> tuple[str, ...]:
    """Give the clauses whose next text is word for word one of the shipped, public texts.

    Why: a buyer who reads the program knows such a text before it is offered.
    """
    public = {
        text_sha256(one.text) for record in shipped.clauses.values() for one in record.every_text()
    }
    return tuple(
        clause
        for clause in asked
        if clause in library.clauses and _next_digest(library.clauses[clause]) in public
    )


def _next_digest(record: ClauseRecord) -> str | None:
    later = sorted(record.positions, key=lambda one: one.order)[1:]
    return text_sha256(later[0].text) if later else None

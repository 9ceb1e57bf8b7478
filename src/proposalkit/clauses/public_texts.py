"""Which clauses would fall back on a text that anyone can read, because it ships as it is."""

from __future__ import annotations

from collections.abc import Iterable

from proposalkit.clauses.recovered import recover_params
from proposalkit.model.canonical import text_sha256
from proposalkit.model.knowledge import ClauseLibrary, ClauseRecord
from proposalkit.model.proof import Clause


def public_next_texts(
    library: ClauseLibrary, shipped: ClauseLibrary, clauses: Iterable[Clause]
) -> tuple[str, ...]:
    """Give the clauses whose next text is word for word one of the shipped, public texts.

    The next text is the one after the text in the kit, in the wording of the same regime of law.

    Why: a buyer who reads the program knows such a text before it is offered.
    """
    public = {
        text_sha256(one.text) for record in shipped.clauses.values() for one in record.every_text()
    }
    return tuple(
        one.id
        for one in clauses
        if one.id in library.clauses and _next_digest(one, library.clauses[one.id]) in public
    )


def _next_digest(clause: Clause, record: ClauseRecord) -> str | None:
    used = next(
        (one for one in record.every_text() if recover_params(clause, one) is not None),
        record.preferred,
    )
    regime = next((texts for texts in record.variants.values() if used in texts), ())
    texts = {one.order: one for one in (*record.positions, *regime)}
    later = [texts[order] for order in sorted(texts) if order > used.order]
    return text_sha256(later[0].text) if later else None

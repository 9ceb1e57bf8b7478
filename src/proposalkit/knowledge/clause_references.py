"""Checks that a clause refers only to clauses of the library, by their right title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from proposalkit.knowledge.fault_words import unknown
from proposalkit.knowledge.text_lints import Place
from proposalkit.model.finding import Finding

_REFERENCE = re.compile(r'(?:"([^"]+)"\s+)?\(([a-z0-9]+(?:-[a-z0-9]+)+)\)')


def check_references(
    text: str, place: Place, titles: Mapping[str, str | None]
) -> Iterator[Finding]:
    """Check each `"Title" (clause-id)`; `titles` has every clause, None if it cannot be read.

    A word in brackets without a title before it is no reference.
    """
    for found in _REFERENCE.finditer(text):
        title, clause = found[1], found[2]
        where = place(found.start(2))
        if clause not in titles:
            if title is not None:
                yield unknown("clause", clause, titles, where)
        elif title and titles[clause] and " ".join(title.split()) != titles[clause]:
            yield Finding(
                id="wrong-title",
                where=place(found.start(1)),
                message=f'"{" ".join(title.split())}" is not the title of "{clause}".',
                remedy=f'Write "{titles[clause]}" ({clause}).',
            )

"""Checks the defined terms: one paragraph for each term, each term once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proposalkit.clauses.filler import PARTIES
from proposalkit.knowledge.fault_words import quoted, subject
from proposalkit.knowledge.text_lints import Place
from proposalkit.model.finding import Finding

_PARAGRAPH = re.compile(r"(?:\A|\n[ ]*\n)(?P<text>(?:(?!\n[ ]*\n).)+)", re.DOTALL)
_TERM = re.compile(r'"([^"]+)"(?: and "[^"]+")? means?\b')
_PLACEHOLDER = re.compile(r"\{\{\s*(.*?)\s*\}\}", re.DOTALL)


def check_definitions(text: str, place: Place) -> Iterator[Finding]:
    """Hold each paragraph to the form `"Term" means ...` and refuse a term defined twice."""
    seen: set[str] = set()
    for paragraph in _PARAGRAPH.finditer(text):
        where = place(paragraph.start("text"))
        found = _TERM.match(paragraph["text"])
        if found is None:
            yield Finding(
                id="no-definition",
                where=where,
                message=f"{subject(paragraph['text'])} does not define a term.",
                remedy='Start the paragraph with the term in quotes and "means".',
            )
        elif found[1] in seen:
            yield Finding(
                id="duplicate-id",
                where=where,
                message=f'The term "{found[1]}" is defined a second time.',
                remedy="Keep one of the two definitions.",
            )
        else:
            seen.add(found[1])
    for found in _PLACEHOLDER.finditer(text):
        if found[1] not in PARTIES:
            yield Finding(
                id="unknown-placeholder",
                where=place(found.start()),
                message=f"{subject(found[0])} is not a placeholder of the definitions.",
                remedy=f"Use {quoted(PARTIES)}.",
            )

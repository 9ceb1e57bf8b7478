"""Checks that a text says in words what its header states as a fact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from proposalkit.knowledge.clause_reader import ClauseSheets
from proposalkit.knowledge.fault_words import quoted
from proposalkit.knowledge.law_checks import folded, says
from proposalkit.knowledge.markdown import MarkdownSheet
from proposalkit.knowledge.tables import MandatoryTable
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import PositionHeader

_TABLE = "mandatory-points.yaml"


def check_fact_words(table: MandatoryTable, clauses: Iterable[ClauseSheets]) -> Iterator[Finding]:
    """Hold each fact of each text to the slot or to the words that say it.

    Why nothing without rows: a library that lists none leaves this to its lawyers.
    """
    words = {(row.fact, row.value): row.words for row in table.facts}
    if not words:
        return
    for sheets in clauses:
        for text in sheets.texts:
            for fact, value in text.header.facts.items():
                if isinstance(value, str):
                    yield from _unsaid(text, fact, value, words)


def _unsaid(
    text: MarkdownSheet[PositionHeader],
    fact: str,
    value: str,
    words: dict[tuple[str, str], tuple[str, ...]],
) -> Iterator[Finding]:
    where = text.document.value_place(("facts", fact))
    if value.startswith("param."):
        if not re.search(r"\{\{\s*" + re.escape(value) + r"\s*\}\}", text.text):
            yield _finding(where, f'"{fact}" is taken from "{value}", which the text does not hold')
        return
    if value.isdecimal():
        if not re.search(rf"(?<![\d.,]){value}(?!\d|[.,]\d)", text.text):
            yield _finding(where, f'The text states "{fact}: {value}" and does not hold the number')
        return
    wanted = words.get((fact, value))
    if wanted is None:
        yield _finding(where, f'Nobody listed the words by which a text says "{fact}: {value}"')
        return
    told = folded(text.text)
    lacking = [one for one in wanted if not says(told, one)]
    if lacking:
        yield _finding(
            where, f'The text states "{fact}: {value}" and does not say {quoted(lacking)}'
        )


def _finding(where: str, fault: str) -> Finding:
    return Finding(
        id="fact-not-said",
        where=where,
        message=f"{fault}.",
        remedy=f"Say it in the text, correct the fact, or the words in {_TABLE} if it is there.",
    )

"""Conflicts of two clauses that give one event two times."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations

from proposalkit.clauses.clash import clash
from proposalkit.clauses.drafted import Drafted, Prover, Texts
from proposalkit.model.finding import Finding
from proposalkit.model.safety import OneTime


@dataclass(frozen=True)
class _Said:
    """The time that one clause gives, and where."""

    by: Drafted
    name: str
    amount: int


def two_times(texts: Texts, side: Prover) -> Iterator[Finding]:
    """X-20: one event with two times, and no text that says which of them applies: a blocker.

    Why: a clause on a special event may be stricter than the general one, and says so in the
    paragraph of its time; a reader then knows which is which.
    """
    for event in side.one_times:
        said = [one for name in event.of for one in _said(texts, name)]
        for one, other in combinations(said, 2):
            if one.amount != other.amount and not _settled(one, other, event):
                yield clash(
                    "X-20", "warning", other.name,
                    f'"{one.by.clause.id}" says {one.amount} {event.unit} and '
                    f'"{other.by.clause.id}" says {other.amount} {event.unit} for {event.event}.',
                    "Give both the same time under clause_params, or have the owner of one text "
                    "say in it which time goes first.",
                )  # fmt: skip


def _said(texts: Texts, name: str) -> Iterator[_Said]:
    """Give the clause that states the fact of this name, or has the parameter of this name."""
    clause, _, param = name.rpartition(".")
    for one in texts.drafted:
        for row in one.clause.facts:
            if row.id == name and isinstance(row.value, int):
                yield _Said(one, name, row.value)
        value = one.params.get(param) if one.clause.id == clause else None
        if value is not None and value.amount is not None:
            yield _Said(one, name, int(value.amount))


def _settled(one: _Said, other: _Said, event: OneTime) -> bool:
    short, long = sorted((one, other), key=lambda said: said.amount)
    return _goes_first(short, event.unit, event.before_longer) or _goes_first(
        long, event.unit, event.before_shorter
    )


def _goes_first(said: _Said, unit: str, phrases: Collection[str]) -> bool:
    """Say whether a paragraph with this time holds one of the phrases."""
    printed = re.compile(rf"\b{said.amount} {unit}\b")
    told = (" ".join(part.split()) for part in said.by.clause.text.split("\n\n"))
    return any(printed.search(part) and any(phrase in part for phrase in phrases) for part in told)

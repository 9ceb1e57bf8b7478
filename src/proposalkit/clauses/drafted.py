"""A clause filled for one deal, before it is weighed against the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from proposalkit.clauses.deal import Deal
from proposalkit.clauses.param_types import ParamValue
from proposalkit.model.knowledge import ClauseParam, ClauseRecord
from proposalkit.model.proof import Clause, FactValue
from proposalkit.model.safety import OneTime
from proposalkit.model.seller import PublicProfile


@dataclass(frozen=True)
class Drafted:
    """A filled clause with the record it came from and the values it was filled with."""

    record: ClauseRecord
    clause: Clause
    params: Mapping[str, ParamValue]


class Prover(Protocol):
    """What a guard asks of the seller's side: the profile, and the proof that holds to a day."""

    @property
    def seller(self) -> PublicProfile:
        """Give the public profile."""

    @property
    def ends_on(self) -> date:
        """Give the day to which proof has to hold."""

    @property
    def clash_words(self) -> Mapping[str, tuple[str, ...]]:
        """Give the phrases that make a text clash, by the id of the guard or conflict."""

    @property
    def same_facts(self) -> tuple[tuple[str, str], ...]:
        """Give the pairs of facts that have to state one value."""

    @property
    def one_times(self) -> tuple[OneTime, ...]:
        """Give the events whose times are held against each other."""

    @property
    def law_forbids_exclusions(self) -> bool:
        """Say whether a law may govern that forbids to exclude certain liability."""

    def evidence_kinds(self) -> frozenset[str]:
        """Give the kinds of evidence that hold to that day."""


@dataclass(frozen=True)
class Texts:
    """Filled texts and the facts they state: what guards are held against."""

    drafted: tuple[Drafted, ...]

    def stated(self, fact: str) -> FactValue | None:
        """Give the value of a fact, or None when no clause states it."""
        return next(
            (row.value for one in self.drafted for row in one.clause.facts if row.id == fact), None
        )

    def authorities(self, prefix: str) -> tuple[str, ...]:
        """Give the clauses that state a fact whose name starts so, in order."""
        return tuple(
            one.clause.id
            for one in self.drafted
            if any(row.id.startswith(prefix) for row in one.clause.facts)
        )

    def has(self, clause: str) -> bool:
        """Say whether a clause is among the terms."""
        return any(one.clause.id == clause for one in self.drafted)

    def number(self, name: str) -> Decimal | None:
        """Give a number by fact name, or by the parameter that carries its last word."""
        stated = self.stated(name)
        if isinstance(stated, int):
            return Decimal(stated)
        slot = name.rpartition(".")[2]
        values = (one.params[slot].amount for one in self.drafted if slot in one.params)
        return next((value for value in values if value is not None), None)

    def params(self) -> tuple[tuple[str, str, ClauseParam, ParamValue], ...]:
        """Give clause, name, parameter and value of every parameter that has one."""
        return tuple(
            (one.clause.id, name, param, one.params[name])
            for one in self.drafted
            for name, param in one.record.params.items()
            if name in one.params
        )

    def cites(self, clause: str, cited: str) -> bool:
        """Say whether the text of one clause refers to another by its id."""
        return any(one.clause.id == clause and f"({cited})" in one.clause.text
                   for one in self.drafted)  # fmt: skip

    def saying(self, words: Iterable[str]) -> Iterator[tuple[Drafted, str]]:
        """Give each text that holds one of the phrases, in any case and over line ends."""
        wanted = tuple(words)
        for one in self.drafted:
            told = " ".join(one.clause.text.split()).casefold()
            yield from ((one, phrase) for phrase in wanted if phrase.casefold() in told)


@dataclass(frozen=True)
class Terms(Texts):
    """All clauses filled for one deal: what guards and conflicts are held against."""

    deal: Deal

    def has(self, clause: str) -> bool:
        """Say whether a clause is among the terms, or stands in the governing agreement already."""
        return super().has(clause) or clause in self.deal.brief.paper.already_says

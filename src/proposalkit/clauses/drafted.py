"""A clause filled for one deal, before it is weighed against the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from proposalkit.clauses.deal import Deal
from proposalkit.clauses.param_types import ParamValue
from proposalkit.model.knowledge import ClauseParam, ClauseRecord
from proposalkit.model.proof import Clause, FactValue


@dataclass(frozen=True)
class Drafted:
    """A filled clause with the record it came from and the values it was filled with."""

    record: ClauseRecord
    clause: Clause
    params: Mapping[str, ParamValue]


@dataclass(frozen=True)
class Terms:
    """All clauses filled for one deal: what guards and conflicts are held against."""

    drafted: tuple[Drafted, ...]
    deal: Deal

    def has(self, clause: str) -> bool:
        """Say whether a clause is among the terms."""
        return any(one.clause.id == clause for one in self.drafted)

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

"""The rows of the rules held against a deal, and the clauses they ask for in schedule order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, get_args

from proposalkit.clauses.conditions import CONDITIONS
from proposalkit.clauses.deal import Deal
from proposalkit.errors import InputRefused
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import ClauseLibrary, ClauseRecord, RuleRow
from proposalkit.model.plan import RuleOutcome, RuleReading
from proposalkit.model.proof import ClauseFamily

Result = Literal["fired", "not_fired", "unknown"]
FAMILIES: tuple[ClauseFamily, ...] = get_args(ClauseFamily)
"""The families in the order of the schedule."""


def read_rules(library: ClauseLibrary, deal: Deal) -> RuleReading:
    """Hold all rules against the deal; what asked-for clauses require is asked for as well."""
    outcomes = apply_rules(library.rules, deal)
    fired = tuple(one for one in outcomes if one.result == "fired")
    asked = tuple(dict.fromkeys(clause for one in fired for clause in one.clauses))
    required = tuple(_required(clause, by) for clause, by in close_requires(asked, library.clauses))
    wanted = (*asked, *(clause for one in required for clause in one.clauses))
    return RuleReading(
        outcomes=(*outcomes, *required),
        clauses=in_schedule_order(wanted, library.clauses),
        conditions=tuple(dict.fromkeys(one.condition for one in fired)),
    )


def apply_rules(rows: Iterable[RuleRow], deal: Deal) -> tuple[RuleOutcome, ...]:
    """Say of each row whether it fired and why; raises InputRefused for unknown conditions.

    Why: a missing deal fact gives `unknown`; such a row asks for nothing and becomes a question.
    """
    kept = tuple(rows)
    faults = tuple(_unknown_condition(row) for row in kept if row.condition not in CONDITIONS)
    if faults:
        raise InputRefused(faults)
    return tuple(_outcome(row, deal) for row in kept)


def close_requires(
    asked: Iterable[str], clauses: Mapping[str, ClauseRecord]
) -> Iterator[tuple[str, str]]:
    """Give each clause that must come too, with the clause that requires it, nearest first."""
    waiting = list(dict.fromkeys(asked))
    known = set(waiting)
    while waiting:
        by = waiting.pop(0)
        for clause in clauses[by].requires if by in clauses else ():
            if clause not in known:
                known.add(clause)
                waiting.append(clause)
                yield clause, by


def in_schedule_order(ids: Iterable[str], clauses: Mapping[str, ClauseRecord]) -> tuple[str, ...]:
    """Order by family, then as the library lists them; clauses it lacks come last as asked."""
    place = {clause: number for number, clause in enumerate(clauses)}

    def key(clause: str) -> tuple[int, int]:
        if clause not in clauses:
            return len(FAMILIES), 0
        return FAMILIES.index(clauses[clause].family), place[clause]

    return tuple(sorted(dict.fromkeys(ids), key=key))


def _outcome(row: RuleRow, deal: Deal) -> RuleOutcome:
    holds, because = CONDITIONS[row.condition](deal)
    result: Result = "unknown" if holds is None else "fired" if holds else "not_fired"
    return RuleOutcome(
        rule=row.id, condition=row.condition, when=row.when,
        result=result, because=because, clauses=row.clauses,
    )  # fmt: skip


def _required(clause: str, by: str) -> RuleOutcome:
    return RuleOutcome(
        rule=f"requires:{by}",
        condition="required",
        when="Another clause of this deal cannot stand without it",
        result="fired",
        because=f'clause "{by}" requires it',
        clauses=(clause,),
    )


def _unknown_condition(row: RuleRow) -> Finding:
    known = ", ".join(sorted(CONDITIONS))
    return Finding(
        id="unknown-condition",
        where=f"rules.yaml: {row.id}",
        message=f'Rule "{row.id}" has the condition "{row.condition}", which is not known.',
        remedy=f"Use one of: {known}.",
    )

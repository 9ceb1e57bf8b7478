"""Days that start on a later day than the one asked about: the days before are counted too."""

from __future__ import annotations

from collections.abc import Mapping

from proposalkit.compare.commitments import fact_words
from proposalkit.compare.limits import keeps
from proposalkit.model.policy import FactAsked
from proposalkit.model.proof import FactValue
from proposalkit.model.proposal import Proposal
from proposalkit.model.requirements import Status

END = "contract_end"
"""The day a contract ends, as policies and the table of facts name it."""


def held_to(
    rule: FactAsked, value: FactValue, proposal: Proposal, starts: Mapping[str, str]
) -> tuple[Status, str]:
    """Hold a stated value against the limits of a requirement, from the day these run from.

    Why silence where the first day is not known: a number of days alone says no day.
    """
    words = fact_words(value)
    values = value if isinstance(value, tuple) else (words,)
    if rule.counted_from is None:
        return ("met" if keeps(values, rule) else "deviates"), words
    before = _days_before(rule.id, proposal, starts)
    if before is None or not isinstance(value, int):
        return "not_stated", f"{words}, and it is not stated how long after the end that starts"
    if before:
        words = f"{before + value} after the end: {before}, and then {value}"
    return ("met" if keeps((str(before + value),), rule) else "deviates"), words


def _days_before(fact: str, proposal: Proposal, starts: Mapping[str, str]) -> int | None:
    """Add up the days between the end of the contract and the first day of a fact's days."""
    total = 0
    for _ in range(len(starts) + 1):
        start = starts.get(fact)
        if start == END:
            return total
        days = None if start is None else _days_of(start, proposal)
        if start is None or days is None:
            return None
        total, fact = total + days, start
    return None


def _days_of(fact: str, proposal: Proposal) -> int | None:
    stated = (row.value for one in proposal.clauses for row in one.facts if row.id == fact)
    return next((value for value in stated if isinstance(value, int)), None)

"""What a test sees: the proposal, its own numbers and words, and the pages where there are any."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from proposalkit.model.pricing import METERED, Component
from proposalkit.model.proof import Clause, FactValue
from proposalkit.model.proposal import Proposal
from proposalkit.model.review import Answer, ReviewRule
from proposalkit.model.scenario import Scenario

Pages = Mapping[str, tuple[int, ...]]
"""JSON pointer -> pages the value stands on."""

_DURATION = re.compile(r"P([0-9]+)([DWMY])")
_DAYS = {"D": 1, "W": 7, "Y": 365}
_SHARED = ("outcome", "percentage", "value_share")


@dataclass(frozen=True)
class Case:
    """One proposal in front of one rule."""

    proposal: Proposal
    rule: ReviewRule
    pages: Pages | None = None
    """None when no pages were read."""

    def limit(self, name: str) -> Decimal:
        """Give a number of the rule."""
        return self.rule.limits[name]

    def fact(self, name: str) -> FactValue | None:
        """Give what a clause states, or None when no clause states it."""
        place = self.fact_place(name)
        return None if place is None else place[0]

    def fact_at(self, name: str) -> str:
        """Give the pointer of a fact; of the clauses when none states it."""
        place = self.fact_place(name)
        return "/clauses" if place is None else place[1]

    def fact_place(self, name: str) -> tuple[FactValue, str] | None:
        """Give value and pointer of a fact."""
        for number, clause in enumerate(self.proposal.clauses):
            for at, fact in enumerate(clause.facts):
                if fact.id == name:
                    return fact.value, f"/clauses/{number}/facts/{at}/value"
        return None

    def number(self, name: str) -> Decimal | None:
        """Give a fact that is a number, or None."""
        value = self.fact(name)
        if isinstance(value, int):
            return Decimal(value)
        plain = isinstance(value, str) and re.fullmatch(r"[0-9]+(\.[0-9]+)?", value)
        return Decimal(str(value)) if plain else None

    def clause(self, clause_id: str) -> tuple[int, Clause] | None:
        """Give number and clause, or None when the proposal does not hold it."""
        pairs = enumerate(self.proposal.clauses)
        return next(((at, one) for at, one in pairs if one.id == clause_id), None)

    def clause_at(self, clause_id: str) -> str:
        """Give the pointer of a clause's text; of the clauses when it is not there."""
        found = self.clause(clause_id)
        return "/clauses" if found is None else f"/clauses/{found[0]}/text"

    def lines(self, *types: str) -> tuple[tuple[int, Component], ...]:
        """Give number and line for each price line of these types."""
        pairs = enumerate(self.proposal.pricing.components)
        return tuple((at, one) for at, one in pairs if one.type in types)

    @property
    def metered(self) -> tuple[tuple[int, Component], ...]:
        """Give the lines whose charge follows a counted quantity."""
        return self.lines(*METERED)

    @property
    def counts_units(self) -> bool:
        """Say whether a line counts units, and not an amount of money alone."""
        return any(line.type not in ("percentage", "value_share") for _, line in self.metered)

    @property
    def by_result(self) -> tuple[tuple[int, Component], ...]:
        """Give the lines charged by a result."""
        return self.lines(*_SHARED)

    @property
    def expected(self) -> tuple[int, Scenario] | None:
        """Give the scenario of the expected volume."""
        pairs = enumerate(self.proposal.pricing.scenarios)
        return next(((at, one) for at, one in pairs if one.id == "expected"), None)


Test = Callable[[Case], Answer]


def met(where: str, says: str) -> Answer:
    """Say that the buyer finds what the rule looks for."""
    return Answer(outcome="met", says=says, where=where)


def objection(where: str, says: str) -> Answer:
    """Say what the buyer will object to."""
    return Answer(outcome="objection", says=says, where=where)


def not_applicable(why: str) -> Answer:
    """Say why the rule does not apply to this proposal."""
    return Answer(outcome="not_applicable", says=why)


def days_of(duration: str) -> int:
    """Give an ISO 8601 duration of one unit in days; twelve months are 365 of them."""
    match = _DURATION.fullmatch(duration)
    if match is None:
        raise ValueError(f'"{duration}" is no duration of one unit')
    count = int(match[1])
    return count * 365 // 12 if match[2] == "M" else count * _DAYS[match[2]]


def texts(proposal: Proposal) -> Iterator[tuple[str, str]]:
    """Give pointer and words of each text that binds or answers."""
    for number, clause in enumerate(proposal.clauses):
        yield f"/clauses/{number}/text", clause.text
    for number, answer in enumerate(proposal.answers):
        yield f"/answers/{number}/answer", answer.answer
    for at, section in enumerate(proposal.sections):
        for number, block in enumerate(section.blocks):
            yield f"/sections/{at}/blocks/{number}/text", block.text
    if proposal.term is not None:
        yield "/term/structure", proposal.term.structure
        yield "/term/exitRight", proposal.term.exit_right
    if proposal.pilot is not None:
        yield "/pilot/decision/onSuccess", proposal.pilot.decision.on_success
        yield "/pilot/decision/onFailure", proposal.pilot.decision.on_failure


def has_word(text: str, words: tuple[str, ...]) -> str | None:
    """Give the first of the words that stands in a text as a whole word, or None."""
    found = (one for one in words if re.search(rf"(?<!\w){re.escape(one)}", text, re.IGNORECASE))
    return next(found, None)

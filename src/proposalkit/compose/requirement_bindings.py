"""What binds an answer to a requirement: clauses, evidence and lines of the price."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from proposalkit.compose.offering import fact_of_place
from proposalkit.model.brief_requirements import RequirementIn
from proposalkit.model.display import display_date
from proposalkit.model.finding import Finding
from proposalkit.model.proposal import Proposal
from proposalkit.model.requirements import Found


@dataclass(frozen=True)
class Bound:
    """What an answer rests on."""

    clauses: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    prices: tuple[str, ...] = ()

    def joined(self, other: Bound) -> Bound:
        """Give both, each once."""
        return Bound(
            once(self.clauses + other.clauses),
            once(self.evidence + other.evidence),
            once(self.prices + other.prices),
        )

    def __bool__(self) -> bool:
        return bool(self.clauses or self.evidence or self.prices)


def titles_of(proposal: Proposal, own: Bound) -> list[str]:
    """Give the titles of what the seller named."""
    return [
        *(one.title for one in proposal.clauses if one.id in own.clauses),
        *(one.title for one in proposal.evidence if one.id in own.evidence),
        *(one.label for one in proposal.pricing.components if one.id in own.prices),
    ]


def bound_by(found: Found, proposal: Proposal) -> Bound:
    """Give what binds a value, by the place it was found at."""
    pointer = (found.pointer or "").split("/")
    if found.clause is not None:
        return Bound(clauses=(found.clause,))
    room, number = (*pointer, "", "")[1], (*pointer, "", "", "")[2]
    if room in ("pricing", "payment"):
        return Bound(prices=tuple(one.id for one in proposal.pricing.components))
    if room == "evidence":
        return Bound(evidence=(proposal.evidence[int(number)].id,))
    if room == "outcomes":
        return Bound(prices=_billed_by(proposal, proposal.outcomes[int(number)].id))
    if room == "data" and (*pointer, "", "")[2].startswith("residency"):
        return Bound(clauses=_binding_place(found, proposal))
    return Bound()


def _billed_by(proposal: Proposal, outcome: str) -> tuple[str, ...]:
    metrics = {one.id for one in proposal.metrics if one.outcome_ref == outcome}
    return tuple(one.id for one in proposal.pricing.components if one.metric_ref in metrics)


def _binding_place(found: Found, proposal: Proposal) -> tuple[str, ...]:
    """Give the clause that binds the places of one kind of processing."""
    number = (found.pointer or "").split("/")[3:4]
    if not number or not number[0].isdigit():
        return ()
    fact = fact_of_place(proposal.data.residency[int(number[0])].what)
    return tuple(
        clause.id for clause in proposal.clauses if any(one.id == fact for one in clause.facts)
    )


def lacking(number: int, row: RequirementIn, proposal: Proposal) -> Iterator[Finding]:
    """Refuse what the seller named and this proposal does not hold."""
    until = display_date(proposal.validity.valid_until)
    held: tuple[tuple[str, tuple[str, ...], Iterable[str], str, str], ...] = (
        ("clause_refs", row.clause_refs, (one.id for one in proposal.clauses),
         "is no clause of this deal", "Name a clause that the memo lists"),
        ("evidence_refs", row.evidence_refs, (one.id for one in proposal.evidence),
         f"is no evidence valid until {until}", "Name evidence of the seller profile"),
        ("price_refs", row.price_refs, (one.id for one in proposal.pricing.components),
         "is no line of the price", "Name a line of the offer"),
    )  # fmt: skip
    for key, refs, there, wrong, remedy in held:
        known = tuple(there)
        for place, ref in enumerate(refs):
            if ref not in known:
                yield Finding(
                    id="unknown-binding",
                    where=f"requirements.{number}.{key}.{place}",
                    message=f'"{ref}" {wrong}.',
                    remedy=f"{remedy}, such as {known[0]}." if known else "Remove it.",
                )


def once(values: Sequence[str]) -> tuple[str, ...]:
    """Give each value once, in order."""
    return tuple(dict.fromkeys(values))

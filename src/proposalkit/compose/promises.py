"""What one document promises: claims, service levels and the decision after the pilot."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from proposalkit.model.commitments import DealSheet, Noted
from proposalkit.model.display import (
    display_date,
    display_duration,
    display_money,
    display_rate,
    display_unit_price,
    display_word,
)
from proposalkit.model.documents import WithClaims
from proposalkit.model.pricing import Component, Tier
from proposalkit.model.proof import Clause
from proposalkit.model.proposal import Proposal

Parameters = Callable[[Clause], str]
"""Gives the parameters of a clause in words."""


def claims_promised(document: WithClaims, parameters: Parameters) -> Iterator[Noted]:
    """Give each claim with the clause that binds it, its parameters and its typed value."""
    held = {one.id: one for one in document.evidence}
    clauses = {one.id: one for one in document.clauses}
    for number, claim in enumerate(document.claims):
        clause = next((clauses[one] for one in claim.clause_refs if one in clauses), None)
        proofs = [held[one].title for one in claim.evidence_refs if one in held]
        yield Noted(
            kind="promise",
            what=claim.text,
            detail="; ".join((f"{claim.predicate} = {_typed(claim.value)}", *proofs)),
            parameters=parameters(clause) if clause else "",
            clause=f"{clause.id} {clause.version}" if clause else None,
            where=f"/claims/{number}",
        )


def other_promises(proposal: Proposal) -> Iterator[Noted]:
    """Give the service levels and what follows the pilot: promises that no claim carries."""
    for number, level in enumerate(proposal.service_levels):
        what = f"{level.metric}: {level.target} ({level.window})"
        where = f"/serviceLevels/{number}"
        yield Noted(kind="promise", what=what, detail=f"measured by: {level.source}", where=where)
    if proposal.pilot is not None:
        decision = proposal.pilot.decision
        day = display_date(decision.by)
        for words in (decision.on_success, decision.on_failure):
            detail = f"decision by {day}"
            yield Noted(kind="promise", what=words, detail=detail, where="/pilot/decision")


def deal_sheet(proposal: Proposal, deal: str) -> DealSheet:
    """Put the structure of a deal, its people and its open points into words."""
    buyer = proposal.parties.buyer
    return DealSheet(
        deal=deal,
        buyer=buyer.name,
        revision=proposal.revision,
        grade=display_word(proposal.grade),
        on=proposal.offer_date,
        valid_until=proposal.validity.valid_until,
        released_by=proposal.released_by,
        structure=tuple(_structure(proposal)),
        people=tuple(
            ", ".join(part for part in (one.name, one.role, one.email) if part)
            for one in buyer.contacts
        ),
        open_points=tuple(_open_points(proposal)),
    )


def _structure(proposal: Proposal) -> Iterator[str]:
    for agent in proposal.offering.agents:
        yield f"{agent.name}, level {display_word(agent.autonomy)}"
    for line in proposal.pricing.components:
        yield _line(line)
    for one in proposal.pricing.scenarios:
        yield f"Total at the {one.id} volume over {one.term_months} months: " + display_money(
            one.total
        )
    if proposal.pilot is not None:
        pilot = proposal.pilot
        yield (
            f"Pilot of {display_duration(pilot.duration)} from {display_date(pilot.start)} "
            f"for {display_money(pilot.fee)}, decision by {display_date(pilot.decision.by)}"
        )
    if proposal.term is not None:
        yield f"{proposal.term.structure} {proposal.term.exit_right}"
    yield proposal.acceptance.paper_text


def _line(line: Component) -> str:
    if line.tiers:
        prices = ", then ".join(_tier(one) for one in line.tiers)
        return f"{line.label} ({display_word(line.type)}): {prices}"
    amount = display_money(line.amount) if line.amount else "no amount"
    return f"{line.label} ({display_word(line.type)}): {amount}"


def _tier(tier: Tier) -> str:
    if tier.unit_price is not None:
        return display_unit_price(tier.unit_price)
    return display_rate(tier.rate) if tier.flat is None else display_money(tier.flat)


def _open_points(proposal: Proposal) -> Iterator[str]:
    for gap in proposal.to_be_supplied:
        due = f", by {display_date(gap.due)}" if gap.due else ""
        yield f"{gap.what} {gap.owner}{due}."
    for gate in proposal.path:
        yield (
            f"{gate.title}: due {display_date(gate.due)}, {gate.seller_owner} with "
            f"{gate.buyer_owner}; opened by: {gate.document}."
        )
    yield f"The offer ends on {display_date(proposal.validity.valid_until)}."


def _typed(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)

"""What the seller claims: each claim bound to a clause's fact or to valid evidence."""

from __future__ import annotations

from datetime import date, timedelta

from proposalkit.compose.parts import Parts
from proposalkit.compose.wording import join_words, say
from proposalkit.model.display import display_quantity
from proposalkit.model.knowledge import FactType
from proposalkit.model.places import in_a_sentence
from proposalkit.model.proof import Claim, Evidence, FactValue
from proposalkit.model.seller import EvidenceIn, PublicProfile


def offer_ends(parts: Parts) -> date:
    """Give the last day the offer stands."""
    return parts.brief.offer_date + timedelta(days=parts.brief.valid_days)


def compose_claims(parts: Parts) -> tuple[Claim, ...]:
    """Turn every fact of a chosen clause, and all evidence valid to the end, into claims."""
    types = parts.catalogue.library.facts
    contractual = tuple(
        Claim(
            id=f"claim-{fact.id}".replace("_", "-").replace(".", "-"),
            predicate=fact.id,
            value=fact.value,
            text=state_fact(types[fact.id], fact.value),
            binding="contractual",
            clause_refs=(clause.id,),
        )
        for clause in parts.terms.clauses
        for fact in clause.facts
    )
    return contractual + proved_claims(parts.seller, offer_ends(parts))


def compose_evidence(parts: Parts) -> tuple[Evidence, ...]:
    """List the evidence that is still valid when the offer ends; another sector's says so."""
    return tuple(
        evidence_of(one, _scope(one, parts))
        for one in parts.seller.evidence
        if is_valid(one, offer_ends(parts))
    )


def evidence_of(given: EvidenceIn, scope: str) -> Evidence:
    """Give a piece of evidence as a buyer reads it."""
    told = given.model_dump(exclude={"claim", "sample", "sectors", "scope"})
    return Evidence(**told, scope=scope)


def _scope(one: EvidenceIn, parts: Parts) -> str:
    """Say what evidence covers, and that it is about other sectors than the buyer's."""
    own = parts.brief.buyer.sector.casefold()
    if not one.sectors or own in (sector.casefold() for sector in one.sectors):
        return one.scope
    other = say(parts.wording, "evidence.other_sector", sector=join_words(one.sectors))
    return f"{one.scope.removesuffix('.')}. {other}"


def is_valid(evidence: EvidenceIn, until: date) -> bool:
    """Say whether the evidence still holds on that day."""
    return evidence.expires_on is None or evidence.expires_on >= until


def state_fact(kind: FactType, value: FactValue) -> str:
    """Say a fact in the sentence a buyer reads; raises KeyError for a value without sentence."""
    if isinstance(kind.statement, dict):
        return kind.statement[str(value)]
    words = _words(kind, value)
    if kind.statement.endswith("{value}."):
        words = words.removesuffix(".")  # the full stop of `Inc.` ends the sentence too
    return kind.statement.replace("{value}", words)


def _words(kind: FactType, value: FactValue) -> str:
    if isinstance(value, tuple):
        return join_words([in_a_sentence(kind.values.get(one, one)) for one in value])
    if isinstance(value, int):
        return display_quantity(value)
    return kind.values.get(value, value)


def proved_claims(seller: PublicProfile, until: date) -> tuple[Claim, ...]:
    """Give a claim for each piece of evidence still valid on the last day it is relied on."""
    return tuple(
        Claim(
            id=f"claim-{one.id}",
            predicate=f"evidence.{one.id}",
            value="held",
            text=one.claim,
            binding="representation",
            evidence_refs=(one.id,),
        )
        for one in seller.evidence
        if is_valid(one, until)
    )

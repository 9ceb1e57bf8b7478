"""Is each claim bound to a clause that states it, or to evidence that still holds?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from proposalkit.model.documents import WithClaims
from proposalkit.model.finding import CheckResult, Finding
from proposalkit.model.proof import Claim
from proposalkit.model.proposal import Proposal


def check_claims(proposal: Proposal) -> CheckResult:
    """Hold every claim against its clause facts or its evidence, and claims against each other."""
    return check_claims_until(proposal, proposal.validity.valid_until)


def check_claims_until(document: WithClaims, until: date) -> CheckResult:
    """Do so for any document with claims, whose evidence has to hold to that day."""
    findings = [
        *(
            finding
            for number, one in enumerate(document.claims)
            for finding in _claim(document, number, one, until)
        ),
        *_contradictions(document),
        *_double_authority(document),
    ]
    return CheckResult(
        check="claims", detail=f"{len(document.claims)} claims", findings=tuple(findings)
    )


def _claim(document: WithClaims, number: int, claim: Claim, until: date) -> Iterator[Finding]:
    where = f"/claims/{number}"
    if claim.binding == "contractual":
        facts = {
            (clause.id, fact.id): fact.value for clause in document.clauses for fact in clause.facts
        }
        stated = [facts.get((ref, claim.predicate)) for ref in claim.clause_refs]
        if not stated or any(value != claim.value for value in stated):
            yield _finding(
                "claim-without-clause",
                where,
                f'The claim "{claim.text}" is not what clause {list(claim.clause_refs)} states.',
                "Strike the claim or ask for the clause that states it.",
            )
        return
    held = {one.id: one for one in document.evidence}
    for ref in claim.evidence_refs or ("",):
        evidence = held.get(ref)
        if evidence is None:
            yield _finding(
                "claim-without-evidence",
                where,
                f'The claim "{claim.text}" names no evidence that is listed.',
                "Ask for the evidence, or treat the claim as not made.",
            )
        elif evidence.expires_on and evidence.expires_on < until:
            yield _finding(
                "evidence-expires",
                where,
                f'Evidence "{ref}" ends on {evidence.expires_on}, before the offer does.',
                "Ask for evidence that holds to the end of the offer.",
            )


def _contradictions(document: WithClaims) -> Iterator[Finding]:
    seen: dict[str, Claim] = {}
    for number, claim in enumerate(document.claims):
        first = seen.setdefault(claim.predicate, claim)
        if first.value != claim.value:
            yield _finding(
                "claims-contradict",
                f"/claims/{number}",
                f'"{claim.text}" and "{first.text}" cannot both hold.',
                "Ask the seller which of the two holds.",
            )


def _double_authority(document: WithClaims) -> Iterator[Finding]:
    owner: dict[str, str] = {}
    for number, clause in enumerate(document.clauses):
        for fact in clause.facts:
            first = owner.setdefault(fact.id, clause.id)
            if first != clause.id:
                yield _finding(
                    "fact-stated-twice",
                    f"/clauses/{number}",
                    f'Both "{first}" and "{clause.id}" state {fact.id}.',
                    "Ask which clause governs; one clause is the authority for a fact.",
                )


def _finding(id_: str, where: str, message: str, remedy: str) -> Finding:
    return Finding(id=id_, where=where, message=message, remedy=remedy)

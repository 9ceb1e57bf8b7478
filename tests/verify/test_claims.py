"""A claim holds only by a clause that states it or by evidence that lasts."""

from __future__ import annotations

from datetime import date

from proposalkit.model.proof import Claim, Clause, Evidence, Fact
from proposalkit.model.proposal import Proposal
from proposalkit.verify.claims import check_claims


def _ids(proposal: Proposal) -> list[str]:
    return [finding.id for finding in check_claims(proposal).findings]


def _with_claim(proposal: Proposal, number: int, **changes: object) -> Proposal:
    claims = list(proposal.claims)
    claims[number] = claims[number].model_copy(update=changes)
    return proposal.model_copy(update={"claims": tuple(claims)})


def _proved(proposal: Proposal) -> int:
    return next(n for n, one in enumerate(proposal.claims) if one.evidence_refs)


def test_the_claims_of_the_example_hold(proposal: Proposal) -> None:
    assert _ids(proposal) == []
    assert len(proposal.claims) > 30


def test_a_claim_that_its_clause_does_not_state_is_found(proposal: Proposal) -> None:
    claim = next(n for n, one in enumerate(proposal.claims) if isinstance(one.value, int))
    value = proposal.claims[claim].value
    assert isinstance(value, int)
    assert _ids(_with_claim(proposal, claim, value=value + 1)) == ["claim-without-clause"]


def test_a_contractual_claim_without_a_clause_is_found(proposal: Proposal) -> None:
    assert _ids(_with_claim(proposal, 0, clause_refs=())) == ["claim-without-clause"]
    assert _ids(_with_claim(proposal, 0, clause_refs=("no-such-clause",))) == [
        "claim-without-clause"
    ]


def test_a_claim_without_listed_evidence_is_found(proposal: Proposal) -> None:
    number = _proved(proposal)
    assert _ids(_with_claim(proposal, number, evidence_refs=())) == ["claim-without-evidence"]
    assert _ids(proposal.model_copy(update={"evidence": ()})).count("claim-without-evidence") == 4


def test_evidence_that_ends_before_the_offer_is_found(proposal: Proposal) -> None:
    """The offer stands to 7 January 2027."""
    last_day, too_early = date(2027, 1, 7), date(2027, 1, 6)

    def ending(day: date) -> list[str]:
        evidence: tuple[Evidence, ...] = tuple(
            one.model_copy(update={"expires_on": day}) for one in proposal.evidence[:1]
        )
        return _ids(proposal.model_copy(update={"evidence": (*evidence, *proposal.evidence[1:])}))

    assert ending(last_day) == []
    assert ending(too_early) == ["evidence-expires"]


def test_two_claims_of_one_thing_with_two_values_are_found(proposal: Proposal) -> None:
    first: Claim = proposal.claims[_proved(proposal)]
    other = first.model_copy(update={"id": "claim-other", "value": "not held"})
    double = proposal.model_copy(update={"claims": (*proposal.claims, other)})
    assert _ids(double) == ["claims-contradict"]


def test_a_fact_stated_by_two_clauses_is_found(proposal: Proposal) -> None:
    stated: Fact = next(one for clause in proposal.clauses for one in clause.facts)
    last: Clause = proposal.clauses[-1]
    doubled = last.model_copy(update={"facts": (*last.facts, stated)})
    clauses = (*proposal.clauses[:-1], doubled)
    assert _ids(proposal.model_copy(update={"clauses": clauses})) == ["fact-stated-twice"]

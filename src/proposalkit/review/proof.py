"""Tests of the proof: evidence in date, claims with a source, nothing left unsaid."""

from __future__ import annotations

from proposalkit.model.display import display_word
from proposalkit.model.review import Answer
from proposalkit.review.case import Case, met, not_applicable, objection


def evidence_is_in_date(case: Case) -> Answer:
    """B-51: no evidence ends before the offer does."""
    last = case.proposal.validity.valid_until
    if not case.proposal.evidence:
        return objection("/evidence", "The proposal shows no evidence.")
    for number, one in enumerate(case.proposal.evidence):
        if one.expires_on is not None and one.expires_on < last:
            return objection(
                f"/evidence/{number}/expiresOn", f'"{one.title}" ends before the offer does.'
            )
    return met("/evidence", "Every piece of evidence outlives the offer.")


def security_is_shown(case: Case) -> Answer:
    """B-52: an outside report on security is there, not a page that calls itself secure."""
    kinds = case.rule.words["kinds"]
    found = [at for at, one in enumerate(case.proposal.evidence) if one.kind in kinds]
    if not found:
        return objection("/evidence", "No outside report or certificate on security is named.")
    return met(f"/evidence/{found[0]}/title", "An outside report on security is named.")


def quality_was_measured(case: Case) -> Answer:
    """B-53: how good the agent is was measured, with a date and a scope."""
    kinds = case.rule.words["kinds"]
    found = [at for at, one in enumerate(case.proposal.evidence) if one.kind in kinds]
    if not found:
        return objection("/evidence", "No measurement shows how good the agent is.")
    return met(f"/evidence/{found[0]}/title", "A dated measurement shows how good the agent is.")


def claims_have_a_source(case: Case) -> Answer:
    """B-54: every claim names the clause or the evidence behind it."""
    for number, one in enumerate(case.proposal.claims):
        if not one.clause_refs and not one.evidence_refs:
            return objection(f"/claims/{number}", f'Nothing stands behind: "{one.text}"')
    return met("/claims", "Every claim names a clause or evidence.")


def nothing_is_left_unsaid(case: Case) -> Answer:
    """B-55: every question of procurement has an answer; silence never counts as a yes."""
    if case.proposal.not_stated:
        open_ones = " ".join(case.proposal.not_stated)
        return objection("/notStated/0", f"Without an answer: {open_ones}")
    return met("/answers", "Every question has an answer.")


def mandatory_requirements_are_met(case: Case) -> Answer:
    """B-56: what the buyer calls mandatory is answered, and nothing else is offered instead."""
    rows = case.proposal.requirements or ()
    if not rows:
        return not_applicable("The proposal answers no list of requirements.")
    missed = [
        (at, one)
        for at, one in enumerate(rows)
        if one.priority == "mandatory" and one.status in ("deviates", "not_stated")
    ]
    if missed:
        at, first = missed[0]
        more = f", and {len(missed) - 1} more" if len(missed) > 1 else ""
        words = display_word(first.status)
        said = f"Mandatory requirement {first.number} is answered: {words}{more}."
        return objection(f"/requirements/{at}/status", said)
    return met("/requirements/0/status", "No mandatory requirement is missed or left open.")

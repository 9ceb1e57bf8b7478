"""The one place where a Proposal is made."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from proposalkit.compose.after_pilot import compose_path_calendar, compose_service_evidence
from proposalkit.compose.answers import compose_answers
from proposalkit.compose.beside import compose_email, compose_summary
from proposalkit.compose.claims import (
    compose_claims,
    compose_evidence,
    offer_ends,
    state_fact,
)
from proposalkit.compose.gaps import compose_gaps, compose_not_stated
from proposalkit.compose.narrative import compose_narrative
from proposalkit.compose.offering import compose_data, compose_offering, compose_service_levels
from proposalkit.compose.outcome import compose_outcomes, compose_pilot
from proposalkit.compose.parties import compose_acceptance, compose_parties
from proposalkit.compose.parts import Parts, Release
from proposalkit.compose.requirements import compose_requirements, pages_with_requirements
from proposalkit.compose.stage import as_staged, compose_vendor_form, stage_kit
from proposalkit.compose.wording import say
from proposalkit.model.canonical import text_sha256
from proposalkit.model.display import display_duration
from proposalkit.model.pricing import Payment, PublicPricing
from proposalkit.model.proof import GlossaryEntry
from proposalkit.model.proposal import (
    Generator,
    Integrity,
    Pilot,
    Proposal,
    Term,
    Validity,
)

_LATIN = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ł": "l", "þ": "th"})

_NOTICE = "term.convenience_days"


def compose_proposal(parts: Parts, release: Release) -> Proposal:
    """Join all parts into the frozen Proposal; the same parts give the same Proposal."""
    kit, parts = stage_kit(parts), as_staged(parts)
    pilot = compose_pilot(parts)
    brief, words = parts.brief, parts.wording
    proposal = Proposal(
        proposal_id=f"urn:proposalkit:{urn_part(parts.seller.company.legal_name)}:{release.deal}",
        title=say(words, "title", workflow=brief.workflow.name, buyer=brief.buyer.legal_name),
        revision=release.revision,
        status="issued" if release.grade == "issued" else "draft",
        grade=release.grade,
        grade_notice=say(words, f"grade.{release.grade}"),
        released_by=release.released_by,
        offer_date=brief.offer_date,
        validity=_validity(parts),
        binding_nature="firm_offer" if release.grade == "issued" else "subject_to_contract",
        page_order=pages_with_requirements(parts, kit.pages),
        parties=compose_parties(parts),
        to_be_supplied=compose_gaps(parts),
        sections=(),
        offering=compose_offering(parts),
        data=compose_data(parts),
        metrics=parts.metrics,
        outcomes=compose_outcomes(parts),
        pilot=pilot,
        pricing=_citing_the_kit(parts),
        payment=_payment(parts),
        term=_term(parts, pilot),
        service_levels=compose_service_levels(parts),
        service_evidence=compose_service_evidence(parts),
        path=parts.plan.gates,
        path_calendar=compose_path_calendar(parts),
        holidays=parts.plan.holidays,
        answers=(),
        clauses=parts.terms.clauses,
        claims=compose_claims(parts),
        evidence=compose_evidence(parts),
        glossary=() if "glossary" in kit.leaves_out else _glossary(parts),
        acceptance=compose_acceptance(parts),
        integrity=Integrity(generator=Generator(name="proposalkit", version=parts.version)),
    )
    return _with_answers(parts, proposal)


def _with_answers(parts: Parts, bare: Proposal) -> Proposal:
    """Add what is made of values of the rest: texts, answers, and what they leave unsaid."""
    told = compose_narrative(parts, bare)
    proposal = bare.model_copy(
        update={
            "sections": told.sections,
            "sources": told.sources,
            "drafting": told.drafting,
            "cover_email": compose_email(parts, told.email) if told.email else None,
            "sponsor_summary": compose_summary(parts, told.summary) if told.summary else None,
        }
    )
    answers = compose_answers(parts, proposal)
    requirements = compose_requirements(parts, proposal)
    return proposal.model_copy(
        update={
            "answers": answers,
            "requirements": requirements,
            "vendor_form": compose_vendor_form(parts, proposal),
            "not_stated": (*compose_not_stated(parts, answers), *told.lacking),
        }
    )


def _citing_the_kit(parts: Parts) -> PublicPricing:
    """Give the prices; a line cites only those clauses of the price book that are in the kit."""
    there = {clause.id for clause in parts.terms.clauses}
    lines = tuple(
        line.model_copy(
            update={
                "clause_refs": tuple(one for one in line.clause_refs if one in there),
                "clauses_lacking": not there.issuperset(line.clause_refs),
            }
        )
        for line in parts.pricing.components
    )
    return parts.pricing.model_copy(update={"components": lines})


def _validity(parts: Parts) -> Validity:
    last: date = offer_ends(parts)
    return Validity(
        valid_from=parts.brief.offer_date, valid_until=last, timezone=parts.brief.timezone
    )


def _payment(parts: Parts) -> Payment:
    return Payment(
        terms=f"P{parts.brief.commercial.payment_days}D",
        cadence=parts.book.invoicing,
        methods=parts.book.payment_methods,
    )


def _term(parts: Parts, pilot: Pilot | None) -> Term | None:
    clause, notice = next(
        (
            (clause.id, fact.value)
            for clause in parts.terms.clauses
            for fact in clause.facts
            if fact.id == _NOTICE
        ),
        ("", None),
    )
    if not isinstance(notice, int):
        return None
    clean = _clean_days(parts)
    return Term(
        structure=_structure(parts, pilot, clean),
        exit_right=state_fact(parts.catalogue.library.facts[_NOTICE], notice),
        exit_notice=f"P{notice}D",
        clean_days=clean,
        commitment=_commitment(parts),
        clause_refs=(clause,),
    )


def _clean_days(parts: Parts) -> int | None:
    """Give the clean days before a commitment, when a chosen clause states them."""
    return _stated(parts, "term.clean_days")


def _commitment(parts: Parts) -> str | None:
    """Give the length of the committed term that a chosen clause states."""
    months = _stated(parts, "term.commit_months") or _stated(parts, "term.bound_months")
    return f"P{months}M" if months else None


def _stated(parts: Parts, name: str) -> int | None:
    facts = (fact for clause in parts.terms.clauses for fact in clause.facts)
    stated = next((fact.value for fact in facts if fact.id == name), None)
    return stated if isinstance(stated, int) else None


def _structure(parts: Parts, pilot: Pilot | None, clean: int | None) -> str:
    key = "term.after_pilot" if pilot else "term.without_pilot"
    if clean is None:
        return say(parts.wording, key)
    return say(parts.wording, f"{key}_clean", clean=display_duration(f"P{clean}D"))


def _glossary(parts: Parts) -> tuple[GlossaryEntry, ...]:
    holding = set(parts.plan.conditions)
    return tuple(
        GlossaryEntry(term=one.term, meaning=one.meaning)
        for one in parts.catalogue.glossary
        if not one.only_if or not holding.isdisjoint(one.only_if)
    )


def urn_part(name: str) -> str:
    """Write a name in the letters of a URN; a name that has none of them gives its digest."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_LATIN))
    bare = "".join(one for one in plain if not unicodedata.combining(one))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-") or text_sha256(name)[:12]

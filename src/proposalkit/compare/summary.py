"""What a proposal says, on one screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from proposalkit.compare.offers import standing
from proposalkit.model.display import (
    display_date,
    display_duration,
    display_money,
    display_quantity,
)
from proposalkit.model.proposal import Proposal
from proposalkit.model.summary import (
    ProposalSummary,
    SummaryClause,
    SummaryFact,
    SummaryLine,
    SummaryPrice,
    SummaryRequirement,
)
from proposalkit.model.usual_month import months_of


def summarise(proposal: Proposal, on: date) -> ProposalSummary:
    """Take from a proposal what a reader asks first; nothing is added and nothing judged."""
    return ProposalSummary(
        proposal_id=proposal.proposal_id,
        title=proposal.title,
        revision=proposal.revision,
        grade=proposal.grade,
        seller=proposal.parties.seller.name,
        buyer=proposal.parties.buyer.name,
        on=on,
        standing=standing(proposal, on),
        valid_from=proposal.validity.valid_from,
        valid_until=proposal.validity.valid_until,
        price=_price(proposal),
        unit=proposal.metrics[0].unit if proposal.metrics else None,
        key_terms=tuple(_key_terms(proposal)),
        outcomes=tuple(_outcomes(proposal)),
        objections=tuple(
            SummaryLine(label=one.question, text=one.answer, pointer=f"/answers/{number}/answer")
            for number, one in enumerate(proposal.answers)
            if one.key_term
        ),
        requirements=_requirements(proposal),
        clauses=tuple(_clauses(proposal)),
        not_stated=proposal.not_stated,
        to_be_supplied=tuple(
            f"{one.what} {one.owner}, by {display_date(one.due)}."
            for one in proposal.to_be_supplied
        ),
    )


def _price(proposal: Proposal) -> SummaryPrice:
    scenarios = proposal.pricing.scenarios
    number, scenario = next((n, s) for n, s in enumerate(scenarios) if s.id == "expected")
    labels = {one.id: one.label for one in proposal.metrics}
    counted = [
        f"{display_quantity(one.per_period)} {labels.get(one.metric_ref, one.metric_ref)}"
        for one in scenario.volumes
    ]
    return SummaryPrice(
        volume=f"{', '.join(counted)} a month" if counted else None,
        month=months_of(proposal.pricing, scenario).usual.charges,
        total=scenario.total,
        term_months=scenario.term_months,
        unit_price=scenario.effective_unit_price if len(counted) == 1 else None,
        pointer=f"/pricing/scenarios/{number}",
    )


def _key_terms(proposal: Proposal) -> Iterator[SummaryLine]:
    if proposal.term is not None:
        yield SummaryLine(label="Term", text=proposal.term.structure, pointer="/term/structure")
        yield SummaryLine(label="Leaving", text=proposal.term.exit_right, pointer="/term/exitRight")
    if proposal.pilot is not None:
        pilot = proposal.pilot
        text = (
            f"{display_duration(pilot.duration)} from {display_date(pilot.start)}, "
            f"{display_money(pilot.fee)}"
        )
        yield SummaryLine(label="Pilot", text=text, pointer="/pilot")
    payment = f"{display_duration(proposal.payment.terms)} from the invoice"
    yield SummaryLine(label="Payment", text=payment, pointer="/payment/terms")
    yield SummaryLine(label="Tax", text=proposal.pricing.tax.text, pointer="/pricing/tax/text")
    yield SummaryLine(
        label="Governs", text=proposal.acceptance.paper_text, pointer="/acceptance/paperText"
    )


def _outcomes(proposal: Proposal) -> Iterator[SummaryLine]:
    for number, one in enumerate(proposal.outcomes):
        yield SummaryLine(
            label=one.label, text=one.definition, pointer=f"/outcomes/{number}/definition"
        )


def _requirements(proposal: Proposal) -> tuple[SummaryRequirement, ...] | None:
    if proposal.requirements is None:
        return None
    return tuple(
        SummaryRequirement(
            number=one.number,
            text=one.text,
            status=one.status,
            answer=one.answer,
            clauses=one.clause_refs,
            pointer=f"/requirements/{at}",
        )
        for at, one in enumerate(proposal.requirements)
    )


def _clauses(proposal: Proposal) -> Iterator[SummaryClause]:
    for number, one in enumerate(proposal.clauses):
        facts = tuple(SummaryFact(fact=fact.id, value=fact.value) for fact in one.facts)
        yield SummaryClause(
            clause=one.id, title=one.title, pointer=f"/clauses/{number}", facts=facts
        )

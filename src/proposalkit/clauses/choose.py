"""The clauses of one deal: chosen, filled, pinned; and what stands in the way of the rest."""

from __future__ import annotations

from collections.abc import Iterable

from proposalkit.clauses.blockers import (
    approval_blockers,
    conflict_blocker,
    evidence_blockers,
    missing_clause,
    sponsor_blocker,
    stale_law_blockers,
    unfilled_clause,
    withheld_clause,
)
from proposalkit.clauses.conflicts import find_conflicts, refuse_contradictions
from proposalkit.clauses.deal import Deal
from proposalkit.clauses.drafted import Drafted, Terms
from proposalkit.clauses.drafting import draft_clauses, draft_definitions
from proposalkit.clauses.guards import Barred, bar_unproved
from proposalkit.clauses.not_given import values_not_given
from proposalkit.clauses.params import (
    Params,
    check_already_said,
    check_overrides,
    resolve_params,
)
from proposalkit.clauses.positions import check_positions, take_position, ungranted_position
from proposalkit.clauses.rules import close_requires, in_schedule_order
from proposalkit.clauses.variants import vary
from proposalkit.errors import InputRefused, Refused
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import Catalogue, ClauseLibrary, ClauseRecord
from proposalkit.model.parties import AlreadyAgreed
from proposalkit.model.plan import ChosenTerms, ProposalPlan


def choose_terms(catalogue: Catalogue, plan: ProposalPlan, deal: Deal) -> ChosenTerms:
    """Fill the first text of each clause asked for, or the one the deal was given.

    Raises InputRefused for parameters and texts that cannot be used, all at once, and Refused for
    terms that would contradict themselves. What only stands in the way of a firm offer comes back
    as blockers: a clause the library lacks or the deal cannot fill, an unapproved text, missing
    evidence, a conflict a lawyer has to settle.
    """
    library = catalogue.library
    asked, covered = _wanted(plan.clauses, library), deal.brief.paper.already_says
    wanted = tuple(one for one in asked if one not in covered)
    varied = [vary(library.clauses[one], library, deal) for one in wanted if one in library.clauses]
    taken = [take_position(record, deal) for record, _ in varied]
    held = [record for record, _ in taken]
    params = {record.clause: resolve_params(record, deal) for record in held}
    _refuse_faults(deal, (wanted, asked), library, params.values())
    full = [record for record in held if not params[record.clause].lacking]
    drafted = draft_clauses(full, params, library, deal)
    barred = bar_unproved(Terms(drafted, deal))
    kept = _without(drafted, barred)
    terms = Terms(kept, deal)
    _refuse_double_authority(kept)
    conflicts = find_conflicts(terms)
    refuse_contradictions(conflicts)
    blockers = (
        *(missing_clause(one) for one in wanted if one not in library.clauses),
        *(unfilled_clause(one, params[one.clause]) for one in held if params[one.clause].lacking),
        *(withheld_clause(one, library) for one in barred),
        *sponsor_blocker(deal),
        *(ungranted_position(one, record, deal) for record, one in taken if one),
        *(row for one in kept for row in approval_blockers(one.record, deal)),
        *(row for one in kept for row in evidence_blockers(one.record, deal)),
        *(row for one in kept for row in stale_law_blockers(one.record, deal)),
        *(conflict_blocker(one, number) for number, one in enumerate(conflicts, start=1)),
    )
    return ChosenTerms(
        clauses=(draft_definitions(library), *(one.clause for one in kept)),
        blockers=blockers,
        not_given=tuple(values_not_given(terms)),
        variants=tuple(choice for _, choice in varied if choice),
        positions=tuple(choice for _, choice in taken if choice),
        already_agreed=tuple(
            AlreadyAgreed(clause=one, title=library.clauses[one].title, where=covered[one])
            for one in asked
            if one in covered and one in library.clauses
        ),
    )


def _wanted(asked: tuple[str, ...], library: ClauseLibrary) -> tuple[str, ...]:
    required = (clause for clause, _ in close_requires(asked, library.clauses))
    return in_schedule_order((*asked, *required), library.clauses)


def _refuse_faults(
    deal: Deal,
    wanted: tuple[tuple[str, ...], tuple[str, ...]],
    library: ClauseLibrary,
    params: Iterable[Params],
) -> None:
    printed, asked = wanted
    faults = [
        *check_overrides(deal, printed, library.clauses),
        *check_already_said(deal, asked, library.clauses),
        *check_positions(deal, printed, library.clauses),
        *(finding for one in params for finding in one.findings),
    ]
    if faults:
        raise InputRefused(faults)


def _without(drafted: tuple[Drafted, ...], barred: tuple[Barred, ...]) -> tuple[Drafted, ...]:
    out = {one.clause for one in barred}
    return tuple(one for one in drafted if one.clause.id not in out)


def _refuse_double_authority(drafted: tuple[Drafted, ...]) -> None:
    owner: dict[str, str] = {}
    faults = []
    for one in drafted:
        for fact in one.clause.facts:
            first = owner.setdefault(fact.id, one.clause.id)
            if first != one.clause.id:
                faults.append(_two_authorities(fact.id, first, one.record))
    if faults:
        raise Refused(
            "Two clauses of this deal state the same fact.",
            "Leave each fact to one clause; every place is listed.",
            faults,
        )


def _two_authorities(fact: str, first: str, record: ClauseRecord) -> Finding:
    return Finding(
        id="two-authorities",
        where=f"{record.preferred.file}: facts.{fact}",
        message=f'"{first}" and "{record.clause}" both state "{fact}".',
        remedy="State the fact in one of them.",
    )

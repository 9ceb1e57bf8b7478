"""Read and decide: from a workspace to the parts a Proposal is composed of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from proposalkit import __version__
from proposalkit.clauses.choose import choose_terms
from proposalkit.clauses.deal import Deal, deal_for
from proposalkit.clauses.rules import read_rules
from proposalkit.compose.parts import Parts
from proposalkit.knowledge.inputs import WorkspaceInputs, read_workspace
from proposalkit.model.knowledge import Catalogue
from proposalkit.model.outcome import Metric
from proposalkit.model.plan import ChosenTerms
from proposalkit.model.price_exception import PriceException, PriceRelease
from proposalkit.plan.motion_answers import check_answers
from proposalkit.plan.proposal_plan import plan_proposal
from proposalkit.plan.work_units import refuse_cost_units
from proposalkit.pricing.approvals import exception_blockers
from proposalkit.pricing.order import Order, build_order
from proposalkit.pricing.public import public_pricing
from proposalkit.workflows.approved import approved_catalogue, with_deviations
from proposalkit.workflows.asked import judge_asked, read_asked
from proposalkit.workflows.kept_inside import hide_inside
from proposalkit.workflows.logo import read_logo
from proposalkit.workflows.narrative import narrative_hits
from proposalkit.workflows.placing import Placing, Problems
from proposalkit.workflows.price_releases import price_exceptions_of
from proposalkit.workflows.search_mode import LEXICAL, NarrativeSearch
from proposalkit.workflows.signed_records import price_releases
from proposalkit.workflows.steps import step

if TYPE_CHECKING:
    from proposalkit.model.economics import Economics


@dataclass(frozen=True)
class Gathered:
    """The parts of the Proposal, and beside them what stays inside."""

    workspace: Path
    inputs: WorkspaceInputs
    order: Order
    parts: Parts
    logo: bytes | None
    placing: Placing
    how: NarrativeSearch
    """How the passages were found."""
    exceptions: tuple[PriceException, ...]
    """Where the deal goes beyond its price book; internal."""
    deal: Deal
    """The deal as the clause rules saw it."""

    @cached_property
    def economics(self) -> Economics:
        """Work out what the price costs and earns, once, when it is asked for; internal."""
        from proposalkit.workflows.economics_inside import work_out_economics

        return work_out_economics(self.workspace, self.inputs, self.order)


def gather(workspace: Path, deal_id: str, how: NarrativeSearch = LEXICAL) -> Gathered:
    """Read the inputs and take every decision.

    Raises InputRefused with every problem and its place in the files, and Refused for terms that
    contradict each other.
    """
    problems = Problems()
    with step("read") as said:
        inputs = problems.of(lambda: read_workspace(workspace, deal_id))
        if inputs is not None:
            hide_inside(workspace, deal_id, inputs.seller.internal)
        on = inputs.brief.offer_date if inputs else date.min
        catalogue = problems.of(lambda: approved_catalogue(workspace, on))
        releases = problems.of(lambda: price_releases(workspace))
        if inputs is None or catalogue is None or releases is None:
            raise problems.refused()
        said |= {"clauses": len(catalogue.library.clauses), "passages": len(catalogue.passages)}
    with step("plan"):
        return _decide(workspace, deal_id, inputs, catalogue, how, releases)


def _decide(
    workspace: Path,
    deal_id: str,
    inputs: WorkspaceInputs,
    catalogue: Catalogue,
    how: NarrativeSearch,
    releases: tuple[PriceRelease, ...],
) -> Gathered:
    brief, seller, book = inputs.brief, inputs.seller, inputs.price_book
    library, problems = catalogue.library, Problems()
    placing = Placing(workspace, inputs, library)
    logo = problems.of(lambda: read_logo(workspace, inputs))
    order = problems.of(lambda: placing.of(lambda: build_order(book, brief)))
    offer = next((one for one in book.offers if one.id == brief.commercial.offer), None)
    if offer is None:
        raise problems.refused()
    units = catalogue.selling.work_units
    problems.of(lambda: placing.of(lambda: refuse_cost_units(units, offer, brief)))
    deal = deal_for(brief, seller.public, offer, book.currency, catalogue)
    plan = plan_proposal(brief, seller, offer, catalogue, read_rules(library, deal))
    terms = problems.of(lambda: placing.of(lambda: choose_terms(catalogue, plan, deal)))
    sells = seller.internal.go_to_market
    problems.of(lambda: placing.of(lambda: check_answers(catalogue.selling, sells)))
    asked = problems.of(lambda: placing.of(lambda: read_asked(workspace, brief)))
    if order is None or terms is None or asked is None or problems.findings:
        raise problems.refused()
    exceptions = price_exceptions_of(inputs, deal_id, order, terms, library, releases)
    terms = with_deviations(terms, workspace, deal_id, deal.ends_on)
    parts = Parts(
        brief=brief,
        seller=seller.public,
        book=book,
        catalogue=catalogue,
        plan=plan,
        terms=_with_exceptions(terms, exceptions),
        pricing=placing.of(lambda: public_pricing(order, brief, catalogue.wording)),
        metrics=_metrics(order, inputs),
        hits=narrative_hits(catalogue, plan, how),
        version=__version__,
        found_by=how.sentence,
        asked=asked,
        judge=judge_asked if asked else None,
    )
    return Gathered(workspace, inputs, order, parts, logo, placing, how, exceptions, deal)


def _with_exceptions(terms: ChosenTerms, exceptions: tuple[PriceException, ...]) -> ChosenTerms:
    blockers = (*terms.blockers, *exception_blockers(exceptions))
    return terms.model_copy(update={"blockers": blockers})


def _metrics(order: Order, inputs: WorkspaceInputs) -> tuple[Metric, ...]:
    defined = inputs.brief.workflow.outcome is not None
    return tuple(
        Metric(
            id=one.id,
            label=one.label,
            unit=one.unit,
            definition=one.definition,
            kind=one.kind,
            aggregation="sum" if one.kind == "amount" else "count",
            outcome_ref=f"outcome-{one.id}" if one.kind == "outcome" and defined else None,
        )
        for one in order.metrics
    )

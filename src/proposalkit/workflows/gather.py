"""Read and decide: from a workspace to the parts a Proposal is composed of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from proposalkit import __version__
from proposalkit.clauses.choose import choose_terms
from proposalkit.clauses.deal import Deal
from proposalkit.clauses.rules import read_rules
from proposalkit.compose.parts import Parts
from proposalkit.errors import InputRefused
from proposalkit.knowledge.compiled import cache_folder, load_catalogue
from proposalkit.knowledge.inputs import WorkspaceInputs, read_workspace
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import Catalogue, Passage, SectionId
from proposalkit.model.outcome import Metric
from proposalkit.model.plan import Hit, ProposalPlan
from proposalkit.model.price_book import OfferIn
from proposalkit.plan.proposal_plan import plan_proposal
from proposalkit.ports import Retriever
from proposalkit.pricing.order import Order, build_order
from proposalkit.pricing.public import public_pricing
from proposalkit.retrieve.lexical import LexicalRetriever
from proposalkit.workflows.overlay import knowledge_folders

HITS_PER_NEED = 1
"""Passages quoted for each sentence of need."""

T = TypeVar("T")


@dataclass(frozen=True)
class Gathered:
    """The parts of the Proposal, and beside them what stays inside."""

    workspace: Path
    inputs: WorkspaceInputs
    order: Order
    parts: Parts


def gather(workspace: Path, deal_id: str) -> Gathered:
    """Read the inputs and take every decision; raises InputRefused with places in the files."""
    inputs = read_workspace(workspace, deal_id)
    catalogue = load_catalogue(knowledge_folders(workspace))
    brief, seller, book = inputs.brief, inputs.seller, inputs.price_book
    order = _placed(inputs, lambda: build_order(book, brief))
    offer = _offer(inputs)
    deal = Deal(brief, seller.public, offer, book.currency, catalogue.regions, catalogue.wording)
    plan = plan_proposal(brief, seller, offer, catalogue, read_rules(catalogue.library, deal))
    terms = _placed(inputs, lambda: choose_terms(catalogue, plan, deal))
    parts = Parts(
        brief=brief,
        seller=seller.public,
        book=book,
        catalogue=catalogue,
        plan=plan,
        terms=terms,
        pricing=public_pricing(order, brief, catalogue.wording),
        metrics=_metrics(order, inputs),
        hits=find_passages(catalogue, plan, LexicalRetriever(cache_folder(), catalogue.passages)),
        version=__version__,
    )
    return Gathered(workspace, inputs, order, parts)


def find_passages(
    catalogue: Catalogue, plan: ProposalPlan, retriever: Retriever
) -> tuple[tuple[str, tuple[Hit, ...]], ...]:
    """Find for each need the best passage a buyer may see; no passage is quoted twice."""
    used: set[str] = set()
    found: dict[SectionId, list[Hit]] = {}
    for need in plan.needs:
        among = tuple(one for one in _quotable(catalogue, plan, need.section) if one.id not in used)
        hits = retriever.find(need.sentence, among, HITS_PER_NEED)
        used |= {hit.passage_id for hit in hits}
        found.setdefault(need.section, []).extend(hits)
    return tuple((section, tuple(hits)) for section, hits in found.items())


def _quotable(catalogue: Catalogue, plan: ProposalPlan, section: SectionId) -> tuple[Passage, ...]:
    holds = set(plan.conditions)
    return tuple(
        one
        for one in catalogue.passages
        if one.audience == "buyer" and section in one.sections and set(one.needs) <= holds
    )


def _offer(inputs: WorkspaceInputs) -> OfferIn:
    wanted = inputs.brief.commercial.offer
    return next(one for one in inputs.price_book.offers if one.id == wanted)


def _metrics(order: Order, inputs: WorkspaceInputs) -> tuple[Metric, ...]:
    defined = inputs.brief.workflow.outcome is not None
    return tuple(
        Metric(
            id=one.id,
            label=one.label,
            unit=one.unit,
            kind=one.kind,
            aggregation="count",
            outcome_ref=f"outcome-{one.id}" if one.kind == "outcome" and defined else None,
        )
        for one in order.metrics
    )


def _placed(inputs: WorkspaceInputs, step: Callable[[], T]) -> T:
    """Run a step whose findings name fields of the brief, and give them their place in the file."""
    try:
        return step()
    except InputRefused as error:
        placed = [_with_place(inputs, finding) for finding in error.findings]
        raise InputRefused(placed) from error


def _with_place(inputs: WorkspaceInputs, finding: Finding) -> Finding:
    if "/" in finding.where or ":" in finding.where:
        return finding
    return finding.model_copy(update={"where": inputs.places.at("brief", finding.where)})

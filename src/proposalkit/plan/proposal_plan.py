"""One plan from one deal: clauses, open questions, needs of the narrative, dated path."""

from __future__ import annotations

from proposalkit.model.brief import DealBrief
from proposalkit.model.knowledge import Catalogue
from proposalkit.model.plan import ProposalPlan, RuleReading
from proposalkit.model.price_book import OfferIn
from proposalkit.model.seller import SellerProfile
from proposalkit.plan.asks import Given
from proposalkit.plan.dates import skipped_holidays
from proposalkit.plan.gates import plan_gates
from proposalkit.plan.motion_answers import open_answers
from proposalkit.plan.needs import narrative_needs
from proposalkit.plan.path_asks import path_questions
from proposalkit.plan.questions import open_questions
from proposalkit.plan.service_asks import service_questions
from proposalkit.plan.stage_asks import stage_questions


def plan_proposal(
    brief: DealBrief,
    seller: SellerProfile,
    offer: OfferIn,
    catalogue: Catalogue,
    reading: RuleReading,
) -> ProposalPlan:
    """Plan a proposal from the inputs and the rules as held against them.

    Why: the rooms of the core do not import each other, so the workflow reads the rules first
    and hands the result over. Of the internal profile only what is empty is looked at.
    """
    gates = plan_gates(catalogue.gates, brief.gates, brief.offer_date, brief.holidays)
    return ProposalPlan(
        clauses=reading.clauses,
        rules=reading.outcomes,
        questions=(
            *open_questions(Given(brief, seller, offer), reading),
            *path_questions(brief, gates),
            *service_questions(brief),
            *stage_questions(brief, seller.public, catalogue.stage_kits),
            *open_answers(catalogue.selling, seller.internal.go_to_market),
        ),
        needs=narrative_needs(brief, seller.public, offer),
        gates=gates,
        holidays=skipped_holidays(brief.offer_date, gates[-1].due, brief.holidays) if gates else (),
        conditions=reading.conditions,
    )

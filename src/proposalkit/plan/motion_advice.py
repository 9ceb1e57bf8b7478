"""Advises a motion for one deal: ranking, next motion, warnings, and the questions left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from proposalkit.model.advice import Advice, OpenAnswer, Situation
from proposalkit.model.catalog_rows import SellingCatalog
from proposalkit.plan.motion_ranking import rank_motions
from proposalkit.plan.motion_warnings import failures_ahead, mismatches


def recommend(catalog: SellingCatalog, situation: Situation) -> Advice:
    """Give the advice of the catalogue; it is internal and chooses no clause and no price."""
    ranked = rank_motions(catalog, situation)
    return Advice(
        current=situation.seller.motions,
        ranked=ranked,
        next_motions=tuple(_next(catalog, situation)),
        failures=failures_ahead(catalog, situation),
        mismatches=mismatches(catalog, situation),
        questions=tuple(_open(catalog, situation)),
        fits=bool(ranked) and ranked[0].balance > 0,
    )


def _next(catalog: SellingCatalog, situation: Situation) -> Iterator[str]:
    for hybrid in catalog.hybrids:
        running = situation.seller.motions
        if hybrid.starts in running and hybrid.becomes not in running:
            yield hybrid.key


def _open(catalog: SellingCatalog, situation: Situation) -> Iterator[OpenAnswer]:
    """Try each answer of each open question; keep those that would change the first place."""
    first = _first(catalog, situation)
    for question in catalog.diagnostic:
        if question.id in situation.seller.answers:
            continue
        leads = {
            one.code: _first(catalog, _answered(situation, question.id, one.code))
            for one in question.answers
        }
        if _changes(leads, first):
            yield OpenAnswer(id=question.id, question=question.asks, leads=leads)


def _changes(leads: Mapping[str, str], first: str) -> bool:
    return any(motion != first for motion in leads.values())


def _first(catalog: SellingCatalog, situation: Situation) -> str:
    ranked = rank_motions(catalog, situation)
    return ranked[0].motion if ranked else ""


def _answered(situation: Situation, question: str, code: str) -> Situation:
    seller = situation.seller
    answers = {**seller.answers, question: code}
    return situation.model_copy(update={"seller": seller.model_copy(update={"answers": answers})})

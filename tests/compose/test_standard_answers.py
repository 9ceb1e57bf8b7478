"""Standard answers are made of the profile and the standard texts, and of no word meant inside."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from proposalkit.clauses.standard import standard_terms
from proposalkit.compose.standard_answers import (
    StandardParts,
    asked_clauses,
    compose_standard_answers,
    open_words,
)
from proposalkit.knowledge.compiled import load_catalogue
from proposalkit.knowledge.inputs import read_profile
from proposalkit.model.canonical import canonical_bytes
from proposalkit.model.knowledge import Catalogue
from proposalkit.model.standard_answers import StandardAnswers
from proposalkit.workflows.overlay import knowledge_folders

WORKSPACE = Path(__file__).parent.parent.parent / "examples" / "workspace"
ON = date(2026, 11, 23)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(knowledge_folders(WORKSPACE))


def _answers(catalogue: Catalogue, on: date = ON, **profile: object) -> StandardAnswers:
    seller = read_profile(WORKSPACE).seller.public.model_copy(update=profile)
    asked, words = asked_clauses(catalogue), open_words(catalogue)
    terms = standard_terms(catalogue.library, asked, seller, on, words)
    return compose_standard_answers(StandardParts(seller, catalogue, terms, on, "1.0"))


def test_the_same_parts_give_the_same_document(catalogue: Catalogue) -> None:
    assert canonical_bytes(_answers(catalogue)) == canonical_bytes(_answers(catalogue))


def test_every_fact_of_the_objections_texts_is_told_once(catalogue: Catalogue) -> None:
    told = [
        one.fact
        for objection in _answers(catalogue).objections
        for question in objection.questions
        for one in question.statements
    ]
    named = asked_clauses(catalogue)
    facts = {fact for one in named for fact in catalogue.library.clauses[one].preferred.facts}
    assert facts <= set(told)


def test_evidence_that_ended_before_the_day_is_neither_listed_nor_claimed(
    catalogue: Catalogue,
) -> None:
    """Of the four documents of the example, the evaluation ends on 11 April 2027."""
    last = {one.id for one in _answers(catalogue, date(2027, 4, 11)).evidence}
    late = _answers(catalogue, date(2027, 4, 12))
    assert last - {one.id for one in late.evidence} == {"order-status-eval"}
    assert "claim-order-status-eval" not in {one.id for one in late.proved}


def test_a_silent_profile_names_the_contact_for_each_gap(catalogue: Catalogue) -> None:
    gaps = _answers(catalogue, models=(), data_flow=(), evidence=()).to_be_supplied
    assert {one.area for one in gaps} >= {"training", "residency", "data_flow", "evidence"}
    assert {one.owner for one in gaps} == {"Marit de Vries, Halyard Agents B.V."}


def test_an_objection_without_a_question_says_that_its_answer_lacks(catalogue: Catalogue) -> None:
    """The catalogue's own words on an objection are advice to the seller; none of them gets in."""
    bare = catalogue.selling.objections[0].model_copy(update={"clauses": ()})
    selling = catalogue.selling.model_copy(update={"objections": (bare,)})
    (found,) = _answers(catalogue.model_copy(update={"selling": selling})).objections
    assert found.answer == "To be supplied by the seller, as no standard text states it."
    assert bare.asks not in found.model_dump_json()

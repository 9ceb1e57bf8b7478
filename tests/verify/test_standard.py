"""Standard answers hold together and name no price; each fault is found at its place."""

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
from proposalkit.model.standard_answers import Objection, OpenTerm, StandardAnswers
from proposalkit.verify.claims import check_claims_until
from proposalkit.verify.clauses import check_clause_digests
from proposalkit.verify.standard import check_no_price, check_standard_consistency
from proposalkit.workflows.overlay import knowledge_folders

WORKSPACE = Path(__file__).parent.parent.parent / "examples" / "workspace"
ON = date(2026, 11, 23)


@pytest.fixture(scope="module")
def answers() -> StandardAnswers:
    """The standard answers of the example workspace."""
    catalogue = load_catalogue(knowledge_folders(WORKSPACE))
    seller = read_profile(WORKSPACE).seller.public
    asked, words = asked_clauses(catalogue), open_words(catalogue)
    terms = standard_terms(catalogue.library, asked, seller, ON, words)
    return compose_standard_answers(StandardParts(seller, catalogue, terms, ON, "1.0"))


def _with_statement(answers: StandardAnswers, **changes: object) -> StandardAnswers:
    first = answers.objections[0]
    question = first.questions[0]
    statement = question.statements[0].model_copy(update=changes)
    question = question.model_copy(update={"statements": (statement,)})
    objection: Objection = first.model_copy(update={"questions": (question,)})
    return answers.model_copy(update={"objections": (objection,)})


def test_clean_answers_pass_every_check_of_the_data(answers: StandardAnswers) -> None:
    assert check_standard_consistency(answers).findings == ()
    assert check_clause_digests(answers).findings == ()
    assert check_claims_until(answers, ON).findings == ()
    assert len(answers.claims) > 20


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"clause_refs": ("gone",)}, 'Clause "gone" is cited but not there.'),
        ({"value": None}, "its state do not fit together"),
        ({"state": "to_be_supplied", "value": None}, "A clause states"),
    ],
)
def test_a_statement_that_does_not_fit_is_found(
    changes: dict[str, object], said: str, answers: StandardAnswers
) -> None:
    (found,) = check_standard_consistency(_with_statement(answers, **changes)).findings
    assert said in found.message
    assert found.where == "/objections/0"


def test_a_claim_whose_value_the_clause_does_not_state_is_found(answers: StandardAnswers) -> None:
    wrong = _with_statement(answers, value="yes")
    assert [one.id for one in check_claims_until(wrong, ON).findings] == ["claim-without-clause"]


def test_an_open_term_of_a_text_that_is_not_there_is_found(answers: StandardAnswers) -> None:
    wrong = answers.model_copy(update={"open_terms": (OpenTerm(clause="gone", what="Amount"),)})
    assert [one.where for one in check_standard_consistency(wrong).findings] == ["/openTerms/0"]


def test_evidence_that_ended_before_the_day_is_found(answers: StandardAnswers) -> None:
    found = check_claims_until(answers, date(2030, 1, 1)).findings
    assert {one.id for one in found} == {"evidence-expires"}


@pytest.mark.parametrize("text", ["EUR 0.10", "USD 12", "CHF1", "$ 5", "\u20ac5", "\u00a33"])
def test_an_amount_of_money_is_a_finding(text: str) -> None:
    (found,) = check_no_price(["nothing", f"a price of {text} each"]).findings
    assert (found.id, found.where) == ("price-in-standard-answers", "page 2")


@pytest.mark.parametrize("text", ["ISO 27001", "SHA-256", "RFC 8785", "DPA 2", "30 days", "BV 12"])
def test_other_numbers_are_not_taken_for_money(text: str) -> None:
    assert check_no_price([text]).findings == ()

"""Worked cases and shares that contradict the rule on work a person took part in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from tests.clauses.clashes import Case, hold_case, of

from proposalkit.clauses.deal import Deal
from proposalkit.clauses.deal_values import deal_value
from proposalkit.clauses.drafted import Terms
from proposalkit.clauses.outcome_conflicts import contradicting_cases

READY = Path(__file__).parents[2] / "knowledge" / "outcomes.yaml"
SHARED = {"when": [{"field": "edits", "operator": "at_least", "value": ["1"],
                    "text": "A person changed the reply"}], "share": "0.5"}  # fmt: skip
CLAUSE = {"evidence": of({"evidence.retention_days": 400})}
NONE = {"evidence": of({"evidence.retention_days": 400, "outcome.assisted_billed": "no"})}
PLACE = "workflow.outcome.cases.0.billed"


def _told(case: str, billed: str, **more: object) -> dict[str, object]:
    told = {"cases": [{"case": case, "billed": billed, "why": "The rule"}], **more}
    return {f"brief.workflow.outcome.{name}": value for name, value in told.items()}


def _rates(share: str | None) -> dict[str, object]:
    return {"offer.rates.1.assisted_share": share}


def _clash(words: str) -> list[tuple[str, str, str, str]]:
    return [("X-21", "warning", PLACE, words)]


CASES: dict[str, Case] = {
    "a corrected reply is billed": (
        _told("The agent drafts and a person at the desk corrects it", "yes"), CLAUSE,
        _clash('is billed, and "evidence" does not bill work that a person took part in'),
    ),
    "a contact handed over is billed": (
        _told("The contact is handed over to an employee", "yes"), {},
        _clash("is billed, and the definition does not bill"),
    ),
    "a corrected reply is billed in part": (
        _told("A person corrects the reply", "yes", assisted=SHARED), CLAUSE, [],
    ),
    "a corrected reply is not billed although a share is": (
        _told("The reply was corrected by a colleague", "no", assisted=SHARED), CLAUSE,
        _clash("is not billed, and \"evidence\" bills a share of"),
    ),
    "a corrected reply is not billed": (_told("A person corrects the reply", "no"), CLAUSE, []),
    "the agent alone is billed": (
        _told("The agent answers, and no person corrects it", "yes"), CLAUSE, [],
    ),
    "people who took no part": (
        _told("The person asks the staff helpdesk, the agent handles it today", "yes"), CLAUSE, [],
    ),
    "a share that the clause denies": (
        _told("The agent answers", "yes", assisted=SHARED), NONE,
        [("X-21", "warning", "workflow.outcome.assisted", '"evidence" bills none')],
    ),
    "a share in the price alone": (
        _rates("0.5"), CLAUSE,
        [("X-21", "warning", "workflow.outcome.assisted", "the definition bills it not at all")],
    ),
    "a share in the price of a deal without a definition": (
        {**_rates("0.5"), "brief.workflow.outcome": None}, CLAUSE,
        [("X-21", "warning", "workflow.outcome.assisted", "the definition bills it not at all")],
    ),
    "two shares": (
        {**_rates("0.4"), "brief.workflow.outcome.assisted": SHARED}, CLAUSE,
        [("X-21", "warning", "workflow.outcome.assisted", 'the definition bills it at "0.5"')],
    ),
    "one share": (
        {**_rates("0.5"), "brief.workflow.outcome.assisted": SHARED}, CLAUSE, [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_case_or_share_against_the_rule_is_found_and_no_other(
    case: str, terms_of: Callable[..., Terms]
) -> None:
    hold_case(CASES[case], terms_of)


def test_the_clause_on_attribution_states_the_share_of_the_brief(
    deal_of: Callable[..., Deal],
) -> None:
    deal = deal_of({"brief.workflow.outcome.assisted": SHARED})
    told = deal_value("outcome.assisted_rule", deal).value
    assert told == "Billed at 50% if this is so: A person changed the reply."


def test_no_ready_outcome_contradicts_itself(
    terms_of: Callable[..., Terms],
) -> None:
    sheet = yaml.load(READY.read_text("utf-8"), Loader=yaml.BaseLoader)
    for one in sheet["outcomes"].values():
        assert one["cases"]
        assert not list(contradicting_cases(terms_of({"brief.workflow.outcome": one})))

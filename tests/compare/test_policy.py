"""A proposal against a policy: met, deviates, not stated, one kind of requirement at a time."""

from __future__ import annotations

from datetime import date

import pytest
from tests.workflows.buyer_offers import Document, Edit, made

from proposalkit.compare.offers import Checking
from proposalkit.compare.policy import check_policy
from proposalkit.compare.requirements import Asked
from proposalkit.model.policy import Policy, RequirementRow
from proposalkit.workflows.facts_known import bloc_countries, fact_starts
from proposalkit.workflows.offer_price import price_of_proposal

DAY = date(2026, 12, 1)


def row(asked: Document, edit: Edit | None = None) -> RequirementRow:
    proposal = made(edit)
    requirement = {"id": "one", "what": "It is asked."} | asked
    policy = Policy.model_validate({
        "policy": "own", "title": "Own", "version": "1", "as_of": "2026-11-21",
        "requirements": [requirement],
    })  # fmt: skip
    price = price_of_proposal(proposal, "a.json")
    report = check_policy(
        policy, "a.json", Asked(proposal, price.at, bloc_countries(), fact_starts()),
        Checking("passed", "6 checks"), DAY, lambda pointer, quote: 7,
    )  # fmt: skip
    counts = {"met": report.met, "deviates": report.deviates, "not_stated": report.not_stated}
    (found,) = report.rows
    assert counts[found.status] == sum(counts.values()) == 1
    return found


# the golden proposal: notice within 72 hours, no training, 30 days, 99.9 %, EUR 50.00
CASES: list[tuple[Document, str]] = [
    ({"fact": {"id": "incident.notice_hours", "at_most": "72"}}, "met"),
    ({"fact": {"id": "incident.notice_hours", "at_most": "71"}}, "deviates"),
    ({"fact": {"id": "incident.notice_hours", "at_least": "73"}}, "deviates"),
    ({"fact": {"id": "data.training.customer_data_used", "is": "no"}}, "met"),
    ({"fact": {"id": "data.training.customer_data_used", "is_not": ["no"]}}, "deviates"),
    ({"fact": {"id": "insurance.covers"}}, "not_stated"),
    ({"fact": {"id": "insurance.covers", "includes": ["cyber"]}}, "not_stated"),
    ({"fact": {"id": "exit.formats", "includes": ["csv"]}}, "met"),
    ({"fact": {"id": "exit.formats", "within": ["CSV", "JSON Lines"]}}, "met"),
    ({"fact": {"id": "exit.formats", "within": ["CSV"]}}, "deviates"),
    ({"fact": {"id": "agent.spend_limit", "at_most": "EUR 50.00"}}, "met"),
    ({"fact": {"id": "agent.spend_limit", "at_most": "EUR 49.99"}}, "deviates"),
    ({"fact": {"id": "agent.spend_limit", "at_most": "USD 900.00"}}, "deviates"),
    ({"clause": {"any_of": ["dpa-art28"]}}, "met"),
    ({"clause": {"any_of": ["baa-hipaa", "dpa-art28"]}}, "met"),
    ({"clause": {"any_of": ["baa-hipaa"]}}, "not_stated"),
    ({"price": {"currency": "EUR", "total_at_most": "147530"}}, "met"),
    ({"price": {"currency": "EUR", "total_at_most": "147529.99"}}, "deviates"),
    # 20,001 contacts a month: 213,650.00, 0.8902 for one
    ({"price": {"currency": "EUR", "volume": "20001", "unit_at_most": "0.8902"}}, "met"),
    ({"price": {"currency": "EUR", "volume": "20001", "unit_at_most": "0.89"}}, "deviates"),
    ({"price": {"currency": "USD", "total_at_most": "999999"}}, "deviates"),
    ({"outcome": {"field": "reopen_window", "at_least": "P14D"}}, "met"),
    ({"outcome": {"field": "reopen_window", "at_least": "P2W"}}, "met"),
    # half a month may be 15 days: nobody can be sure
    ({"outcome": {"field": "reopen_window", "at_least": "P1M"}}, "deviates"),
    ({"outcome": {"field": "handoff_counts", "is": ["no"]}}, "met"),
    ({"outcome": {"field": "handoff_counts", "is": ["yes"]}}, "deviates"),
    ({"outcome": {"field": "observation_window", "at_least": "P3D"}}, "not_stated"),
    ({"residency": {"what": "inference", "within": ["EU"]}}, "met"),
    ({"residency": {"what": "inference", "within": ["DE"]}}, "deviates"),
    ({"residency": {"what": "backups", "within": ["IE", "DE"]}}, "met"),
    ({"evidence": {"kind": "certificate", "title_has": "27001"}}, "met"),
    ({"evidence": {"kind": "certificate", "title_has": "42001"}}, "not_stated"),
    ({"evidence": {"kind": "certificate", "valid_until": "2028-06-15"}}, "met"),
    ({"evidence": {"kind": "certificate", "valid_until": "2028-06-16"}}, "deviates"),
    ({"evidence": {"kind": "provider_terms"}}, "not_stated"),
    ({"evidence": {"kind": "insurance"}}, "not_stated"),
    ({"term": {"notice_at_most": "P30D"}}, "met"),
    ({"term": {"notice_at_most": "P29D"}}, "deviates"),
    ({"term": {"commitment_at_most": "P12M"}}, "met"),
    ({"term": {"commitment_at_most": "P11M"}}, "deviates"),
    ({"term": {"clean_days_at_least": 90}}, "met"),
    ({"term": {"clean_days_at_least": 91}}, "deviates"),
    ({"value": {"path": "payment.terms", "is": ["30 days"]}}, "met"),
    ({"value": {"path": "payment.terms", "is": ["60 days"]}}, "deviates"),
    ({"value": {"path": "released_by"}}, "not_stated"),
]


@pytest.mark.parametrize(("asked", "status"), CASES, ids=lambda one: str(one)[:60])
def test_each_kind_of_requirement_is_answered(asked: Document, status: str) -> None:
    found = row(asked)
    assert found.status == status
    assert found.page == (7 if found.pointer else None)
    assert found.asked


def test_a_commitment_of_the_price_runs_from_its_first_month_to_the_end_of_the_term() -> None:
    # 12 months of production, the first of which is free of it: 11 months
    def committed(document: Document) -> None:
        pricing = document["pricing"]
        assert isinstance(pricing, dict)
        pricing["commitments"] = [{
            "id": "year", "label": "Least spend", "kind": "spend", "period": "P3M",
            "amount": {"amount": "9000.00", "currency": "EUR"}, "firstMonth": 2,
            "appliesTo": ["resolved-contacts"], "shortfall": "billed",
        }]  # fmt: skip

    found = row({"term": {"commitment_at_most": "P6M"}}, committed)
    assert found.status == "deviates"
    assert 'commitment of the price "Least spend" of 11 months' in (found.found or "")


def test_a_commitment_is_open_unless_length_or_absence_is_stated() -> None:
    def silent(document: Document) -> None:
        term = document["term"]
        assert isinstance(term, dict)
        del term["commitment"]

    assert row({"term": {"commitment_at_most": "P12M"}}, silent).status == "not_stated"


def test_an_answer_has_pointer_quote_and_clause() -> None:
    found = row({"fact": {"id": "incident.notice_hours", "at_most": "24"}})
    assert found.found == "72"
    assert found.clause == "incident-and-rollback"
    assert found.quote is not None
    assert found.quote.endswith("of the AI is reported within 72 hours.")
    assert found.pointer is not None
    node: object = made().model_dump(mode="json", by_alias=True)
    for part in found.pointer.split("/")[1:]:
        node = node[int(part)] if isinstance(node, list) else node[part]  # type: ignore[index]
    assert node == 72


def test_practice_without_a_clause_is_enough_only_when_the_policy_says_so() -> None:
    def operational(document: Document) -> None:
        document["data"]["residency"][0]["certainty"] = "operational"

    asked = {"what": "inference", "within": ["EU"]}
    assert row({"residency": asked}, operational).status == "deviates"
    assert row({"residency": asked | {"bound_by_clause": False}}, operational).status == "met"


def test_a_place_that_is_not_stated_is_no_consent() -> None:
    def silent(document: Document) -> None:
        document["data"]["residency"][0] |= {"certainty": "not_stated", "places": []}

    def nothing(document: Document) -> None:
        document["data"]["residency"] = []

    asked = {"residency": {"what": "inference", "within": ["EU"]}}
    assert row(asked, silent).status == "not_stated"
    assert row(asked, nothing).status == "not_stated"


def test_one_outcome_of_two_that_deviates_decides() -> None:
    def second(document: Document) -> None:
        first = document["outcomes"][0]
        document["outcomes"].append(first | {"id": "outcome-two", "handoffCounts": True})

    found = row({"outcome": {"field": "handoff_counts", "is": ["no"]}}, second)
    assert (found.status, found.pointer) == ("deviates", "/outcomes/1/handoffCounts")


def test_the_sellers_own_answers_are_counted_and_decide_nothing() -> None:
    """The list says it deletes within a day; the policy reads the clause, which says thirty."""
    answer = {
        "id": "a", "number": 1, "text": "Deleted in one day.", "priority": "mandatory",
        "status": "met", "answer": "It is.", "clauseRefs": ["data-retention-deletion"],
    }  # fmt: skip

    def edit(document: Document) -> None:
        document["requirements"] = [answer, {**answer, "number": 2, "status": "deviates"}]

    proposal = made(edit)
    policy = Policy.model_validate({
        "policy": "own", "title": "Own", "version": "1", "as_of": "2026-11-21",
        "requirements": [
            {"id": "one", "what": "Deleted.",
             "fact": {"id": "data.delete_active_days", "at_most": "1"}}
        ],
    })  # fmt: skip
    report = check_policy(
        policy, "a.json", Asked(proposal, price_of_proposal(proposal, "a.json").at),
        Checking("passed", "6 checks"), DAY, lambda pointer, quote: 7,
    )  # fmt: skip
    assert report.answered == "1 of 2 requirements met, 1 deviate"
    assert report.deviates == 1


def _counted(at_most: str, edit: Edit | None = None) -> RequirementRow:
    limit = {"id": "data.delete_active_days", "at_most": at_most, "counted_from": "contract_end"}
    return row({"fact": limit}, edit)


def test_days_that_start_later_than_asked_are_counted_with_the_days_before() -> None:
    """30 days to retrieve data, then 30 to empty the stores: 60 after the end."""
    met, late = _counted("60"), _counted("59")
    assert (met.status, late.status) == ("met", "deviates")
    assert late.asked == "at most 59 after the end"
    assert late.found == "60 after the end: 30, and then 30"
    assert row({"fact": {"id": "data.delete_active_days", "at_most": "30"}}).status == "met"


def test_days_whose_first_day_is_not_stated_are_no_answer() -> None:
    def silent(document: Document) -> None:
        for clause in document["clauses"]:
            clause["facts"] = [one for one in clause["facts"] if one["id"] != "exit.retrieval_days"]

    found = _counted("60", silent)
    assert (found.status, found.pointer is None) == ("not_stated", False)
    assert "not stated how long after the end" in found.found
    limit = {"id": "data.retention_days", "at_most": "999", "counted_from": "contract_end"}
    assert row({"fact": limit}).status == "not_stated"

"""Each rule of the review with a proposal it objects to and one that meets it.

The proposals are the golden ones with a few values changed; what each test expects was read off
the pages by a person, not taken from the program.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from proposalkit.knowledge.inputs import read_yaml_model
from proposalkit.model.proposal import Proposal
from proposalkit.model.review import Reviewed, ReviewRules
from proposalkit.review.run import NUMBERS, TESTS, WORDS, hold_against, rule_faults

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"
NORDWIND, TAMARACK, HUETTENTAL = (
    "nordwind-support", "tamarack-authorizations", "huettental-service",
)  # fmt: skip
GONE = "(taken out)"
Change = Mapping[str, object]

MONEY = {"amount": "100.00", "currency": "EUR"}
SHARE_LINE = {
    "id": "share", "label": "Share of the saving", "type": "value_share",
    "metricRef": "resolved-contact", "tierMode": "flat", "tiers": [{"rate": "0.15"}],
    "billingPeriod": "P1M", "maximum": MONEY,
    "baseline": {"amount": MONEY, "direction": "below", "source": "Signed on 3 May 2026"},
}  # fmt: skip
COMMITMENT = {
    "id": "year", "label": "A year", "kind": "spend", "amount": MONEY, "period": "P1M",
    "firstMonth": 1, "appliesTo": ["resolved-contacts"], "shortfall": "billed",
}  # fmt: skip
DISCOUNT = {
    "id": "year", "label": "For a year", "kind": "percent", "rate": "0.10", "order": 1,
    "appliesTo": ["resolved-contacts"], "condition": "For a commitment of a year.",
}  # fmt: skip
RISE = {
    "id": "index", "label": "Consumer prices", "appliesTo": ["platform"], "firstMonth": 13,
    "every": "P12M", "floor": "0", "cap": "0.08", "assumed": "0.02",
}  # fmt: skip
IN_DOLLARS = {
    "/pricing/currency": "USD",
    "/pricing/scenarios/1/volumes/0/perPeriod": "60000",
}
OUTCOME = "/outcomes/0"
REQUIRED = {
    "id": "a", "number": 1, "text": "Data is deleted.", "priority": "mandatory", "status": "met",
    "answer": "It is.", "clauseRefs": ["data-retention-deletion"],
}  # fmt: skip

# Rule -> what makes the buyer object, as changes of the proposal of the retailer.
OBJECTS: dict[str, Change] = {
    "B-01": {"/outcomes": []},
    "B-02": {f"{OUTCOME}/systemOwner": "seller"},
    "B-03": {f"{OUTCOME}/silenceCounts": True},
    "B-04": {f"{OUTCOME}/reopenWindow": "P2D"},
    "B-05": {"/metrics/0/unit": "customer interaction"},
    "B-06": {"/pricing/components/+": SHARE_LINE | {"metricRef": "another"}},
    "B-07": {f"{OUTCOME}/cases": []},
    "B-08": {"fact:outcome.dispute_days": 7},
    "B-09": {"fact:evidence.retention_days": 90},
    "B-10": {"fact:audit.frequency": GONE},
    "B-11": {"/pricing/caps/0/onReach": "notify_and_bill"},
    # 6,000.00 of 5,000 x 0.95 + 7,000 x 0.82 = 10,490.00 is 57 %
    "B-12": {"/pricing/components/2/minimum/amount": "6000.00"},
    # 1.0245 of 1.50 is 68 %
    "B-13": {"/pricing/costToday/amount": "1.50"},
    "B-14": {"/pricing/components/2/tiers": [{"unitPrice": {"amount": "0.95", "currency": "EUR"}}]},
    "B-15": {"/pricing/scenarios/0": GONE},
    "B-16": {**IN_DOLLARS, "words:pricing-floor-cap": ("third year", "next year")},
    "B-17": {"/pricing/indexation": [RISE]},
    "B-18": {"/pricing/components/+": SHARE_LINE | {"baseline": None}},
    "B-19": {"/term": GONE},
    "B-20": {"/term/exitNotice": "P60D"},
    "B-21": {"/term/cleanDays": 30},
    "B-22": {"/term/commitment": "P12M", "/pricing/discounts": [DISCOUNT]},
    "B-23": {},
    "B-24": {"fact:exit.formats": GONE},
    "B-25": {"words:exit-data-export": ("memory and other context learned", "other things")},
    "B-26": {"words:exit-data-export": ("prompts, workflows and settings", "settings")},
    "B-27": {"words:exit-data-export": ("knowledge sources", "pages")},
    "B-28": {"words:exit-data-export": ("tuning data", "data")},
    "B-29": {"fact:data.delete_backup_days": 365},
    "B-30": {"/pilot/duration": "P180D"},
    "B-31": {"/serviceLevels": []},
    "B-32": {},
    "B-33": {
        "/pilot/expansion/reviewEvery": "P6M",
        "words:outcome-dispute": ("Each quarter the", "At times the"),
    },
    "B-34": {"/serviceEvidence/0/rollback": None},
    "B-35": {"fact:agent.kill_switch": GONE},
    "B-36": {},
    "B-37": {"fact:incident.notice_hours": 240},
    "B-38": {"fact:data.training.customer_data_used": "deidentified_opt_in"},
    "B-39": {"fact:data.model_provider.retention_days": 90},
    "B-40": {"fact:subprocessor.notice_days": 5},
    "B-41": {"fact:residency.routing": "global"},
    "B-42": {"fact:residency.telemetry": GONE},
    "B-43": {"words:data-use-limits": ("1. ", "1. The policy at https://example.test binds. ")},
    "B-44": {"clause:hallucination-allocation": GONE},
    "B-45": {"fact:oversight.required_for": GONE},
    "B-46": {"words:liability-cap": ("EUR 7,500.00", "the pilot fee")},
    "B-47": {"fact:liability.supercap_multiple": "1"},
    "B-48": {"clause:ip-output-indemnity": GONE},
    "B-49": {},
    "B-50": {"fact:ai.disclosure": GONE},
    "B-51": {"/evidence/0/expiresOn": "2027-01-06"},
    "B-52": {"/evidence/0": GONE, "/evidence/0/kind": "reference"},
    "B-53": {"/evidence/3/kind": "policy"},
    "B-54": {"/claims/0/clauseRefs": []},
    "B-55": {},
    "B-56": {"/requirements": [REQUIRED, {**REQUIRED, "number": 2, "status": "deviates"}]},
}

# Rules the retailer's proposal does not meet as it is: what it takes.
MEETS: dict[str, Change] = {
    "B-16": IN_DOLLARS,
    "B-18": {"/pricing/components/+": SHARE_LINE},
    "B-23": {
        "words:pilot-conversion": ("unless Customer declines", "once Customer agrees"),
        "/pilot/decision/onSuccess": "Production starts once the buyer says so in writing.",
        "words:answers": ("unless the buyer declines", "once the buyer agrees"),
    },
    "B-32": {"fact:sla.credits": "automatic"},
    "B-36": {"fact:model.change_notice_days": 30},
    "B-49": {"/evidence/0/kind": "insurance"},
    "B-55": {"/notStated": []},
    # what is only desired may be left open
    "B-56": {
        "/requirements": [REQUIRED, {**REQUIRED, "priority": "desired", "status": "not_stated"}]
    },
}

# Rule -> a case it does not apply to.
DOES_NOT_APPLY: dict[str, tuple[str, Change]] = {
    **dict.fromkeys(
        ("B-01", "B-02", "B-03", "B-04", "B-05", "B-06", "B-07", "B-09", "B-10"), (TAMARACK, {})
    ),
    **dict.fromkeys(("B-08", "B-11", "B-12", "B-13", "B-14", "B-15"), (HUETTENTAL, {})),
    "B-16": (NORDWIND, {}),
    "B-56": (NORDWIND, {}),
    "B-18": (NORDWIND, {}),
    "B-30": (NORDWIND, {"/pilot": GONE}),
    "B-32": (NORDWIND, {"fact:sla.credits": GONE}),
    "B-35": (HUETTENTAL, {}),
    "B-39": (HUETTENTAL, {}),
    "B-50": (TAMARACK, {}),
}  # fmt: skip


@cache
def _golden(case: str) -> str:
    return (GOLDEN / case / "proposal.json").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def rules() -> ReviewRules:
    return read_yaml_model(ROOT / "knowledge" / "review-rules.yaml", ReviewRules)


def _changed(case: str, change: Change) -> Proposal:
    document = json.loads(_golden(case))
    for key, value in change.items():
        kind, _, name = key.partition(":")
        if kind == "fact":
            _change_fact(document, name, value)
        elif kind == "words":
            _change_words(document, name, value)
        elif kind == "clause":
            document["clauses"] = [one for one in document["clauses"] if one["id"] != name]
        else:
            _change_value(document, key, value)
    return Proposal.model_validate(document)


def _change_fact(document, name, value):  # type: ignore[no-untyped-def]
    held = next(c for c in document["clauses"] if any(f["id"] == name for f in c["facts"]))
    held["facts"] = [one for one in held["facts"] if one["id"] != name]
    if value != GONE:
        held["facts"].append({"id": name, "value": value})


def _change_words(document, name, words):  # type: ignore[no-untyped-def]
    before, after = words
    if name == "answers":
        for one in document["answers"]:
            one["answer"] = one["answer"].replace(before, after)
        return
    clause = next(one for one in document["clauses"] if one["id"] == name)
    assert before in clause["text"], f"{name} no longer says {before!r}"
    clause["text"] = clause["text"].replace(before, after)


def _change_value(document, pointer, value):  # type: ignore[no-untyped-def]
    *path, last = pointer.strip("/").split("/")
    place = document
    for part in path:
        place = place[int(part)] if isinstance(place, list) else place[part]
    if last == "+":
        place.append(value)
    elif isinstance(place, list) and value == GONE:
        del place[int(last)]
    elif value == GONE:
        del place[last]
    else:
        place[int(last) if isinstance(place, list) else last] = value


def _held(rules: ReviewRules, rule: str, proposal: Proposal) -> Reviewed:
    return next(one for one in hold_against(rules.rules, proposal) if one.rule.id == rule)


@pytest.mark.parametrize("rule", TESTS)
def test_each_rule_objects_and_says_where(rule: str, rules: ReviewRules) -> None:
    found = _held(rules, rule, _changed(NORDWIND, OBJECTS[rule]))
    assert found.outcome == "objection", found.says
    assert found.where.startswith("/")
    assert found.says.endswith((".", "?", '"'))


@pytest.mark.parametrize("rule", TESTS)
def test_each_rule_can_be_met(rule: str, rules: ReviewRules) -> None:
    found = _held(rules, rule, _changed(NORDWIND, MEETS.get(rule, {})))
    assert found.outcome == "met", found.says


@pytest.mark.parametrize("rule", DOES_NOT_APPLY)
def test_a_rule_that_does_not_apply_gives_its_reason(rule: str, rules: ReviewRules) -> None:
    case, change = DOES_NOT_APPLY[rule]
    found = _held(rules, rule, _changed(case, change))
    assert (found.outcome, found.where) == ("not_applicable", "")
    assert found.says


@pytest.mark.parametrize(
    ("rule", "empty"), [("B-39", "/offering/models"), ("B-40", "/offering/subprocessors")]
)
def test_an_empty_list_is_not_stated_and_no_proof_that_there_are_none(
    rule: str, empty: str, rules: ReviewRules
) -> None:
    found = _held(rules, rule, _changed(NORDWIND, {empty: []}))
    assert (found.outcome, found.where) == ("objection", empty)
    assert found.says.startswith("Not stated: ")


PERCENTAGE: Change = {
    "/pricing/components/2": {
        "id": "resolved-contacts", "label": "Part of what is recovered", "type": "percentage",
        "metricRef": "resolved-contact", "tierMode": "graduated", "tiers": [{"rate": "0.05"}],
        "billingPeriod": "P1M",
    },
    "/metrics/0/definition": "Money that debtors paid in the month, from the ledger.",
    "/metrics/0/kind": "amount",
    "/outcomes": [],
}  # fmt: skip


def test_a_percentage_is_not_judged_by_units(rules: ReviewRules) -> None:
    found = {one.rule.id: one for one in hold_against(rules.rules, _changed(NORDWIND, PERCENTAGE))}
    by_units = ("B-03", "B-04", "B-05", "B-07", "B-13", "B-14")
    assert {found[one].outcome for one in by_units} == {"not_applicable"}
    assert (found["B-01"].outcome, found["B-01"].where) == ("met", "/metrics/0/definition")
    bare = {
        **PERCENTAGE, "/metrics/0/definition": None, "fact:outcome.dispute_days": GONE,
        "fact:evidence.retention_days": GONE,
    }  # fmt: skip
    held = {one.rule.id: one for one in hold_against(rules.rules, _changed(NORDWIND, bare))}
    assert held["B-01"].says == "Nothing says how the amount is measured."
    assert held["B-08"].says == ("No clause says how the amount the share is taken of is disputed.")
    assert held["B-09"].says == "No clause keeps evidence for the amount the share is taken of."


def test_no_rule_is_left_out(rules: ReviewRules) -> None:
    for case in (NORDWIND, TAMARACK, HUETTENTAL):
        found = hold_against(rules.rules, _changed(case, {}))
        assert [one.rule.id for one in found] == list(TESTS)


def test_every_other_place_an_answer_points_at_is_there(rules: ReviewRules) -> None:
    for case in (NORDWIND, TAMARACK, HUETTENTAL):
        for one in hold_against(rules.rules, _changed(case, {})):
            place = json.loads(_golden(case))
            for part in one.where.strip("/").split("/") if one.where else ():
                place = place[int(part)] if isinstance(place, list) else place[part]


def test_the_exit_has_to_stand_on_page_one_where_pages_are_known(rules: ReviewRules) -> None:
    proposal = _changed(NORDWIND, {})
    for pages, outcome in (((1, 9), "met"), ((2, 9), "objection"), ((), "objection")):
        found = hold_against(rules.rules, proposal, {"/term/exitRight": pages})
        exit_ = next(one for one in found if one.rule.id == "B-19")
        assert (exit_.outcome, exit_.pages) == (outcome, pages)


def test_the_clause_that_decided_is_named(rules: ReviewRules) -> None:
    found = _held(rules, "B-36", _changed(NORDWIND, {}))
    assert found.clause == "model-change-control"


def test_a_fact_stands_on_the_pages_of_its_clause(rules: ReviewRules) -> None:
    proposal = _changed(NORDWIND, {})
    at = next(n for n, one in enumerate(proposal.clauses) if one.id == "model-change-control")
    found = hold_against(rules.rules, proposal, {f"/clauses/{at}/text": (21, 22)})
    assert next(one for one in found if one.rule.id == "B-36").pages == (21, 22)


def test_a_rule_without_a_test_and_a_test_without_a_rule_are_refused(rules: ReviewRules) -> None:
    rows = rules.rules
    stray = rows[0].model_copy(update={"id": "B-99"})
    said = [one.message for one in rule_faults((*rows[1:], stray), "file.yaml:1:1")]
    assert said == ['No test belongs to the rule "B-99".', 'The test "B-01" has no rule.']
    twice = [one.message for one in rule_faults((*rows, rows[4]), "file.yaml:1:1")]
    assert twice == ['The rule "B-05" stands there twice.']
    assert list(rule_faults(rows, "file.yaml:1:1")) == []


@pytest.mark.parametrize("rule", sorted({*NUMBERS, *WORDS}))
def test_a_rule_that_lacks_its_numbers_or_words_is_refused(rule: str, rules: ReviewRules) -> None:
    bare = {"limits": {}, "words": {}}
    rows = [one.model_copy(update=bare) if one.id == rule else one for one in rules.rules]
    assert [rule in one.message for one in rule_faults(rows, "file.yaml:1:1")] == [True]


def test_every_piece_of_advice_of_the_buyers_guides_has_its_rule(rules: ReviewRules) -> None:
    """Six contract steps, four mistakes, four steps of a beginning, four points of lock-in."""
    cited = " ".join(one.source for one in rules.rules)
    ordinals = ("first", "second", "third", "fourth")
    wanted = [f"Pay Per Performance guide, step {number}" for number in range(1, 7)]
    wanted += [f"mistakes, {one}" for one in ordinals]
    wanted += [f"Lock-in points to watch, {one}" for one in ordinals]
    wanted += [f"Implementation Sequence, {one}" for one in ordinals]
    assert [one for one in wanted if one not in cited] == []
    assert sum("own reading" not in one.source for one in rules.rules) >= 25

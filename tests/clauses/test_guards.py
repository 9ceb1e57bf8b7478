"""What may not be asserted without proof."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.clauses.clashes import DECIDES, ROUTES, Facts, of

from proposalkit.clauses.drafted import Terms
from proposalkit.clauses.guards import GUARDS, bar_unproved

SHARED: Facts = {"data.model_provider.identifiable_shared": "no"}
REPORT = {"id": "soc", "kind": "audit_report", "title": "SOC 2", "issuer": "Kade",
          "issued_on": "2026-01-01", "scope": "All", "claim": "Audited."}  # fmt: skip
LEVEL: Facts = {"output.accuracy_commitment": "threshold"}
NOTICE: Facts = {"model.change_notice_days": 14}
MEASURED = {**REPORT, "id": "sample", "kind": "measurement", "sample": "400"}

# case: (change of the deal, clauses, [(guard, clause, what it needs)])
GUARDED: dict[str, tuple[dict[str, object], dict[str, object], list[tuple[str, str, str]]]] = {
    "shared form proved by terms": ({}, {"flowdown": of(SHARED)}, []),
    "shared form without proof": (
        {"seller.evidence": []}, {"flowdown": of(SHARED)},
        [("G-01", "flowdown", "provider terms or an audit report on shared data")],
    ),
    "shared form with stale proof": (
        {"seller.evidence.0.expires_on": "2026-12-01"}, {"flowdown": of(SHARED)},
        [("G-01", "flowdown", "provider terms or an audit report on shared data")],
    ),
    "shared form proved by a report": (
        {"seller.evidence": [REPORT]}, {"flowdown": of(SHARED)}, [],
    ),
    "own model shares nothing": (
        {"seller.evidence": [], "seller.models.0.outside": "no"}, {"flowdown": of(SHARED)}, [],
    ),
    "honest about sharing": (
        {"seller.evidence": []},
        {"flowdown": of({"data.model_provider.identifiable_shared": "yes_as_subprocessor"})}, [],
    ),
    "certificate without report": (
        {}, {"security": of({"certs": ("ISO 27001",)})},
        [("G-02", "security", "a certificate or audit report valid on 7 January 2027")],
    ),
    "certificate with report": (
        {"seller.evidence": [REPORT]}, {"security": of({"certs": ("SOC 2",)})}, [],
    ),
    "routes known": ({}, {"compute": of(ROUTES)}, []),
    "a route unknown": (
        {"seller.models.0.routing": "not_stated"}, {"compute": of(ROUTES)},
        [("G-04", "compute", "the routing of Large 2")],
    ),
    "a class too low for decisions about people": (
        DECIDES, {"ai_act": of({"ai_act.risk_class": "limited"})},
        [("G-11", "ai-act", "a reading of Annex III of the EU AI Act for this use")],
    ),
    "a class a lawyer found right": (
        {**DECIDES, "brief.high_risk_use": "no"},
        {"ai_act": of({"ai_act.risk_class": "limited"})}, [],
    ),
    "a high risk in the text for a low one": (
        {**DECIDES, "brief.high_risk_use": "yes"},
        {"ai_act": of({"ai_act.risk_class": "limited"})},
        [("G-11", "ai-act", "the text for a high-risk system")],
    ),
    "a high risk in its own text": (
        {**DECIDES, "brief.high_risk_use": "yes"},
        {"ai_act": of({"ai_act.risk_class": "high"})}, [],
    ),
    "no model": (
        {"seller.models": []}, {"compute": of({"residency.routing": "geo"})},
        [("G-04", "compute", "the models and their routing")],
    ),
    "zero retention on every route": (
        {"seller.models.0.retention_days": "0"},
        {"flowdown": of({"data.model_provider.retention_days": 0})}, [],
    ),
    "zero retention and a route that keeps": (
        {"seller.models.0.retention_days": "30"},
        {"flowdown": of({"data.model_provider.retention_days": 0})},
        [("G-05", "flowdown", "approval of zero retention for Large 2")],
    ),
    "business associate terms without them behind": (
        {}, {"baa": of({"baa.available": "yes"})},
        [("G-03", "baa", "business associate terms with Calanque SAS, Rhein Cloud")],
    ),
    "business associate terms with one company missing": (
        {"seller.models.0.baa": "yes"}, {"baa": of({"baa.available": "yes"})},
        [("G-03", "baa", "business associate terms with Rhein Cloud")],
    ),
    "business associate terms with all behind": (
        {"seller.models.0.baa": "yes", "seller.subprocessors.0.baa": "yes"},
        {"baa": of({"baa.available": "yes"})}, [],
    ),
    "storage needs no route": (
        {"seller.models": []}, {"storage": of({"residency.storage": ("Germany",)})}, [],
    ),
    "level of accuracy without a baseline": (
        {}, {"warranty": of(LEVEL)},
        [("G-06", "warranty", "a measured baseline with the size of its sample")],
    ),
    "level of accuracy on a measurement without sample": (
        {"seller.evidence": [MEASURED | {"sample": None}]}, {"warranty": of(LEVEL)},
        [("G-06", "warranty", "a measured baseline with the size of its sample")],
    ),
    "level of accuracy on a stale measurement": (
        {"seller.evidence": [MEASURED | {"expires_on": "2026-12-01"}]}, {"warranty": of(LEVEL)},
        [("G-06", "warranty", "a measured baseline with the size of its sample")],
    ),
    "level of accuracy on a measured baseline": (
        {"seller.evidence": [MEASURED]}, {"warranty": of(LEVEL)}, [],
    ),
    "tested, no level promised": (
        {}, {"warranty": of({"output.accuracy_commitment": "process"})}, [],
    ),
    "official words copied into a text": (
        {}, {"transfer": of(None, "1. The data\nimporter SHALL keep records.")},
        [("G-07", "transfer", "the official clauses by reference, unchanged")],
    ),
    "notice of a change longer than the provider's": (
        {"seller.models.0.change_notice_days": "10"}, {"change": of(NOTICE)},
        [("G-09", "change", "terms with 14 days' notice of a change from Calanque SAS")],
    ),
    "notice of a change as long as the provider's": (
        {"seller.models.0.change_notice_days": "14"}, {"change": of(NOTICE)}, [],
    ),
    "notice of a change of an own model": (
        {"seller.models.0.change_notice_days": "10", "seller.models.0.outside": "no"},
        {"change": of(NOTICE)}, [],
    ),
    "requests kept longer than the clause says": (
        {"seller.models.0.retention_days": "30"},
        {"flowdown": of({"data.model_provider.retention_days": 7})},
        [("G-09", "flowdown", "terms that keep requests for at most 7 days from Calanque SAS")],
    ),
    "an indemnity that nobody upstream gives": (
        {"seller.models.0.output_indemnity": "no"}, {"ip": of({"ip.output_indemnity": "yes"})},
        [("G-09", "ip", "an indemnity for output from Calanque SAS")],
    ),
    "an indemnity that insurance covers": (
        {"seller.models.0.output_indemnity": "no",
         "seller.evidence": [REPORT | {"id": "policy", "kind": "insurance"}]},
        {"ip": of({"ip.output_indemnity": "yes"})}, [],
    ),
    "no indemnity, none upstream": (
        {"seller.models.0.output_indemnity": "no"}, {"ip": of({"ip.output_indemnity": "no"})}, [],
    ),
    "all liability excluded in Germany": (
        {}, {"cap": of(None, "1. Provider excludes all\nliability.")},
        [("G-10", "cap", "a text that leaves liability in force where law does")],
    ),
    "all liability excluded in Britain": (
        {"brief.buyer.country": "GB"}, {"cap": of(None, "1. Provider excludes all liability.")},
        [("G-10", "cap", "a text that leaves liability in force where law does")],
    ),
    "all liability excluded in the United States": (
        {"brief.buyer.country": "US"},
        {"cap": of(None, "1. Provider excludes all liability.")}, [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", GUARDED)
def test_a_guard_bars_what_cannot_be_proved(case: str, terms_of: Callable[..., Terms]) -> None:
    change, clauses, expected = GUARDED[case]
    barred = bar_unproved(terms_of(change, **clauses))
    assert [(one.guard, one.clause, one.needs) for one in barred] == expected


def test_every_guard_bars_something_in_these_tests() -> None:
    barring = {guard for _, _, rows in GUARDED.values() for guard, _, _ in rows}
    assert barring == {*GUARDS, "G-11"}

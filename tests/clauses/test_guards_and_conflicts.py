"""What may not be asserted without proof, and what must not ship together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from proposalkit.clauses.conflicts import CONFLICTS, find_conflicts
from proposalkit.clauses.deal import Deal
from proposalkit.clauses.drafted import Drafted, Terms
from proposalkit.clauses.guards import GUARDS, bar_unproved
from proposalkit.clauses.param_types import read_param
from proposalkit.model.knowledge import ClauseRecord
from proposalkit.model.proof import Clause, Fact, FactValue

DealOf = Callable[..., Deal]
ClauseOf = Callable[..., ClauseRecord]
Facts = dict[str, FactValue]


@pytest.fixture
def terms_of(deal_of: DealOf, clause_of: ClauseOf) -> Callable[..., Terms]:
    """Make terms of clauses given as id: (facts, text, params as name: (param, value))."""

    def make(deal: dict[str, object], **clauses: tuple[Facts, str, dict[str, object]]) -> Terms:
        return Terms(
            tuple(_drafted(clause_of, name.replace("_", "-"), *clause)
                  for name, clause in clauses.items()),
            deal_of(deal),
        )  # fmt: skip

    return make


def _drafted(
    clause_of: ClauseOf, name: str, facts: Facts, text: str, params: dict[str, object]
) -> Drafted:
    given = {key: value for key, value in params.items() if isinstance(value, tuple)}
    record = clause_of(name, params={key: value[0] for key, value in given.items()})
    return Drafted(
        record=record,
        clause=Clause(
            id=name, version="1", family=record.family, title=name, text=text, text_sha256="0",
            facts=tuple(Fact(id=key, value=value) for key, value in facts.items()),
            origin="standard", lands_in="main_agreement",
        ),
        params={key: read_param(record.params[key], value[1], "EUR")
                for key, value in given.items()},
    )  # fmt: skip


def _of(facts: Facts | None = None, text: str = "", **params: object) -> tuple[object, ...]:
    return (facts or {}, text, params)


def _param(type_: str, value: str, **keys: object) -> tuple[dict[str, object], str]:
    return ({"type": type_, "means": "What it is", **keys}, value)


SHARED: Facts = {"data.model_provider.identifiable_shared": "no"}
ROUTES: Facts = {"residency.inference": ("France",), "residency.routing": "single_region"}
REPORT = {"id": "soc", "kind": "audit_report", "title": "SOC 2", "issuer": "Kade",
          "issued_on": "2026-01-01", "scope": "All", "claim": "Audited."}  # fmt: skip

# case: (change of the deal, clauses, [(guard, clause, what it needs)])
GUARDED: dict[str, tuple[dict[str, object], dict[str, object], list[tuple[str, str, str]]]] = {
    "shared form proved by terms": ({}, {"flowdown": _of(SHARED)}, []),
    "shared form without proof": (
        {"seller.evidence": []}, {"flowdown": _of(SHARED)},
        [("G-01", "flowdown", "provider terms or an audit report on shared data")],
    ),
    "shared form with stale proof": (
        {"seller.evidence.0.expires_on": "2026-12-01"}, {"flowdown": _of(SHARED)},
        [("G-01", "flowdown", "provider terms or an audit report on shared data")],
    ),
    "shared form proved by a report": (
        {"seller.evidence": [REPORT]}, {"flowdown": _of(SHARED)}, [],
    ),
    "own model shares nothing": (
        {"seller.evidence": [], "seller.models.0.outside": "no"}, {"flowdown": _of(SHARED)}, [],
    ),
    "honest about sharing": (
        {"seller.evidence": []},
        {"flowdown": _of({"data.model_provider.identifiable_shared": "yes_as_subprocessor"})}, [],
    ),
    "certificate without report": (
        {}, {"security": _of({"certs": ("ISO 27001",)})},
        [("G-02", "security", "a certificate or audit report valid on 7 January 2027")],
    ),
    "certificate with report": (
        {"seller.evidence": [REPORT]}, {"security": _of({"certs": ("SOC 2",)})}, [],
    ),
    "routes known": ({}, {"compute": _of(ROUTES)}, []),
    "a route unknown": (
        {"seller.models.0.routing": "not_stated"}, {"compute": _of(ROUTES)},
        [("G-04", "compute", "the routing of Large 2")],
    ),
    "no model": (
        {"seller.models": []}, {"compute": _of({"residency.routing": "geo"})},
        [("G-04", "compute", "the models and their routing")],
    ),
    "zero retention on every route": (
        {"seller.models.0.retention_days": "0"},
        {"flowdown": _of({"data.model_provider.retention_days": 0})}, [],
    ),
    "zero retention and a route that keeps": (
        {"seller.models.0.retention_days": "30"},
        {"flowdown": _of({"data.model_provider.retention_days": 0})},
        [("G-05", "flowdown", "approval of zero retention for Large 2")],
    ),
    "business associate terms without them behind": (
        {}, {"baa": _of({"baa.available": "yes"})},
        [("G-03", "baa", "business associate terms with Calanque SAS, Rhein Cloud")],
    ),
    "business associate terms with one company missing": (
        {"seller.models.0.baa": "yes"}, {"baa": _of({"baa.available": "yes"})},
        [("G-03", "baa", "business associate terms with Rhein Cloud")],
    ),
    "business associate terms with all behind": (
        {"seller.models.0.baa": "yes", "seller.subprocessors.0.baa": "yes"},
        {"baa": _of({"baa.available": "yes"})}, [],
    ),
    "storage needs no route": (
        {"seller.models": []}, {"storage": _of({"residency.storage": ("Germany",)})}, [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", GUARDED)
def test_a_guard_bars_what_cannot_be_proved(case: str, terms_of: Callable[..., Terms]) -> None:
    change, clauses, expected = GUARDED[case]
    barred = bar_unproved(terms_of(change, **clauses))
    assert [(one.guard, one.clause, one.needs) for one in barred] == expected


def test_every_guard_bars_something_in_these_tests() -> None:
    assert {guard for _, _, rows in GUARDED.values() for guard, _, _ in rows} == set(GUARDS)


TRAINS: Facts = {"data.training.by_model_provider": "no"}
DELETED: Facts = {"data.delete_active_days": 30}
KEPT: Facts = {"evidence.retention_days": 400}
CAPPED: Facts = {"liability.cap_multiple": "1.0"}
LEAVE: Facts = {"term.convenience_days": 30}
FLOOR = {"type": "money", "means": "Minimum", "from": "pricing.minimum"}
FEE = {"type": "money", "means": "Least amount", "from": "pilot.fee"}
CAP = {"type": "money", "means": "Cap", "from": "pricing.cap"}
REOPEN = {"type": "integer", "means": "Reopen days", "from": "outcome.reopen_days"}
STRICT_REOPEN = {**REOPEN, "max": "10"}
CLEAN = {"type": "integer", "means": "Clean days", "from": "term.clean_days"}
COUNTED = {"outcome_verification": _of(), "outcome_attribution_evidence": _of()}
PROCESSOR: Facts = {"dpa.form": "seller_terms"}
DECIDES: dict[str, object] = {"brief.consequential_decisions": "yes"}
NO_PILOT: dict[str, object] = {"brief.commercial.pilot": None}

# case: (change of the deal, clauses, [(conflict, severity, where, words of the message)])
CLASHES: dict[
    str, tuple[dict[str, object], dict[str, object], list[tuple[str, str, str, str]]]
] = {
    "provider does not train": ({}, {"training": _of(TRAINS)}, []),
    "provider trains": (
        {"seller.models.0.trains_on_data": "yes"}, {"training": _of(TRAINS)},
        [("X-02", "error", "public.models.trains_on_data", "trains on requests")],
    ),
    "nobody said whether it trains": (
        {"seller.models.0.trains_on_data": None}, {"training": _of(TRAINS)},
        [("X-02", "warning", "public.models.trains_on_data", "may train on requests")],
    ),
    "own model may train": (
        {"seller.models.0.trains_on_data": None, "seller.models.0.outside": "no"},
        {"training": _of(TRAINS)}, [],
    ),
    "training is not denied": (
        {"seller.models.0.trains_on_data": "yes"},
        {"training": _of({"data.training.by_model_provider": "yes"})}, [],
    ),
    "deleted before it can be fetched": (
        {}, {"deletion": _of(DELETED), "export": _of({"exit.retrieval_days": 31})},
        [("X-03", "warning", "data.delete_active_days", "may be fetched for 31 days")],
    ),
    "fetched to the day of deletion": (
        {}, {"deletion": _of(DELETED), "export": _of({"exit.retrieval_days": 30})}, [],
    ),
    "deletion that starts after the fetching": (
        {},
        {"deletion": _of(DELETED, 'After clause "Exit" (export).'),
         "export": _of({"exit.retrieval_days": 60})}, [],
    ),
    "evidence gone before a dispute ends": (
        {},
        {"evidence": _of({"evidence.retention_days": 28}),
         "outcome": _of({"outcome.reopen_days": 14, "outcome.dispute_days": 15})},
        [("X-03", "warning", "evidence.retention_days", "may be disputed for 29 days")],
    ),
    "evidence kept to the end of a dispute": (
        {},
        {"evidence": _of({"evidence.retention_days": 29}),
         "outcome": _of({"outcome.reopen_days": 14, "outcome.dispute_days": 15})}, [],
    ),
    "evidence kept, all deleted, no exception": (
        {}, {"deletion": _of(DELETED), "evidence": _of(KEPT)},
        [("X-03", "warning", "evidence.retention_days", "neither clause refers to the other")],
    ),
    "exception named in the deletion": (
        {},
        {"deletion": _of(DELETED, 'Except as clause "Evidence" (evidence) says.'),
         "evidence": _of(KEPT)}, [],
    ),
    "exception named in the evidence": (
        {},
        {"deletion": _of(DELETED), "evidence": _of(KEPT, 'Beside clause "Deletion" (deletion).')},
        [],
    ),
    "exit and commitment at once": (
        {}, {"term": _of({**LEAVE, "term.commit_months": 12})},
        [("X-05", "error", "term.convenience_days", "30 days' notice and is bound for 12 months")],
    ),
    "commitment after clean days": (
        {},
        {"term": _of({**LEAVE, "term.commit_months": 12}, "", clean_days=_param("integer", "90"))},
        [],
    ),
    "commitment given as a parameter": (
        {}, {"term": _of(LEAVE, "", commit_months=_param("integer", "6"))},
        [("X-05", "error", "term.convenience_days", "bound for 6 months")],
    ),
    "exit without commitment": (
        {}, {"term": _of(LEAVE, "", commit_months=_param("integer", "0"))}, [],
    ),
    "cap in fees with a pilot": (
        {}, {"liability": _of(CAPPED)},
        [("X-06", "warning", "liability.cap_multiple", "near nothing")],
    ),
    "cap in fees with a least amount": (
        {}, {"liability": _of(CAPPED, "", floor_amount=_param("money", "50000"))}, [],
    ),
    "least amount of nothing": (
        {}, {"liability": _of(CAPPED, "", floor_amount=_param("money", "0"))},
        [("X-06", "warning", "liability.cap_multiple", "near nothing")],
    ),
    "cap in fees that have a minimum": (NO_PILOT, {"liability": _of(CAPPED)}, []),
    "cap in fees without minimum": (
        {**NO_PILOT, "offer.rates.1.minimum": None}, {"liability": _of(CAPPED)},
        [("X-06", "warning", "liability.cap_multiple", "near nothing")],
    ),
    "model outside the places named": (
        {"seller.models.0.places": ["FR", "IE"]}, {"compute": _of(ROUTES)},
        [("X-07", "error", "public.models.places", "runs in Ireland")],
    ),
    "model inside a bloc named": (
        {"seller.residency.inference": ["EU"]}, {"compute": _of(ROUTES)}, [],
    ),
    "route wider than the clause": (
        {"seller.models.0.routing": "geography"}, {"compute": _of(ROUTES)},
        [("X-07", "error", "public.models.routing", 'routed "geography", and the clause says')],
    ),
    "route narrower than the clause": (
        {}, {"compute": _of({"residency.routing": "geo"})}, [],
    ),
    "world-wide route": (
        {"seller.models.0.routing": "global"}, {"compute": _of({"residency.routing": "geo"})},
        [("X-07", "error", "public.models.routing", 'routed "global"')],
    ),
    "support from outside the buyer's wish": (
        {"seller.residency.support": ["GB"]}, {},
        [("X-07", "warning", "data.location", "processed in United Kingdom")],
    ),
    "no wish of the buyer": (
        {"seller.residency.support": ["GB"], "brief.data.location": None}, {}, [],
    ),
    "minimum above the cap": (
        {"brief.commercial.cap": "3000"}, {},
        [("X-13", "error", "commercial.minimum", '"3500" is above the monthly cap "3000"')],
    ),
    "minimum equal to the cap": ({"brief.commercial.cap": "3500"}, {}, []),
    "no cap": ({"offer.cap": None}, {}, []),
    "billing without count": (
        {}, {"outcome_definition": _of()},
        [("X-14", "warning", "outcome-definition",
          "without outcome-verification and outcome-attribution-evidence")],
    ),
    "billing with count": ({}, {"outcome_definition": _of(), **COUNTED}, []),
    "value share without baseline": (
        {}, {"value_share": _of()},
        [("X-14", "warning", "value-share", "without baseline-measurement")],
    ),
    "processor terms while data leaves": (
        {"seller.residency.support": ["US"], "brief.data.location": None},
        {"dpa": _of(PROCESSOR)},
        [("X-10", "warning", "transfer.mechanism", "processing in United States")],
    ),
    "transfer denied while data leaves": (
        {"seller.residency.support": ["US"], "brief.data.location": None},
        {"dpa": _of(PROCESSOR), "transfer": _of({"transfer.mechanism": ("none takes place",)})},
        [("X-10", "warning", "transfer.mechanism", "no clause names a ground")],
    ),
    "data leaves on a ground": (
        {"seller.residency.support": ["US"], "brief.data.location": None},
        {"dpa": _of(PROCESSOR), "transfer": _of({"transfer.mechanism": ("the SCC",)})}, [],
    ),
    "nothing leaves": ({}, {"dpa": _of(PROCESSOR)}, []),
    "processor with purposes of its own": (
        {}, {"dpa": _of({**PROCESSOR, "data.improvement.non_training_use": "general"})},
        [("X-11", "warning", "data.improvement.non_training_use", "purposes of its own")],
    ),
    "processor that learns on opt-in": (
        {},
        {"dpa": _of({**PROCESSOR, "data.training.customer_data_used": "deidentified_opt_in"})},
        [("X-11", "warning", "data.training.customer_data_used", "purposes of its own")],
    ),
    "processor that serves alone": (
        {}, {"dpa": _of({**PROCESSOR, "data.training.customer_data_used": "no"})}, [],
    ),
    "a use that is not listed": (
        DECIDES, {"adm": _of({"adm.consequential": "no"})},
        [("X-17", "warning", "adm.consequential", "forbids such a use")],
    ),
    "a class too low": (
        DECIDES, {"ai_act": _of({"ai_act.risk_class": "limited"})},
        [("X-17", "warning", "ai_act.risk_class", "not to be high-risk")],
    ),
    "review and acting alone": (
        {**DECIDES, "brief.autonomy": "autopilot"},
        {"oversight": _of({"oversight.required_for": ("Loans",)})},
        [("X-17", "warning", "autonomy", "acts alone")],
    ),
    "decisions on terms that fit": (
        DECIDES,
        {"adm": _of({"adm.consequential": "yes", "ai_act.risk_class": "high",
                     "oversight.required_for": ("Loans",)})}, [],
    ),
    "no decision about people": (
        {"brief.autonomy": "autopilot"},
        {"adm": _of({"adm.consequential": "no", "ai_act.risk_class": "limited",
                     "oversight.required_for": ("Loans",)})}, [],
    ),
    "one value, two clauses": (
        {},
        {"one": _of(None, "", days=(REOPEN, "14")), "two": _of(None, "", days=(REOPEN, "14"))}, [],
    ),
    "a clause against the brief": (
        {}, {"one": _of(None, "", days=(REOPEN, "30"))},
        [("X-18", "error", "clause_params.one.days",
          'says "30", and "workflow.outcome.reopen_days" says "14"')],
    ),
    "a clause against a brief out of range": (
        {}, {"one": _of(None, "", days=(STRICT_REOPEN, "10"))},
        [("X-18", "error", "clause_params.one.days", 'says "14"')],
    ),
    "two clauses against each other": (
        {}, {"one": _of(None, "", days=(CLEAN, "90")), "two": _of(None, "", days=(CLEAN, "60"))},
        [("X-18", "error", "clause_params.two.days", 'says "60", and clause "one" says "90"')],
    ),
    "a value the deal does not know": (
        {},
        {"one": _of(None, "", days=_param("integer", "1", **{"from": "moon.phase"})),
         "two": _of(None, "", days=_param("integer", "2"))}, [],
    ),
    "a value that only starts at a deal value": (
        {}, {"liability_cap": _of(None, "", floor_amount=(FEE, "50000"))}, [],
    ),
    "the minimum of a clause above the cap": (
        {},
        {"floor": _of(None, "", floor=(FLOOR, "20000"), cap=(CAP, "16000"))},
        [("X-13", "error", "commercial.minimum", '"20000" is above the monthly cap "16000"'),
         ("X-18", "error", "clause_params.floor.floor", 'says "EUR 20,000.00"')],
    ),
    "a reference to a clause not here": (
        {}, {"one": _of(None, 'Clause "Gone" (gone-away) and clause "Gone" (gone-away).')},
        [("dead-reference", "warning", "one/10-preferred.md", 'refers to clause "gone-away"')],
    ),
    "a reference to a clause that is here": (
        {},
        {"one": _of(None, 'See clause "Two" (two) and clause "Definitions" (definitions).'),
         "two": _of()}, [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CLASHES)
def test_a_conflict_is_found_where_it_is_and_only_there(
    case: str, terms_of: Callable[..., Terms]
) -> None:
    change, clauses, expected = CLASHES[case]
    found = find_conflicts(terms_of(change, **clauses))
    assert [(one.id, one.severity, one.where) for one in found] == [row[:3] for row in expected]
    for finding, row in zip(found, expected, strict=True):
        assert row[3] in finding.message
        assert finding.remedy


def test_every_conflict_breaks_in_these_tests() -> None:
    assert {row[0] for _, _, rows in CLASHES.values() for row in rows} == set(CONFLICTS)

"""Conflicts about training, deletion, places and health data."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.clauses.clashes import (
    BUYERS,
    DELETED,
    HEALTH,
    KEPT,
    NO_TRAINING,
    ROUTES,
    TRAINS,
    Case,
    hold_case,
    of,
    param,
)

from proposalkit.clauses.drafted import Terms

CASES: dict[str, Case] = {
    "provider does not train": ({}, {"training": of(TRAINS)}, []),
    "provider trains": (
        {"seller.models.0.trains_on_data": "yes"}, {"training": of(TRAINS)},
        [("X-02", "error", "public.models.trains_on_data", "trains on requests")],
    ),
    "nobody said whether it trains": (
        {"seller.models.0.trains_on_data": None}, {"training": of(TRAINS)},
        [("X-02", "warning", "public.models.trains_on_data", "may train on requests")],
    ),
    "own model may train": (
        {"seller.models.0.trains_on_data": None, "seller.models.0.outside": "no"},
        {"training": of(TRAINS)}, [],
    ),
    "training is not denied": (
        {"seller.models.0.trains_on_data": "yes"},
        {"training": of({"data.training.by_model_provider": "yes"})}, [],
    ),
    "deleted before it can be fetched": (
        {}, {"deletion": of(DELETED), "export": of({"exit.retrieval_days": 31})},
        [("X-03", "warning", "data.delete_active_days", "may be fetched for 31 days")],
    ),
    "fetched to the day of deletion": (
        {}, {"deletion": of(DELETED), "export": of({"exit.retrieval_days": 30})}, [],
    ),
    "deletion that starts after the fetching": (
        {},
        {"deletion": of(DELETED, 'After clause "Exit" (export).'),
         "export": of({"exit.retrieval_days": 60})}, [],
    ),
    "evidence gone before a dispute ends": (
        {},
        {"evidence": of({"evidence.retention_days": 28}),
         "outcome": of({"outcome.reopen_days": 14, "outcome.dispute_days": 15})},
        [("X-03", "warning", "evidence.retention_days", "may be disputed for 29 days")],
    ),
    "evidence kept to the end of a dispute": (
        {},
        {"evidence": of({"evidence.retention_days": 29}),
         "outcome": of({"outcome.reopen_days": 14, "outcome.dispute_days": 15})}, [],
    ),
    "evidence kept, all deleted, no exception": (
        {}, {"deletion": of(DELETED), "evidence": of(KEPT)},
        [("X-03", "warning", "evidence.retention_days", "neither clause refers to the other")],
    ),
    # 6 months are 180 days here: a month of the check is 30 days.
    "logs of the AI Act deleted with their content": (
        {},
        {"deletion": of({"data.retention_days": 179}),
         "roles": of({"ai_act.role": "provider"}, "", log_months=param("integer", "6"))},
        [("X-03", "warning", "data.retention_days", "kept for 6 months under the AI Act")],
    ),
    "logs of the AI Act kept as long as all logs": (
        {},
        {"deletion": of({"data.retention_days": 180}),
         "roles": of({"ai_act.role": "provider"}, "", log_months=param("integer", "6"))}, [],
    ),
    "logs of the AI Act that refer to the deletion": (
        {},
        {"deletion": of({"data.retention_days": 30}),
         "roles": of({"ai_act.role": "provider"}, 'See clause "Deletion" (deletion).',
                     log_months=param("integer", "6"))}, [],
    ),
    "exception named in the deletion": (
        {},
        {"deletion": of(DELETED, 'Except as clause "Evidence" (evidence) says.'),
         "evidence": of(KEPT)}, [],
    ),
    "exception named in the evidence": (
        {},
        {"deletion": of(DELETED), "evidence": of(KEPT, 'Beside clause "Deletion" (deletion).')},
        [],
    ),
    "model outside the places named": (
        {"seller.models.0.places": ["FR", "IE"]}, {"compute": of(ROUTES)},
        [("X-07", "error", "public.models.places", "runs in Ireland")],
    ),
    "model inside a bloc named": (
        {"seller.residency.inference": ["EU"]},
        {"compute": of({**ROUTES, "residency.inference": ("European Union",)})}, [],
    ),
    "route wider than the clause": (
        {"seller.models.0.routing": "geography"}, {"compute": of(ROUTES)},
        [("X-07", "error", "public.models.routing", 'routed "geography", and the clause says')],
    ),
    "route narrower than the clause": (
        {}, {"compute": of({"residency.routing": "geo"})}, [],
    ),
    "world-wide route": (
        {"seller.models.0.routing": "global"}, {"compute": of({"residency.routing": "geo"})},
        [("X-07", "error", "public.models.routing", 'routed "global"')],
    ),
    "support from outside the buyer's wish": (
        {"seller.residency.support": ["GB"]}, {},
        [("X-07", "warning", "data.location", "processed in United Kingdom")],
    ),
    "no wish of the buyer": (
        {"seller.residency.support": ["GB"], "brief.data.location": None}, {}, [],
    ),
    "no training beside an opt-in": (
        {}, {"training": of(NO_TRAINING), "data_optional_learning": of()},
        [("X-01", "error", "data-optional-learning", '"training" says that customer data trains')],
    ),
    "no training beside the wording that allows none": (
        {},
        {"training": of(NO_TRAINING),
         "data_optional_learning": of({"data.learning_opt_in": "none"})},
        [],
    ),
    "no training beside a text that allows it": (
        {},
        {"training": of(NO_TRAINING), "use": of(None, "1. It may be\nused for Training.")},
        [("X-01", "error", "use", 'and "use" says "may be used for Training"')],
    ),
    "no training beside terms on the web": (
        {}, {"training": of(NO_TRAINING), "use": of(None, "1. See https://halyard.example.")},
        [("X-01", "error", "use", 'says "https://"')],
    ),
    "training by opt-in beside its own clause": (
        {},
        {"training": of({"data.training.customer_data_used": "deidentified_opt_in"}),
         "data_optional_learning": of(None, "It may be used for Training.")}, [],
    ),
    "no training under an agreement nobody read": (
        BUYERS, {"training": of(NO_TRAINING)},
        [("X-01", "warning", "paper.allows_training", "nobody said whether the agreement")],
    ),
    "no training under an agreement that allows it": (
        {"brief.paper": {"governs": "buyer", "allows_training": "yes"}},
        {"training": of(NO_TRAINING)},
        [("X-01", "warning", "paper.allows_training", "the agreement that governs allows")],
    ),
    "no training under an agreement that bars it": (
        {"brief.paper": {"governs": "buyer", "allows_training": "no"}},
        {"training": of(NO_TRAINING)}, [],
    ),
    "health data that a clause bars": (
        HEALTH, {"use": of({"use.health_data": "barred"})},
        [("X-08", "warning", "use.health_data", "a clause bars it")],
    ),
    "health information under terms beside a bar": (
        {}, {"baa": of({"baa.available": "yes"}), "use": of({"use.health_data": "barred"})},
        [("X-08", "warning", "use.health_data", "a clause bars it")],
    ),
    "health data where it is listed": (HEALTH, {"use": of({"use.health_data": "listed"})}, []),
    "health data barred and none there": ({}, {"use": of({"use.health_data": "barred"})}, []),
    "health data under an agreement nobody read": (
        {**HEALTH, **BUYERS}, {"use": of({"use.health_data": "listed"})},
        [("X-08", "warning", "paper.bars_health_data", "nobody said whether")],
    ),
    "health data under an agreement that bars it": (
        {**HEALTH, "brief.paper": {"governs": "buyer", "bars_health_data": "yes"}}, {},
        [("X-08", "warning", "paper.bars_health_data", "the agreement that governs bars it")],
    ),
    "health data under an agreement that allows it": (
        {**HEALTH, "brief.paper": {"governs": "buyer", "bars_health_data": "no"}}, {}, [],
    ),
    "business associate terms beside learning": (
        {}, {"baa": of({"baa.available": "yes"}), "data_optional_learning": of()},
        [("X-08", "warning", "data-optional-learning", "learning from customer data")],
    ),
    "on premises beside a count from the service": (
        {}, {"tenancy": of({"deployment": "on_prem"}), "outcome_attribution_evidence": of()},
        [("X-09", "warning", "tenancy", "lets no telemetry out")],
    ),
    "a closed installation by its words": (
        {},
        {"tenancy": of(None, "The installation is air-gapped."), "outcome_verification": of()},
        [("X-09", "warning", "tenancy", "outcome-verification needs records")],
    ),
    "on premises with the count settled": (
        {},
        {"tenancy": of({"deployment": "on_prem"}, 'By clause "Count" (outcome-verification).'),
         "outcome_verification": of()}, [],
    ),
    "on premises without a count": ({}, {"tenancy": of({"deployment": "on_prem"})}, []),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_conflict_of_data_is_found_where_it_is_and_only_there(
    case: str, terms_of: Callable[..., Terms]
) -> None:
    hold_case(CASES[case], terms_of)

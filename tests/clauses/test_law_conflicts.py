"""Conflicts that laws make: transfers, purposes, renewal, supervision, decisions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.clauses.clashes import DECIDES, PROCESSOR, Case, hold_case, of, param

from proposalkit.clauses.drafted import Terms

USES = {"from": "adm.uses"}
WORK, NONE = param("list", "Order status by e-mail", **USES), param("list", "none", **USES)

CASES: dict[str, Case] = {
    "processor terms while data leaves": (
        {"seller.residency.support": ["US"], "brief.data.location": None},
        {"dpa": of(PROCESSOR)},
        [("X-10", "warning", "transfer.mechanism", "processing in United States")],
    ),
    "transfer denied while data leaves": (
        {"seller.residency.support": ["US"], "brief.data.location": None},
        {"dpa": of(PROCESSOR), "transfer": of({"transfer.mechanism": ("none takes place",)})},
        [("X-10", "warning", "transfer.mechanism", "no clause names a ground")],
    ),
    "data leaves on a ground": (
        {"seller.residency.support": ["US"], "brief.data.location": None},
        {"dpa": of(PROCESSOR), "transfer": of({"transfer.mechanism": ("the SCC",)})}, [],
    ),
    "nothing leaves": ({}, {"dpa": of(PROCESSOR)}, []),
    "processor with purposes of its own": (
        {}, {"dpa": of({**PROCESSOR, "data.improvement.non_training_use": "general"})},
        [("X-11", "warning", "data.improvement.non_training_use", "purposes of its own")],
    ),
    "processor that learns on opt-in": (
        {},
        {"dpa": of({**PROCESSOR, "data.training.customer_data_used": "deidentified_opt_in"})},
        [("X-11", "warning", "data.training.customer_data_used", "purposes of its own")],
    ),
    "processor that serves alone": (
        {}, {"dpa": of({**PROCESSOR, "data.training.customer_data_used": "no"})}, [],
    ),
    "a use that is not listed": (
        DECIDES, {"adm": of({"adm.consequential": "no"})},
        [("X-17", "warning", "adm.consequential", "forbids such a use")],
    ),
    "a use that the clause lists": (
        DECIDES, {"adm": of({"adm.consequential": "no"}, uses=WORK)}, [],
    ),
    "a use that the clause lists as none": (
        DECIDES, {"adm": of({"adm.consequential": "no"}, uses=NONE)},
        [("X-17", "warning", "adm.consequential", "forbids such a use"),
         ("X-18", "error", "clause_params.adm.uses", 'says "none"')],
    ),
    "review and acting alone": (
        {**DECIDES, "brief.autonomy": "autopilot"},
        {"oversight": of({"oversight.required_for": ("Loans",)})},
        [("X-17", "warning", "autonomy", "acts alone")],
    ),
    "decisions on terms that fit": (
        DECIDES,
        {"adm": of({"adm.consequential": "yes", "ai_act.risk_class": "high",
                     "oversight.required_for": ("Loans",)})}, [],
    ),
    "no decision about people": (
        {"brief.autonomy": "autopilot"},
        {"adm": of({"adm.consequential": "no", "ai_act.risk_class": "limited",
                     "oversight.required_for": ("Loans",)})}, [],
    ),
    "official clauses that a text changes": (
        {}, {"transfer": of(None, "For this deal the SCC are amended.")},
        [("X-10", "warning", "transfer", "changes the official clauses")],
    ),
    "production by silence for a city": (
        {"brief.buyer.sector": "public"}, {"conversion": of({"pilot.conversion": "opt_out"})},
        [("X-15", "warning", "pilot.conversion", 'the sector is "public"')],
    ),
    "production by silence against the buyer's rules": (
        {"brief.commercial.bars_auto_renewal": "yes"},
        {"conversion": of({"pilot.conversion": "opt_out"})},
        [("X-15", "warning", "pilot.conversion", "the buyer's rules bar automatic renewal")],
    ),
    "production by silence in a shop": (
        {}, {"conversion": of({"pilot.conversion": "opt_out"})}, [],
    ),
    "an option for a city": (
        {"brief.buyer.sector": "public"}, {"conversion": of({"pilot.conversion": "option"})}, [],
    ),
    "limits on audits beside terms for finance": (
        {},
        {"audit": of({"audit.frequency": 1}), "bank": of({"finance.terms": "seller_addendum"})},
        [("X-16", "warning", "audit.supervisor_access", '"audit" limits audits')],
    ),
    "limits on audits that leave supervisors out": (
        {},
        {"audit": of({"audit.frequency": 1, "audit.supervisor_access": "yes"}),
         "bank": of({"finance.terms": "seller_addendum"})}, [],
    ),
    "a new sub-processor announced too late": (
        {},
        {"flowdown": of({"subprocessor.notice_days": 30}),
         "dpa": of(None, "", objection_days=param("integer", "45"))},
        [("X-16", "warning", "subprocessor.notice_days", '"dpa" needs 45 days')],
    ),
    "a new sub-processor announced in time": (
        {},
        {"flowdown": of({"subprocessor.notice_days": 45}),
         "dpa": of(None, "", objection_days=param("integer", "45"))}, [],
    ),
    "telling people beside a text that hides it": (
        {},
        {"notice": of({"ai.disclosure": "seller_notice"}),
         "agent": of(None, "The Agent poses as a human.")},
        [("X-17", "warning", "agent", "has people told that they deal with AI")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_conflict_of_law_is_found_where_it_is_and_only_there(
    case: str, terms_of: Callable[..., Terms]
) -> None:
    hold_case(CASES[case], terms_of)

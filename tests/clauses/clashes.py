"""Clauses in short for the tests of guards and conflicts: facts, a text, and parameters."""

from __future__ import annotations

from collections.abc import Callable

from proposalkit.clauses.conflicts import find_conflicts
from proposalkit.clauses.drafted import Terms
from proposalkit.model.proof import FactValue
from proposalkit.model.safety import OneTime

Facts = dict[str, FactValue]
Rows = list[tuple[str, str, str, str]]
Case = tuple[dict[str, object], dict[str, object], Rows]
"""The change of the deal, the clauses, and each finding: id, severity, where, words of it."""

# The phrases and pairs of rules.yaml, as a person read them there: one of each row is enough here.
WORDS = {
    "G-07": ("the data importer shall",),
    "G-10": ("excludes all liability",),
    "X-01": ("may be used for Training", "https://"),
    "X-04": ('provided "as is"', "sole remedy"),
    "X-05": ("early termination fee",),
    "X-09": ("air-gapped",),
    "X-10": ("the SCC are amended",),
    "X-13": ("unlimited volume",),
    "X-17": ("poses as a human",),
    "X-21": (
        "person/clerk/employee/colleague/staff/human "
        "correct/chang/edit/rewrit/finish/mend/redo/repair/helps/helped/assist",
        "person/clerk/employee/colleague/staff/human take/took over",
        "correct/changed/edited/rewritten/finished/completed/mended/repaired "
        "by person/clerk/employee/colleague/staff/human",
        "hand/pass/escalat to person/clerk/employee/colleague/staff/human",
    ),
    "X-22": ("no other indexation",),
}
SAME = (("dpa.breach_hours", "incident.personal_data_hours"),)
TIMES = (
    OneTime(
        event="the notice of an incident",
        unit="hours",
        of=(
            "incident.notice_hours",
            "incident.ict_hours",
            "public-sector-addendum.incident_hours",
        ),
        before_longer=("goes before any longer time",),
    ),
)


def of(facts: Facts | None = None, text: str = "", **params: object) -> tuple[object, ...]:
    """Give a clause: its facts, its text, and its parameters as name: (keys, value)."""
    return (facts or {}, text, params)


def param(type_: str, value: str, **keys: object) -> tuple[dict[str, object], str]:
    """Give a parameter with its value."""
    return ({"type": type_, "means": "What it is", **keys}, value)


def hold_case(case: Case, terms_of: Callable[..., Terms]) -> None:
    """Hold the conflicts against the terms of a case: just those expected are found."""
    change, clauses, expected = case
    found = find_conflicts(terms_of(change, **clauses))
    assert [(one.id, one.severity, one.where) for one in found] == [row[:3] for row in expected]
    for finding, row in zip(found, expected, strict=True):
        assert row[3] in finding.message
        assert finding.remedy


ROUTES: Facts = {"residency.inference": ("France",), "residency.routing": "single_region"}
TRAINS: Facts = {"data.training.by_model_provider": "no"}
DELETED: Facts = {"data.delete_active_days": 30}
KEPT: Facts = {"evidence.retention_days": 400}
CAPPED: Facts = {"liability.cap_multiple": "1.0"}
LEAVE: Facts = {"term.convenience_days": 30}
FLOOR = {"type": "money", "means": "Minimum", "from": "pricing.minimum"}
FEE = {"type": "money", "means": "Least amount", "from": "pilot.fee"}
REOPEN = {"type": "integer", "means": "Reopen days", "from": "outcome.reopen_days"}
STRICT_REOPEN = {**REOPEN, "max": "10"}
CLEAN = {"type": "integer", "means": "Clean days", "from": "term.clean_days"}
COUNTED = {"outcome_verification": of(), "outcome_attribution_evidence": of()}
PROCESSOR: Facts = {"dpa.form": "seller_terms"}
DECIDES: dict[str, object] = {"brief.consequential_decisions": "yes"}
NO_TRAINING: Facts = {"data.training.customer_data_used": "no"}
LOSS: Facts = {"liability.wrong_output": "by_cause", "liability.recovered_once": "yes"}
BUYERS: dict[str, object] = {"brief.paper": {"governs": "buyer"}}
HEALTH: dict[str, object] = {"brief.data.health_data": "yes"}
NO_PILOT: dict[str, object] = {"brief.commercial.pilot": None}
CAP = {"type": "money", "means": "Cap", "from": "pricing.cap"}

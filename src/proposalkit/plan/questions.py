"""What nobody answered yet: each optional input that matters, and each rule left undecided."""

from __future__ import annotations

from collections.abc import Iterable

from proposalkit.model.plan import OpenQuestion, RuleReading
from proposalkit.plan.asks import Given
from proposalkit.plan.brief_asks import BRIEF_ASKS
from proposalkit.plan.profile_asks import PROFILE_ASKS


def open_questions(given: Given, reading: RuleReading) -> tuple[OpenQuestion, ...]:
    """Ask for what undecided rules need, then for every empty input that matters."""
    decisive = _of_rules(reading)
    asked = {one.field for one in decisive}
    rest = (
        OpenQuestion(field=row.field, question=row.question, why=row.why)
        for row in (*BRIEF_ASKS, *PROFILE_ASKS)
        if row.field not in asked and row.is_open(given)
    )
    return (*decisive, *rest)


def _of_rules(reading: RuleReading) -> tuple[OpenQuestion, ...]:
    """Ask once per field, naming every clause that a yes would add to those already there."""
    rows: dict[str, tuple[str, str, list[str]]] = {}
    for one in reading.outcomes:
        added = [clause for clause in one.clauses if clause not in reading.clauses]
        if one.result != "unknown" or not added:
            continue
        field, question = CONDITION_ASKS.get(one.condition, (one.condition, f"{one.when}?"))
        rows.setdefault(field, (question, one.because, []))[2].extend(added)
    return tuple(
        OpenQuestion(field=field, question=question, why=_why(because, added))
        for field, (question, because, added) in rows.items()
    )


def _why(because: str, added: Iterable[str]) -> str:
    listed = ", ".join(dict.fromkeys(added))
    return f"{because[:1].upper()}{because[1:]}. A yes adds these clauses: {listed}."


CONDITION_ASKS: dict[str, tuple[str, str]] = {
    "outside_model": ("public.models", "Which models do the agents call, and who runs them?"),
    "buyer_in_eu_eea": ("data.subjects", "Whose data is processed, and where do they live?"),
    "buyer_in_uk": ("data.subjects", "Whose data is processed, and where do they live?"),
    "route_leaves_eea": (
        "public.residency",
        "Where does each step of the processing happen, and for whose data?",
    ),
    "california_consumers": (
        "data.california_consumers",
        "Is data of Californian consumers processed?",
    ),
    "healthcare_phi": ("data.health_data", "Is health data processed?"),
    "learning_agreed": ("data.health_data", "Is health data processed?"),
    "talks_to_people": ("talks_to_people", "Does the agent talk or write to people directly?"),
    "consequential_decisions": (
        "consequential_decisions",
        "Does the agent decide on credit, jobs, housing, insurance or health?",
    ),
    "residency_matters": ("data.location", "Does the buyer want processing to stay somewhere?"),
    "large_deal": ("asks_for_insurance", "Does the buyer ask for proof of insurance?"),
    "rfp_asks_ai_disclosure": (
        "asks_for_ai_disclosure",
        "Does a document of the buyer ask whether AI helped to write the bid?",
    ),
}
"""Where the fact behind a condition is given, and how to ask for it."""

"""What a plan asks, tells and dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from proposalkit.model.brief import DealBrief, GateIn
from proposalkit.model.knowledge import Catalogue, ClauseLibrary, GateEntry
from proposalkit.model.plan import RuleOutcome, RuleReading
from proposalkit.model.price_book import OfferIn
from proposalkit.model.seller import SellerProfile
from proposalkit.plan.asks import Given
from proposalkit.plan.brief_asks import BRIEF_ASKS
from proposalkit.plan.gates import plan_gates
from proposalkit.plan.needs import narrative_needs
from proposalkit.plan.path_asks import path_questions
from proposalkit.plan.profile_asks import PROFILE_ASKS
from proposalkit.plan.proposal_plan import plan_proposal
from proposalkit.plan.questions import CONDITION_ASKS, open_questions

Inputs = tuple[DealBrief, SellerProfile, OfferIn]
NOTHING = RuleReading(outcomes=(), clauses=(), conditions=())
FLAT = {"id": "seat", "label": "Seats", "type": "recurring", "amount": "100"}


def _fields(inputs: Inputs, reading: RuleReading = NOTHING) -> list[str]:
    return [one.field for one in open_questions(Given(*inputs), reading)]


def _outcome(result: str, condition: str, *clauses: str, because: str = "why") -> RuleOutcome:
    return RuleOutcome.model_validate(
        {"rule": "R", "condition": condition, "when": "It holds", "result": result,
         "because": because, "clauses": clauses}
    )  # fmt: skip


def test_a_full_deal_leaves_nothing_to_ask(full: Inputs) -> None:
    assert _fields(full) == []


def test_the_least_deal_is_asked_for_every_optional_input_that_matters(least: Inputs) -> None:
    # Written by hand from the fields conftest.py leaves out; no outcome and no pilot means no
    # questions about their parts.
    assert _fields(least) == [
        "buyer.address", "buyer.legal_ids", "buyer.signatory", "buyer.sponsor", "buyer.champion",
        "buyer.procurement", "stage.reasons", "workflow.channel", "workflow.intent",
        "workflow.needs", "workflow.system_of_record.report", "workflow.cost_today",
        "workflow.outcome", "volumes.low", "volumes.high", "data.subjects", "data.location",
        "oversight", "oversight_limit", "expected_cycle_days", "commercial.pilot",
        "commercial.tax", "service_evidence", "gates",
        "public.company.address", "public.company.legal_ids", "public.agents.human_oversight",
        "public.agents.stop_control", "public.agents.languages", "public.agents.tools",
        "public.models.routing", "public.models.retention_days", "public.models.trains_on_data",
        "public.subprocessors", "public.data_flow",
        "public.residency.storage", "public.residency.logs", "public.residency.backups",
        "public.residency.support", "public.evidence", "public.service_levels",
        "internal.cost_per_attempt", "internal.billed_share", "internal.floor_price",
    ]  # fmt: skip


def test_parts_are_asked_for_only_when_the_whole_is_there(full: Inputs) -> None:
    brief, seller, offer = full
    bare = brief.model_dump()
    bare["workflow"]["outcome"].update(excludes=(), cases=())
    bare["commercial"]["pilot"].update(start=None, criteria=())
    public = seller.public.model_copy(update={"models": ()})
    inputs = (DealBrief.model_validate(bare), seller.model_copy(update={"public": public}), offer)
    assert _fields(inputs) == [
        "workflow.outcome.excludes", "workflow.outcome.cases",
        "commercial.pilot.start", "commercial.pilot.criteria", "public.models",
    ]  # fmt: skip


def test_a_flat_price_needs_no_volumes_and_no_outcome(
    least: Inputs, offer_of: Callable[..., OfferIn]
) -> None:
    brief, seller, _ = least
    asked = _fields((brief, seller, offer_of(FLAT, pilot=False)))
    unwanted = {"volumes.low", "volumes.high", "workflow.outcome", "commercial.pilot",
                "internal.cost_per_attempt", "internal.billed_share"}  # fmt: skip
    assert unwanted.isdisjoint(asked)


def test_every_question_is_a_question_with_a_reason() -> None:
    for row in (*BRIEF_ASKS, *PROFILE_ASKS):
        assert row.question.endswith("?")
        assert row.why.endswith(".")
    assert all(question.endswith("?") for _, question in CONDITION_ASKS.values())


def test_an_undecided_rule_asks_for_its_fact_and_names_the_clauses_it_would_add(
    full: Inputs,
) -> None:
    outcomes = (
        _outcome("fired", "always", "dpa-art28"),
        _outcome("unknown", "buyer_in_uk", "dpa-art28", "intl-transfer", because="nobody said"),
        _outcome("unknown", "buyer_in_eu_eea", "ai-act-roles", "intl-transfer"),
        _outcome("unknown", "talks_to_people", "dpa-art28"),
        _outcome("unknown", "autonomy_copilot"),
        _outcome("not_fired", "finance", "finance-addendum"),
        _outcome("unknown", "new_condition", "new-clause"),
    )
    reading = RuleReading(outcomes=outcomes, clauses=("dpa-art28",), conditions=("always",))
    questions = open_questions(Given(*full), reading)
    assert [(one.field, one.question, one.why) for one in questions] == [
        (
            "data.subjects",
            "Whose data is processed, and where do they live?",
            "Nobody said. A yes adds these clauses: intl-transfer, ai-act-roles.",
        ),
        ("new_condition", "It holds?", "Why. A yes adds these clauses: new-clause."),
    ]


def test_a_field_is_asked_for_once(least: Inputs) -> None:
    reading = RuleReading(
        outcomes=(_outcome("unknown", "residency_matters", "data-residency"),),
        clauses=(),
        conditions=(),
    )
    assert _fields(least, reading).count("data.location") == 1
    assert _fields(least, reading)[0] == "data.location"


def test_the_needs_of_the_narrative_are_written_from_the_brief(full: Inputs) -> None:
    brief, seller, offer = full
    needs = narrative_needs(brief, seller.public, offer)
    assert [(one.section, one.sentence) for one in needs] == [
        (
            "need",
            "A buyer in retail wants order status by e-mail done without adding people, "
            "while its own system, Helpdesk, counts what was done.",
        ),
        ("need", "Replies leave within minutes."),
        (
            "solution",
            "Resolve takes over order status by e-mail on the channel E-mail "
            "at the autonomy level autopilot.",
        ),
        ("solution", "Data is stored and processed in European Union, the model included."),
        (
            "solution",
            "The buyer pays for each outcome, Resolved contact, as counted in Helpdesk.",
        ),
        (
            "pilot",
            "A paid pilot of 60 days shows whether order status by e-mail works before "
            "production is priced by these tests: Share solved and Reopened.",
        ),
        (
            "oversight",
            "People keep control of an agent at the autonomy level autopilot; "
            "a person decides on refunds and complaints.",
        ),
        ("oversight", "The buyer can stop Resolve: a switch in the helpdesk."),
    ]


def test_what_the_brief_does_not_say_is_not_told(least: Inputs) -> None:
    brief, seller, offer = least
    needs = narrative_needs(brief, seller.public, offer)
    assert [one.section for one in needs] == ["need", "solution", "oversight"]
    assert needs[1].sentence == (
        "Resolve takes over order status by e-mail at the autonomy level autopilot."
    )


def _gate(id_: str, days: int) -> dict[str, object]:
    return {"id": id_, "title": id_, "seller_owner": "a", "buyer_owner": "b", "document": "c",
            "days": str(days)}  # fmt: skip


STANDARD = tuple(
    GateEntry.model_validate(_gate(id_, days))
    for id_, days in (("security", 10), ("legal", 10), ("sign-off", 3))
)


def _dated(own: list[tuple[str, int]], start: date) -> list[tuple[str, date]]:
    gates = [GateIn.model_validate(_gate(id_, days)) for id_, days in own]
    return [(gate.id, gate.due) for gate in plan_gates(STANDARD, gates, start)]


def test_gates_follow_each_other_in_working_days_from_the_offer_date() -> None:
    # Monday 23 November 2026; ten working days are two weeks, three end on the Thursday.
    assert _dated([], date(2026, 11, 23)) == [
        ("security", date(2026, 12, 7)),
        ("legal", date(2026, 12, 21)),
        ("sign-off", date(2026, 12, 24)),
    ]


def test_an_offer_on_a_saturday_starts_to_count_on_monday() -> None:
    assert _dated([], date(2026, 11, 28))[0] == ("security", date(2026, 12, 11))


def test_a_gate_of_the_deal_replaces_its_namesake_and_a_new_one_comes_before_the_last() -> None:
    assert _dated([("works-council", 5), ("legal", 2)], date(2026, 11, 23)) == [
        ("security", date(2026, 12, 7)),
        ("legal", date(2026, 12, 9)),
        ("works-council", date(2026, 12, 16)),
        ("sign-off", date(2026, 12, 21)),
    ]


def test_without_standard_gates_those_of_the_deal_make_the_path() -> None:
    own = [GateIn.model_validate(_gate("only", 1))]
    assert [gate.id for gate in plan_gates((), own, date(2026, 11, 23))] == ["only"]


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({}, []),
        ({"valid_days": 31}, []),
        ({"valid_days": 30}, ["valid_days"]),
        ({"expected_cycle_days": 31}, []),
        ({"expected_cycle_days": 30}, ["expected_cycle_days"]),
        ({"start": date(2026, 12, 24)}, []),
        ({"start": date(2026, 12, 23)}, ["commercial.pilot.start"]),
    ],
)
def test_a_path_that_ends_too_late_is_asked_about(
    change: dict[str, object], fields: list[str], full: Inputs
) -> None:
    # The path of the standard gates ends on 24 December 2026, 31 days after the offer.
    given = full[0].model_dump()
    given["commercial"]["pilot"].update({k: v for k, v in change.items() if k == "start"})
    given.update({k: v for k, v in change.items() if k != "start"})
    brief = DealBrief.model_validate(given)
    gates = plan_gates(STANDARD, (), brief.offer_date)
    assert [one.field for one in path_questions(brief, gates)] == fields
    assert path_questions(brief, ()) == ()


def test_a_plan_carries_the_rules_as_read_and_the_dated_path(full: Inputs) -> None:
    library = ClauseLibrary(clauses={}, definitions_version="1", definitions="", facts={}, rules=())
    catalogue = Catalogue(
        library=library, passages=(), questions=(), gates=STANDARD, glossary=(), wording={}
    )
    reading = RuleReading(
        outcomes=(_outcome("fired", "always", "a-clause"),),
        clauses=("a-clause",),
        conditions=("always",),
    )
    plan = plan_proposal(*full, catalogue, reading)
    assert (plan.clauses, plan.rules, plan.conditions) == (
        ("a-clause",), reading.outcomes, ("always",),
    )  # fmt: skip
    # Security and legal take ten working days each, the works council four, the sign-off three.
    assert [(gate.id, gate.due) for gate in plan.gates] == [
        ("security", date(2026, 12, 7)),
        ("legal", date(2026, 12, 21)),
        ("works-council", date(2026, 12, 25)),
        ("sign-off", date(2026, 12, 30)),
    ]
    assert plan.questions == ()
    assert [one.section for one in plan.needs][-1] == "oversight"


def test_a_plan_names_no_figure_of_the_internal_profile(full: Inputs) -> None:
    brief, seller, offer = full
    internal = seller.internal.model_copy(update={"notes": ("CANARY-1",), "floor_price": None})
    inside = seller.model_copy(update={"internal": internal})
    library = ClauseLibrary(clauses={}, definitions_version="1", definitions="", facts={}, rules=())
    catalogue = Catalogue(
        library=library, passages=(), questions=(), gates=(), glossary=(), wording={}
    )
    plan = plan_proposal(brief, inside, offer, catalogue, NOTHING)
    assert [one.field for one in plan.questions] == ["internal.floor_price"]
    assert "CANARY" not in plan.model_dump_json()
    assert "0.21" not in plan.model_dump_json()

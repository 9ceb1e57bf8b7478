"""Which clauses a deal gets: one fact changed, and exactly these clauses come or go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from proposalkit.clauses.conditions import CONDITIONS
from proposalkit.clauses.deal import Deal
from proposalkit.clauses.held import Held, all_of, any_of
from proposalkit.clauses.rules import apply_rules, close_requires, in_schedule_order, read_rules
from proposalkit.errors import InputRefused
from proposalkit.knowledge.compiled import load_catalogue
from proposalkit.model.knowledge import ClauseLibrary, ClauseRecord, RuleRow
from proposalkit.workflows.overlay import knowledge_folders

DealOf = Callable[..., Deal]

# Rows of the reference, by hand.
TABLE = (
    ("R-01", "always",
     "data-no-training data-use-limits data-retention-deletion data-ownership-io "
     "output-accuracy-warranty human-oversight hallucination-allocation liability-cap "
     "acceptable-use model-change-control incident-and-rollback term-termination "
     "exit-data-export security-assurance"),
    ("R-01", "outside_model", "model-provider-flowdown"),
    ("R-01", "agent_acts", "autonomy-and-authority"),
    ("R-01", "generative", "ip-output-indemnity"),
    ("R-01", "in_production", "sla-credits"),
    ("R-02", "buyer_in_eu_eea", "dpa-art28 ai-act-roles"),
    ("R-02", "route_leaves_eea", "intl-transfer"),
    ("R-03", "buyer_in_uk", "dpa-art28 intl-transfer"),
    ("R-04", "california_consumers", "ccpa-service-provider"),
    ("R-05", "us_healthcare_phi", "baa-hipaa"),
    ("R-05", "healthcare_phi", "human-oversight acceptable-use"),
    ("R-06", "finance", "finance-addendum insurance-ai"),
    ("R-07", "public_sector", "public-sector-addendum"),
    ("R-08", "pricing_outcome",
     "outcome-definition outcome-verification outcome-attribution-evidence outcome-dispute "
     "audit-rights-mutual pricing-floor-cap"),
    ("R-09", "pricing_value", "baseline-measurement value-share"),
    ("R-10", "pricing_usage", "pricing-floor-cap outcome-dispute"),
    ("R-11", "has_pilot", "pilot-scope-success pilot-conversion"),
    ("R-12", "autonomy_copilot", ""),
    ("R-13", "autonomy_supervised", "human-oversight"),
    ("R-14", "autonomy_autopilot", "autonomy-and-authority incident-and-rollback"),
    ("R-15", "talks_to_people", "ai-transparency-notice"),
    ("R-16", "consequential_decisions", "adm-consequential-decisions"),
    ("R-17", "residency_matters", "data-residency compute-residency deployment-model"),
    ("R-18", "large_deal", "insurance-ai"),
    ("R-20", "rfp_asks_ai_disclosure", "ai-use-disclosure"),
    ("R-01", "learning_agreed", "data-optional-learning"),
)  # fmt: skip
ROWS = tuple(
    RuleRow(id=id_, condition=condition, when=condition, clauses=tuple(clauses.split()))
    for id_, condition, clauses in TABLE
)
OUTCOME = TABLE[13][2]
RESIDENCY = "data-residency compute-residency deployment-model"

AMERICAN: dict[str, object] = {
    "brief.buyer.country": "US",
    "brief.data.subjects": ["Consumers in Texas"],
}
ANYWHERE: dict[str, object] = {**AMERICAN, "brief.data.location": None}
HOSPITAL: dict[str, object] = {"brief.buyer.sector": "healthcare"}
SILENT: dict[str, object] = {"seller.agents.0.acts": "no"}
ONE_TIME = [{"id": "setup", "label": "Set-up", "type": "one_time", "amount": "100"}]
FLAT = [{"id": "seat", "label": "Seats", "type": "recurring", "amount": "100"}]
OUTCOMES = [
    {"id": "contacts", "label": "Contacts", "type": "outcome", "metric": {"id": "contact"},
     "tiers": [{"price": "0.95"}]}
]  # fmt: skip
SAVED = {"id": "saved", "kind": "amount", "definition": "Cost below the baseline"}
SHARE = [
    {"id": "saving", "label": "Saving", "type": "value_share", "metric": SAVED,
     "tiers": [{"rate": "0.15"}],
     "baseline": {"amount": "100000", "direction": "below", "source": "Books"}}
]  # fmt: skip
USAGE = [
    {"id": "calls", "label": "Calls", "type": "usage", "metric": {"id": "c", "kind": "usage"},
     "tiers": [{"price": "0.10"}]}
]  # fmt: skip
TWO_MODELS = [
    {"id": "own", "provider": "Halyard", "name": "Own", "places": ["DE"], "outside": "no"},
    {"provider": "Calanque", "name": "Large", "places": ["FR"]},
]

# start, the one fact changed, clauses that come, clauses that go
CASES: dict[str, tuple[dict[str, object], dict[str, object], str, str]] = {
    "an agent that only answers": ({}, SILENT, "", "autonomy-and-authority"),
    "no agent that writes": ({}, {"seller.agents.0.generative": "no"}, "", "ip-output-indemnity"),
    "own model": ({}, {"seller.models.0.outside": "no"}, "", "model-provider-flowdown"),
    "own and outside model": ({}, {"seller.models": TWO_MODELS}, "", ""),
    "no model named": ({}, {"seller.models": None}, "", "model-provider-flowdown"),
    "one-time lines only": ({}, {"offer.rates": ONE_TIME}, "", f"sla-credits {OUTCOME}"),
    "flat price": ({}, {"offer.rates": FLAT}, "", OUTCOME),
    "price by usage": (
        {}, {"offer.rates": USAGE}, "",
        "outcome-definition outcome-verification outcome-attribution-evidence audit-rights-mutual",
    ),
    "usage instead of flat": (
        {"offer.rates": FLAT}, {"offer.rates": USAGE}, "pricing-floor-cap outcome-dispute", ""
    ),
    "buyer in Norway": ({}, {"brief.buyer.country": "NO"}, "", ""),
    "American buyer with people in Germany": ({}, {"brief.buyer.country": "US"}, "", ""),
    "American people of an American buyer": (
        {"brief.buyer.country": "US"}, {"brief.data.subjects": ["Consumers in Texas"]},
        "", "dpa-art28 ai-act-roles",
    ),
    "people in the EU": (
        AMERICAN, {"brief.data.subjects": ["Staff in the EU"]}, "dpa-art28 ai-act-roles", ""
    ),
    "nobody said whose data": (AMERICAN, {"brief.data.subjects": None}, "", ""),
    "people named by a longer word": (AMERICAN, {"brief.data.subjects": ["Germanytown"]}, "", ""),
    "British buyer": ({}, {"brief.buyer.country": "GB"}, "intl-transfer", ""),
    "people in the UK": (
        AMERICAN, {"brief.data.subjects": ["Patients in the UK"]}, "dpa-art28 intl-transfer", ""
    ),
    "model in the US": ({}, {"seller.models.0.places": ["US"]}, "intl-transfer", ""),
    "model in the EU bloc": ({}, {"seller.models.0.places": ["EU"]}, "", ""),
    "model routed world-wide": ({}, {"seller.models.0.routing": "global"}, "intl-transfer", ""),
    "sub-processor in India": ({}, {"seller.subprocessors.0.country": "IN"}, "intl-transfer", ""),
    "support from Britain": ({}, {"seller.residency.support": ["GB"]}, "intl-transfer", ""),
    "American route of an American deal": (AMERICAN, {"seller.models.0.places": ["US"]}, "", ""),
    "Californians": ({}, {"brief.data.california_consumers": "yes"}, "ccpa-service-provider", ""),
    "Californians unknown": ({}, {"brief.data.california_consumers": None}, "", ""),
    "hospital without health data": ({}, HOSPITAL, "", ""),
    "health data of a German hospital": (HOSPITAL, {"brief.data.health_data": "yes"}, "", ""),
    "health data of an American hospital": (
        AMERICAN | HOSPITAL, {"brief.data.health_data": "yes"}, "baa-hipaa", ""
    ),
    "American hospital without health data": (
        AMERICAN | HOSPITAL, {"brief.data.health_data": "no"}, "", ""
    ),
    "health data of an American shop": (AMERICAN, {"brief.data.health_data": "yes"}, "", ""),
    "hospital with health data moves to America": (
        HOSPITAL | {"brief.data.health_data": "yes"}, AMERICAN,
        "baa-hipaa", "dpa-art28 ai-act-roles",
    ),
    "health data of a shop": ({}, {"brief.data.health_data": "yes"}, "", ""),
    "health data unknown": (HOSPITAL, {"brief.data.health_data": None}, "", ""),
    "bank": ({}, {"brief.buyer.sector": "Retail banking"}, "finance-addendum insurance-ai", ""),
    "city": ({}, {"brief.buyer.sector": "public"}, "public-sector-addendum", ""),
    "no pilot": ({}, {"brief.commercial.pilot": None}, "", "pilot-scope-success pilot-conversion"),
    "copilot": ({}, {"brief.autonomy": "copilot"}, "", ""),
    "autopilot of a silent agent": (
        SILENT, {"brief.autonomy": "autopilot"}, "autonomy-and-authority", ""
    ),
    "talks to people": ({}, {"brief.talks_to_people": "yes"}, "ai-transparency-notice", ""),
    "talking unknown": ({}, {"brief.talks_to_people": None}, "", ""),
    "decides on people": (
        {}, {"brief.consequential_decisions": "yes"}, "adm-consequential-decisions", ""
    ),
    "no place wished, buyer abroad": ({}, {"brief.data.location": None}, "", ""),
    "no place wished, American buyer": (AMERICAN, {"brief.data.location": None}, "", RESIDENCY),
    "American bank": (
        ANYWHERE, {"brief.buyer.sector": "finance"},
        f"finance-addendum insurance-ai {RESIDENCY}", "",
    ),
    "American clinic": (ANYWHERE, HOSPITAL, RESIDENCY, ""),
    "seat to outcome": ({"offer.rates": FLAT}, {"offer.rates": OUTCOMES}, OUTCOME, ""),
    "flat price to a share of the value": (
        {"offer.rates": FLAT}, {"offer.rates": SHARE},
        "outcome-attribution-evidence audit-rights-mutual pricing-floor-cap baseline-measurement "
        "value-share", "",
    ),
    "no pilot to pilot": (
        {"brief.commercial.pilot": None}, {"brief.commercial.pilot": {"days": "30"}},
        "pilot-scope-success pilot-conversion", "",
    ),
    "proof of insurance": ({}, {"brief.asks_for_insurance": "yes"}, "insurance-ai", ""),
    "no proof of insurance": ({}, {"brief.asks_for_insurance": "no"}, "", ""),
    "a question about AI in the bid": (
        {}, {"brief.asks_for_ai_disclosure": "yes"}, "ai-use-disclosure", ""
    ),
    "buyer whose rules bar renewal": (
        {}, {"brief.commercial.bars_auto_renewal": "yes"}, "", ""
    ),
    "learning both sides want": (
        {}, {"brief.optional_learning": "yes"}, "data-optional-learning", ""
    ),
    "learning in a hospital": (HOSPITAL, {"brief.optional_learning": "yes"}, "", ""),
    "learning beside health data": (
        {"brief.optional_learning": "yes"}, {"brief.data.health_data": "yes"},
        "", "data-optional-learning",
    ),
    "learning of a buyer that becomes a bank": (
        {"brief.optional_learning": "yes"}, {"brief.buyer.sector": "bank"},
        "finance-addendum insurance-ai", "data-optional-learning",
    ),
    "the buyer's own paper": ({}, {"brief.paper": {"governs": "buyer"}}, "", ""),
    "the American shop moves to Germany": (
        ANYWHERE, {"brief.buyer.country": "DE"}, f"dpa-art28 ai-act-roles {RESIDENCY}", ""
    ),
    "the bank moves to Britain": (
        {"brief.buyer.sector": "bank"}, {"brief.buyer.country": "GB"}, "intl-transfer", ""
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def library(shared_cache: Path) -> ClauseLibrary:
    """The library as shipped."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(shared_cache))
        return load_catalogue(knowledge_folders(Path())).library


def test_at_least_forty_changes_of_a_deal_are_held_against_the_rules() -> None:
    assert len(CASES) >= 40


def _asked(library: ClauseLibrary, deal: Deal) -> set[str]:
    return set(read_rules(library, deal).clauses)


@pytest.mark.parametrize("case", CASES)
def test_one_changed_fact_changes_exactly_the_clauses_it_should(
    case: str, deal_of: DealOf, library: ClauseLibrary
) -> None:
    """The sets are written by hand from section 2.1 of the reference; the rules are the shipped."""
    start, change, come, go = CASES[case]
    before, after = _asked(library, deal_of(start)), _asked(library, deal_of(start, change))
    assert after - before == set(come.split())
    assert before - after == set(go.split())


def test_the_clauses_of_the_base_deal_are_those_of_the_reference(
    deal_of: DealOf, library_of: Callable[..., ClauseLibrary]
) -> None:
    expected = " ".join(TABLE[row][2] for row in (0, 1, 2, 3, 4, 5, 13, 16, 22)).split()
    assert _asked(library_of(rules=ROWS), deal_of()) == set(expected)


def test_every_condition_of_the_table_is_used_by_a_row_of_this_test() -> None:
    # `bars_auto_renewal` asks for a wording of a clause, the other for passages, none for a clause.
    others = {"bars_auto_renewal", "pricing_each_outcome"}
    assert {condition for _, condition, _ in TABLE} | others == set(CONDITIONS)


STEPS = [{**OUTCOMES[0], "tier_mode": "flat", "tiers": [{"flat": "900"}]}]
QUARTER = {"id": "q", "label": "A quarter", "amount": "900", "period_months": 3,
           "applies_to": ["contacts"]}  # fmt: skip
EACH: dict[str, tuple[dict[str, object], bool, str]] = {
    "a price for each": ({"offer.rates": OUTCOMES}, True, "paid for itself"),
    "flat steps": ({"offer.rates": STEPS}, False, "by flat steps: Contacts"),
    "a commitment": (
        {"offer.rates": OUTCOMES, "offer.commitments": [QUARTER]}, False, "commitment: A quarter",
    ),
    "no outcome": ({"offer.rates": USAGE}, False, "no line of the offer is priced by outcome"),
}  # fmt: skip


@pytest.mark.parametrize("case", EACH)
def test_each_outcome_is_paid_for_itself_without_flat_steps_or_a_commitment(
    case: str, deal_of: DealOf
) -> None:
    change, holds, words = EACH[case]
    found = CONDITIONS["pricing_each_outcome"](deal_of(change))
    assert (found.holds, words in found.because) == (holds, True)


UNKNOWN: dict[str, tuple[dict[str, object], str]] = {
    "outside_model": ({"seller.models": None}, "the profile names no model"),
    "california_consumers": (
        {"brief.data.california_consumers": None},
        "nobody said whether Californian consumers are concerned",
    ),
    "us_healthcare_phi": (
        {**AMERICAN, **HOSPITAL, "brief.data.health_data": None},
        "nobody said whether health data is processed",
    ),
    "healthcare_phi": (
        {**HOSPITAL, "brief.data.health_data": None},
        "nobody said whether health data is processed",
    ),
    "talks_to_people": (
        {"brief.talks_to_people": None},
        "nobody said whether the agent talks to people",
    ),
    "consequential_decisions": (
        {"brief.consequential_decisions": None},
        "nobody said whether the agent decides on credit, jobs, housing, insurance or health",
    ),
    "buyer_in_uk": (
        {"brief.data.subjects": None},
        "nobody said whether data of people in the UK is processed",
    ),
    "buyer_in_eu_eea": ({"regions.eea": []}, "the knowledge lists no country of the EEA"),
    "route_leaves_eea": (
        {"seller.models": None, "seller.subprocessors": None, "seller.residency": None},
        "the profile does not say where processing happens",
    ),
    "residency_matters": (ANYWHERE, "nobody said where processing has to stay"),
    "learning_agreed": (
        {"brief.optional_learning": "yes", "brief.data.health_data": None},
        "nobody said whether health data is processed",
    ),
    "large_deal": ({}, "nobody said whether the buyer asks for proof of insurance"),
    "rfp_asks_ai_disclosure": (
        {},
        "nobody said whether a document of the buyer asks for the use of AI in the bid",
    ),
}


@pytest.mark.parametrize("condition", UNKNOWN)
def test_a_missing_deal_fact_is_unknown_and_asks_for_no_clause(
    condition: str, deal_of: DealOf, library_of: Callable[..., ClauseLibrary]
) -> None:
    change, because = UNKNOWN[condition]
    row = RuleRow(id="R", condition=condition, when="when", clauses=("a-clause",))
    reading = read_rules(library_of(rules=(row,)), deal_of(change))
    assert [(one.result, one.because) for one in reading.outcomes] == [("unknown", because)]
    assert reading.clauses == ()
    assert reading.conditions == ()


YES, NO, OPEN = Held(True, "y"), Held(False, "n"), Held(None, "?")


@pytest.mark.parametrize(
    ("parts", "both", "either"),
    [
        ((YES, YES), True, True),
        ((YES, NO), False, True),
        ((NO, NO), False, False),
        ((OPEN, YES), None, True),
        ((OPEN, NO), False, None),
        ((OPEN, OPEN), None, None),
    ],
)
def test_unknown_stays_unknown_unless_the_rest_decides(
    parts: tuple[Held, ...], both: bool | None, either: bool | None
) -> None:
    assert all_of(*parts).holds is both
    assert any_of(*parts).holds is either
    assert any_of(NO, NO).because == "n; n"


REASONS: dict[str, tuple[dict[str, object], str, str]] = {
    "buyer_in_eu_eea": ({}, "fired", "the buyer is registered in Germany"),
    "outside_model": ({}, "fired", "models run by Calanque SAS"),
    "in_production": ({}, "fired", "the offer prices production: Platform, Contacts"),
    "pricing_outcome": ({}, "fired", "priced by outcome: Contacts"),
    "pricing_value": ({}, "not_fired", "no line of the offer is priced by value share"),
    "has_pilot": ({}, "fired", "a pilot of 60 days"),
    "autonomy_autopilot": ({}, "not_fired", "the autonomy level is supervised"),
    "route_leaves_eea": ({}, "not_fired", "every place of processing named lies in the EEA"),
    "residency_matters": ({}, "fired", "processing has to stay in European Union"),
    "finance": ({}, "not_fired", 'the sector is "retail"'),
    "learning_agreed": ({}, "not_fired", "nobody asks to learn from the buyer's data"),
    "buyer_in_uk": (
        {}, "not_fired", "the buyer is registered in Germany, the people named are elsewhere"
    ),
}  # fmt: skip


@pytest.mark.parametrize("condition", REASONS)
def test_each_outcome_names_the_deal_fact_that_decided(condition: str, deal_of: DealOf) -> None:
    change, result, because = REASONS[condition]
    row = RuleRow(id="R", condition=condition, when="when")
    (outcome,) = apply_rules((row,), deal_of(change))
    assert (outcome.result, outcome.because) == (result, because)


def test_unknown_conditions_are_refused_all_at_once(deal_of: DealOf) -> None:
    rows = [RuleRow(id=name, condition=f"{name}-x", when="?") for name in ("R-90", "R-91")]
    with pytest.raises(InputRefused) as refused:
        apply_rules(rows, deal_of())
    assert [one.where for one in refused.value.findings] == ["rules.yaml: R-90", "rules.yaml: R-91"]
    assert '"R-90-x", which is not known' in refused.value.findings[0].message


def test_what_an_asked_for_clause_requires_is_asked_for_with_the_reason(
    deal_of: DealOf,
    clause_of: Callable[..., ClauseRecord],
    library_of: Callable[..., ClauseLibrary],
) -> None:
    rows = (RuleRow(id="R-01", condition="always", when="always", clauses=("first",)),)
    library = library_of(
        clause_of("first", requires=["second", "gone"]),
        clause_of("second", requires=["first"]),
        rules=rows,
    )
    reading = read_rules(library, deal_of())
    assert reading.clauses == ("first", "second", "gone")
    added = [(one.rule, one.because, one.clauses) for one in reading.outcomes[1:]]
    assert added == [
        ("requires:first", 'clause "first" requires it', ("second",)),
        ("requires:first", 'clause "first" requires it', ("gone",)),
    ]
    assert reading.conditions == ("always",)


def test_requirements_of_requirements_come_too(clause_of: Callable[..., ClauseRecord]) -> None:
    chain = {
        "a": clause_of("a", requires=["b"]),
        "b": clause_of("b", requires=["c"]),
        "c": clause_of("c"),
    }
    assert list(close_requires(["a"], chain)) == [("b", "a"), ("c", "b")]


def test_the_schedule_goes_by_family_then_library_then_what_is_missing(
    clause_of: Callable[..., ClauseRecord],
) -> None:
    library = {
        "exit": clause_of("exit", family="pilot_term_exit"),
        "late": clause_of("late", family="data_privacy_no_training"),
        "early": clause_of("early", family="data_privacy_no_training"),
        "cap": clause_of("cap", family="hallucination_liability"),
    }
    asked = ("gone", "exit", "early", "cap", "late", "exit")
    assert in_schedule_order(asked, library) == ("late", "early", "cap", "exit", "gone")

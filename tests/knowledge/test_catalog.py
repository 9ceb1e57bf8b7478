"""The catalogue of selling against the rows of its sources, written out here by hand."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from proposalkit.knowledge.library import check_knowledge, read_catalogue
from proposalkit.model import advice, catalog, catalog_rows
from proposalkit.model.catalog import Figure, Worked
from proposalkit.model.catalog_rows import SellingCatalog
from proposalkit.model.knowledge import Catalogue
from proposalkit.model.proposal import Proposal

ROOT = Path(__file__).resolve().parents[2]

MOTIONS = {
    1: ("self-serve", "buyer-led", "proven", "easy"),
    2: ("marketplace", "buyer-led", "proven", "easy"),
    3: ("open-source", "buyer-led", "proven", "medium"),
    4: ("community", "buyer-led", "proven", "easy"),
    5: ("founder-led", "vendor-led", "proven", "easy"),
    6: ("ai-outbound", "vendor-led", "emerging", "medium"),
    7: ("enterprise-field", "vendor-led", "proven", "medium"),
    8: ("forward-deployed", "vendor-led", "proven", "advanced"),
    9: ("pay-per-outcome", "outcome-led", "emerging", "advanced"),
    10: ("value-based", "outcome-led", "speculative", "advanced"),
    11: ("channel", "partner-led", "proven", "medium"),
    12: ("hyperscaler", "partner-led", "proven", "medium"),
}
"""Number, name, family, maturity and difficulty, as the source tags them."""

DEALS = {
    2: (10_000, 50_000), 3: (50_000, 500_000), 4: (10_000, 100_000), 5: (25_000, 250_000),
    6: (25_000, 250_000), 7: (100_000, 1_000_000), 8: (500_000, 5_000_000),
    10: (1_000_000, 10_000_000), 11: (100_000, 1_000_000), 12: (100_000, 1_000_000),
}  # fmt: skip
"""Typical deal in US dollars, from the summary table; 1 and 9 have no two ends."""

MONTHS = {7: (3, 9), 8: (6, 12), 9: (2, 6), 10: (6, 18), 11: (3, 9), 12: (2, 6)}
"""Typical cycle in months, from the summary table; the others are given in words."""

MATRIX = {
    ("days", "self-serve"): {1, 2},
    ("weeks", "self-serve"): {3, 4},
    ("weeks", "mid-market"): {5, 6},
    ("months", "mid-market"): {11},
    ("months", "enterprise"): {7, 11, 12},
    ("quarters", "enterprise"): {9, 12},
    ("quarters", "strategic"): {8, 10},
}
"""Our reading of the matrix, whose columns were lost."""

DIAGNOSTIC = {
    (1, "yes"): {5, 8}, (1, "no"): {7, 6, 11},
    (2, "low"): {1, 2, 3}, (2, "moderate"): {5, 6}, (2, "high"): {7, 8, 10},
    (3, "minutes"): {1, 2}, (3, "days-weeks"): {3, 6}, (3, "months"): {7, 8, 10},
    (4, "high"): {9, 10}, (4, "low"): {1, 7, 11},
    (5, "developer"): {3, 1, 2}, (5, "operator"): {5, 6, 7}, (5, "executive"): {7, 8, 10, 12},
    (6, "days-weeks"): {1, 2, 3}, (6, "months"): {5, 6, 7}, (6, "quarters"): {7, 8, 11, 10},
    (7, "deep"): {11, 12}, (7, "light"): {2, 4}, (7, "none"): {5, 6, 7},
    (8, "under-6-months"): {1, 2, 3}, (8, "6-18-months"): {5, 6},
    (8, "over-18-months"): {7, 8, 10},
}  # fmt: skip
"""The motions each answer points to, question by question."""

STAGES = {"curious": {5, 8, 7}, "piloting": {7, 6, 11}, "native": {9, 10, 12, 1}}
HYBRIDS = [(1, 7), (5, 6), (7, 9), (8, 7), (3, 11), (2, 7)]
FAILURES = [{1}, {1, 7}, {5}, {5, 7}, {6}, {9}, {8}, {11}, {10}]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue([ROOT / "knowledge"])


@pytest.fixture(scope="module")
def selling(catalogue: Catalogue) -> SellingCatalog:
    return catalogue.selling


def number_of(selling: SellingCatalog) -> dict[str, int]:
    return {one.id: one.number for one in selling.motions}


def figure(catalogue: Catalogue, key: str, name: str) -> Figure:
    kind, _, id_ = key.partition("/")
    holders = catalogue.passages if kind == "guidance" else catalogue.selling.entries
    entry = next(
        one for one in holders if one.id == id_ and getattr(one, "kind", "guidance") == kind
    )
    return next(one for one in entry.figures if one.id == name)


def test_the_twelve_motions_stand_in_their_families_with_the_tags_of_the_source(
    selling: SellingCatalog,
) -> None:
    found = {one.number: (one.id, one.family, one.maturity, one.difficulty)
             for one in selling.motions}  # fmt: skip
    assert found == MOTIONS


def test_every_motion_has_the_deal_size_and_cycle_of_the_summary_table(
    selling: SellingCatalog,
) -> None:
    for one in selling.motions:
        sizes = {figure.id: (figure.low, figure.high) for figure in one.figures}
        if one.number in DEALS:
            assert sizes["deal"] == DEALS[one.number], one.id
        if one.number in MONTHS:
            assert sizes["cycle"] == MONTHS[one.number], one.id


def test_the_numbers_for_sorting_are_those_of_the_figures(selling: SellingCatalog) -> None:
    for one in selling.motions:
        if one.number in DEALS:
            assert one.deal_size.low == DEALS[one.number][0], one.id
            assert one.deal_size.high in (DEALS[one.number][1], None), one.id
        if one.number in MONTHS:
            low, high = MONTHS[one.number]
            assert (one.cycle.low, one.cycle.high) in ((low * 30, high * 30), (180, 365)), one.id


def test_every_motion_says_who_buys_when_it_works_when_it_fails_and_what_to_do_first(
    selling: SellingCatalog,
) -> None:
    for one in selling.motions:
        assert one.buyer, one.id
        assert len(one.works_when) >= 2, one.id
        assert one.main_risk.answer, one.id
        assert one.examples, one.id
        assert one.first_move in one.text, one.id
        assert "{" not in one.text, one.id


def test_each_table_has_as_many_entries_as_its_source(selling: SellingCatalog) -> None:
    counts = Counter(one.kind for one in selling.entries)
    expected = {
        "motion": 12, "family": 4, "sales-asset": 5, "maturity": 3, "diagnostic": 8,
        "buyer-stage": 3, "hybrid": 6, "failure": 9, "ai-shift": 5, "trust-rung": 3,
        "objection": 3, "commission": 3, "lock-in": 4, "negotiate-for": 4, "implementation": 4,
        "contract-step": 6, "mistake": 4, "use-case": 3, "seat-versus-outcome": 4,
        "value-contract": 4, "fit": 7,
    }  # fmt: skip
    assert {kind: counts[kind] for kind in expected} == expected


def test_every_cell_of_the_matrix_is_our_reading_and_says_so(selling: SellingCatalog) -> None:
    numbers = number_of(selling)
    found = {(one.cycle, one.size): {numbers[name] for name in one.motions}
             for one in selling.fit_matrix}  # fmt: skip
    assert found == MATRIX
    assert {one.basis for one in selling.fit_matrix} == {"reconstructed"}


def test_the_flowchart_says_that_it_is_our_own_and_reaches_every_motion(
    selling: SellingCatalog,
) -> None:
    assert {one.basis for one in selling.flowchart} == {"own"}
    assert {name for one in selling.flowchart for name in one.motions} == set(number_of(selling))


@pytest.mark.parametrize(("question", "code"), DIAGNOSTIC)
def test_an_answer_of_the_diagnostic_opens_the_motions_of_its_row(
    question: int, code: str, selling: SellingCatalog
) -> None:
    numbers = number_of(selling)
    row = next(one for one in selling.diagnostic if one.number == question)
    answer = next(one for one in row.answers if one.code == code)
    assert {numbers[name] for name in answer.motions} == DIAGNOSTIC[(question, code)]
    assert len(row.answers) == sum(key[0] == question for key in DIAGNOSTIC)


@pytest.mark.parametrize("stage", STAGES)
def test_a_buyer_stage_names_its_motions_and_its_places(
    stage: str, selling: SellingCatalog
) -> None:
    numbers = number_of(selling)
    row = next(one for one in selling.buyer_stages if one.stage == stage)
    assert {numbers[name] for name in row.motions} == STAGES[stage]
    assert row.geography


def test_the_six_hybrids_lead_from_motion_to_motion_in_the_order_of_the_source(
    selling: SellingCatalog,
) -> None:
    numbers = number_of(selling)
    assert [(numbers[one.starts], numbers[one.becomes]) for one in selling.hybrids] == HYBRIDS


def test_the_nine_failures_belong_to_their_motions_and_have_a_fix(
    selling: SellingCatalog,
) -> None:
    numbers = number_of(selling)
    found = [{numbers[name] for name in one.motions} for one in selling.failures]
    assert found == FAILURES
    assert all(one.symptom and one.fix for one in selling.failures)


def test_each_autonomy_level_has_its_price_model(selling: SellingCatalog) -> None:
    rungs = {one.level: one.priced_as for one in selling.trust_ladder}
    assert "tool" in rungs["copilot"]
    assert "seat" in rungs["supervised"]
    assert "outcome" in rungs["autopilot"]


def test_a_cost_unit_a_usage_unit_and_a_vague_unit_are_told_from_units_of_value(
    selling: SellingCatalog,
) -> None:
    found = {one.id: one.measures for one in selling.work_units}
    assert found["token"] == "cost"
    assert found["message"] == "usage"
    assert found["interaction"] == "vague"
    assert {"ticket", "meeting", "recovered", "document"} <= {
        name for name, measures in found.items() if measures == "value"
    }


def test_the_published_prices_have_vendor_unit_price_and_day(selling: SellingCatalog) -> None:
    priced = {(one.vendor, one.unit): (one.price, one.currency, one.as_of)
              for one in selling.benchmarks if one.price is not None}  # fmt: skip
    april = date(2026, 4, 30)
    assert priced == {
        ("HubSpot Breeze", "resolved customer ticket"): (Decimal("0.50"), "USD", april),
        ("HubSpot Breeze", "qualified lead"): (Decimal("1.00"), "USD", april),
        ("Salesforce Agentforce", "conversation"): (Decimal(2), "USD", april),
    }


@pytest.mark.parametrize(
    ("key", "name", "low", "high"),
    [
        ("guidance/build-or-buy-crossover", "units", "50000", None),
        ("guidance/build-or-buy-crossover", "price", "0.30", None),
        ("guidance/commitment-after-clean-data", "clean", "90", None),
        ("guidance/commitment-after-clean-data", "exit", "30", None),
        ("guidance/outcome-price-range", "share", "20", "60"),
        ("guidance/outcome-price-range", "range", "1", "3"),
        ("guidance/pilot-economics", "length", "30", "90"),
        ("guidance/pilot-economics", "pilot", "25000", "100000"),
        ("guidance/pilot-economics", "production", "100000", "1000000"),
        ("guidance/gross-margin-of-agents", "early", "50", "70"),
        ("guidance/value-share", "baseline", "30", "90"),
        ("pilot/decision", "window", "30", None),
        ("commission/mixed", "first", "30", None),
        ("motion/marketplace", "share", "15", "30"),
        ("motion/channel", "margin", "30", "50"),
        ("motion/founder-led", "deals", "5", "50"),
        ("work-unit/meeting", "length", "15", None),
        ("contract-step/way-out", "notice", "30", None),
    ],
)
def test_a_figure_is_the_one_of_its_source(
    key: str, name: str, low: str, high: str | None, catalogue: Catalogue
) -> None:
    found = figure(catalogue, key, name)
    assert found.low == Decimal(low)
    assert found.high == (Decimal(high) if high else None)


def test_the_share_of_todays_cost_follows_from_the_example(catalogue: Catalogue) -> None:
    # 1 of 5 is 20 %, 3 of 5 are 60 %.
    people = figure(catalogue, "guidance/outcome-price-range", "people").low
    price = figure(catalogue, "guidance/outcome-price-range", "range")
    share = figure(catalogue, "guidance/outcome-price-range", "share")
    assert price.high is not None
    assert (price.low / people * 100, price.high / people * 100) == (share.low, share.high)


@pytest.mark.parametrize(
    ("key", "name", "result"),
    [
        # 30 % of 50,000 are 15,000; at 0.50 each that is 7,500, not a third of 25,000.
        ("billing-by-resolved-share", "bill", "7500"),
        ("billing-by-resolved-share", "full", "25000"),
        # 0.38 + 0.07 + 0.20 + 0.10 = 0.75; 2.50 - 0.75 = 1.75; 1.75 / 2.50 = 0.70.
        ("work-unit-and-margin", "margin", "0.70"),
        # 15 % of 40 million are 6 million.
        ("value-share", "fee", "6000000"),
        # 100,000 at 0.50 are 50,000.
        ("projected", "projection", "50000"),
    ],
)
def test_a_golden_number_is_kept_and_comes_out_again(
    key: str, name: str, result: str, catalogue: Catalogue
) -> None:
    sums = {(one.id, sum_.id): sum_ for one in (*catalogue.passages, *catalogue.selling.entries)
            for sum_ in one.worked}  # fmt: skip
    found: Worked = sums[(key, name)]
    assert found.result == Decimal(result)
    assert found.worked_out == Decimal(result)


def test_every_entry_can_be_quoted_with_its_facets_and_without_an_open_slot(
    selling: SellingCatalog,
) -> None:
    texts = {one.key: one.text for one in selling.entries}
    assert [key for key, text in texts.items() if len(text) < 40 or "{" in text] == []
    assert (
        "USD 0.50 for one resolved customer ticket, as of 2026-04-30"
        in (texts["benchmark/hubspot-ticket"])
    )
    assert "Fix: Measure the baseline before the start" in texts["failure/value-without-baseline"]
    assert "Motions: pay-per-outcome, value-based" in texts["diagnostic/outcome-measurability"]
    assert "Cycle: 3 to 6 months." in texts["buyer-stage/piloting"]


def test_where_sources_disagree_both_values_stay_with_the_one_used_and_why(
    catalogue: Catalogue,
) -> None:
    holders = (*catalogue.passages, *catalogue.selling.entries)
    about = {one.about: one for holder in holders for one in holder.disagreements}
    assert len(about) >= 9
    assert all(len(one.values) >= 2 and one.used and one.why for one in about.values())
    margin = about["Gross margin of classic software and of agents in early years"]
    assert "75 to 85 %" in margin.values[0]
    assert "70 to 85 %" in margin.values[1]


def test_every_entry_names_a_known_source_its_place_its_day_and_its_review(
    selling: SellingCatalog,
) -> None:
    documents = {one.id for one in selling.sources}
    for one in selling.entries:
        assert one.document in documents, one.key
        assert all((one.at, one.as_of, one.review_by, one.owner)), one.key
        assert one.file.startswith("knowledge/"), one.key


def test_every_entry_and_published_price_is_flagged_when_its_day_has_passed() -> None:
    found = check_knowledge([ROOT / "knowledge"], date(2030, 1, 1))
    assert {one.severity for one in found} == {"warning"}
    flagged = {one.where.split(":")[0].rpartition("knowledge/")[2] for one in found}
    catalog = [*(ROOT / "knowledge" / "catalog").glob("*.yaml")]
    motions = [*(ROOT / "knowledge" / "motions").glob("*.md")]
    names = {path.relative_to(ROOT / "knowledge").as_posix() for path in (*catalog, *motions)}
    assert names <= flagged
    assert sum(one.id == "expired-benchmark" for one in found) == 9


def test_no_class_of_the_catalogue_or_of_its_advice_can_stand_in_a_proposal() -> None:
    inside = {
        name
        for module in (advice, catalog, catalog_rows)
        for name, made in vars(module).items()
        if getattr(made, "__module__", "") == module.__name__
    }
    assert {"Motion", "Failure", "Advice", "Benchmark"} <= inside
    assert inside & set(Proposal.model_json_schema()["$defs"]) == set()


def test_every_word_has_a_sellers_a_lawyers_and_a_buyers_form(catalogue: Catalogue) -> None:
    assert len(catalogue.glossary) >= 26
    assert all(one.term and one.seller and one.lawyer for one in catalogue.glossary)
    words = catalogue.selling.seller_words
    assert len(words) >= 35
    assert all(one.seller and one.lawyer and one.buyer for one in words)

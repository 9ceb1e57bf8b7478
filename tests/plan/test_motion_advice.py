"""The advice on motions, row by row: what each answer, cell, stage and sign does, and only that."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from proposalkit.knowledge.library import read_catalogue
from proposalkit.model.advice import Advice, GoToMarket, RankedMotion, Situation
from proposalkit.model.catalog_rows import SellingCatalog
from proposalkit.plan.motion_advice import recommend
from proposalkit.plan.motion_ranking import band, rank_motions
from proposalkit.plan.motion_warnings import FAILURE_SIGNS, MISMATCH_SIGNS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def catalog() -> SellingCatalog:
    return read_catalogue([ROOT / "knowledge"]).selling


def situation(**values: object) -> Situation:
    """Give a deal that shows no sign of anything, with the values given."""
    seller = GoToMarket.model_validate(values.pop("seller", {}))
    plain: dict[str, object] = {"stage": "piloting", "autonomy": "supervised", "priced_as": "usage"}
    return Situation.model_validate({**plain, **values, "seller": seller})


def of(ranked: tuple[RankedMotion, ...], motion: str) -> RankedMotion:
    return next(one for one in ranked if one.motion == motion)


FAILURES: dict[str, dict[str, object]] = {
    "self-serve-without-enterprise": {
        "yearly_usd": "250000",
        "seller": {"motions": ["self-serve"], "enterprise_seller": False},
    },
    "roadmap-clash": {
        "seller": {"motions": ["self-serve", "enterprise-field"], "separate_teams": False}
    },
    "founder-never-hands-off": {
        "seller": {"motions": ["founder-led"], "deals_closed": 50, "playbook": False}
    },
    "sales-leader-too-early": {"seller": {"deals_closed": 29, "sales_leader": True}},
    "outbound-without-revops": {"seller": {"motions": ["ai-outbound"], "revops": False}},
    "outcome-without-attribution": {"priced_as": "outcome", "seller": {"attribution": False}},
    "embedded-forever": {"seller": {"motions": ["forward-deployed"], "reusable_parts": False}},
    "partners-without-help": {"seller": {"motions": ["channel"], "partner_training": False}},
    "value-without-baseline": {"priced_as": "value_share", "baseline": False},
}
MISMATCHES: dict[str, dict[str, object]] = {
    "field-at-curious": {
        "stage": "curious", "yearly_usd": "50000", "seller": {"motions": ["enterprise-field"]},
    },
    "self-serve-at-strategic": {"yearly_usd": "1000000", "seller": {"motions": ["self-serve"]}},
    "outcome-at-curious": {"stage": "curious", "priced_as": "outcome"},
    "curious-motion-at-native": {"stage": "native", "seller": {"motions": ["founder-led"]}},
    "native-motion-at-curious": {"stage": "curious", "seller": {"motions": ["value-based"]}},
    "wrong-rung": {"autonomy": "copilot", "priced_as": "outcome"},
}  # fmt: skip


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_pattern_fires_on_its_own_deal_and_on_no_other(
    name: str, catalog: SellingCatalog
) -> None:
    fired = {
        other: {one.entry for one in recommend(catalog, situation(**values)).failures}
        for other, values in FAILURES.items()
    }
    assert [other for other, found in fired.items() if f"failure/{name}" in found] == [name]


@pytest.mark.parametrize("name", MISMATCHES)
def test_a_mismatch_fires_on_its_own_deal_and_on_no_other(
    name: str, catalog: SellingCatalog
) -> None:
    fired = {
        other: {one.entry for one in recommend(catalog, situation(**values)).mismatches}
        for other, values in MISMATCHES.items()
    }
    assert [other for other, found in fired.items() if f"mismatch/{name}" in found] == [name]


def test_every_failure_and_mismatch_of_the_catalogue_has_a_sign_and_none_is_left_over(
    catalog: SellingCatalog,
) -> None:
    assert set(FAILURE_SIGNS) == {one.id for one in catalog.failures} == set(FAILURES)
    rows = {one.id for one in catalog.points if one.kind == "mismatch"}
    assert set(MISMATCH_SIGNS) == rows == set(MISMATCHES)


@pytest.mark.parametrize(
    ("values", "found"),
    [
        # 30 deals prove a playbook, 29 do not; 50 are too many to sell alone, 49 are not.
        ({"seller": {"deals_closed": 30, "sales_leader": True}}, set()),
        ({"seller": {"deals_closed": 40, "sales_leader": True, "playbook": False}},
         {"failure/sales-leader-too-early"}),
        ({"seller": {"motions": ["founder-led"], "deals_closed": 49, "playbook": False}}, set()),
        ({"seller": {"motions": ["founder-led"], "deals_closed": 50, "playbook": True}}, set()),
        # What nobody said shows no sign.
        ({"priced_as": "outcome"}, set()),
        ({"priced_as": "value_share"}, set()),
        ({"yearly_usd": "99999.99", "seller": {"motions": ["self-serve"],
                                               "enterprise_seller": False}}, set()),
    ],
)  # fmt: skip
def test_a_sign_begins_exactly_at_its_line_and_needs_a_known_fact(
    values: dict[str, object], found: set[str], catalog: SellingCatalog
) -> None:
    assert {one.entry for one in recommend(catalog, situation(**values)).failures} == found


@pytest.mark.parametrize(
    ("autonomy", "priced_as", "wrong"),
    [
        ("copilot", "access", False), ("copilot", "outcome", True),
        ("copilot", "value_share", True),
        ("supervised", "access", False), ("supervised", "outcome", False),
        ("autopilot", "access", True), ("autopilot", "outcome", False),
    ],
)  # fmt: skip
def test_the_price_has_to_fit_the_autonomy_level(
    autonomy: str, priced_as: str, wrong: bool, catalog: SellingCatalog
) -> None:
    found = recommend(catalog, situation(autonomy=autonomy, priced_as=priced_as)).mismatches
    assert [one.entry for one in found] == (["mismatch/wrong-rung"] if wrong else [])


@pytest.mark.parametrize(
    ("axis", "value", "expected"),
    [
        ("size", "0", "self-serve"), ("size", "9999.99", "self-serve"),
        ("size", "10000", "mid-market"), ("size", "99999.99", "mid-market"),
        ("size", "100000", "enterprise"), ("size", "999999.99", "enterprise"),
        ("size", "1000000", "strategic"),
        ("cycle", "0", "days"), ("cycle", "13", "days"), ("cycle", "14", "weeks"),
        ("cycle", "60", "months"), ("cycle", "179", "months"), ("cycle", "180", "quarters"),
    ],
)  # fmt: skip
def test_a_value_falls_into_one_band_and_its_lower_end_counts(
    axis: str, value: str, expected: str, catalog: SellingCatalog
) -> None:
    assert band(catalog, axis, Decimal(value)) == expected
    assert band(catalog, axis, None) is None


@pytest.mark.parametrize(
    ("price", "days", "cell", "motions"),
    [
        ("5000", 7, "days-self-serve", {"self-serve", "marketplace"}),
        ("5000", 30, "weeks-self-serve", {"open-source", "community"}),
        ("50000", 30, "weeks-mid-market", {"founder-led", "ai-outbound"}),
        ("50000", 120, "months-mid-market", {"channel"}),
        ("500000", 120, "months-enterprise", {"enterprise-field", "channel", "hyperscaler"}),
        ("500000", 200, "quarters-enterprise", {"pay-per-outcome", "hyperscaler"}),
        ("2000000", 200, "quarters-strategic", {"forward-deployed", "value-based"}),
    ],
)
def test_a_cell_of_the_matrix_speaks_for_its_motions_alone(
    price: str, days: int, cell: str, motions: set[str], catalog: SellingCatalog
) -> None:
    ranked = rank_motions(catalog, situation(yearly_usd=price, cycle_days=days))
    speaking = {
        one.motion
        for one in ranked
        if any(reason.entry == f"fit/{cell}" and reason.speaks_for for reason in one.reasons)
    }
    assert speaking == motions


def test_a_cell_beside_says_nothing_and_one_further_away_speaks_against(
    catalog: SellingCatalog,
) -> None:
    ranked = rank_motions(catalog, situation(yearly_usd="50000", cycle_days=30))
    fits = {one.motion: [r.speaks_for for r in one.reasons if r.entry.startswith("fit/")]
            for one in ranked}  # fmt: skip
    assert fits["founder-led"] == [True]
    assert fits["channel"] == []  # one row below
    assert fits["open-source"] == []  # one column to the left
    assert fits["value-based"] == [False]
    assert fits["self-serve"] == [False]  # one row and one column away


@pytest.mark.parametrize(
    ("stage", "first", "against"),
    [
        ("curious", {"founder-led", "forward-deployed", "enterprise-field"}, "pay-per-outcome"),
        ("piloting", {"enterprise-field", "ai-outbound", "channel"}, "value-based"),
        ("native", {"pay-per-outcome", "value-based", "hyperscaler", "self-serve"}, "founder-led"),
    ],
)
def test_a_stage_alone_puts_its_motions_first_and_speaks_against_those_of_others(
    stage: str, first: set[str], against: str, catalog: SellingCatalog
) -> None:
    ranked = rank_motions(catalog, situation(stage=stage))
    assert {one.motion for one in ranked if one.balance == 1} == first
    assert of(ranked, against).balance == -1
    assert of(ranked, "marketplace").balance == 0  # no stage names it


def test_each_answer_of_the_diagnostic_speaks_for_its_row_and_against_the_other_rows(
    catalog: SellingCatalog,
) -> None:
    for question in catalog.diagnostic:
        for answer in question.answers:
            seller = {"answers": {question.id: answer.code}}
            ranked = rank_motions(catalog, situation(seller=seller))
            said = {
                one.motion: reason.speaks_for
                for one in ranked
                for reason in one.reasons
                if reason.entry == question.key
            }
            others = {name for other in question.answers for name in other.motions}
            assert {name for name, good in said.items() if good} == set(answer.motions)
            assert set(said) == others


def test_a_clear_case_is_ranked_as_worked_out_by_hand(catalog: SellingCatalog) -> None:
    # USD 60,000 in 45 days, piloting buyer, the founder sells, a talk explains the product.
    # founder-led: founder +1, complexity +1, stage -1, cell +1, cycle (14-60) +1, size +1 = 4.
    # ai-outbound: founder -1, complexity +1, stage +1, cell +1, cycle (14-120) +1, size +1 = 4.
    # The tie goes to the smaller number, the founder.
    answers = {"founder-capacity": "yes", "product-complexity": "moderate"}
    advice = recommend(
        catalog,
        situation(yearly_usd="60000", cycle_days=45, seller={"answers": answers}),
    )
    assert [(one.motion, one.balance) for one in advice.ranked[:2]] == [
        ("founder-led", 4), ("ai-outbound", 4),
    ]  # fmt: skip
    assert advice.fits
    assert len(advice.ranked) == 12


@pytest.mark.parametrize(
    ("runs", "following"),
    [
        (["self-serve"], ["hybrid/self-serve-to-enterprise"]),
        (["founder-led"], ["hybrid/founder-to-outbound"]),
        (["enterprise-field"], ["hybrid/enterprise-to-outcome"]),
        (["forward-deployed"], ["hybrid/embedded-to-product"]),
        (["open-source"], ["hybrid/open-source-to-channel"]),
        (["marketplace"], ["hybrid/marketplace-to-direct"]),
        (["self-serve", "enterprise-field"], ["hybrid/enterprise-to-outcome"]),
        ([], []),
    ],
)
def test_the_next_motion_is_the_hybrid_that_starts_with_todays(
    runs: list[str], following: list[str], catalog: SellingCatalog
) -> None:
    assert list(recommend(catalog, situation(seller={"motions": runs})).next_motions) == following


def test_only_questions_that_could_change_the_first_place_are_asked(
    catalog: SellingCatalog,
) -> None:
    advice: Advice = recommend(catalog, situation(stage="native"))
    first = advice.ranked[0].motion
    assert advice.questions
    for one in advice.questions:
        assert set(one.leads.values()) != {first}
    codes = {one.id: one.answers[0].code for one in catalog.diagnostic}
    answered = recommend(catalog, situation(stage="native", seller={"answers": codes}))
    assert answered.questions == ()


def test_a_deal_that_fits_no_motion_says_so_with_every_reason_against(
    catalog: SellingCatalog,
) -> None:
    small = catalog.model_copy(
        update={"motions": tuple(one for one in catalog.motions if one.id == "value-based")}
    )
    advice = recommend(small, situation(stage="curious", yearly_usd="2000", cycle_days=3))
    assert not advice.fits
    assert [one.speaks_for for one in advice.ranked[0].reasons] == [False] * 4

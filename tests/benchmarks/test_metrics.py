"""The measures of a ranking, held against examples worked out by hand."""

from __future__ import annotations

import pytest
from benchmarks.retrieval.metrics import (
    abstention,
    macro,
    measure,
    ndcg,
    paired_difference,
    recall,
    reciprocal_rank,
    success_first,
)

GRADED = {"a": 3, "b": 2, "c": 1}


def test_recall_divides_by_the_relevant_ids_when_they_are_fewer_than_the_depth() -> None:
    # a and c stand among the first five, b at place six: 2 of 3
    assert recall(["x", "a", "y", "c", "z", "b"], GRADED, 5) == pytest.approx(2 / 3)


def test_recall_divides_by_the_depth_when_more_ids_are_relevant_than_places() -> None:
    # eight ids are relevant, five places, four of them hit: 4 of 5, not 4 of 8
    graded = {f"r{n}": 1 for n in range(8)}
    assert recall(["r0", "r1", "x", "r2", "r3", "r4"], graded, 5) == pytest.approx(0.8)


def test_the_discounted_gain_of_a_swapped_pair_is_the_one_worked_out_by_hand() -> None:
    # got  2/1 + 3/1.58496 + 0 + 1/2.32193 = 2 + 1.89279 + 0.43068 = 4.32347
    # best 3/1 + 2/1.58496 + 1/2           = 3 + 1.26186 + 0.5     = 4.76186
    assert ndcg(["b", "a", "x", "c"], GRADED, 10) == pytest.approx(0.90794, abs=1e-5)


def test_the_discounted_gain_counts_no_place_beyond_its_depth() -> None:
    # only the first place counts: 1 of 3
    assert ndcg(["c", "a", "b"], GRADED, 1) == pytest.approx(1 / 3)


def test_the_reciprocal_rank_is_that_of_the_first_relevant_id() -> None:
    assert reciprocal_rank(["x", "y", "c", "a"], GRADED, 10) == pytest.approx(1 / 3)


def test_the_reciprocal_rank_is_nothing_when_the_first_relevant_id_comes_too_late() -> None:
    assert reciprocal_rank(["x", "y", "a"], GRADED, 2) == 0


@pytest.mark.parametrize(("first", "wanted"), [("a", 1.0), ("b", 0.0), ("x", 0.0)])
def test_only_an_answer_of_the_highest_grade_in_first_place_is_a_success(
    first: str, wanted: float
) -> None:
    assert success_first([first, "a"], GRADED) == wanted


def test_an_empty_ranking_earns_nothing() -> None:
    assert set(measure([], GRADED).values()) == {0.0}


def test_the_macro_mean_gives_each_group_the_same_weight() -> None:
    # means 1.0 and 0.25; a plain mean of the six would be 0.5
    assert macro({"few": [1.0, 1.0], "many": [1.0, 0.0, 0.0, 0.0]}) == pytest.approx(0.625)


def test_a_difference_that_is_the_same_on_every_query_has_an_interval_of_no_width() -> None:
    one = {"k": [0.75, 0.5, 1.0]}
    other = {"k": [0.5, 0.25, 0.75]}
    difference = paired_difference(one, other, rounds=50)
    assert (difference.mean, difference.low, difference.high) == pytest.approx((0.25, 0.25, 0.25))
    assert difference.significant


def test_a_difference_that_points_both_ways_is_not_significant() -> None:
    # half the queries win by 1, half lose by 1; the ends lie near 1.96 / sqrt(100) = 0.196
    one = {"k": [1.0, 0.0] * 50}
    other = {"k": [0.0, 1.0] * 50}
    difference = paired_difference(one, other, rounds=2000)
    assert difference.mean == 0
    assert -0.25 < difference.low < -0.15
    assert 0.15 < difference.high < 0.25
    assert not difference.significant


def test_the_same_seed_gives_the_same_interval_and_another_seed_another() -> None:
    one, other = {"k": [0.9, 0.1, 0.4, 0.8]}, {"k": [0.2, 0.3, 0.4, 0.1]}
    first = paired_difference(one, other, rounds=300, seed=1)
    assert first == paired_difference(one, other, rounds=300, seed=1)
    assert first != paired_difference(one, other, rounds=300, seed=2)


def test_abstention_counts_what_was_marked_rightly_and_wrongly() -> None:
    # ten with an answer, one of them marked; four without, three of them marked
    marks = [(True, n == 0) for n in range(10)] + [(False, n < 3) for n in range(4)]
    counted = abstention(marks)
    assert counted.precision == pytest.approx(3 / 4)
    assert counted.recall == pytest.approx(3 / 4)
    assert counted.wrong_share == pytest.approx(1 / 10)


def test_nothing_marked_is_no_division_by_zero() -> None:
    counted = abstention([(True, False)])
    assert (counted.precision, counted.recall, counted.wrong_share) == (0, 0, 0)

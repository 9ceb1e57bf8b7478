"""How the two scores are joined; the figures are worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from proposalkit.retrieve.fusion import fuse_ranks, fuse_scores

WORDS = np.array([8.0, 4.0, 0.0])
MEANING = np.array([0.2, 0.6, 0.4])


def test_two_fifths_are_words_against_the_best_and_three_meaning_in_its_range() -> None:
    # words 8/8, 4/8, 0/8; meaning (0.2-0.2)/0.4, (0.6-0.2)/0.4, (0.4-0.2)/0.4
    assert fuse_scores(WORDS, MEANING).tolist() == [0.4, 0.8, 0.3]


def test_a_part_that_tells_no_rows_apart_adds_nothing() -> None:
    assert fuse_scores(np.zeros(3), MEANING).tolist() == [0.0, 0.6, 0.3]
    assert fuse_scores(WORDS, np.full(3, 0.3)).tolist() == [0.4, 0.2, 0.0]


def test_ranks_count_a_sixty_first_each_at_best_and_two_best_make_one() -> None:
    # row 0: words first, meaning third; row 1: second, first; row 2: no word, second
    expected = [(1 / 61 + 1 / 63) * 30.5, (1 / 62 + 1 / 61) * 30.5, (1 / 62) * 30.5]
    assert fuse_ranks(WORDS, MEANING) == pytest.approx(expected, abs=1e-6)


def test_equal_scores_share_a_rank() -> None:
    assert fuse_ranks(np.array([2.0, 2.0]), np.array([0.5, 0.5])).tolist() == [1.0, 1.0]


def test_nothing_is_joined_into_nothing() -> None:
    assert fuse_scores(np.array([]), np.array([])).tolist() == []

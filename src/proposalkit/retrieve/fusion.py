"""Joins the scores by words and by meaning into one score from 0 to 1."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Fusion = Literal["cc", "rrf"]

RRF_K = 60
"""How slowly the worth of a rank falls, as in the paper that named the method."""

WORDS_SHARE = 0.4
"""How much of the score comes from the words; chosen on the tuning half of the labelled queries."""

Scores = NDArray[np.float64]


def fuse_scores(words: Scores, meaning: Scores) -> Scores:
    """Weigh both parts: words against the best row, meaning between the least and the best.

    Both arrays are of the same rows. A part that does not tell rows apart adds nothing.
    """
    meant = (1 - WORDS_SHARE) * _between(meaning)
    return np.round(WORDS_SHARE * _share_of_best(words) + meant, 6)


def fuse_ranks(words: Scores, meaning: Scores) -> Scores:
    """Give each row the sum of the worth of its two ranks, scaled so that two first ranks are 1.

    Equal scores share a rank; a row without any word has no rank by words.
    """
    worth = _worth(words) * (words > 0) + _worth(meaning)
    return np.round(worth * (RRF_K + 1) / 2, 6)


def _share_of_best(scores: Scores) -> Scores:
    best = scores.max(initial=0.0)
    return scores / best if best > 0 else np.zeros_like(scores)


def _between(scores: Scores) -> Scores:
    if not len(scores):
        return scores
    least, best = scores.min(), scores.max()
    return (scores - least) / (best - least) if best > least else np.zeros_like(scores)


def _worth(scores: Scores) -> Scores:
    better = (scores[None, :] > scores[:, None]).sum(axis=1)
    return np.asarray(1.0 / (RRF_K + 1 + better))

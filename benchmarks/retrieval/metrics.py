"""The measures of a ranking, and how sure their difference is. Pure: numbers in, numbers out."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

MEASURES = ("recall@5", "nDCG@10", "MRR@10", "success@1")


@dataclass(frozen=True)
class Interval:
    """A mean difference with the ends of its 95 % interval."""

    mean: float
    low: float
    high: float

    @property
    def significant(self) -> bool:
        """Say whether the interval leaves out 0."""
        return self.low > 0 or self.high < 0


def measure(ranked: Sequence[str], graded: Mapping[str, int]) -> dict[str, float]:
    """Judge one ranking by every measure; ids without a grade count as grade 0."""
    return {
        "recall@5": recall(ranked, graded, 5),
        "nDCG@10": ndcg(ranked, graded, 10),
        "MRR@10": reciprocal_rank(ranked, graded, 10),
        "success@1": success_first(ranked, graded),
    }


def recall(ranked: Sequence[str], graded: Mapping[str, int], depth: int) -> float:
    """Give hits among the first `depth`, divided by the smaller of `depth` and the relevant ids."""
    relevant = relevant_ids(graded)
    hits = len(relevant.intersection(ranked[:depth]))
    return hits / min(depth, len(relevant)) if relevant else 0.0


def ndcg(ranked: Sequence[str], graded: Mapping[str, int], depth: int) -> float:
    """Give the discounted gain of the first `depth`, divided by that of the best order.

    The gain of a place is its grade, divided by the logarithm to base 2 of its rank plus one, as
    trec_eval counts it.
    """
    best = _gain(sorted(graded.values(), reverse=True)[:depth])
    return _gain([graded.get(one, 0) for one in ranked[:depth]]) / best if best else 0.0


def reciprocal_rank(ranked: Sequence[str], graded: Mapping[str, int], depth: int) -> float:
    """Give 1 divided by the rank of the first relevant id among the first `depth`, else 0."""
    relevant = relevant_ids(graded)
    return next((1 / n for n, one in enumerate(ranked[:depth], start=1) if one in relevant), 0.0)


def success_first(ranked: Sequence[str], graded: Mapping[str, int]) -> float:
    """Give 1 when the first id has the highest grade of the query: it answers as well as any."""
    best = max(graded.values(), default=0)
    return float(bool(ranked) and best > 0 and graded.get(ranked[0], 0) == best)


def relevant_ids(graded: Mapping[str, int]) -> frozenset[str]:
    """Give the ids with a grade above 0."""
    return frozenset(one for one, grade in graded.items() if grade > 0)


def mean(values: Sequence[float]) -> float:
    """Give the mean, 0 of nothing."""
    return math.fsum(values) / len(values) if values else 0.0


def macro(groups: Mapping[str, Sequence[float]]) -> float:
    """Give the mean of the means of the groups, so that a large group weighs no more."""
    return mean([mean(values) for values in groups.values() if values])


def paired_difference(
    first: Mapping[str, Sequence[float]],
    second: Mapping[str, Sequence[float]],
    rounds: int = 10_000,
    seed: int = 20261121,
) -> Interval:
    """Give the macro difference of two systems with its paired bootstrap interval of 95 %.

    Queries are drawn with replacement inside each group; both systems get the same draw.
    """
    differences = {
        group: [one - other for one, other in zip(first[group], second[group], strict=True)]
        for group in first
        if first[group]
    }
    if not differences:
        return Interval(0.0, 0.0, 0.0)
    draw = np.random.default_rng(seed)
    drawn = np.zeros(rounds)
    for row in differences.values():
        drawn += np.array(row)[draw.integers(len(row), size=(rounds, len(row)))].mean(axis=1)
    low, high = np.quantile(drawn / len(differences), (0.025, 0.975))
    return Interval(macro(differences), float(low), float(high))


@dataclass(frozen=True)
class Abstention:
    """How well `needs review` tells queries without an answer from the others."""

    unanswerable: int
    answerable: int
    caught: int
    """Queries without an answer that were marked."""
    wrongly: int
    """Queries with an answer that were marked all the same."""

    @property
    def precision(self) -> float:
        """Give the share of marked queries that have no answer; 0 when none was marked."""
        marked = self.caught + self.wrongly
        return self.caught / marked if marked else 0.0

    @property
    def recall(self) -> float:
        """Give the share of queries without an answer that were marked."""
        return self.caught / self.unanswerable if self.unanswerable else 0.0

    @property
    def wrong_share(self) -> float:
        """Give the share of queries with an answer that were marked."""
        return self.wrongly / self.answerable if self.answerable else 0.0


def abstention(marks: Sequence[tuple[bool, bool]]) -> Abstention:
    """Count pairs of (has an answer, was marked for review)."""
    return Abstention(
        unanswerable=sum(not answered for answered, _ in marks),
        answerable=sum(answered for answered, _ in marks),
        caught=sum(marked and not answered for answered, marked in marks),
        wrongly=sum(marked and answered for answered, marked in marks),
    )


def _gain(grades: Sequence[int]) -> float:
    return math.fsum(grade / math.log2(rank + 1) for rank, grade in enumerate(grades, start=1))

"""Ranks every query by an adapter and gathers the measures by kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.retrieval.adapters import Ranker
from benchmarks.retrieval.collection import Query
from benchmarks.retrieval.corpus import Corpus
from benchmarks.retrieval.metrics import (
    MEASURES,
    Abstention,
    abstention,
    macro,
    mean,
    measure,
    paired_difference,
    relevant_ids,
)

MACRO = "macro"
"""The mean of the means of the kinds."""


@dataclass(frozen=True)
class Judged:
    """One query with its ranking and its measures; no measures when it has no answer."""

    query: Query
    ids: tuple[str, ...]
    needs_review: bool | None
    measures: Mapping[str, float]


def judge(
    ranker: Ranker, corpus: Corpus, queries: Sequence[Query], depth: int
) -> tuple[Judged, ...]:
    """Rank every query to a depth and measure the rankings of those with an answer."""
    judged = []
    for query in queries:
        ranking = ranker.rank(query.text, corpus.rows(query), depth)
        answered = bool(relevant_ids(query.graded))
        measures = measure(ranking.ids, query.graded) if answered else {}
        judged.append(Judged(query, ranking.ids, ranking.needs_review, measures))
    return tuple(judged)


def by_kind(judged: Sequence[Judged], name: str) -> dict[str, list[float]]:
    """Give the values of one measure by the kind of the query."""
    groups: dict[str, list[float]] = {}
    for one in judged:
        if one.measures:
            groups.setdefault(one.query.kind or "all", []).append(one.measures[name])
    return dict(sorted(groups.items()))


def means(judged: Sequence[Judged]) -> dict[str, dict[str, float]]:
    """Give every measure for every kind and the macro mean."""
    table: dict[str, dict[str, float]] = {}
    for name in MEASURES:
        groups = by_kind(judged, name)
        for kind, values in groups.items():
            table.setdefault(kind, {})[name] = mean(values)
        table.setdefault(MACRO, {})[name] = macro(groups)
    return table


def differences(
    one: Sequence[Judged], other: Sequence[Judged], name: str, rounds: int
) -> dict[str, dict[str, float | bool]]:
    """Give `one` minus `other` in a measure, by kind and macro, with intervals of 95 %."""
    first, second = by_kind(one, name), by_kind(other, name)
    wanted = {kind: {kind: first[kind]} for kind in first} | {MACRO: first}
    found: dict[str, dict[str, float | bool]] = {}
    for label, groups in wanted.items():
        paired = {kind: second[kind] for kind in groups}
        interval = paired_difference(groups, paired, rounds)
        found[label] = {
            "mean": interval.mean,
            "low": interval.low,
            "high": interval.high,
            "significant": interval.significant,
        }
    return found


def abstained(judged: Sequence[Judged], near_only: bool = False) -> Abstention | None:
    """Count the marks for review; None when the ranker gives none."""
    if any(one.needs_review is None for one in judged):
        return None
    return abstention(
        [
            (bool(one.measures), bool(one.needs_review))
            for one in judged
            if one.measures or one.query.near_topic or not near_only
        ]
    )

"""The labelled queries: enough of each kind, every label real, the halves fixed."""

from __future__ import annotations

from collections import Counter

import pytest
from benchmarks.retrieval.collection import NO_ANSWER, OWN_QUERIES, Query, read_queries
from benchmarks.retrieval.corpus import Corpus, of_knowledge

KINDS = ("clause", "guidance", "motion", "passage")


@pytest.fixture(scope="module")
def queries() -> tuple[Query, ...]:
    return read_queries(OWN_QUERIES)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return of_knowledge()


def test_there_are_enough_queries_of_each_kind_in_both_halves(queries: tuple[Query, ...]) -> None:
    counted = Counter((query.kind, query.half) for query in queries)
    assert min(counted[kind, half] for kind in KINDS for half in ("tuning", "test")) >= 12
    assert sum(query.kind != NO_ANSWER for query in queries) >= 150


def test_thirty_queries_near_the_topic_have_no_answer(queries: tuple[Query, ...]) -> None:
    near = [query for query in queries if query.near_topic]
    assert len(near) >= 30
    assert not any(query.graded for query in near)


def test_only_queries_without_an_answer_have_no_label(queries: tuple[Query, ...]) -> None:
    assert {query.id for query in queries if not query.graded} == {
        query.id for query in queries if query.kind == NO_ANSWER
    }


def test_every_label_is_a_unit_that_passes_the_filter_of_its_query(
    queries: tuple[Query, ...], corpus: Corpus
) -> None:
    ids = [one.id for one in corpus.documents]
    out_of_reach = [
        (query.id, label)
        for query in queries
        for label in sorted(set(query.graded) - {ids[row] for row in corpus.rows(query)})
    ]
    assert out_of_reach == []


def test_every_clause_passage_and_motion_is_the_full_answer_to_some_query(
    queries: tuple[Query, ...], corpus: Corpus
) -> None:
    answers = {label for query in queries for label, grade in query.graded.items() if grade == 3}
    of_kind = {one.id for one in corpus.units if one.kind in ("clause", "motion", "passage")}
    assert of_kind - answers == set()


def test_the_half_of_a_query_follows_from_its_id_alone(queries: tuple[Query, ...]) -> None:
    # `printf retrieval/q001 | sha256sum` begins with ef, q002 with 15, q003 with 1e, q004 with 61
    wanted = {"q001": "test", "q002": "test", "q003": "tuning", "q004": "test"}
    assert {query.id: query.half for query in queries if query.id in wanted} == wanted

"""The search: the same list always, reasons that are true, and what it does without its parts."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from proposalkit.errors import Unavailable
from proposalkit.model.canonical import fold
from proposalkit.model.search import SearchFilter, SearchUnit
from proposalkit.retrieve.search import search
from proposalkit.retrieve.searchable import UnitsInMemory, Vector, units_in_memory

MEANINGS = (("cap", "limit", "ceiling"), ("delete", "erase", "wipe"), ("sample", "audit"))
"""Words of one meaning, for an embedder of three dimensions and one for the rest."""


class SmallEmbedder:
    """Counts words by meaning; what is in no list goes into the last dimension."""

    fingerprint = "small"
    dimensions = len(MEANINGS) + 1

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.full((len(texts), self.dimensions), 0.1, dtype=np.float32)
        for row, text in enumerate(texts):
            for at, words in enumerate(MEANINGS):
                rows[row, at] += sum(text.lower().count(word) for word in words)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


EMBEDDER = SmallEmbedder()
UNITS = tuple(
    SearchUnit(
        id=f"clause/{name}", kind="clause", title=name, breadcrumb=("clause", name), text=text,
        version="3", file=f"knowledge/{name}.md", line=9,
    )
    for name, text in (
        ("ceiling", "1. What one party owes has a ceiling. It stands in the order form."),
        ("erasure", "Provider will erase all records. Copies go ninety days later."),
        ("audits", "Customer may read a sample each month. Two readers mark it."),
        ("notices", "Notices are sent by letter. They count from the day they arrive."),
    )
)  # fmt: skip
INDEX = units_in_memory(UNITS, EMBEDDER)


def _ids(index: UnitsInMemory, query: str, **options: object) -> list[str]:
    return [one.unit_id for one in search(index, query, embedder=EMBEDDER, **options).found]  # type: ignore[arg-type]


def test_meaning_finds_what_shares_no_word_with_the_query() -> None:
    assert _ids(INDEX, "is there an upper limit?")[0] == "clause/ceiling"
    assert [one.unit_id for one in search(INDEX, "wipe").found] == []


def test_a_rebuild_in_any_order_gives_the_same_list() -> None:
    mixed = list(UNITS)
    random.Random(7).shuffle(mixed)
    query = "how many days until a letter or a sample counts"
    first = search(INDEX, query, embedder=EMBEDDER)
    assert search(units_in_memory(mixed, EMBEDDER), query, embedder=EMBEDDER) == first
    assert search(INDEX, query, embedder=EMBEDDER) == first


def test_units_with_equal_scores_come_by_id() -> None:
    twins = [UNITS[1].model_copy(update={"id": name}) for name in ("z", "m", "a")]
    assert _ids(units_in_memory(twins, EMBEDDER), "erase records") == ["a", "m", "z"]


def test_a_hit_quotes_its_unit_word_for_word_and_says_why() -> None:
    found = search(INDEX, "When do copies go?", embedder=EMBEDDER).found
    hit = next(one for one in found if one.unit_id == UNITS[1].id)
    assert hit.span == "Copies go ninety days later."
    assert hit.span in fold(UNITS[1].text)
    assert (hit.version, hit.file, hit.line) == ("3", "knowledge/erasure.md", 9)
    assert hit.matched == ("copies", "go")
    assert hit.lexical_rank == 1
    assert 'It says "copies", "go" (1st by words)' in hit.why


def test_the_number_of_a_paragraph_stays_with_its_sentence() -> None:
    (hit, *_) = search(INDEX, "a ceiling on what is owed").found
    assert hit.span == "1. What one party owes has a ceiling."


@dataclass(frozen=True, eq=False)
class _Store(UnitsInMemory):
    """An index whose store gives some rows, or refuses."""

    given: tuple[int, ...] | None = None

    def chroma_rows(self, query_vector: Vector, kinds: tuple[str, ...], k: int) -> Sequence[int]:
        if self.given is None:
            raise Unavailable("The store is locked.", "Wait.")
        return self.given


def _store(given: tuple[int, ...] | None) -> _Store:
    parts = (INDEX.units, INDEX.table, INDEX.lexical, INDEX.vectors, INDEX.fingerprint)
    return _Store(*parts, given=given)


def test_the_store_gives_the_same_answer_as_the_scan() -> None:
    query = "erase the sample"
    asked = search(_store((3, 1, 0, 2)), query, embedder=EMBEDDER, via="chroma")
    assert asked == search(INDEX, query, embedder=EMBEDDER)


@pytest.mark.parametrize("given", [None, (1,)], ids=["broken", "too few"])
def test_a_store_that_fails_changes_no_answer_and_is_named(given: tuple[int, ...] | None) -> None:
    query = "erase the sample"
    asked = search(_store(given), query, embedder=EMBEDDER, via="chroma")
    assert asked.found == search(INDEX, query, embedder=EMBEDDER).found
    assert "every vector was compared instead" in asked.notes[0]


def test_vectors_of_another_model_are_refused() -> None:
    other = SmallEmbedder()
    other.fingerprint = "other"
    with pytest.raises(Unavailable, match='made with "small", the model here is "other"'):
        search(INDEX, "erase", embedder=other)


def test_without_an_embedder_words_alone_decide_and_it_says_so() -> None:
    answer = search(INDEX, "records of a party")
    assert answer.mode == "lexical"
    assert answer.fingerprint == ""
    assert {one.dense_rank for one in answer.found} == {None}


def test_a_filter_is_kept_by_both_parts() -> None:
    where = SearchFilter(kinds=("motion",))
    assert search(INDEX, "erase records", where, embedder=EMBEDDER).found == ()
    assert search(INDEX, "erase records", where).needs_review


def test_more_results_than_units_are_no_error() -> None:
    assert len(search(INDEX, "erase records", k=1000, embedder=EMBEDDER).found) == len(UNITS)
    assert search(INDEX, "erase records", k=0, embedder=EMBEDDER).found == ()


@pytest.mark.parametrize("query", ["", "   ", "?!", "\x00\x1b\x07", "\u202e\u200f", "\ud800"])
def test_a_query_without_a_letter_is_answered_with_a_reason(query: str) -> None:
    answer = search(INDEX, query, embedder=EMBEDDER)
    assert answer.found == ()
    assert answer.review_reason == "The query holds no letter and no digit."


@pytest.mark.parametrize("query", ["من يدفع؟", "誰が払うのか", "Ｅｒａｓｅ", "\u202eerase\ud800"])  # noqa: RUF001
def test_any_script_is_searched(query: str) -> None:
    answer = search(INDEX, query, embedder=EMBEDDER)
    assert len(answer.found) == len(UNITS)
    answer.model_dump_json().encode()


def test_a_query_of_a_hundred_kilobytes_is_cut_and_it_says_so() -> None:
    answer = search(INDEX, "erase records " * 8_000, embedder=EMBEDDER)
    assert answer.found[0].unit_id == "clause/erasure"
    assert answer.notes == ("The query has 112,000 characters; only its first 4,000 were read.",)


def test_words_nobody_says_make_the_answer_one_to_review() -> None:
    answer = search(INDEX, "Okta single sign-on federation")
    assert answer.needs_review
    sure = search(INDEX, "erase all records")
    assert not sure.needs_review
    assert sure.review_reason == ""


def test_an_empty_index_finds_nothing() -> None:
    answer = search(units_in_memory(()), "erase")
    assert (answer.found, answer.needs_review) == ((), True)

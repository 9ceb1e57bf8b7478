"""The evaluation of the drafting: its bounds are right, and a small part of it runs here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from benchmarks.drafting import corpus, lies, neighbours
from benchmarks.drafting.counts import Count, upper_bound
from benchmarks.drafting.trial import Trial, trial

from proposalkit.testing import MUTATORS
from proposalkit.testing.hallucinating import hallucinating


@pytest.fixture(scope="module")
def held() -> Iterator[Trial]:
    with trial() as made:
        yield made


def test_no_hit_among_n_is_bounded_by_three_by_n() -> None:
    assert upper_bound(0, 1000) == pytest.approx(0.003)
    assert upper_bound(0, 0) == 1.0


@pytest.mark.parametrize(
    ("hits", "tries", "bound"),
    [
        # the exact one-sided bound p solves: chance of that few hits or fewer = 0.05;
        # for n hits of n none is above 1; 1 of 1 and 1 of 2: 1 - (1 - p)^2 ... p^2 = 0.95
        (1, 1, 1.0),
        (1, 2, 0.974679),
        # 1 of 20 and 2 of 100 from the tables of Clopper and Pearson (two-sided 90 %)
        (1, 20, 0.216107),
        (2, 100, 0.061621),
    ],
)
def test_some_hits_have_the_exact_bound(hits: int, tries: int, bound: float) -> None:
    assert upper_bound(hits, tries) == pytest.approx(bound, abs=1e-4)


def test_the_bound_of_many_tries_is_worked_out_the_other_way_as_well() -> None:
    # 999 and 1000 tries go different ways in the code; the bounds of neighbours hardly differ
    assert upper_bound(3, 1000) == pytest.approx(upper_bound(3, 999), rel=2e-3)


def test_every_kind_of_lie_names_classes_there_are() -> None:
    assert {name for names in lies.KINDS.values() for name in names} <= set(MUTATORS)


def test_every_sentence_of_the_knowledge_stands_in_some_task() -> None:
    found = corpus.passages()
    told = {one.text for task in corpus.knowledge_tasks(found) for one in task.sources}
    used = [one for one in found if {"need", "solution", "pilot", "oversight"} & set(one.sections)]
    assert {text for one in used for text in corpus.sentences(one.text)} <= told


GRAVE = [name for kind in list(lies.KINDS)[:5] for name in lies.KINDS[kind]]
"""Numbers, names, commitments, clauses, hidden text: of these nothing may ever get through."""


@pytest.mark.parametrize("name", GRAVE)
def test_no_grave_lie_reaches_the_text(held: Trial, name: str) -> None:
    count = Count()
    for task in (corpus.own_tasks()[1], corpus.own_tasks()[0], corpus.value_tasks(1)[0]):
        drafted = held.draft(task, hallucinating(1.0, 1, (name,)))
        for change in drafted.changes:
            count.add(drafted.through(change), change.after)
    assert count.tries > 0
    assert count.examples == []


def test_every_single_edit_of_a_sentence_is_tried_once() -> None:
    rules = corpus.grounding_rules()
    found = list(neighbours.edits("The agent reads each request.", rules))
    kinds = Counter(one.kind for one in found)
    # five words: five left out, four pairs turned, four commas (none behind the last);
    # at each of the five places 18 turning words and six small ones put in
    assert kinds == {
        "one word left out": 5,
        "two words turned": 4,
        "a comma put in": 4,
        "a turning word put in": 5 * 18,
        "a small word put in": 5 * 6,
    }
    texts = {one.text for one in found}
    assert {"Agent reads each request.", "The agent each reads request."} <= texts
    assert {"The agent reads each.", "The agent, reads each request."} <= texts
    assert "The agent reads not each request." in texts


def test_no_turning_word_can_be_put_into_a_sentence() -> None:
    rules = corpus.grounding_rules()
    first = min(corpus.passages(), key=lambda one: len(one.text))
    stands = [
        edit.text
        for edit, may in neighbours.try_all((first,), rules)
        if may and edit.kind == "a turning word put in"
    ]
    assert stands == []

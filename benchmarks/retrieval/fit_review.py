"""Fits the doubt of `retrieve/abstain.py` on the tuning half and prints what each half gets.

    python -m benchmarks.retrieval.fit_review

A search counts as doubtful when its best hit does not answer: no label of 2 or 3. The weights come
from a logistic regression on that; the start is then moved until three of four questions of the
tuning half that have no answer at all are marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.retrieval.collection import OWN_QUERIES, Query, read_queries
from proposalkit.knowledge.cache_place import cache_folder
from proposalkit.knowledge.packaged import packaged_path
from proposalkit.knowledge.sound import read_sound_knowledge
from proposalkit.model.search import SearchFilter
from proposalkit.retrieve.abstain import HYBRID, LEXICAL, Doubt, Signals, read_signals
from proposalkit.retrieve.embedder import Embedder
from proposalkit.retrieve.evidence import weigh_query
from proposalkit.retrieve.queries import read_query
from proposalkit.retrieve.search import plan_search, rank_rows
from proposalkit.retrieve.searchable import UnitsInMemory, units_in_memory
from proposalkit.retrieve.units import search_units
from proposalkit.retrieve.vector_cache import cached_vectors
from proposalkit.workflows.models import choose_embedder

ANSWERS = 2
"""Least grade of a hit that answers."""
RECALL = 0.75
NAMES = tuple(one.name for one in fields(Signals))
Figures = NDArray[np.float64]


class Sample(NamedTuple):
    """One query: its signals, whether its best hit answers, whether anything does."""

    query: Query
    signals: Signals
    answered: bool
    answerable: bool


def main() -> None:
    """Fit both modes and print weights and shares."""
    sound = read_sound_knowledge([packaged_path("knowledge")])
    units = search_units(sound.catalogue)
    model = choose_embedder().embedder
    queries = read_queries(OWN_QUERIES)
    for name, embedder, used, now in (
        ("hybrid", model, ("cosine", "agreement", "lead"), HYBRID),
        ("lexical", None, ("unknown",), LEXICAL),
    ):
        texts = [unit.indexed for unit in units]
        vectors = cached_vectors(texts, embedder, cache_folder()) if embedder else None
        index = units_in_memory(units, embedder, vectors)
        samples = [one for query in queries if (one := _sample(index, query, embedder))]
        tuning = [one for one in samples if one.query.half == "tuning"]
        fitted = _fit(tuning, used)
        print(f"{name}, {len(units)} units: {fitted}")
        for which, doubt in (("fitted", fitted), ("in the program", now)):
            for half in ("tuning", "test"):
                _report(which, half, doubt, [one for one in samples if one.query.half == half])


def _sample(index: UnitsInMemory, query: Query, embedder: Embedder | None) -> Sample | None:
    text = read_query(query.text).text
    where = SearchFilter.model_validate(query.filter)
    ranked = rank_rows(index, text, plan_search(index, where, 10, embedder, "snapshot"), [])
    if not len(ranked.rows):
        return None
    signals = read_signals(ranked, weigh_query(text, index.lexical), len(index.units))
    best = index.units[int(ranked.rows[0])].id
    return Sample(query, signals, query.graded.get(best, 0) >= ANSWERS, bool(query.graded))


def _fit(samples: Sequence[Sample], used: Sequence[str]) -> Doubt:
    wrong = np.array([not one.answered for one in samples], dtype=float)
    rows = np.array([[_value(one.signals, name) for name in used] for one in samples])
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    _, slopes = _logistic((rows - mean) / spread, wrong)
    weights = dict.fromkeys(NAMES, 0.0) | dict(zip(used, (slopes / spread).tolist(), strict=True))
    rounded = Doubt(start=0.0, **{name: round(weight, 1) for name, weight in weights.items()})
    without = sorted(rounded.of(one.signals) for one in samples if not one.answerable)
    edge = without[int((1 - RECALL) * len(without))]
    return replace(rounded, start=round(0.005 - edge, 2))


def _value(signals: Signals, name: str) -> float:
    return float(getattr(signals, name) or 0.0)


def _logistic(rows: Figures, wrong: Figures) -> tuple[float, Figures]:
    """Fit by Newton's method, both classes weighing the same, with a light penalty."""
    design = np.column_stack([np.ones(len(rows)), rows])
    held = np.diag([0.0] + [1.0] * rows.shape[1])
    balance = np.where(wrong == 1, (1 - wrong).sum() / wrong.sum(), 1.0)
    weights = np.zeros(design.shape[1])
    for _ in range(50):
        guess = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (balance * (guess - wrong)) + held @ weights
        bend = (design * (balance * guess * (1 - guess))[:, None]).T @ design + held
        weights = weights - np.linalg.solve(bend, slope)
    return float(weights[0]), weights[1:]


def _report(which: str, half: str, doubt: Doubt, samples: Sequence[Sample]) -> None:
    marked = [one for one in samples if doubt.of(one.signals) > 0]
    without = [one for one in samples if not one.answerable]
    wrong = [one for one in samples if not one.answered]
    right = [one for one in samples if one.answered]
    print(
        f"  {which}, {half} half: {len(marked)} of {len(samples)} marked; "
        f"no answer {_share(marked, without)}; best hit wrong {_share(marked, wrong)}; "
        f"best hit right {_share(marked, right)}; "
        f"of the marked, best hit wrong {_share(wrong, marked)}, no answer "
        f"{_share(without, marked)}"
    )


def _share(part: Sequence[Sample], whole: Sequence[Sample]) -> str:
    names = {one.query.id for one in part}
    count = sum(one.query.id in names for one in whole)
    return f"{count}/{len(whole)}"


if __name__ == "__main__":
    main()

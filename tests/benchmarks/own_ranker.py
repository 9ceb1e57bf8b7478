"""A ranker as anybody would bring one."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.retrieval.adapters import Ranking
from benchmarks.retrieval.corpus import Corpus


class ByLength:
    """Ranks the shortest text first; knows nothing of queries."""

    def __init__(self, corpus: Corpus) -> None:
        self._documents = corpus.documents

    def rank(self, text: str, rows: Sequence[int], depth: int) -> Ranking:
        chosen = sorted(rows, key=lambda row: len(self._documents[row].text))
        return Ranking(tuple(self._documents[row].id for row in chosen[:depth]))


def by_length(corpus: Corpus) -> ByLength:
    """Make the ranker."""
    return ByLength(corpus)

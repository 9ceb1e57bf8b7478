"""The libraries alone, on the same data: what our layers are held against; and a stopwatch."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import numpy as np
from numpy.typing import NDArray

from benchmarks.retrieval.adapters import stemmed_words
from proposalkit.model.search import SearchUnit
from proposalkit.retrieve.chroma_client import close, connect

Vectors = NDArray[np.float32]
Lists = list[list[str]]
_BATCH = 5_000


class BareChroma:
    """One collection with the settings Chroma comes with."""

    def __init__(self, folder: Path, units: Sequence[SearchUnit], vectors: Vectors) -> None:
        """Write the vectors and note the seconds it took."""
        self._client = connect(folder)
        self._collection = self._client.create_collection(
            "made-units", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        started = time.perf_counter()
        for start in range(0, len(units), _BATCH):
            part = units[start : start + _BATCH]
            self._collection.upsert(
                ids=[unit.id for unit in part],
                embeddings=vectors[start : start + len(part)],
                documents=[unit.indexed for unit in part],
                metadatas=[{"kind": unit.kind} for unit in part],
            )
        self.seconds = time.perf_counter() - started

    def ids(self, vector: Vectors, k: int, kind: str = "") -> list[str]:
        """Give the ids of the nearest, of one kind if it is named."""
        asked = self._collection.query(
            query_embeddings=vector, n_results=k, where={"kind": kind} if kind else None
        )
        return asked["ids"][0]

    def close(self) -> None:
        """Let go of the files."""
        close(self._client)


class BareBm25:
    """The bm25s library over stemmed words."""

    def __init__(self, units: Sequence[SearchUnit]) -> None:
        """Index the texts and note the seconds it took."""
        import bm25s

        started = time.perf_counter()
        self._ids = [unit.id for unit in units]
        self._index = bm25s.BM25()
        tokens = [stemmed_words(unit.indexed) for unit in units]
        self._index.index(tokens, show_progress=False)
        self.seconds = time.perf_counter() - started

    def ids(self, text: str, k: int) -> list[str]:
        """Give the ids of the best."""
        scores = self._index.get_scores(stemmed_words(text))
        best = np.argpartition(scores, -k)[-k:]
        return [self._ids[row] for row in best[np.argsort(-scores[best])]]


def timed(act: Callable[[str], object], queries: Sequence[str]) -> tuple[float, float]:
    """Give median and 95th percentile in milliseconds, after a warm-up over a tenth of them."""
    for query in queries[: len(queries) // 10]:
        act(query)
    seconds = []
    for query in queries:
        started = time.perf_counter()
        act(query)
        seconds.append(time.perf_counter() - started)
    return 1000 * median(seconds), 1000 * sorted(seconds)[int(0.95 * len(seconds))]


def same_share(one: Lists, other: Lists) -> float:
    """Give the share of lists that are the same in both."""
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)

"""The rankers that are measured: each part alone, both joined, or one's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from benchmarks.retrieval.corpus import Corpus
from proposalkit.model.search import SearchFilter
from proposalkit.retrieve.unit_table import UnitTable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from proposalkit.retrieve.fusion import Fusion
    from proposalkit.retrieve.searchable import Searchable


@dataclass(frozen=True)
class Ranking:
    """Ids, best first; `needs_review` says whether the ranker doubts them, None if it cannot."""

    ids: tuple[str, ...]
    needs_review: bool | None = None


class Ranker(Protocol):
    """What every adapter gives."""

    def rank(self, text: str, rows: Sequence[int], depth: int) -> Ranking:
        """Rank the documents at the places `rows`, at most `depth` of them."""
        ...


Adapter = Callable[[Corpus], Ranker]


class Bm25Words:
    """Bare BM25 of the bm25s library over stemmed words: what anyone gets in ten lines."""

    def __init__(self, corpus: Corpus) -> None:
        """Index the texts."""
        import bm25s

        self._ids = tuple(one.id for one in corpus.documents)
        self._index = bm25s.BM25()
        tokens = [stemmed_words(text) or ["-"] for text in corpus.texts]
        self._known = {token for row in tokens for token in row}
        self._index.index(tokens, show_progress=False)

    def rank(self, text: str, rows: Sequence[int], depth: int) -> Ranking:
        """Rank by words; rows without any word of the query come last, by id."""
        import numpy as np

        asked = [one for one in stemmed_words(text) if one in self._known]
        scores = self._index.get_scores(asked) if asked else np.zeros(len(self._ids), np.float32)
        return Ranking(_by_score(self._ids, scores, rows, depth))


class Dense:
    """The embedding model alone: cosine of each text to the query."""

    def __init__(self, corpus: Corpus) -> None:
        """Embed the texts."""
        self._ids = tuple(one.id for one in corpus.documents)
        self._embedder, self._vectors = corpus.embedder, corpus.vectors

    def rank(self, text: str, rows: Sequence[int], depth: int) -> Ranking:
        """Rank by cosine."""
        scores = self._vectors @ self._embedder.embed([text])[0]
        return Ranking(_by_score(self._ids, scores, rows, depth))


class OurSearch:
    """The search of the product itself, with or without the embedding model."""

    def __init__(self, corpus: Corpus, meaning: bool, fusion: Fusion = "cc") -> None:
        """Index the texts in memory."""
        from proposalkit.retrieve.searchable import UnitsInMemory

        self._ids = tuple(one.id for one in corpus.documents)
        self._embedder = corpus.embedder if meaning else None
        self._vectors = corpus.vectors if meaning else None
        mark = corpus.embedder.fingerprint if meaning else ""
        self._searchable = UnitsInMemory(
            corpus.units, corpus.table, corpus.lexical, self._vectors, mark
        )
        self._fusion: Fusion = fusion

    def rank(self, text: str, rows: Sequence[int], depth: int) -> Ranking:
        """Search, then put the rows the search leaves out behind its list."""
        from proposalkit.retrieve.search import search

        among = self._among(rows)
        answer = search(among, text, k=depth, embedder=self._embedder, fusion=self._fusion)
        found = tuple(one.unit_id for one in answer.found)
        if len(found) < min(depth, len(rows)):
            found += self._rest(text, rows, found)[: depth - len(found)]
        return Ranking(found, answer.needs_review)

    def _among(self, rows: Sequence[int]) -> Searchable:
        """Let only some rows pass, whatever made the choice."""
        if len(rows) == len(self._ids):
            return self._searchable
        import numpy as np

        table = self._searchable.table
        chosen = _ChosenRows(table.codes, table.values, np.asarray(rows, dtype=np.int64))
        return replace(self._searchable, table=chosen)

    def _rest(self, text: str, rows: Sequence[int], found: Sequence[str]) -> tuple[str, ...]:
        """Rank what neither part put among its first hundred, by both scores over all rows."""
        import numpy as np

        from proposalkit.retrieve.fusion import fuse_scores

        words = self._searchable.lexical.scores(text).astype(np.float64)
        scores = words
        if self._embedder is not None and self._vectors is not None:
            meaning = (self._vectors @ self._embedder.embed([text])[0]).astype(np.float64)
            scores = fuse_scores(words, np.round(meaning, 6))
        seen = frozenset(found)
        left = [row for row in rows if self._ids[row] not in seen]
        return _by_score(self._ids, scores, left, len(left))


@dataclass(frozen=True, eq=False)
class _ChosenRows(UnitTable):
    """A table that lets chosen rows pass."""

    chosen: NDArray[np.int64]

    def rows(self, where: SearchFilter) -> NDArray[np.int64]:
        """Give the chosen rows."""
        return self.chosen


def load_adapter(name: str) -> Adapter:
    """Give a shipped adapter, or the function that `module:function` names.

    Raises ValueError when there is none.
    """
    if name in ADAPTERS:
        return ADAPTERS[name]
    module, colon, function = name.partition(":")
    made = getattr(import_module(module), function, None) if colon and module else None
    if not callable(made):
        known = ", ".join(ADAPTERS)
        raise ValueError(f'"{name}" is no adapter. Use {known}, or module:function of your own.')
    adapter: Adapter = made
    return adapter


ADAPTERS: dict[str, Adapter] = {
    "bm25": Bm25Words,
    "char": lambda corpus: OurSearch(corpus, meaning=False),
    "dense": Dense,
    "hybrid": lambda corpus: OurSearch(corpus, meaning=True),
    "rrf": lambda corpus: OurSearch(corpus, meaning=True, fusion="rrf"),
}
NEED_MODEL = frozenset({"dense", "hybrid", "rrf"})


def stemmed_words(text: str) -> list[str]:
    """Cut a text into stemmed words by an English stemmer, as a bare set-up would."""
    import re
    import unicodedata

    import Stemmer

    folded = unicodedata.normalize("NFKC", text).casefold()
    stemmed: list[str] = Stemmer.Stemmer("english").stemWords(re.findall(r"\w+", folded))
    return stemmed


def _by_score(
    ids: Sequence[str], scores: NDArray[np.floating], rows: Sequence[int], depth: int
) -> tuple[str, ...]:
    order = sorted(rows, key=lambda row: (-round(float(scores[row]), 6), ids[row]))
    return tuple(ids[row] for row in order[:depth])

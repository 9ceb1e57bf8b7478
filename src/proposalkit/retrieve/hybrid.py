"""The retriever that joins words and meaning, for the sentences of need of a proposal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from proposalkit.model.canonical import text_sha256
from proposalkit.model.knowledge import Audience, Passage
from proposalkit.model.plan import Hit
from proposalkit.model.search import Found, SearchFilter, SearchUnit
from proposalkit.retrieve.embedder import Embedder
from proposalkit.retrieve.evidence import matched_words
from proposalkit.retrieve.search import Via, search
from proposalkit.retrieve.searchable import Searchable, units_in_memory
from proposalkit.retrieve.units import passage_unit
from proposalkit.retrieve.vector_cache import cached_vectors
from proposalkit.retrieve.words import distinct_stems

NEAREST = 0.30
"""Least cosine of a hit that is quoted.

Measured in tests/retrieve/test_hybrid.py: the highest step of 0.05 at which no answered need of the
tuning half is lost.
"""

MakeIndex = Callable[[Sequence[SearchUnit]], Searchable]


class HybridRetriever:
    """Finds passages by words and by meaning; a hit shares a whole word with the need."""

    def __init__(
        self,
        embedder: Embedder,
        cache: Path | None = None,
        audience: Audience = "buyer",
        make_index: MakeIndex | None = None,
        via: Via = "snapshot",
    ) -> None:
        """Search with an embedder; vectors of passages are kept in the cache folder.

        An index is made in memory unless another way to make one is given.
        """
        self._embedder = embedder
        self._cache = cache
        self._audience = audience
        self._make_index = make_index or self._in_memory
        self._via = via
        self._indexes: dict[tuple[Passage, ...], Searchable] = {}

    def find(self, need: str, among: tuple[Passage, ...], limit: int) -> tuple[Hit, ...]:
        """Give the best passages, best first; equal scores by id; none that is not near."""
        asked = self._readable(among)
        if not asked or limit < 1:
            return ()
        by_unit = {f"{one.kind}/{one.id}": one for one in asked}
        answer = search(
            self._index(asked), need, SearchFilter(), len(asked), self._embedder, self._via
        )
        near = [one for one in answer.found if _is_near(one) and one.unit_id in by_unit]
        return tuple(
            _hit(by_unit[one.unit_id], one, rank, need)
            for rank, one in enumerate(near[:limit], start=1)
        )

    def _readable(self, passages: Sequence[Passage]) -> tuple[Passage, ...]:
        everything = self._audience == "internal"
        kept = (one for one in passages if everything or one.audience == "buyer")
        return tuple(sorted(kept, key=lambda one: one.id))

    def _index(self, asked: tuple[Passage, ...]) -> Searchable:
        if asked not in self._indexes:
            self._indexes[asked] = self._make_index([_as_quoted(one) for one in asked])
        return self._indexes[asked]

    def _in_memory(self, units: Sequence[SearchUnit]) -> Searchable:
        vectors = cached_vectors([one.indexed for one in units], self._embedder, self._cache)
        return units_in_memory(units, self._embedder, vectors)


def _as_quoted(passage: Passage) -> SearchUnit:
    """Leave out how people ask for it: a kit quotes a passage for what it says."""
    return passage_unit(passage).model_copy(update={"words": ""})


def _is_near(found: Found) -> bool:
    return bool(found.matched) and found.cosine is not None and found.cosine >= NEAREST


def _hit(passage: Passage, found: Found, rank: int, need: str) -> Hit:
    return Hit(
        passage_id=passage.id,
        title=passage.title,
        span=found.span,
        sha256=text_sha256(passage.text),
        score=found.score,
        rank=rank,
        matched=matched_words(need, distinct_stems(found.span)),
    )

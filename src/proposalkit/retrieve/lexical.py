"""Search by words: finds passages that share stems and word parts with a need."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from proposalkit.model.canonical import text_sha256
from proposalkit.model.knowledge import Audience, Passage
from proposalkit.model.plan import Hit
from proposalkit.retrieve.postings import Postings, load_postings
from proposalkit.retrieve.sentences import best_span
from proposalkit.retrieve.words import stem, stems, tokens, words

FLOOR = 3.5
"""Least score of a hit, in units of one word that stands in a single passage.

Measured in tests/retrieve/test_floor.py: the highest half step at which no answered need of the
tuning half is lost.
"""


class LexicalRetriever:
    """Finds passages with BM25 over word stems and groups of four letters."""

    def __init__(
        self,
        cache: Path | None = None,
        library: tuple[Passage, ...] = (),
        audience: Audience = "buyer",
    ) -> None:
        """Index a library once, in a cache folder if one is given; a buyer's search sees no more.

        Passages searched that are not of the library get an index of their own.
        """
        self._cache = cache
        self._audience = audience
        self._library = self._readable(library)
        self._indexes: dict[tuple[str, ...], Postings] = {}

    def find(self, need: str, among: tuple[Passage, ...], limit: int) -> tuple[Hit, ...]:
        """Give the best passages, best first; equal scores by id; none below the floor."""
        asked = self._readable(among)
        known = {one.id: one for one in self._library}
        rows = self._library if all(known.get(one.id) == one for one in asked) else asked
        scores = dict(zip((one.id for one in rows), self._scores(need, rows), strict=True))
        wanted = _weights(need, rows)
        order = sorted(asked, key=lambda one: (-scores[one.id], one.id))
        found = [one for one in order if scores[one.id] >= FLOOR and _shares(one, wanted)]
        return tuple(
            _hit(one, scores[one.id], rank, need, wanted)
            for rank, one in enumerate(found[: max(limit, 0)], start=1)
        )

    def _readable(self, passages: Sequence[Passage]) -> tuple[Passage, ...]:
        everything = self._audience == "internal"
        return tuple(one for one in passages if everything or one.audience == "buyer")

    def _scores(self, need: str, rows: Sequence[Passage]) -> list[float]:
        """Score each row in units of one rare word, so that the size of the library is no matter.

        Sums run in the order of the query, so that they are the same on every machine.
        """
        texts = tuple(_indexed(one) for one in rows)
        if texts not in self._indexes:
            self._indexes[texts] = load_postings(texts, self._cache) if texts else {}
        postings = self._indexes[texts]
        sums = [0.0] * len(rows)
        for token in tokens(need):
            for row, score in postings.get(token, ()):
                sums[row] += score
        unit = _rarity(1, len(rows))
        return [round(total / unit, 4) for total in sums]


def _indexed(passage: Passage) -> str:
    return f"{passage.title}. {passage.text}"


def _rarity(count: int, rows: int) -> float:
    """Weigh a word by the number of passages it stands in, as BM25 does."""
    return math.log(1 + (rows - count + 0.5) / (count + 0.5)) or 1.0


def _weights(need: str, rows: Sequence[Passage]) -> dict[str, float]:
    """Weigh each stem of the need that stands in some passage."""
    kept = [frozenset(stems(_indexed(one))) for one in rows]
    weights = {}
    for one in dict.fromkeys(stems(need)):
        count = sum(one in held for held in kept)
        if count:
            weights[one] = _rarity(count, len(rows))
    return weights


def _shares(passage: Passage, wanted: dict[str, float]) -> bool:
    """Say whether at least one whole word is shared; word parts alone prove nothing."""
    return any(one in wanted for one in stems(_indexed(passage)))


def _hit(passage: Passage, score: float, rank: int, need: str, wanted: dict[str, float]) -> Hit:
    span = best_span(passage.text, wanted)
    inside = frozenset(stems(span))
    return Hit(
        passage_id=passage.id,
        title=passage.title,
        span=span,
        sha256=text_sha256(passage.text),
        score=score,
        rank=rank,
        matched=tuple(dict.fromkeys(one for one in words(need) if stem(one) in inside)),
    )

"""Doubts a search: says when the best hit may well not answer, so that a person looks.

A mark, never a silence: what was found is shown all the same.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from proposalkit.retrieve.ranking import Ranked

NOTHING = "Nothing in the knowledge meets this query."
NO_WORD = "The query holds no letter and no digit."
_SHOWN = 4


@dataclass(frozen=True)
class Signals:
    """What speaks for and against the best hit."""

    cosine: float | None
    """Of the best hit; none in lexical mode."""
    agreement: float
    """Worth of its two ranks: 2 when both parts put it first."""
    lead: float
    """How far its score lies before the next."""
    unknown: float
    """Share of the query's words, by weight, that no unit holds."""


@dataclass(frozen=True)
class Doubt:
    """How much each signal counts; above 0 a person has to look."""

    start: float
    cosine: float
    agreement: float
    lead: float
    unknown: float

    def of(self, seen: Signals) -> float:
        """Give the doubt about a search."""
        near = self.cosine * (seen.cosine or 0.0)
        others = self.agreement * seen.agreement + self.lead * seen.lead
        return self.start + near + others + self.unknown * seen.unknown


HYBRID = Doubt(start=3.54, cosine=-6.8, agreement=-1.0, lead=-2.2, unknown=0.0)
LEXICAL = Doubt(start=-0.52, cosine=0.0, agreement=0.0, lead=0.0, unknown=1.5)
"""Fitted by benchmarks/retrieval/fit_review.py on the tuning half of the labelled queries."""


def read_signals(ranked: Ranked, weights: Mapping[str, float], size: int) -> Signals:
    """Read the signals of a ranking that found something."""
    top, scores = int(ranked.rows[0]), ranked.scores
    return Signals(
        cosine=ranked.cosines.get(top),
        agreement=_worth(ranked.word_ranks.get(top)) + _worth(ranked.meaning_ranks.get(top)),
        lead=float(scores[0] - scores[1]) if len(scores) > 1 else float(scores[0]),
        unknown=unknown_share(weights, size),
    )


def unknown_share(weights: Mapping[str, float], size: int) -> float:
    """Give the share of a query's words that no unit holds; such a word weighs most."""
    unseen = math.log(1 + (size + 0.5) / 0.5)
    missing = unseen * sum(weight == 0 for weight in weights.values())
    return missing / ((missing + sum(weights.values())) or 1.0)


def reason_to_review(
    ranked: Ranked, weights: Mapping[str, float], words: tuple[str, ...], size: int
) -> str:
    """Say why a person has to look at what was found; empty when nothing speaks for it.

    `words` are the words of the query that no unit holds.
    """
    if not len(ranked.rows):
        return NOTHING
    seen = read_signals(ranked, weights, size)
    if (LEXICAL if seen.cosine is None else HYBRID).of(seen) <= 0:
        return ""
    reasons = []
    if seen.cosine is not None:
        reasons.append(f"the best hit is not clearly near in meaning (cosine {seen.cosine:.2f})")
        if ranked.word_ranks.get(int(ranked.rows[0]), _SHOWN) >= _SHOWN:
            reasons.append("the words of the query point to other entries")
    if words:
        said = ", ".join(f'"{word}"' for word in words[:_SHOWN])
        reasons.append(f"no entry says {said}{', ...' if len(words) > _SHOWN else ''}")
    text = "; ".join(reasons)
    return f"It may be that no entry answers this: {text}."


def _worth(rank: int | None) -> float:
    return 1.0 / rank if rank is not None else 0.0

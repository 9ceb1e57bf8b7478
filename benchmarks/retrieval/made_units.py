"""Makes any number of units, the same on every run, for measuring speed and nothing else."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from benchmarks.retrieval.corpus import of_knowledge
from proposalkit.model.search import SearchUnit
from proposalkit.retrieve.embedder import Embedder

SEED = 20261121
KINDS = ("clause", "guidance", "motion", "passage")
"""Each a quarter of the units."""
_JITTER = 0.3
"""Length of what is added to a real vector of length one."""

Vectors = NDArray[np.float32]


def made_units(count: int) -> tuple[SearchUnit, ...]:
    """Put sentences of the shipped knowledge together anew, six for each unit."""
    knowledge = of_knowledge().units
    sentences = sorted({one for unit in knowledge for one in _sentences(unit.text)})
    titles = sorted({unit.title for unit in knowledge})
    draw = random.Random(SEED)
    return tuple(
        _unit(number, draw.choice(titles), " ".join(draw.sample(sentences, 6)))
        for number in range(count)
    )


def changed_units(units: Sequence[SearchUnit], share: float) -> tuple[SearchUnit, ...]:
    """Change the text of a share of the units, evenly spread."""
    step = round(1 / share)
    return tuple(
        unit.model_copy(update={"text": f"{unit.text} This line is new."})
        if n % step == 0
        else unit
        for n, unit in enumerate(units)
    )


@dataclass
class KnownVectors:
    """An embedder that knows the vectors of some texts and asks the model for all others."""

    model: Embedder
    known: dict[str, Vectors] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """Name the model."""
        return self.model.fingerprint

    @property
    def dimensions(self) -> int:
        """Give the number of figures in one vector."""
        return self.model.dimensions

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Give the known vectors, and embed the rest."""
        new = [text for text in texts if text not in self.known]
        fresh = dict(zip(new, self.model.embed(new), strict=True)) if new else {}
        rows = [self.known[text] if text in self.known else fresh[text] for text in texts]
        return np.array(rows, dtype=np.float32).reshape(len(texts), self.dimensions)


def jittered(real: Vectors, count: int) -> Vectors:
    """Make vectors near real ones, of length one."""
    draw = np.random.default_rng(SEED)
    base = real[draw.integers(len(real), size=count)]
    noise = draw.standard_normal(base.shape, dtype=np.float32)
    noise *= _JITTER / np.linalg.norm(noise, axis=1, keepdims=True)
    moved = base + noise
    return np.asarray(moved / np.linalg.norm(moved, axis=1, keepdims=True), dtype=np.float32)


def _unit(number: int, title: str, text: str) -> SearchUnit:
    kind = KINDS[number % len(KINDS)]
    return SearchUnit(
        id=f"{kind}/made-{number:06d}",
        kind=kind,
        title=f"{title} {number}",
        breadcrumb=(kind, title),
        text=text,
    )


def _sentences(text: str) -> list[str]:
    folded = " ".join(text.split())
    return [one for one in re.split(r"(?<=[.:;])\s+", folded) if 30 <= len(one) <= 200]

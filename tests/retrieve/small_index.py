"""A few units, a counting embedder that needs no model, and a folder's contents."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from proposalkit.model.search import SearchUnit

WIDTH = 32
TOPICS = ("training", "liability", "deletion", "residency", "pricing", "pilot", "exit", "audit")


class WordEmbedder:
    """Gives each word a direction by its digest; a text is the sum of its words, of length one."""

    def __init__(self, fingerprint: str = "words-1") -> None:
        self.fingerprint = fingerprint
        self.dimensions = WIDTH
        self.texts: list[str] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.texts += texts
        rows = np.zeros((len(texts), WIDTH), dtype=np.float64)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                digest = hashlib.sha256(word.encode()).digest()
                rows[row] += np.frombuffer(digest, dtype=np.uint8).astype(np.float64) - 127.5
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return rows.astype(np.float32)


def unit(name: str, text: str, kind: str = "clause") -> SearchUnit:
    """One unit of a kind."""
    return SearchUnit(id=f"{kind}/{name}", kind=kind, title=name, text=text, file=f"{name}.md")


def some_units(count: int = 8) -> tuple[SearchUnit, ...]:
    """Units in two kinds by turns, each about its own topic and number."""
    return tuple(
        unit(
            f"{TOPICS[number % 8]}-{number:03}",
            f"Terms on {TOPICS[number % 8]} under number{number} and group{number % 5}.",
            "clause" if number % 2 == 0 else "passage",
        )
        for number in range(count)
    )


def contents(folder: Path) -> dict[str, tuple[str, int]]:
    """Give digest and time of change of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): (
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_mtime_ns,
        )
        for path in folder.rglob("*")
        if path.is_file()
    }

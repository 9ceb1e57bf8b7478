"""The edges as Protocols; each adapter passes one shared contract test."""

from __future__ import annotations

from typing import Protocol

from proposalkit.model.knowledge import Passage
from proposalkit.model.plan import Hit


class Retriever(Protocol):
    """Finds passages of the knowledge for a sentence of need."""

    def find(self, need: str, among: tuple[Passage, ...], limit: int) -> tuple[Hit, ...]:
        """Give the best passages, best first; the same list on every run; empty when none fits."""
        ...

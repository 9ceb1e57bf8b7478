"""The edges as Protocols; each adapter passes one shared contract test."""

from __future__ import annotations

from typing import Protocol

from proposalkit.model.draft import SectionReply, SectionTask
from proposalkit.model.knowledge import Passage
from proposalkit.model.plan import Hit
from proposalkit.model.render_job import RenderJob


class Retriever(Protocol):
    """Finds passages of the knowledge for a sentence of need."""

    def find(self, need: str, among: tuple[Passage, ...], limit: int) -> tuple[Hit, ...]:
        """Give the best passages, best first; the same list on every run; empty when none fits."""
        ...


class PdfEngine(Protocol):
    """Prints one job; it may start its work as soon as it exists, before the job is there."""

    def submit(self, job: RenderJob) -> None:
        """Take the job and return at once; raises InputRefused for a character without glyph."""
        ...

    def result(self) -> bytes:
        """Wait for the PDF; raises InputRefused, Refused or Unavailable when there is none."""
        ...


class Drafter(Protocol):
    """Answers what sections have to tell with blocks of prose; nothing of it is believed."""

    def draft(self, tasks: tuple[SectionTask, ...]) -> tuple[SectionReply, ...]:
        """Give one reply for each task, in order; a section that failed says so in `fault`."""
        ...

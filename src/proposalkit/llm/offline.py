"""The program as a drafter: the listed sentences in their order, with bridges between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from proposalkit.llm.report import DraftReport
from proposalkit.model.base import Model
from proposalkit.model.draft import (
    DraftBlock,
    DraftSectionId,
    SectionReply,
    SectionTask,
    SourceSentence,
)
from proposalkit.model.fields import given


class Bridges(Model):
    """Sentences that claim nothing and lead on to the next thing; an empty one is left out."""

    opening: Annotated[str, given("Before the first sentence.")] = ""
    to_knowledge: Annotated[str, given("From the deal to what the knowledge says.")] = ""
    to_deal: Annotated[str, given("From there back to the deal.")] = ""
    to_quoted: Annotated[str, given("Before words of the buyer.")] = ""
    from_quoted: Annotated[str, given("After words of the buyer.")] = ""
    closing: Annotated[str, given("After the last sentence.")] = ""


class BridgeTable(Model):
    """The file `knowledge/prompts/bridges.yaml`: bridges for each section."""

    sections: Annotated[Mapping[DraftSectionId, Bridges], Field(default_factory=dict)]


class OfflineDrafter:
    """Writes without a model: the same sentences in, the same blocks out."""

    def __init__(self, bridges: Mapping[DraftSectionId, Bridges]) -> None:
        """Take the bridges of the knowledge; a section without any has none."""
        self._bridges = bridges
        self.report = DraftReport(mode="offline")

    def draft(self, tasks: tuple[SectionTask, ...]) -> tuple[SectionReply, ...]:
        """Give one reply for each task, in order; none ever has a fault."""
        self.report = DraftReport(mode="offline", sections=len(tasks))
        return tuple(self._reply(task) for task in tasks)

    def _reply(self, task: SectionTask) -> SectionReply:
        bridges = self._bridges.get(task.section, Bridges())
        sources = _within(task, _words(bridges.opening) + _words(bridges.closing))
        return SectionReply(section=task.section, blocks=tuple(_joined(sources, bridges)))


def _within(task: SectionTask, taken: int) -> tuple[SourceSentence, ...]:
    """Give as many sentences as the section has words for, and at least the first."""
    kept: list[SourceSentence] = []
    for source in task.sources:
        taken += _words(source.text)
        if kept and taken > task.max_words:
            break
        kept.append(source)
    return tuple(kept)


def _joined(sources: tuple[SourceSentence, ...], bridges: Bridges) -> Iterator[DraftBlock]:
    if not sources:
        return
    yield from _bridge(bridges.opening)
    yield DraftBlock(kind="verbatim", chunk=sources[0].id)
    said: set[str] = set()
    for before, after in pairwise(sources):
        text = _turn(before, after, bridges)
        if text not in said:  # the same words twice in a section read like a machine
            yield from _bridge(text)
        said.add(text)
        yield DraftBlock(kind="verbatim", chunk=after.id)
    yield from _bridge(bridges.closing)


def _turn(before: SourceSentence, after: SourceSentence, bridges: Bridges) -> str:
    if before.kind == after.kind:
        return ""
    if after.kind == "quoted":
        return bridges.to_quoted
    if before.kind == "quoted":
        return bridges.from_quoted
    return bridges.to_knowledge if after.kind == "knowledge" else bridges.to_deal


def _bridge(text: str) -> Iterator[DraftBlock]:
    if text:
        yield DraftBlock(kind="connective", text=text)


def _words(text: str) -> int:
    return len(text.split())

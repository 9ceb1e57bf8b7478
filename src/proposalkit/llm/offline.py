"""The program as a drafter: the listed sentences in their order, and a bridge to the passages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from proposalkit.llm.report import DraftReport
from proposalkit.model.draft import (
    DraftBlock,
    DraftSectionId,
    SectionReply,
    SectionTask,
    SourceSentence,
)


class OfflineDrafter:
    """Writes without a model: the same sentences in, the same blocks out."""

    def __init__(self, bridges: Mapping[DraftSectionId, str]) -> None:
        """Take the words of each section that lead from the deal to the passages quoted."""
        self._bridges = bridges
        self.report = DraftReport(mode="offline")

    def draft(self, tasks: tuple[SectionTask, ...]) -> tuple[SectionReply, ...]:
        """Give one reply for each task, in order; none ever has a fault."""
        self.report = DraftReport(mode="offline", sections=len(tasks))
        return tuple(self._reply(task) for task in tasks)

    def _reply(self, task: SectionTask) -> SectionReply:
        bridge = self._bridges.get(task.section, "")
        return SectionReply(section=task.section, blocks=tuple(_joined(_within(task), bridge)))


def _within(task: SectionTask) -> Iterator[SourceSentence]:
    """Leave out passages that the section has no words for; what is said of the deal all stands."""
    left = task.max_words - sum(_words(one.text) for one in task.sources if one.kind != "knowledge")
    for source in task.sources:
        if source.kind == "knowledge":
            left -= _words(source.text)
            if left < 0:
                continue
        yield source


def _joined(sources: Iterator[SourceSentence], bridge: str) -> Iterator[DraftBlock]:
    """Place the sentences; the bridge stands once, between the deal and the first passage."""
    begun = False
    for source in sources:
        if source.kind == "knowledge" and begun and bridge:
            yield DraftBlock(kind="connective", text=bridge)
            bridge = ""
        begun = True
        yield DraftBlock(kind="verbatim", chunk=source.id)


def _words(text: str) -> int:
    return len(text.split())

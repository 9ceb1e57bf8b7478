"""Tasks made of the passages a buyer may read."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from proposalkit.knowledge.compiled import load_catalogue
from proposalkit.model.draft import DraftBlock, SectionReply, SectionTask, Slot, SourceSentence
from proposalkit.model.grounding import GroundingRules
from proposalkit.model.knowledge import Catalogue
from proposalkit.retrieve.sentences import split_sentences

ROOT = Path(__file__).parent.parent.parent


@cache
def shipped() -> Catalogue:
    """Read the shipped knowledge once."""
    return load_catalogue([ROOT / "knowledge"])


def shipped_rules() -> GroundingRules:
    """Give the shipped word lists."""
    found = shipped().grounding
    assert found is not None
    return found


@cache
def passages() -> dict[str, tuple[str, ...]]:
    """Give the sentences of every passage a buyer may read, by its id."""
    return {
        one.id: tuple(split_sentences(one.text))
        for one in shipped().passages
        if one.audience == "buyer"
    }


def source(number: int, text: str, item: str = "", kind: str = "knowledge") -> SourceSentence:
    """Make one source sentence."""
    return SourceSentence.model_validate(
        {"id": f"S{number}", "text": text, "kind": kind, "item": item}
    )


def task_of(*sources: SourceSentence, slots: tuple[str, ...] = (), most: int = 600) -> SectionTask:
    """Make the task of a section."""
    return SectionTask(
        section="solution",
        say="What is offered.",
        max_words=most,
        sources=sources,
        slots=tuple(Slot(name=name, means="A value.") for name in slots),
    )


def task_on(*items: str, most: int = 600) -> SectionTask:
    """Make a task on whole passages of the knowledge."""
    texts = [(text, item) for item in items for text in passages()[item]]
    return task_of(*(source(n, text, item) for n, (text, item) in enumerate(texts, 1)), most=most)


def prose(task: SectionTask, text: str, *cites: str) -> DraftBlock:
    """Make a block of prose that quotes the start of its first source, as an honest model does."""
    first = next((one.text for one in task.sources if one.id == cites[0]), "no such sentence")
    return DraftBlock(kind="prose", text=text, cites=cites, quote=" ".join(first.split()[:4]))


def reply_of(*blocks: DraftBlock) -> SectionReply:
    """Make an answer for the section of the tasks."""
    return SectionReply(section="solution", blocks=blocks)

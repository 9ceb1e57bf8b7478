"""Without a model the sentences come in their order, with one bridge, within their words."""

from __future__ import annotations

import pytest
from tests.conformance.drafter import DrafterContract
from tests.llm.sections import TASKS, task_of

from proposalkit.llm.offline import OfflineDrafter
from proposalkit.model.draft import DraftBlock, SectionTask, SourceSentence


@pytest.fixture
def drafter() -> OfflineDrafter:
    """The drafter with a bridge in two sections."""
    return OfflineDrafter({"need": "Seen more closely:", "solution": "In practice:"})


class TestOfflineDrafter(DrafterContract):
    """The shared suite over the program itself."""


def task(*kinds: str, words: int = 5, most: int = 600) -> SectionTask:
    """Make a task of sentences of these kinds and lengths."""
    sources = tuple(
        SourceSentence(id=f"S{n}", text=" ".join(["word"] * words), kind=kind)
        for n, kind in enumerate(kinds, start=1)
    )
    return SectionTask(section="need", say="Say it.", max_words=most, sources=sources)


def drafted(task: SectionTask) -> list[str]:
    (reply,) = OfflineDrafter({"need": "bridge"}).draft((task,))
    return read(reply.blocks)


def read(blocks: tuple[DraftBlock, ...]) -> list[str]:
    return [block.chunk or block.text or "" for block in blocks]


def test_one_bridge_leads_from_the_deal_to_the_first_passage() -> None:
    kinds = ("deal", "quoted", "knowledge", "deal", "knowledge")
    assert drafted(task(*kinds)) == ["S1", "S2", "bridge", "S3", "S4", "S5"]


def test_nothing_has_to_be_bridged_before_the_first_sentence_or_without_a_passage() -> None:
    assert drafted(task("knowledge", "deal")) == ["S1", "S2"]
    assert drafted(task("deal", "quoted")) == ["S1", "S2"]


def test_passages_stop_at_the_limit_of_words_and_what_is_said_of_the_deal_stands() -> None:
    # 20 words: two sentences of the deal take 10, two passages the other 10.
    kinds = ("deal", "knowledge", "knowledge", "knowledge", "deal")
    assert drafted(task(*kinds, most=20)) == ["S1", "bridge", "S2", "S3", "S5"]
    assert drafted(task("deal", "deal", words=50, most=20)) == ["S1", "S2"]


def test_a_section_without_sentences_has_no_blocks() -> None:
    assert drafted(task()) == []


def test_a_section_without_a_bridge_is_its_sentences() -> None:
    (reply,) = OfflineDrafter({}).draft((task_of("need"),))
    assert read(reply.blocks) == ["S1", "S2", "S3"]


def test_the_report_counts_sections_and_no_calls(drafter: OfflineDrafter) -> None:
    drafter.draft(TASKS)
    assert drafter.report.lines() == ("Drafted by the program: 8 sections, no model was asked.",)

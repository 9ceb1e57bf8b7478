"""Without a model the sentences come in their order, with few bridges, within their words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.conformance.drafter import DrafterContract
from tests.llm.sections import OUTLINE, TASKS, task_of

from proposalkit.knowledge.inputs import read_yaml_model
from proposalkit.llm.offline import Bridges, BridgeTable, OfflineDrafter
from proposalkit.model.draft import DraftBlock, SectionTask, SourceSentence

TABLE = read_yaml_model(
    Path(__file__).parents[2] / "knowledge" / "prompts" / "bridges.yaml", BridgeTable
)


@pytest.fixture
def drafter() -> OfflineDrafter:
    """The drafter with the bridges that ship."""
    return OfflineDrafter(TABLE.sections)


class TestOfflineDrafter(DrafterContract):
    """The shared suite over the program itself."""


def task(*kinds: str, words: int = 3, most: int = 600) -> SectionTask:
    """Make a task of sentences of these kinds and lengths."""
    sources = tuple(
        SourceSentence(id=f"S{n}", text=" ".join(["word"] * words), kind=kind)
        for n, kind in enumerate(kinds, start=1)
    )
    return SectionTask(section="need", say="Say it.", max_words=most, sources=sources)


def read(blocks: tuple[DraftBlock, ...]) -> list[str]:
    return [block.chunk or block.text or "" for block in blocks]


BRIDGES = Bridges(
    opening="open", to_knowledge="know", to_deal="deal", to_quoted="quote", from_quoted="back",
    closing="close",
)  # fmt: skip


def drafted(task: SectionTask) -> list[str]:
    (reply,) = OfflineDrafter({"need": BRIDGES}).draft((task,))
    return read(reply.blocks)


def test_a_bridge_stands_where_the_kind_of_sentence_changes() -> None:
    kinds = ("deal", "deal", "knowledge", "quoted", "knowledge")
    assert drafted(task(*kinds)) == [
        "open", "S1", "S2", "know", "S3", "quote", "S4", "back", "S5", "close",
    ]  # fmt: skip


def test_no_bridge_stands_twice_in_a_section() -> None:
    kinds = ("deal", "knowledge", "deal", "knowledge")
    assert drafted(task(*kinds)) == ["open", "S1", "know", "S2", "deal", "S3", "S4", "close"]


def test_sentences_stop_at_the_limit_of_words() -> None:
    # open and close take 2 words of 20; three sentences of 5 make 17, a fourth 22.
    assert drafted(task(*["deal"] * 5, words=5, most=20)) == ["open", "S1", "S2", "S3", "close"]


def test_the_first_sentence_stands_even_if_it_is_too_long() -> None:
    assert drafted(task("deal", "deal", words=50, most=20)) == ["open", "S1", "close"]


def test_a_section_without_sentences_has_no_blocks() -> None:
    assert drafted(task()) == []


def test_a_section_without_bridges_is_its_sentences() -> None:
    (reply,) = OfflineDrafter({}).draft((task_of("need"),))
    assert read(reply.blocks) == ["S1", "S2", "S3"]


def test_the_report_counts_sections_and_no_calls(drafter: OfflineDrafter) -> None:
    drafter.draft(TASKS)
    assert drafter.report.lines() == ("Drafted by the program: 8 sections, no model was asked.",)


def shipped() -> list[str]:
    return [
        text
        for bridges in TABLE.sections.values()
        for text in bridges.model_dump().values()
        if text
    ]


def test_every_section_has_bridges_and_each_is_one_sentence_without_a_claim() -> None:
    assert set(TABLE.sections) == set(OUTLINE)
    for text in shipped():
        assert re.fullmatch(r"[A-Z][a-z ,']+\.", text), text
        assert len(text.split()) <= 12


def test_no_two_bridges_of_a_section_are_the_same() -> None:
    for bridges in TABLE.sections.values():
        texts = [text for text in bridges.model_dump().values() if text]
        assert len(set(texts)) == len(texts)

"""The floor of the lexical search, measured on needs with and without an answer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from proposalkit.knowledge.knowledge_files import knowledge_files
from proposalkit.knowledge.passages import as_passage, read_passages
from proposalkit.model.knowledge import Passage
from proposalkit.retrieve import lexical
from proposalkit.retrieve.lexical import FLOOR, LexicalRetriever

ROOT = Path(__file__).resolve().parents[2]
QUERIES = yaml.safe_load(Path(__file__).with_name("queries.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def passages() -> tuple[Passage, ...]:
    files = [file for file in knowledge_files([ROOT / "knowledge"]) if "playbook/" in file.name]
    return tuple(as_passage(sheet) for sheet in read_passages(files, []))


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found)


def test_the_floor_is_the_highest_half_step_that_loses_no_answer_of_the_tuning_half(
    passages: tuple[Passage, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lexical, "FLOOR", 0.0)
    search = LexicalRetriever()
    tuning = [search.find(row["need"], passages, 1)[0] for row in QUERIES["answered"][::2]]
    least = min(hit.score for hit in tuning)
    assert FLOOR <= least < FLOOR + 0.5


def test_most_needs_of_the_judging_half_find_their_passage_first(
    passages: tuple[Passage, ...],
) -> None:
    search = LexicalRetriever()
    firsts = [(search.find(row["need"], passages, 1), row) for row in QUERIES["answered"][1::2]]
    right = [bool(hits) and hits[0].passage_id in row["passages"] for hits, row in firsts]
    assert _share(right) >= 0.85  # 0.94 when measured: 15 of 16


def test_few_needs_without_answer_get_one_all_the_same(passages: tuple[Passage, ...]) -> None:
    search = LexicalRetriever()
    found = [bool(search.find(need, passages, 1)) for need in QUERIES["unanswered"][1::2]]
    assert _share(found) <= 0.30  # 0.19 when measured: 3 of 16

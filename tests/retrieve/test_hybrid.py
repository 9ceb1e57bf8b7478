"""The retriever by words and meaning: one contract for every way it can be put together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from tests.conformance.retriever import PASSAGES, RetrieverContract

from proposalkit.knowledge.knowledge_files import knowledge_files
from proposalkit.knowledge.passages import as_passage, read_passages
from proposalkit.model.canonical import text_sha256
from proposalkit.model.knowledge import Passage
from proposalkit.model.plan import Hit
from proposalkit.model.search import SearchUnit
from proposalkit.retrieve import hybrid
from proposalkit.retrieve.build import build_index
from proposalkit.retrieve.embedder import Embedder
from proposalkit.retrieve.evidence import matched_words
from proposalkit.retrieve.generation import Generation, embedder_name, open_generation
from proposalkit.retrieve.hybrid import NEAREST, HybridRetriever
from proposalkit.retrieve.langchain_retriever import KnowledgeRetriever
from proposalkit.retrieve.searchable import units_in_memory
from proposalkit.retrieve.units import passage_unit
from proposalkit.retrieve.words import distinct_stems

ROOT = Path(__file__).resolve().parents[2]
QUERIES = yaml.safe_load(Path(__file__).with_name("queries.yaml").read_text(encoding="utf-8"))


class TestHybridInMemory(RetrieverContract):
    """As `generate` uses it, with vectors kept in the cache folder."""

    @pytest.fixture
    def retriever(self, tmp_path: Path, local_embedder: Embedder) -> HybridRetriever:
        return HybridRetriever(local_embedder, tmp_path)


class _Indexes:
    """Makes an index on disk for each set of units."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._folder, self._embedder = folder, embedder
        self._made = 0

    def make(self, units: Sequence[SearchUnit]) -> Generation:
        self._made += 1
        folder = self._folder / str(self._made)
        build_index(units, self._embedder, folder)
        mark = self._embedder.fingerprint
        return open_generation(folder, embedder_name(mark), mark)


class TestHybridSnapshot(RetrieverContract):
    """Over an index on disk, by comparing all vectors of its snapshot."""

    @pytest.fixture
    def retriever(self, tmp_path: Path, local_embedder: Embedder) -> HybridRetriever:
        make = _Indexes(tmp_path, local_embedder).make
        return HybridRetriever(local_embedder, make_index=make)


class TestHybridThroughChroma(RetrieverContract):
    """Over an index on disk, by asking its Chroma store."""

    @pytest.fixture
    def retriever(self, tmp_path: Path, local_embedder: Embedder) -> HybridRetriever:
        make = _Indexes(tmp_path, local_embedder).make
        return HybridRetriever(local_embedder, make_index=make, via="chroma")


class _ThroughLangChain:
    """Asks the LangChain retriever and keeps what a kit would quote."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def find(self, need: str, among: tuple[Passage, ...], limit: int) -> tuple[Hit, ...]:
        asked = {f"passage/{one.id}": one for one in among if one.audience == "buyer"}
        index = units_in_memory([passage_unit(one) for one in asked.values()], self._embedder)
        tool = KnowledgeRetriever(searchable=index, embedder=self._embedder, k=len(asked))
        near = [
            one
            for one in tool.invoke(need)
            if one.metadata["matched"] and one.metadata["cosine"] >= NEAREST
        ]
        return tuple(
            Hit(
                passage_id=asked[str(one.id)].id, title=one.metadata["title"],
                span=one.metadata["span"], sha256=text_sha256(one.page_content),
                score=one.metadata["score"], rank=rank,
                matched=matched_words(need, distinct_stems(one.metadata["span"])),
            )
            for rank, one in enumerate(near[: max(limit, 0)], start=1)
        )  # fmt: skip


@pytest.mark.filterwarnings("ignore::DeprecationWarning:langchain_core")
class TestThroughLangChain(RetrieverContract):
    """The documents of the LangChain retriever carry all a kit needs."""

    @pytest.fixture
    def retriever(self, local_embedder: Embedder) -> _ThroughLangChain:
        return _ThroughLangChain(local_embedder)


@pytest.fixture(scope="module")
def passages() -> tuple[Passage, ...]:
    files = [file for file in knowledge_files([ROOT / "knowledge"]) if "playbook/" in file.name]
    return tuple(as_passage(sheet) for sheet in read_passages(files, []))


def test_the_least_cosine_is_the_highest_step_that_loses_no_answer_of_the_tuning_half(
    passages: tuple[Passage, ...], local_embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = HybridRetriever(local_embedder)
    kept = [search.find(row["need"], passages, 1) for row in QUERIES["answered"][::2]]
    assert all(kept)
    monkeypatch.setattr(hybrid, "NEAREST", NEAREST + 0.05)
    again = [search.find(row["need"], passages, 1) for row in QUERIES["answered"][::2]]
    assert [hits[:1] for hits in again] != [hits[:1] for hits in kept]


def test_nearly_all_needs_of_the_judging_half_find_their_passage_first(
    passages: tuple[Passage, ...], local_embedder: Embedder
) -> None:
    search = HybridRetriever(local_embedder)
    rows = QUERIES["answered"][1::2]
    firsts = [search.find(row["need"], passages, 1) for row in rows]
    right = [
        bool(hits) and hits[0].passage_id in row["passages"]
        for hits, row in zip(firsts, rows, strict=True)
    ]
    assert sum(right) / len(right) >= 0.85  # 0.94 when measured: 15 of 16


def test_vectors_are_made_once_and_a_damaged_cache_costs_only_time(
    tmp_path: Path, local_embedder: Embedder
) -> None:
    need = "When are the backups deleted?"
    first = HybridRetriever(local_embedder, tmp_path).find(need, PASSAGES, 2)
    (kept,) = tmp_path.glob("vectors-*.npz")
    written = kept.stat().st_mtime_ns
    assert HybridRetriever(local_embedder, tmp_path).find(need, PASSAGES, 2) == first
    assert kept.stat().st_mtime_ns == written
    kept.write_bytes(kept.read_bytes()[:100])
    assert HybridRetriever(local_embedder, tmp_path).find(need, PASSAGES, 2) == first

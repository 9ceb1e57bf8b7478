"""The benchmark of the search takes any collection and any ranker."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from benchmarks.retrieval.adapters import OurSearch, load_adapter
from benchmarks.retrieval.collection import BadLine, Document, read_documents, read_queries
from benchmarks.retrieval.corpus import of_documents
from benchmarks.retrieval.run import main
from numpy.typing import NDArray

DOCUMENTS = [
    {"id": "d1", "text": "Bees make honey in a hive.", "metadata": {"shelf": "a"}},
    {"id": "d2", "text": "Bears like honey.", "metadata": {"shelf": "b"}},
    {"id": "d3", "text": "A ship has a mast.", "metadata": {"shelf": ["b", "c"]}},
]
QUERIES = [
    {"id": "q1", "text": "honey from bees", "filter": {}, "graded": {"d1": 2, "d2": 1}},
    {"id": "q2", "text": "honey", "filter": {"shelf": "b"}, "graded": ["d2"]},
]


class TwoFigures:
    """Embeds a text by whether it speaks of ships."""

    fingerprint, dimensions = "two-figures", 2

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([[1, 0] if "ship" in text else [0, 1] for text in texts], np.float32)


def _write(folder: Path, name: str, rows: Sequence[object]) -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def collection(tmp_path: Path) -> list[str]:
    documents = _write(tmp_path, "documents.jsonl", DOCUMENTS)
    queries = _write(tmp_path, "queries.jsonl", QUERIES)
    return ["--documents", str(documents), "--queries", str(queries), "--json"]


def _result(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> dict[str, dict[str, object]]:
    assert main(arguments) == 0
    (result,) = json.loads(capsys.readouterr().out)
    return {query["id"]: query for query in result["queries"]} | {"means": result["means"]}


@pytest.mark.parametrize("adapter", ["bm25", "char"])
def test_a_collection_of_plain_lines_is_ranked_and_measured(
    collection: list[str], adapter: str, capsys: pytest.CaptureFixture[str]
) -> None:
    result = _result([*collection, "--adapter", adapter], capsys)
    assert result["q1"]["ranked"] == ["d1", "d2", "d3"]
    assert result["q2"]["ranked"] == ["d2", "d3"]  # the filter leaves out d1
    assert result["means"]["all"] == dict.fromkeys(
        ("recall@5", "nDCG@10", "MRR@10", "success@1"), 1.0
    )


def test_a_ranker_of_ones_own_is_named_by_module_and_function(
    collection: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    result = _result([*collection, "--adapter", "own_ranker:by_length"], capsys)
    assert result["q1"]["ranked"] == ["d2", "d3", "d1"]  # 17, 18 and 26 letters


def test_the_search_ranks_every_document_when_asked_for_more_than_its_parts_hand_over() -> None:
    # each part hands over a hundred: the other fifty follow behind them, none twice
    documents = [Document(f"d{n:03d}", "honey" if n % 2 else "ship") for n in range(250)]
    corpus = of_documents(documents)
    corpus.__dict__["embedder"] = TwoFigures()
    ranked = OurSearch(corpus, meaning=True).rank("ship", range(250), 1000).ids
    assert len(ranked) == len(set(ranked)) == 250
    assert all(int(one[1:]) % 2 == 0 for one in ranked[:125])


def test_an_unknown_ranker_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r'"bm52" is no adapter\. Use bm25, char'):
        load_adapter("bm52")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id": "q1"', "not JSON"),
        ('["q1"]', "curly brackets"),
        ('{"id": "q1"}', '"text" is missing'),
        ('{"id": "q1", "text": "a", "graded": {"d": 4}}', 'the grade "4"'),
        ('{"id": "q1", "text": "a", "filter": "b"}', '"filter" is no object'),
        ('{"id": "q0", "text": "a"}', "stands there twice"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_with_its_place(
    tmp_path: Path, line: str, said: str
) -> None:
    path = tmp_path / "queries.jsonl"
    path.write_text(f'{{"id": "q0", "text": "fine"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(BadLine, match=said) as caught:
        read_queries(path)
    assert str(path) in str(caught.value)


def test_a_collection_that_cannot_be_read_ends_in_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--documents", str(tmp_path / "none.jsonl")]) == 2
    assert "none.jsonl" in capsys.readouterr().err


def test_documents_keep_their_metadata(tmp_path: Path) -> None:
    documents = read_documents(_write(tmp_path, "documents.jsonl", DOCUMENTS))
    assert documents[2] == Document("d3", "A ship has a mast.", {"shelf": ["b", "c"]})

"""The lexical retriever: the shared contract, its cache, its cuts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.conformance.retriever import PASSAGES, RetrieverContract, passage

from proposalkit.retrieve.lexical import LexicalRetriever
from proposalkit.retrieve.postings import build_postings, load_postings

NEED = "When are the backups deleted?"


class TestLexical(RetrieverContract):
    """The retriever as the program uses it, with a cache folder."""

    @pytest.fixture
    def retriever(self, tmp_path: Path) -> LexicalRetriever:
        return LexicalRetriever(tmp_path / "cache")


class TestLexicalWithLibrary(RetrieverContract):
    """The retriever with its library indexed once, searched in part or whole."""

    @pytest.fixture
    def retriever(self, tmp_path: Path) -> LexicalRetriever:
        return LexicalRetriever(tmp_path / "cache", PASSAGES)


class TestLexicalWithoutCache(RetrieverContract):
    """The retriever that keeps nothing."""

    @pytest.fixture
    def retriever(self) -> LexicalRetriever:
        return LexicalRetriever()


def test_a_kept_index_gives_the_same_hits_as_a_new_one(tmp_path: Path) -> None:
    first = LexicalRetriever(tmp_path).find(NEED, PASSAGES, 5)
    assert list(tmp_path.glob("lexical-*.json"))
    assert LexicalRetriever(tmp_path).find(NEED, PASSAGES, 5) == first


def test_a_library_is_indexed_once_however_it_is_searched(tmp_path: Path) -> None:
    search = LexicalRetriever(tmp_path, PASSAGES)
    for start in range(3):
        search.find(NEED, PASSAGES[start:], 5)
    assert len(list(tmp_path.glob("lexical-*.json"))) == 1


def test_a_part_of_the_library_gives_the_scores_of_the_whole(tmp_path: Path) -> None:
    search = LexicalRetriever(tmp_path, PASSAGES)
    (whole, *_) = search.find(NEED, PASSAGES, 5)
    (part, *_) = search.find(NEED, PASSAGES[1:2], 5)
    assert part == whole


def test_a_changed_passage_is_found_by_its_new_words(tmp_path: Path) -> None:
    LexicalRetriever(tmp_path).find(NEED, PASSAGES, 5)
    changed = (passage("backups", "Copies vanish in a month of Sundays."), *PASSAGES[2:])
    hits = LexicalRetriever(tmp_path).find("copies vanish in a month", changed, 5)
    assert [hit.passage_id for hit in hits] == ["backups"]


@pytest.mark.parametrize("damage", [b"", b"{}", b"0" * 64 + b'\n{"backup": [[0, 9.0]]}'])
def test_a_damaged_index_is_built_again(tmp_path: Path, damage: bytes) -> None:
    texts = ("Backups are deleted.", "Peaks come in waves.")
    whole = load_postings(texts, tmp_path)
    (kept,) = tmp_path.glob("lexical-*.json")
    kept.write_bytes(damage)
    assert load_postings(texts, tmp_path) == whole


def test_search_works_where_nothing_can_be_written(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    assert LexicalRetriever(blocked / "cache").find(NEED, PASSAGES, 5)


def test_a_kept_index_is_searched_without_loading_numpy(tmp_path: Path) -> None:
    LexicalRetriever(tmp_path).find(NEED, PASSAGES, 5)
    program = (
        "import sys; from pathlib import Path\n"
        "from proposalkit.retrieve.lexical import LexicalRetriever\n"
        "from tests.conformance.retriever import PASSAGES\n"
        f"hits = LexicalRetriever(Path({str(tmp_path)!r})).find({NEED!r}, PASSAGES, 5)\n"
        "print(hits[0].passage_id, 'numpy' in sys.modules)\n"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["backups", "False"]


def test_the_scores_are_those_of_bm25_worked_out_by_hand() -> None:
    # Two texts of one word each, so every text is of average length and a word met once counts
    # 1 / (1 + 1.5) = 0.4 of its rarity, ln(1 + (2 - 1 + 0.5) / (1 + 0.5)) = ln 2 = 0.693147.
    # ln 2 x 0.4 = 0.277259. "aaa" has the stem "aaa" and the groups "# aaa" and "#aaa ".
    postings = build_postings(("aaa", "bbb"))
    (row, score), *rest = postings["aaa"]
    assert (row, rest) == (0, [])
    assert score == pytest.approx(0.277259, abs=1e-6)
    assert set(postings) == {"aaa", "# aaa", "#aaa ", "bbb", "# bbb", "#bbb "}


def test_texts_of_stop_words_alone_give_an_empty_index() -> None:
    assert build_postings(("of the", "")) == {}


def test_building_an_index_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    build_postings(("Backups are deleted.", "Peaks come in waves."))
    assert capfd.readouterr() == ("", "")


def test_an_internal_retriever_finds_internal_passages() -> None:
    hits = LexicalRetriever(audience="internal").find("the margin of a reply", PASSAGES, 5)
    assert hits[0].passage_id == "margin"


def test_word_parts_alone_are_no_hit() -> None:
    # "deletions" and "undeleted" share letter groups but no stem with "deletable".
    rows = (passage("one", "Deletable things."), passage("two", "Other words here."))
    assert LexicalRetriever().find("undeleted", rows, 5) == ()

"""The index by words: its scores against another library, its files, its guards."""

from __future__ import annotations

from pathlib import Path

import bm25s
import numpy as np
import pytest

from proposalkit.errors import Unavailable
from proposalkit.retrieve.lexical_index import K1, B, build_lexical, load_lexical
from proposalkit.retrieve.words import tokens

TEXTS = (
    "The liability of each party is capped. The cap is a multiple of the fees.",
    "Backups are deleted ninety days later; they cannot be edited singly.",
    "A random sample of replies is read every week by two readers.",
    "Fees are paid each month. A cap limits the fees.",
)


@pytest.mark.parametrize(
    "query", ["cap on fees", "are backups deleted", "fees fees fees", "undeleted liabilities"]
)
def test_scores_are_those_of_an_independent_bm25(query: str) -> None:
    other = bm25s.BM25(k1=K1, b=B)
    other.index([tokens(text) for text in TEXTS], show_progress=False, create_empty_token=False)
    known = [token for token in tokens(query) if token in other.vocab_dict]
    assert build_lexical(TEXTS).scores(query) == pytest.approx(other.get_scores(known), abs=1e-5)


def test_an_index_read_from_its_files_scores_as_before(tmp_path: Path) -> None:
    made = build_lexical(TEXTS, "english")
    made.save(tmp_path / "lexical")
    again = load_lexical(tmp_path / "lexical")
    assert np.array_equal(again.scores("capped fees"), made.scores("capped fees"))
    assert (again.size, again.language) == (4, "english")


def test_the_order_of_the_texts_changes_no_score() -> None:
    forward, backward = build_lexical(TEXTS), build_lexical(TEXTS[::-1])
    assert np.array_equal(forward.scores("cap of fees"), backward.scores("cap of fees")[::-1])


@pytest.mark.parametrize("texts", [(), ("",), ("the of and",), ("...", "")])
def test_texts_without_a_word_score_nothing(texts: tuple[str, ...]) -> None:
    assert build_lexical(texts).scores("anything at all").tolist() == [0.0] * len(texts)


def test_a_query_without_a_word_scores_nothing() -> None:
    assert not build_lexical(TEXTS).scores("?! the").any()


def test_a_rare_word_weighs_more_than_a_common_one_and_an_unknown_one_nothing() -> None:
    index = build_lexical(TEXTS)
    rare, common, unknown = index.rarities(["backup", "fee", "jurisdict"])
    assert rare > common > unknown == 0


def test_words_of_another_language_meet_by_its_own_endings() -> None:
    german = build_lexical(["Die Häuser der Stadt", "Der Vertrag"], "german")
    assert german.scores("Haus").tolist()[0] > 0


def test_more_texts_than_one_block_are_counted_right() -> None:
    texts = [f"number{row} shared" for row in range(4_500)]
    index = build_lexical(texts)
    assert int(np.argmax(index.scores("number4321"))) == 4321
    assert (index.scores("shared") > 0).all()


@pytest.mark.parametrize("file", ["about.json", "rows.npy", "starts.npy"])
def test_a_damaged_index_is_said_to_be_so(tmp_path: Path, file: str) -> None:
    build_lexical(TEXTS).save(tmp_path)
    whole = (tmp_path / file).read_bytes()
    (tmp_path / file).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Unavailable, match="damaged or of another version"):
        load_lexical(tmp_path)

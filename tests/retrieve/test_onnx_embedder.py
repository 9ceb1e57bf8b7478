"""The model on this machine gives the vectors it should, the same ones whatever else goes on."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from tests.conformance.embedder import TEXTS, EmbedderContract

from proposalkit.retrieve.embedder import Embedder

REFERENCE = json.loads((Path(__file__).parent / "minilm_cosines.json").read_text())


@pytest.fixture
def embedder(local_embedder: Embedder) -> Embedder:
    """The embedder the suite examines."""
    return local_embedder


class TestOnnxEmbedder(EmbedderContract):
    """The shared suite over the installed model."""


def test_the_cosines_are_those_of_the_published_weights(embedder: Embedder) -> None:
    rows = embedder.embed(REFERENCE["sentences"])
    gaps = [
        abs(float(rows[one["first"]] @ rows[one["second"]]) - one["cosine"])
        for one in REFERENCE["cosines"]
    ]
    assert len(gaps) == 10
    # Eight bits move a cosine by a hundredth; the last digits differ between processors.
    assert max(gaps) < 0.03
    assert sum(gaps) / len(gaps) < 0.015


def test_the_two_sentences_on_wrong_answers_are_the_nearest_pair(embedder: Embedder) -> None:
    rows = embedder.embed(REFERENCE["sentences"])
    cosines = np.triu(rows @ rows.T, k=1)
    assert np.unravel_index(cosines.argmax(), cosines.shape) == (0, 1)


def test_many_threads_at_once_get_the_vectors_one_gets(embedder: Embedder) -> None:
    expected = embedder.embed(TEXTS).tobytes()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: embedder.embed(TEXTS).tobytes(), range(6)))
    assert set(found) == {expected}


def test_words_after_the_first_256_tokens_change_nothing(embedder: Embedder) -> None:
    # Two tokens mark start and end, so 254 words of one token each fill what is read.
    full = " ".join(["price"] * 254)
    rows = embedder.embed([full, f"{full} refund", " ".join(["price"] * 253) + " refund"])
    assert rows[0].tobytes() == rows[1].tobytes()
    assert rows[0].tobytes() != rows[2].tobytes()


def test_case_and_control_characters_do_not_change_a_vector(embedder: Embedder) -> None:
    rows = embedder.embed(["Who pays?", "who\x00 PAYS\x07?"])
    assert rows[0].tobytes() == rows[1].tobytes()


def test_the_fingerprint_names_model_tokenizer_rounding_and_processor(embedder: Embedder) -> None:
    head, _, processor = embedder.fingerprint.rpartition("-")
    assert head == "minilm-53aa5117-be50c362-int8-rr"
    assert processor in ("vnni", "avx512", "avx2", "neon", "other")

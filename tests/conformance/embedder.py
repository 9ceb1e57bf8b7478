"""What every embedder has to do; each adapter's test inherits it and gives the fixture."""

from __future__ import annotations

import re

import numpy as np
import pytest

from proposalkit.retrieve.embedder import Embedder

TEXTS = (
    "Who pays when the agent gives a wrong answer?",
    "Backups are deleted after ninety days.",
    "The price of one solved ticket is fifty cents.",
    "Kündigung mit dreißig Tagen Frist",
    "The contract ends thirty days after written notice. " * 40,
)
ODD = {
    "empty": "",
    "spaces": "  \n\t ",
    "control characters": "\x00\x01\x02\x7f",
    "half a surrogate": "before \ud800 after",
    "another script": "知识库 ключ مفتاح",
    "100 KB": "a long query " * 7700,
}


class EmbedderContract:
    """The tests of the protocol; a subclass gives the fixture `embedder`."""

    def test_each_text_gets_one_row_of_the_length_promised(self, embedder: Embedder) -> None:
        rows = embedder.embed(TEXTS)
        assert rows.shape == (len(TEXTS), embedder.dimensions)
        assert rows.dtype == np.float32

    def test_no_texts_give_no_rows(self, embedder: Embedder) -> None:
        assert embedder.embed(()).shape == (0, embedder.dimensions)

    def test_every_row_has_length_one(self, embedder: Embedder) -> None:
        lengths = np.linalg.norm(embedder.embed(TEXTS).astype(np.float64), axis=1)
        assert np.abs(lengths - 1).max() < 1e-5

    def test_a_text_gets_the_same_row_alone_and_in_any_company(self, embedder: Embedder) -> None:
        together = embedder.embed(TEXTS)
        backwards = embedder.embed(TEXTS[::-1])[::-1]
        alone = [embedder.embed([text])[0] for text in TEXTS]
        assert together.tobytes() == backwards.tobytes()
        assert together.tobytes() == np.array(alone).tobytes()

    def test_different_texts_get_different_rows(self, embedder: Embedder) -> None:
        rows = embedder.embed(TEXTS)
        cosines = rows @ rows.T
        assert np.abs(cosines[~np.eye(len(TEXTS), dtype=bool)]).max() < 0.99

    @pytest.mark.parametrize("text", ODD.values(), ids=ODD)
    def test_an_odd_text_gets_a_row_of_length_one_too(self, embedder: Embedder, text: str) -> None:
        (row,) = embedder.embed([text])
        assert np.isfinite(row).all()
        assert abs(float(np.linalg.norm(row)) - 1) < 1e-5

    def test_the_fingerprint_can_be_the_name_of_a_file(self, embedder: Embedder) -> None:
        assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{3,}", embedder.fingerprint)

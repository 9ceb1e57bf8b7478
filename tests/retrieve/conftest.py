"""The embedding model of this machine, for the tests that need it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from proposalkit.retrieve.embedder import Embedder
from proposalkit.retrieve.minilm.installed import model_status, read_model

MODELS = Path(os.environ["PROPOSALKIT_MODELS"])


@pytest.fixture(scope="session")
def local_embedder() -> Embedder:
    """The installed model; a test is skipped where there is none, and fails at a damaged one."""
    from proposalkit.retrieve.onnx_embedder import OnnxEmbedder

    if model_status(MODELS).state == "absent":
        pytest.skip("the embedding model is not installed; set-up could not get it")
    return OnnxEmbedder(read_model(MODELS))

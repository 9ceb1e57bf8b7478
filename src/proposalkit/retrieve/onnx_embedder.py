"""Turns texts into vectors on this machine, with no network, by the installed small model."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from proposalkit.retrieve.minilm.graph import INPUT
from proposalkit.retrieve.minilm.installed import ModelFiles
from proposalkit.retrieve.minilm.pins import DIMENSIONS, LONGEST

if TYPE_CHECKING:
    import numpy as np
    import onnxruntime
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

WORKERS = 2
"""Texts worked on at once, each on one core; fastest on two cores."""

_READ = 20_000  # characters; far more than the longest text the model reads to its end


class OnnxEmbedder:
    """Embeds by MiniLM in 8 bits; reads the first 256 tokens of each text.

    Why one text a call: the 8-bit arithmetic scales to what it is given at once, so a text would
    get another vector in other company.
    """

    def __init__(self, files: ModelFiles) -> None:
        """Load the model, in about a tenth of a second."""
        self.fingerprint = files.fingerprint
        self.dimensions = DIMENSIONS
        self._session = _session(files.graph)
        self._tokenizer = _tokenizer(files.tokenizer)

    def __repr__(self) -> str:
        """Name the model."""
        return f"OnnxEmbedder({self.fingerprint!r})"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give one row for each text, the same row whatever stands beside it; empty texts too."""
        import numpy as np

        rows = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
        if len(texts) == 1:
            rows[0] = self._vector(texts[0])
            return rows
        pool = ThreadPoolExecutor(WORKERS)
        try:
            for number, vector in enumerate(pool.map(self._vector, texts)):
                rows[number] = vector
        finally:
            pool.shutdown(cancel_futures=True)  # Ctrl-C must not wait for the rest
        return rows

    def _vector(self, text: str) -> NDArray[np.float32]:
        import numpy as np

        readable = text[:_READ].encode("utf-8", "replace").decode("utf-8")  # no half surrogates
        tokens = np.array([self._tokenizer.encode(readable).ids], dtype=np.int64)
        (vectors,) = self._session.run(None, {INPUT: tokens})
        row: NDArray[np.float32] = np.asarray(vectors, dtype=np.float32)[0]
        return row


def _session(graph: bytes) -> onnxruntime.InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3  # errors only
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _tokenizer(data: bytes) -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_buffer(data)
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_length=LONGEST)
    return tokenizer

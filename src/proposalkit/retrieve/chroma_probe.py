"""Opens and closes a Chroma store in a temporary folder; run as a process that may be stopped.

`python -m proposalkit.retrieve.chroma_probe` ends with 0 and the version when the store works.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

DEADLINE_SECONDS = 30.0
_COMMAND = (sys.executable, "-P", "-m", "proposalkit.retrieve.chroma_probe")


class ChromaState(NamedTuple):
    """Whether Chroma works; `says` is its version, or why it does not."""

    works: bool
    says: str


class ChromaProbe:
    """The probe in a process of its own: start it early, ask for the result later."""

    def __init__(self, command: tuple[str, ...] = _COMMAND) -> None:
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL
        )

    def __enter__(self) -> ChromaProbe:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.communicate()

    def result(self, deadline: float = DEADLINE_SECONDS) -> ChromaState:
        """Wait for the probe, at most `deadline` seconds."""
        try:
            out, complaint = self._process.communicate(timeout=deadline)
        except subprocess.TimeoutExpired:
            return ChromaState(False, f"it did not answer within {deadline:g} seconds")
        if self._process.returncode == 0:
            return ChromaState(True, out.decode().strip())
        lines = complaint.decode(errors="replace").strip().splitlines()
        return ChromaState(False, lines[-1][:200] if lines else "its process was ended")


def open_and_close(folder: Path) -> str:
    """Write two vectors to a store in a folder, ask for one, close; give Chroma's version."""
    import chromadb
    import numpy as np

    from proposalkit.retrieve.chroma_client import chroma_client

    vectors = np.eye(2, dtype=np.float32)
    with chroma_client(folder) as client:
        rows = client.create_collection("probe", embedding_function=None)
        rows.add(ids=["a", "b"], embeddings=vectors)
        found = rows.query(query_embeddings=vectors[1:], n_results=1)["ids"]
    if found != [["b"]]:
        raise RuntimeError(f"it found {found} where b was stored")
    return chromadb.__version__


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="proposalkit-") as place:
        print(open_and_close(Path(place)))

"""The probe of Chroma: a real store in a real process, and one that hangs or fails."""

from __future__ import annotations

import sys
from importlib.metadata import version

from proposalkit.retrieve.chroma_probe import ChromaProbe


def test_a_real_store_is_opened_asked_and_closed() -> None:
    with ChromaProbe() as probe:
        state = probe.result()
    assert (state.works, state.says) == (True, version("chromadb"))


def test_a_probe_that_hangs_is_ended_at_its_deadline() -> None:
    with ChromaProbe((sys.executable, "-c", "import time; time.sleep(60)")) as probe:
        state = probe.result(deadline=0.2)
    assert (state.works, state.says) == (False, "it did not answer within 0.2 seconds")
    assert probe._process.returncode is not None


def test_a_probe_that_fails_says_its_last_line() -> None:
    code = "raise RuntimeError('the database disk image is malformed')"
    with ChromaProbe((sys.executable, "-c", code)) as probe:
        state = probe.result()
    assert (state.works, state.says) == (
        False, "RuntimeError: the database disk image is malformed",
    )  # fmt: skip

"""Reading a document with a model waits no longer than its time, whatever a server asks for."""

from __future__ import annotations

import pytest
from tests.llm.sections import settings

from proposalkit.llm.answers import Answer
from proposalkit.llm.failures import CallFailed
from proposalkit.llm.reading import Chunk, WantedField, ask_all, request_for_chunk
from proposalkit.llm.wire import Request

FIELDS = (WantedField("volume", "Units a month.", "count"),)
REQUEST = request_for_chunk(Chunk("We have 400 cases.", FIELDS), "Read it.", settings().shape)


class Busy:
    """Fails with a wait, then answers."""

    def __init__(self, wait: float | None) -> None:
        self.wait, self.asked = wait, 0

    def ask(self, request: Request, seconds: float) -> Answer:
        """Fail once."""
        self.asked += 1
        if self.asked == 1:
            raise CallFailed("transport", "is asked too often", "try again later", self.wait)
        return Answer(text='{"found": []}', finish="stop")


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that were slept."""
    found: list[float] = []
    monkeypatch.setattr("proposalkit.llm.reading.time.sleep", found.append)
    return found


@pytest.mark.parametrize("wait", [None, 2.0])
def test_a_short_wait_is_slept_and_it_is_asked_again(
    wait: float | None, slept: list[float]
) -> None:
    (reply,) = ask_all([REQUEST], settings(), Busy(wait))
    assert (reply.text, reply.fault) == ('{"found": []}', "")
    assert slept == [wait or 0.5]


def test_a_wait_longer_than_the_time_is_not_slept_and_the_server_is_named(
    slept: list[float],
) -> None:
    server = Busy(500.0)
    (reply,) = ask_all([REQUEST], settings(total_seconds=100.0), server)
    assert reply.fault == (
        "The model's server at 127.0.0.1:9 is asked too often: try again later, "
        "or draft with --llm offline."
    )
    assert (slept, server.asked) == ([], 1)

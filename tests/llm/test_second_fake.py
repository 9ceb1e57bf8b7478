"""A fake of other authors, from the package index, agrees: the drafter bears what servers do."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from tests.llm.sections import PROMPTING, SOUND, TASKS, Journal, settings

from proposalkit.llm.asking import Clock
from proposalkit.llm.drafter import EndpointDrafter
from proposalkit.llm.ledger import read_ledger

pytest.importorskip("llmock", reason="run make setup: the second fake is not installed")

if TYPE_CHECKING:
    from llmock.pytest_plugin import LLMock

# It starts a server once for all tests here; its own verdict judges how the client behaved.


@pytest.fixture(autouse=True)
def _sound_answers(llmock: LLMock) -> None:
    llmock.reply(SOUND, times=None)


def drafter_of(llmock: LLMock, journal: Journal, **changes: object) -> EndpointDrafter:
    clock = changes.pop("clock", None)
    made = settings(llmock.base_url(), **{"call_seconds": 3.0, "total_seconds": 9.0, **changes})
    ledger = read_ledger(journal.lines())
    return EndpointDrafter(made, PROMPTING, ledger, journal.record, clock=clock)


def test_eight_sections_are_answered_and_a_second_run_asks_nothing(llmock: LLMock) -> None:
    journal = Journal()
    first = drafter_of(llmock, journal).draft(TASKS)
    assert all(one.blocks for one in first)
    assert len(llmock.requests) == 8
    assert drafter_of(llmock, journal).draft(TASKS) == first
    assert len(llmock.requests) == 8
    llmock.assert_resilient(strict=True)


def test_a_rate_limit_is_waited_for_as_long_as_it_says(llmock: LLMock) -> None:
    llmock.rate_limit(times=1, retry_after=0.4)
    started = time.perf_counter()
    assert drafter_of(llmock, Journal()).draft(TASKS[:1])[0].blocks
    assert time.perf_counter() - started >= 0.4
    llmock.assert_resilient(strict=True)


def test_a_short_outage_is_got_over_and_a_long_one_is_not_hammered(llmock: LLMock) -> None:
    llmock.fail(503, times=1)
    assert drafter_of(llmock, Journal()).draft(TASKS[:1])[0].blocks
    llmock.assert_resilient(strict=True)
    llmock.reset().outage()
    hurried = Clock(sleep=lambda _: None)
    replies = drafter_of(llmock, Journal(), parallel=1, clock=hurried).draft(TASKS)
    assert all(one.fault for one in replies)
    assert len(llmock.requests) == 3


@pytest.mark.parametrize(("status", "said"), [
    (401, "refused the key"), (404, "does not know the model"), (422, "did not take the request"),
])  # fmt: skip
def test_what_no_repeating_can_mend_is_not_repeated(llmock: LLMock, status: int, said: str) -> None:
    llmock.fail(status, times=None)
    (reply,) = drafter_of(llmock, Journal()).draft(TASKS[:1])
    assert said in (reply.fault or "")
    llmock.assert_resilient()


def test_a_slow_server_is_given_up_in_time(llmock: LLMock) -> None:
    llmock.delay(1.2, times=1)
    started = time.perf_counter()
    (reply,) = drafter_of(llmock, Journal(), call_seconds=0.5).draft(TASKS[:1])
    assert "gave no whole answer within 0.5 seconds" in (reply.fault or "")
    assert time.perf_counter() - started < 3


def test_prose_in_place_of_an_answer_is_asked_for_once_more(llmock: LLMock) -> None:
    llmock.reset().reply("Certainly, here is your section.", times=None)
    (reply,) = drafter_of(llmock, Journal()).draft(TASKS[:1])
    assert "it is no JSON" in (reply.fault or "")
    assert len(llmock.requests) == 2


def test_a_request_too_long_for_the_model_is_said_so_and_not_tried_for_ever(
    llmock: LLMock,
) -> None:
    llmock.context_overflow(times=None)
    (reply,) = drafter_of(llmock, Journal()).draft(TASKS[:1])
    assert "context_length_exceeded" in (reply.fault or "")
    assert len(llmock.requests) <= 2

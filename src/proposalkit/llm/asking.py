"""Asks for one section until there is an answer or a reason why there is none."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from proposalkit.llm import failures
from proposalkit.llm.answers import Answer, Unusable, blocks_of
from proposalkit.llm.failures import CallFailed
from proposalkit.llm.ledger import Ledger, Record, record_answer, record_verdict
from proposalkit.llm.limits import Breaker, Budget
from proposalkit.llm.settings import LlmSettings
from proposalkit.llm.wire import (
    Request,
    estimate_tokens,
    with_schema_in_words,
    with_twice_the_room,
)
from proposalkit.model.draft import DraftBlock, SectionTask

PAUSES = (0.5, 1.0)
"""Seconds before the second and the third try of a call, when the server names no time."""


class Asks(Protocol):
    """What takes one request to a server."""

    def ask(self, request: Request, seconds: float) -> Answer:
        """Give the answer; raises CallFailed when there is none within the seconds."""
        ...


@dataclass(frozen=True)
class Clock:
    """The passing of time, so that tests need not wait."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass
class Spent:
    """What the calls of a run took."""

    calls: int = 0
    sent: int = 0
    answered: int = 0
    cached: int = 0


@dataclass
class Round:
    """All that the sections of one run have in common."""

    settings: LlmSettings
    server: Asks
    ledger: Ledger
    record: Record
    until: float
    clock: Clock
    budget: Budget
    breaker: Breaker = field(default_factory=Breaker)
    spent: Spent = field(default_factory=Spent)
    lock: threading.Lock = field(default_factory=threading.Lock)
    in_words: bool = False
    """Whether the server has refused the schema, so that it is told in words at once."""
    over: bool = False
    """Whether the run has ended: the deal's lock is gone, and nothing may be written any more."""

    def write(self, keep: Callable[[Record], None]) -> None:
        """Write to the ledger, one thread at a time, unless the run is over."""
        with self.lock:
            if not self.over:
                keep(self.record)


class _NoAnswer(Exception):
    """A section stays without an answer; the message is its fault."""


def ask_for(
    task: SectionTask, usual: Request, taken: int, run: Round
) -> tuple[DraftBlock, ...] | str:
    """Give the blocks of a section, or its fault as a sentence; both stand in the ledger then.

    `taken` tokens are already set aside for the first call.
    """
    try:
        return _asked(task, usual, taken, run)
    except _NoAnswer as reason:
        fault = str(reason)
    run.write(lambda record: record_verdict(record, usual, "fault", (fault,)))
    return fault


def _asked(task: SectionTask, usual: Request, taken: int, run: Round) -> tuple[DraftBlock, ...]:
    request = with_schema_in_words(usual) if run.in_words else usual
    wider = False
    while True:
        try:
            found = _judged(task, request, _called(request, taken, run), run)
        except CallFailed as failure:
            if failure.kind != "form" or request.answer != "json_schema":
                raise _NoAnswer(failure.sentence(run.settings.place)) from None
            run.in_words = True
            found = Unusable(why=failure.said, way_out="other_form")
        if not isinstance(found, Unusable):
            return found
        if found.way_out == "more_room" and not wider:
            request, wider = with_twice_the_room(request), True
        elif found.way_out == "other_form" and request.answer == "json_schema":
            request = with_schema_in_words(usual)
        else:
            cut_off = found.way_out == "more_room"
            place = run.settings.place
            raise _NoAnswer(failures.no_answer(found.why, place, cut_off=cut_off))
        taken = _set_aside(request, run)


def _set_aside(request: Request, run: Round) -> int:
    need = need_of(request)
    if not run.budget.take(need):
        raise _NoAnswer(failures.over_budget(run.settings.max_tokens))
    return need


def need_of(request: Request) -> int:
    """Give the most tokens that a call may take: what is sent, guessed, and the whole answer."""
    return request.estimate() + request.shape.cap


def _judged(
    task: SectionTask, request: Request, answer: Answer, run: Round
) -> tuple[DraftBlock, ...] | Unusable:
    run.write(lambda record: record_answer(record, request, answer))
    run.ledger.heard.add(request.key())
    found = blocks_of(answer, task)
    if isinstance(found, Unusable):
        reasons = (found.why,)
        run.write(lambda record: record_verdict(record, request, "unusable", reasons))
    else:
        run.write(lambda record: record_verdict(record, request, "ok"))
        run.ledger.answers[request.key()] = answer
    return found


def _called(request: Request, taken: int, run: Round) -> Answer:
    """Make one call, tried again while that may help and there is time; raises CallFailed."""
    spent = 0
    try:
        answer = _tried(request, run)
        spent = _count(request, answer, run)
        return answer
    finally:
        run.budget.settle(taken, spent)


def _tried(request: Request, run: Round) -> Answer:
    until = min(run.until, run.clock.now() + run.settings.call_seconds)
    late = failures.out_of_time(run.settings.total_seconds, run.settings.place)
    for pause in (*PAUSES, None):
        if run.breaker.why:
            raise _NoAnswer(failures.given_up(run.breaker.why, run.settings.place))
        left = until - run.clock.now()
        if left <= 0:
            raise _NoAnswer(late)
        try:
            answer = _one_call(request, left, run)
        except CallFailed as failure:
            run.breaker.failed(failure)
            if run.clock.now() >= run.until:
                raise _NoAnswer(late) from None
            wait = failure.retry_after if failure.retry_after is not None else pause
            left = until - run.clock.now()
            if failure.kind != "transport" or pause is None or wait is None or wait >= left:
                raise
            run.clock.sleep(wait)
        else:
            run.breaker.worked()
            return answer
    raise AssertionError("the last try returns or raises")


def _one_call(request: Request, seconds: float, run: Round) -> Answer:
    with run.lock:
        run.spent.calls += 1
    return run.server.ask(request, seconds)


def _count(request: Request, answer: Answer, run: Round) -> int:
    """Add up the tokens of an answer; where the server does not say, they are guessed."""
    usage = answer.usage
    sent = request.estimate() if usage.sent is None else usage.sent
    answered = estimate_tokens(answer.text) if usage.answered is None else usage.answered
    with run.lock:
        run.spent.sent += sent
        run.spent.answered += answered
        run.spent.cached += usage.cached or 0
    return sent + answered

"""What keeps a drafting run in bounds: tokens, a breaker for a broken server, one call per key."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from typing import Generic, TypeVar

from proposalkit.llm.failures import CallFailed

ResultT = TypeVar("ResultT")

FAILURES_IN_A_ROW = 3
"""Failures of the transport after which a server is not asked any more in this run."""


class Budget:
    """Tokens that may still be spent; what a call could take is set aside before it goes out."""

    def __init__(self, tokens: int) -> None:
        """Begin with a number of tokens."""
        self._lock, self._left = threading.Lock(), tokens

    def take(self, tokens: int) -> bool:
        """Set tokens aside; False when there are not as many left."""
        with self._lock:
            if tokens > self._left:
                return False
            self._left -= tokens
            return True

    def settle(self, taken: int, spent: int) -> None:
        """Give back what was set aside and not spent."""
        with self._lock:
            self._left += taken - spent


class Breaker:
    """Opens when a server fails time after time, or for a reason that holds for every section."""

    def __init__(self) -> None:
        """Begin closed."""
        self._lock = threading.Lock()
        self._in_a_row = 0
        self._why: CallFailed | None = None

    @property
    def why(self) -> CallFailed | None:
        """Give the failure that opened it; None while the server may be asked."""
        return self._why

    def worked(self) -> None:
        """Count an answer."""
        with self._lock:
            self._in_a_row = 0

    def failed(self, failure: CallFailed) -> None:
        """Count a failure."""
        with self._lock:
            if failure.kind in ("transport", "unsound"):
                self._in_a_row += 1
            if failure.kind == "hopeless" or self._in_a_row >= FAILURES_IN_A_ROW:
                self._why = self._why or failure


class Flights(Generic[ResultT]):
    """One flight for each key: who asks for what is under way gets the same result."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = threading.Lock()
        self._flights: dict[str, Future[ResultT]] = {}

    def once(self, key: str, ask: Callable[[], ResultT]) -> ResultT:
        """Give the result for a key, asking only if nobody has; an error is everybody's."""
        with self._lock:
            flight = self._flights.get(key)
            first = flight is None
            if flight is None:
                flight = self._flights[key] = Future()
        if first:
            _fulfil(flight, ask)
        return flight.result()


def run_side_by_side(
    jobs: Sequence[Callable[[], ResultT]], width: int, seconds: float
) -> list[ResultT | None]:
    """Run jobs in threads, so many at a time; None for one that is not done in time.

    Why not a pool: the program's end would wait for its threads, and one of them may hang on a
    server that never finishes its headers.
    """
    futures: list[Future[ResultT]] = [Future() for _ in jobs]
    waiting = iter(list(zip(futures, jobs, strict=True)))
    lock = threading.Lock()

    def work() -> None:
        while True:
            with lock:
                pair = next(waiting, None)
            if pair is None:
                return
            _fulfil(*pair)

    for _ in range(min(width, len(jobs))):
        threading.Thread(target=work, daemon=True).start()
    done, _ = wait(futures, timeout=seconds)
    return [one.result() if one in done else None for one in futures]


def _fulfil(future: Future[ResultT], ask: Callable[[], ResultT]) -> None:
    try:
        future.set_result(ask())
    except BaseException as error:  # handed to whoever waits, not kept
        future.set_exception(error)

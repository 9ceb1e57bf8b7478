"""Threads share one flight for each key, one budget and one breaker."""

from __future__ import annotations

import threading
import time

import pytest

from proposalkit.llm.limits import Budget, Flights, run_side_by_side


def test_what_is_under_way_is_not_asked_for_again() -> None:
    flights: Flights[str] = Flights()
    asked: list[str] = []
    gate = threading.Event()

    def ask() -> str:
        asked.append("x")
        gate.wait(5)
        return "answer"

    jobs = [lambda: flights.once("key", ask)] * 4
    threading.Timer(0.05, gate.set).start()
    assert run_side_by_side(jobs, 4, 5) == ["answer"] * 4
    assert asked == ["x"]


def test_jobs_run_side_by_side_and_keep_their_order() -> None:
    all_there = threading.Barrier(8)

    def job(number: int) -> int:
        all_there.wait(5)  # nobody goes on before the eighth has come
        return number

    jobs = [lambda number=number: job(number) for number in range(8)]
    assert run_side_by_side(jobs, 8, 10) == list(range(8))


def test_no_more_jobs_run_at_a_time_than_allowed() -> None:
    lock, running, most = threading.Lock(), 0, 0

    def job() -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.01)
        with lock:
            running -= 1

    run_side_by_side([job] * 9, 3, 5)
    assert most <= 3


def test_a_job_that_hangs_is_left_alone() -> None:
    gate = threading.Event()
    started = time.perf_counter()
    assert run_side_by_side([lambda: gate.wait(30), lambda: True], 2, 1) == [None, True]
    assert time.perf_counter() - started < 20
    gate.set()


def test_an_error_of_a_job_comes_out() -> None:
    def broken() -> None:
        raise KeyError("it")

    with pytest.raises(KeyError):
        run_side_by_side([broken], 1, 5)


def test_the_budget_gives_back_what_was_not_spent() -> None:
    budget = Budget(100)
    assert budget.take(80)
    assert not budget.take(30)
    budget.settle(80, 10)
    assert budget.take(90)
    assert not budget.take(1)

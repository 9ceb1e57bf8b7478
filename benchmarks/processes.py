"""Runs a command as a whole process and measures wall time, CPU time and memory of its tree."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

SAMPLE_SECONDS = 0.01


@dataclass(frozen=True)
class Run:
    """One finished run: seconds of wall and CPU time, peak memory of the whole tree in MiB (0 when
    nobody sampled it)."""

    wall: float
    cpu: float
    peak_mib: float
    output: str


def run(
    command: list[str],
    environment: dict[str, str] | None = None,
    cwd: Path | None = None,
    *,
    memory: bool = False,
) -> Run:
    """Run a command to its end; raises CalledProcessError when it fails.

    `memory` samples the memory of the tree a hundred times a second. A run that is timed must do
    without: each sample walks the pages of every process and holds it up meanwhile, which costs a
    tree of four processes far more than a single one.
    """
    before = os.times()
    started = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, **(environment or {})}, cwd=cwd,
    )  # fmt: skip
    peak = _Peak(process.pid) if memory else None
    out, err = process.communicate()
    wall = time.perf_counter() - started
    mib = peak.stop() if peak else 0.0
    after = os.times()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, out, err)
    cpu = (
        after.children_user - before.children_user + after.children_system - before.children_system
    )
    return Run(wall, cpu, mib, out)


def alternate(
    first: list[str], second: list[str], rounds: int, environment: dict[str, str] | None = None
) -> tuple[list[Run], list[Run]]:
    """Run two commands in turn, after one warm-up each, so that a drift of speed hits both.

    The environment is added for the second one alone.
    """
    run(first)
    run(second, environment)
    firsts, seconds = [], []
    for _ in range(rounds):
        firsts.append(run(first))
        seconds.append(run(second, environment))
    return firsts, seconds


def ratio(firsts: list[Run], seconds: list[Run]) -> float:
    """Give the median of the wall-time ratios, pair by pair."""
    return median(a.wall / b.wall for a, b in zip(firsts, seconds, strict=True))


class _Peak:
    """Samples the resident memory of a process and all its children (Linux; else 0)."""

    def __init__(self, pid: int) -> None:
        self._pid, self._peak, self._done = pid, 0.0, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        self._done.set()
        self._thread.join()
        return self._peak

    def _watch(self) -> None:
        while not self._done.wait(SAMPLE_SECONDS):
            self._peak = max(self._peak, sum(map(_resident_mib, _tree(self._pid))))


def _tree(pid: int) -> list[int]:
    found, todo = [], [pid]
    while todo:
        one = todo.pop()
        found.append(one)
        try:
            for task in Path(f"/proc/{one}/task").iterdir():
                todo += map(int, (task / "children").read_text().split())
        except (OSError, ValueError):
            continue
    return found


def _resident_mib(pid: int) -> float:
    """Give the proportional set size, which counts shared pages once."""
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(row.split()[1]) / 1024 for row in rows if row.startswith("Pss:")), 0.0)

"""The rendering child: limits itself, imports WeasyPrint, then waits for one job on stdin.

Run as `python -m proposalkit.render.child`; the parent is `proposalkit.render.engine`.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import BinaryIO

from proposalkit.render.job import Answer, Outcome, Problem, answer_to_wire, job_from_wire

MEMORY_BYTES = 2 * 1024**3
CPU_SECONDS = 60
FILE_BYTES = 64 * 1024**2
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
# fewer sweeps: one job makes many objects and then the process ends
GC_THRESHOLDS = (50_000, 50, 50)


def main() -> None:
    """Answer the one job that stdin brings; an empty stdin means that none is wanted."""
    answers = _take_stdout()
    limit_process()
    answer = serve(sys.stdin.buffer)
    if answer is not None:
        answers.write(answer_to_wire(answer))
        answers.flush()
    # the answer is out: skip the slow tidy-up of a large heap
    os._exit(0)


def limit_process() -> None:
    """Set the limits of memory (not on macOS), processor time and file size."""
    import resource

    limits = [(resource.RLIMIT_CPU, CPU_SECONDS), (resource.RLIMIT_FSIZE, FILE_BYTES)]
    if sys.platform != "darwin":
        limits.append((resource.RLIMIT_AS, MEMORY_BYTES))
    for kind, value in (*limits, (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(kind)
        soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (soft, hard))


def serve(stdin: BinaryIO) -> Answer | None:
    """Import WeasyPrint, wait for the job, print it; None when no job comes."""
    try:
        from proposalkit.render.pdf import has_subsetter, warm_up
    except OSError as error:
        stdin.read()
        return _failed("unavailable", "library-missing", str(error).strip().splitlines()[0])
    if not has_subsetter():
        stdin.read()
        return _failed("unavailable", "library-missing", "no library libharfbuzz-subset")
    gc.set_threshold(*GC_THRESHOLDS)
    fonts = warm_up()
    gc.freeze()
    wire = stdin.read()
    return answer_job(wire, fonts) if wire else None


def answer_job(wire: bytes, fonts: object) -> Answer:
    """Print one job; what it may not print comes back as problems, never as an exception."""
    from proposalkit.render.pdf import PageRefused, write_pdf

    try:
        job = job_from_wire(wire)
        printed = write_pdf(job, fonts)
    except PageRefused as error:
        return Answer(outcome=error.outcome, problems=error.problems)
    except MemoryError:
        return _failed("refused", "memory-limit", f"The page needs over {MEMORY_BYTES} bytes.")
    except RecursionError:
        return _failed("refused", "page-too-deep", "The page is nested too deep to lay out.")
    cpu, peak = _usage()
    return Answer(
        outcome="done",
        pdf=printed.pdf,
        pages=printed.pages,
        cpu_seconds=cpu,
        peak_bytes=peak,
    )


def _failed(outcome: Outcome, id: str, message: str) -> Answer:
    remedy = "Shorten or split the page." if outcome == "refused" else ""
    problem = Problem(id=id, where="page", message=message, remedy=remedy)
    return Answer(outcome=outcome, problems=(problem,))


def _usage() -> tuple[float, int]:
    import resource

    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime, _own_peak() or usage.ru_maxrss * _MAXRSS_UNIT


def _own_peak() -> int:
    """Give this process's own peak in bytes, 0 where the system does not tell.

    Why not ru_maxrss: on Linux a started process takes over the peak of the one that started it.
    """
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            line = next((one for one in status if one.startswith("VmHWM:")), "VmHWM: 0 kB")
    except OSError:
        return 0
    return int(line.split()[1]) * 1024


def _take_stdout() -> BinaryIO:
    """Keep stdout for the answer alone: libraries that print go to stderr."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


if __name__ == "__main__":
    main()

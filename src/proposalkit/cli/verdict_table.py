"""A verdict on the terminal: what most likely happened first, then check by check."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from proposalkit.cli.show import fit
from proposalkit.model.finding import Cause, CheckResult, Verdict

FEW = 5
"""So many findings are told one by one without being asked for."""
_MARKS = {"ran": "ok", "could_not_run": "could not run", "not_applicable": "not applicable"}
ALL = "Add -v, or --json, to see every finding."


def print_verdict(verdict: Verdict, *, everything: bool = False) -> None:
    """Print the likely cause of a failure, then each check, and the verdict last.

    Many findings are counted; with `everything` each is told.
    """
    for line in verdict_lines(verdict, everything=everything):
        print(fit(line, sys.stdout))


def verdict_lines(verdict: Verdict, *, everything: bool = False) -> Iterator[str]:
    """Give the lines of a verdict, not yet broken to the width of a terminal."""
    each = everything or len(verdict.findings) <= FEW
    if verdict.causes:
        yield from _causes(verdict.causes)
        yield ""
    for result in verdict.results:
        yield _check(result, counted=not each)
        yield from (
            f"    {one.line()}" for one in result.findings if each or one.severity != "error"
        )
    if not each:
        yield ALL
    yield verdict.summary()


def _causes(causes: tuple[Cause, ...]) -> Iterator[str]:
    first, *others = causes
    yield first.what
    yield f"    {first.where}"
    for one in first.said:
        yield f"        {one.text}" if one.who == first.where else f"        {one.who}: {one.text}"
    if first.because:
        yield f"    Why: {'; '.join(first.because)}."
    yield f"    {first.remedy}"
    yield f"    It explains {_counted(first)}."
    if others:
        yield "Besides:"
    yield from (f"    {one.where}: {one.what} ({_number(one)})" for one in others)


def _counted(cause: Cause) -> str:
    return f"{_number(cause)}: {', '.join(f'{check} {n}' for check, n in cause.explains.items())}"


def _number(cause: Cause) -> str:
    return _findings(sum(cause.explains.values()))


def _findings(number: int) -> str:
    return "1 finding" if number == 1 else f"{number} findings"


def _check(result: CheckResult, *, counted: bool) -> str:
    errors = sum(one.severity == "error" for one in result.findings)
    warned = any(one.severity == "warning" for one in result.findings)
    mark = "FAILED" if errors else _MARKS[result.outcome]
    mark = "warning" if mark == "ok" and warned else mark
    told = _findings(errors) if errors and counted else ""
    detail = "; ".join(one for one in (told, result.detail) if one)
    return f"{result.check:<24} {mark:<15}  {detail}".rstrip()

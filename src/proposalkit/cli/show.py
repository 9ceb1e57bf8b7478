"""How results are printed: plain lines for people, JSON for machines, progress on a terminal."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from proposalkit.model.finding import Finding
    from proposalkit.model.overlay import OverlayFile


def print_json(document: object) -> None:
    """Print one JSON document on stdout."""
    print(json.dumps(document, indent=2, ensure_ascii=False))


def print_findings(findings: tuple[Finding, ...]) -> None:
    """Print findings one to a line, errors first."""
    order = {"error": 0, "warning": 1, "note": 2}
    for one in sorted(findings, key=lambda finding: order[finding.severity]):
        print(fit(f"{one.severity}: {one.line()}", sys.stdout))


def print_lines(lines: Iterable[str]) -> None:
    """Print lines of text, each broken to the width of a terminal."""
    for one in lines:
        print(fit(one, sys.stdout))


def print_overlay(files: tuple[OverlayFile, ...]) -> None:
    """Print each own file with its state, what it means, and the change where there is one."""
    for one in files:
        print(fit(f"{one.state:<11}{one.file}", sys.stdout))
        print(fit(f"    {one.says} {one.remedy}".rstrip(), sys.stdout))
        for line in one.change.splitlines():
            print(f"    | {line}".rstrip())
    print(f"{len(files)} own {'file' if len(files) == 1 else 'files'}")


def print_parts(parts: Iterable[tuple[str, str, str, str]]) -> None:
    """Print name, state and words of each part, and below it the command that mends it."""
    for name, state, says, run in parts:
        print(fit(f"{state:<5} {name:<16} {says}", sys.stdout))
        if run:
            print(f"      Run: {run}")


def fit(line: str, stream: TextIO) -> str:
    """Break a long line between words for a terminal; in a pipe a line stays one line."""
    if not stream.isatty():
        return line
    width = shutil.get_terminal_size().columns
    indent = " " * (len(line) - len(line.lstrip()) + 4)
    pieces = textwrap.wrap(
        line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False,
        drop_whitespace=True, replace_whitespace=False,
    )  # fmt: skip
    return "\n".join(pieces)


@contextmanager
def progress(text: str) -> Iterator[None]:
    """Show a spinner with the present step on a terminal; nothing in a pipe or beside a log."""
    from proposalkit.cli.log import is_logging

    if not sys.stderr.isatty() or is_logging():
        yield
        return
    from rich.console import Console

    from proposalkit.workflows.steps import tell_steps

    with (
        Console(stderr=True).status(text) as status,
        tell_steps(lambda step: status.update(f"{text}: {step}")),
    ):
        yield

"""How a review is printed: objections in full, then what does not apply, then the count."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proposalkit.model.review import Reviewed, ReviewReport

_FROM = {
    "deal": "from the inputs of the deal; no pages yet",
    "kit": "from the kit",
    "file": "from the file",
}


def print_review(report: ReviewReport, *, everything: bool) -> None:
    """Print the review: a table on a terminal, plain lines in a pipe."""
    if sys.stdout.isatty():
        _print_table(report, everything)
        return
    for line in review_lines(report, everything=everything):
        print(line)


def review_lines(report: ReviewReport, *, everything: bool = False) -> Iterator[str]:
    """Give the lines of a review: each objection with its place, why it counts, what to change."""
    yield _title(report)
    for one in report.of("objection"):
        yield ""
        yield f"{one.rule.id} OBJECTION  {one.rule.looks_for}"
        yield f"     found: {one.says}"
        yield f"     where: {_place(one)}"
        yield f"     why: {one.rule.why} [{one.rule.source}]"
        yield f"     change: {one.rule.change}"
    yield ""
    for one in report.of("not_applicable"):
        yield f"{one.rule.id} not applicable  {one.says}"
    if everything:
        for one in report.of("met"):
            yield f"{one.rule.id} met  {one.says} {_place(one)}"
    yield _count(report)


def _title(report: ReviewReport) -> str:
    return f"{report.title} ({_FROM[report.read_from]})"


def _place(one: Reviewed) -> str:
    word = "page" if len(one.pages) == 1 else "pages"
    pages = f"{word} {', '.join(map(str, one.pages[:3]))}" if one.pages else ""
    return ", ".join(part for part in (one.clause, pages, one.where) if part)


def _count(report: ReviewReport) -> str:
    objections, met = len(report.of("objection")), len(report.of("met"))
    word = "objection" if objections == 1 else "objections"
    return (
        f"{objections} {word}, {met} met, {len(report.of('not_applicable'))} not applicable, "
        f"of {len(report.rules)} rules."
    )


def _print_table(report: ReviewReport, everything: bool) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    console.print(Text(_title(report), style="bold"))
    if report.of("objection"):
        table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1), leading=1, expand=True)
        table.add_column("Rule", style="bold yellow", no_wrap=True)
        table.add_column("The buyer objects", ratio=1, overflow="fold")
        table.add_column("What to change", ratio=1, overflow="fold")
        for one in report.of("objection"):
            said = Text(one.rule.looks_for, style="bold")
            said.append(f"\n{one.says}", style="not bold")
            said.append(f"\n{_place(one)}", style="not bold dim")
            change = Text(one.rule.change)
            change.append(f"\nWhy: {one.rule.why}", style="dim")
            change.append(f"\n{one.rule.source}", style="dim italic")
            table.add_row(one.rule.id, said, change)
        console.print(table)
    for one in report.of("not_applicable"):
        console.print(Text(f"{one.rule.id} not applicable  {one.says}", style="dim"))
    for one in report.of("met") if everything else ():
        console.print(Text(f"{one.rule.id} met  {one.says} {_place(one)}", style="green"))
    console.print(Text(_count(report), style="bold"))

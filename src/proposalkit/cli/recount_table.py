"""How a recount is printed: the sum of lines, the reasons, an invoice a month, the differences."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from proposalkit.cli.price_table import money_text, step_lines
from proposalkit.model.display import display_quantity
from proposalkit.model.recount import MonthCount, Reconciliation, RecountReport


def recount_lines(report: RecountReport, out: Path | None) -> Iterator[str]:
    """Give the lines of a report."""
    yield f"{report.outcome}, counted in {report.events} by {report.proposal_id}"
    yield f"Calendar days of {report.timezone}."
    yield ""
    yield from _totals(report)
    for month in report.months:
        yield ""
        yield from _month(month, report.currency)
    if report.start_missing:
        yield ""
        yield "This price changes with the month of the term, and nobody said when it began:"
        yield "each invoice is that of a month like any other. Add --start YYYY-MM."
    if report.reconciliation is not None:
        yield ""
        yield from _reconciliation(report.reconciliation, report)
    if report.bad:
        yield ""
        lines = "1 line" if report.bad == 1 else f"{report.bad:,} lines"
        yield f"{lines} could not be counted; this count is not complete:"
        yield from (f"    {one.where}: {one.problem}" for one in report.bad_lines)
    yield ""
    if out is not None:
        yield f"Every record with its reason: {out}"
    else:
        yield "For every record with its reason add --out FOLDER."


def _totals(report: RecountReport) -> Iterator[str]:
    rows = [("lines read", report.lines), ("counted", report.counted)]
    rows += [("not counted", report.excluded), ("of other months", report.other_months)]
    rows += [("could not be counted", report.bad)]
    width = max(len(f"{number:,}") for _, number in rows)
    for name, number in rows:
        yield f"{number:>{width},}  {name}"
        if name == "not counted":
            for one in report.reasons:
                yield f"{'':>{width}}    {one.records:>{width},}  {one.text}"


def _month(month: MonthCount, currency: str, title: str = "Invoice") -> Iterator[str]:
    place = f", month {month.term_month} of the term" if month.term_month else ""
    units = display_quantity(month.billed_units)
    yield f"{title} of {month.month}{place}: {units} units, {currency}"
    if month.assisted:
        yield f"    {month.counted:,} in full, {month.assisted:,} done together with a person"
    yield from (f"    {line}" for line in step_lines(month.steps, currency))
    if month.may_be_taken_back:
        yield (
            f"    {month.may_be_taken_back:,} of them may still be taken back: "
            "their reopen window ends after the last event of the log."
        )
    yield "    Credits and tax are not in it."


def _reconciliation(found: Reconciliation, report: RecountReport) -> Iterator[str]:
    kind = "a list of what it counts" if found.is_list else "counted by the same definition"
    yield f"Beside {found.against} ({kind}), {found.month}:"
    yield f"    {found.agreed:,} counted on both sides"
    yield f"    {found.only_in_log:,} only in the log"
    yield f"    {found.only_in_record:,} only in the system of record"
    yield f"    {found.differ:,} on both sides and different"
    yield from (f"        {one}" for one in found.first)
    if report.bad_against:
        yield f"    {report.bad_against:,} lines of {found.against} could not be read"
    amount = money_text(found.agreed_month.charges, report.currency)
    yield f"What both sides count costs {amount} {report.currency} before credits and tax."


@contextmanager
def progress_bar(text: str) -> Iterator[Callable[[int, int], None]]:
    """Show how much of a file is read, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(text, total=None)
        yield lambda done, size: bar.update(task, completed=done, total=size or None)

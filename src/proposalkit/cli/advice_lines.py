"""How the advice is printed: the same lines for a terminal, with colours, and for a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from proposalkit.model.advice_report import (
    AdviceReport,
    FirstYear,
    NamedMotion,
    ToldMotion,
    ToldWarning,
)
from proposalkit.model.display import display_money
from proposalkit.model.money import money

if TYPE_CHECKING:
    from rich.console import RenderableType

SHOWN = 3
"""Motions told with every reason unless all are asked for."""
_PRICED = {
    "access": "priced by access", "usage": "priced by usage", "outcome": "priced by outcome",
    "value_share": "priced as a share of value",
}  # fmt: skip


class Line(NamedTuple):
    """One line: its text, how it looks, how far it stands in, and what it rests on."""

    text: str = ""
    style: str = ""
    indent: int = 0
    source: str = ""


def print_advice(report: AdviceReport, *, everything: bool) -> None:
    """Print the advice: calm colours on a terminal, plain lines in a pipe."""
    lines = advice_lines(report, everything=everything)
    if sys.stdout.isatty():
        _print_rich(lines)
        return
    for one in lines:
        source = f"  [{one.source}]" if one.source else ""
        print(f"{' ' * one.indent}{one.text}{source}".rstrip())


def advice_lines(report: AdviceReport, *, everything: bool = False) -> Iterator[Line]:
    """Give the advice part by part; a part with nothing in it is left out."""
    yield from _seen(report)
    if not report.fits:
        yield from _part("No motion fits", _no_fit(report), "bold yellow")
    yield from _part("You run now", _runs(report.runs))
    title = "Best fit for this buyer" if report.fits else "The motions, the least bad first"
    yield from _part(title, _ranked(report, everything))
    yield from _part("The next motion to plan for", _next(report))
    yield from _part("Failures ahead", _warnings(report.failures), "bold yellow")
    yield from _part("Mismatches", _warnings(report.mismatches), "bold yellow")
    yield from _part("An answer would change the first place", _questions(report))
    yield from _part("Not evaluated", _not_evaluated(report))


def _part(title: str, lines: Iterable[Line], style: str = "bold") -> Iterator[Line]:
    inside = list(lines)
    if inside:
        yield Line()
        yield Line(title, style)
        yield from inside


def _seen(report: AdviceReport) -> Iterator[Line]:
    seen = report.seen
    yield Line(f"How to sell {seen.deal} (internal, never for a buyer)", "bold")
    cycle = "cycle not known" if seen.cycle_days is None else f"{seen.cycle_days} days to sign"
    told = f"Buyer {seen.stage}; agent {seen.autonomy}, {_PRICED[seen.priced_as]}; {cycle}"
    yield Line(f"{told}.", indent=2)
    yield Line(f"First year {first_year_words(seen.first_year)}.", indent=2)


def first_year_words(year: FirstYear) -> str:
    """Write the first-year total, with its dollars and the rate they come from."""
    own = display_money(money(year.amount, year.currency))
    if year.rate is None or year.usd is None:
        return own
    usd, rate = display_money(money(year.usd, "USD")), year.rate
    return f"{own}, {usd} at {rate.usd:f} of {rate.as_of} ({rate.source})"


def _no_fit(report: AdviceReport) -> Iterator[Line]:
    yield Line("No motion has more reasons for it than against it.", indent=2)
    if report.best is not None:
        against = [one for one in report.best.reasons if not one.speaks_for]
        yield Line(f"Against the least bad one, {report.best.title}:", indent=2)
        yield from (Line(f"- {one.text}", "red", 4, _rests_on(one)) for one in against)


def _runs(runs: Iterable[NamedMotion]) -> Iterator[Line]:
    listed = list(runs)
    if not listed:
        yield Line("Nobody said; internal.go_to_market.motions is empty.", "dim", 2)
    for one in listed:
        yield Line(f"{one.title} ({one.motion}), place {one.place} for this deal", indent=2)


def _ranked(report: AdviceReport, everything: bool) -> Iterator[Line]:
    told = report.ranked if everything else report.ranked[:SHOWN]
    for one in told:
        yield Line(f"{one.place}. {_counted(one)}", "bold cyan", 2)
        for reason in one.reasons:
            mark, style = ("+", "green") if reason.speaks_for else ("-", "red")
            yield Line(f"{mark} {reason.text}", style, 5, _rests_on(reason))
    for one in report.ranked[len(told) :]:
        yield Line(f"{one.place}. {_counted(one)}", "dim", 2)
    if len(told) < len(report.ranked):
        yield Line("Every reason of these too: --all", "dim", 2)


def _counted(one: ToldMotion) -> str:
    against = len(one.reasons) - one.count_for
    return f"{one.title} ({one.motion}): {one.count_for} for, {against} against"


def _rests_on(one: object) -> str:
    entry, source = getattr(one, "entry", ""), getattr(one, "source", "")
    return f"{entry}; {source}" if source else str(entry)


def _next(report: AdviceReport) -> Iterator[Line]:
    for one in report.next_motions:
        yield Line(f"{one.becomes.title} ({one.becomes.motion})", "cyan", 2, _rests_on(one))
        yield Line(f"When: {one.trigger}", indent=4)
        yield Line(f"Then: {one.changes}", indent=4)


def _warnings(warned: Iterable[ToldWarning]) -> Iterator[Line]:
    for one in warned:
        yield Line(one.title, "yellow", 2, _rests_on(one))
        yield Line(one.why, indent=4)
        yield Line(f"Do: {one.do}", indent=4)


def _questions(report: AdviceReport) -> Iterator[Line]:
    for one in report.questions:
        yield Line(one.question, "cyan", 2, one.source)
        for lead in one.leads:
            first = f"{lead.first.title} ({lead.first.motion})"
            yield Line(f"{lead.code}: {lead.means} First would be {first}.", indent=4)
        yield Line(f"Answer it in {one.field}.", "dim", 4)


def _not_evaluated(report: AdviceReport) -> Iterator[Line]:
    for one in report.not_evaluated:
        yield Line(f"{one.field}: {one.why}", "dim", 2)


def _print_rich(lines: Iterable[Line]) -> None:
    """Print each reason on the left and what it rests on, faint, on the right."""
    from rich.console import Console

    console = Console(highlight=False)
    for one in lines:
        console.print(_row(one))


def _row(line: Line) -> RenderableType:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    text = Text(line.text)
    marked = line.text[:2] in ("+ ", "- ")
    text.stylize(line.style, 0, 1 if marked else None)
    inside = (0, 0, 0, line.indent)
    if not line.source:
        return Padding(text, inside)
    grid = Table.grid(expand=True, padding=(0, 3, 0, 0))
    grid.add_column(ratio=4)
    grid.add_column(ratio=3)
    grid.add_row(Padding(text, inside), Text(line.source, style="bright_black"))
    return grid

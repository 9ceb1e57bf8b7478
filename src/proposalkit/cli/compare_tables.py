"""How a comparison is printed."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from proposalkit.cli.show import fit
from proposalkit.cli.tables import print_table
from proposalkit.model.comparison import Cell, Comparison, FieldRow, OfferHead
from proposalkit.model.comparison_words import (
    checked_words,
    cliff_words,
    counted_words,
    pair_words,
    said,
    same_words,
    silent_words,
    standing_words,
    stating,
    tax_words,
    values_of,
)
from proposalkit.model.display import display_quantity


def print_comparison(found: Comparison, *, everything: bool = False) -> None:
    """Print offers, totals, pairs, differences, and what could not be compared."""
    for one in found.offers:
        for line in _head(one):
            print(fit(line, sys.stdout))
    print(f"\n{found.term_months} months, {found.currency}, {tax_words(found)}, on {found.on}\n")
    marks = [one.mark for one in found.offers]
    numbers = range(len(marks) + 2)
    print_table(["Total at", "Units a month", *marks, "Lowest"], _totals(found), numbers)
    for pair in found.pairs:
        for line in pair_words(pair):
            print(fit(line, sys.stdout))
    for cliff in found.cliffs:
        print(fit(cliff_words(cliff), sys.stdout))
    _print_committed(found)
    _print_outcomes(found, everything)
    _print_commitments(found, everything)
    _print_scores(found, marks)
    if found.not_compared:
        print("\nNot compared, or to know:")
        for text in found.not_compared:
            print(fit(f"  {text}", sys.stdout))


def _head(one: OfferHead) -> Iterator[str]:
    yield f"{one.mark}  {one.seller}: {one.title}"
    yield f"   {one.source}"
    rate = f"; 1 {one.currency} = {one.rate:f} on {one.rate_as_of}" if one.rate else ""
    yield f"   {checked_words(one)}; {standing_words(one)}; in {one.currency}{rate}"
    yield f"   counts {counted_words(one)}"
    if one.payment:
        yield f"   {one.payment}"
    if one.requirements:
        yield f"   by its own answers: {one.requirements}"


def _totals(found: Comparison) -> Iterator[list[str]]:
    for row in found.totals:
        totals = [f"{cell.total.amount:,}" for cell in row.cells]
        lowest = " ".join(row.lowest) or "not compared"
        yield [row.scenario, display_quantity(row.volume), *totals, lowest]
        prices = [f"{cell.unit_price.amount:f}" if cell.unit_price else "" for cell in row.cells]
        if any(prices):
            yield ["", "for one", *prices, ""]


def _print_committed(found: Comparison) -> None:
    if any(one.pointer for one in found.price_commitments):
        print("\nCommitted in the price")
        for one in found.price_commitments:
            print(fit(f"{one.offer}  {said(one.value)}", sys.stdout))


def _print_outcomes(found: Comparison, everything: bool) -> None:
    made = stating(found)
    rows = [one for one in found.outcomes if everything or _differ(one.cells, made)]
    if not found.outcomes:
        return
    whole = len(found.outcomes)
    print(_counted("Outcome definitions", "fields", (len(rows), whole), found, everything))
    if rows:
        cells = ([_label(one), *values_of(one.cells, made)] for one in rows)
        print_table(["", *made], cells)
        if any(one.decides for one in rows):
            print("* prices are compared only if this is equal")


def _differ(cells: tuple[Cell, ...], made: tuple[str, ...]) -> bool:
    return same_words(cells, made) == "no"


def _counted(
    what: str, of: str, count: tuple[int, int], found: Comparison, everything: bool
) -> str:
    """Count what differs among the offers that state any; one alone is held against nothing."""
    made = stating(found)
    silent = silent_words(found)
    if len(made) == 1:
        return f"\n{what}: not comparable: {made[0]} alone states any, {silent}"
    told = f"\n{what}: {count[0]} of {count[1]} {of} {'shown' if everything else 'differ'}"
    return f"{told}; {silent}" if silent else told


def _label(row: FieldRow) -> str:
    return f"{row.label} *" if row.decides else row.label


def _print_commitments(found: Comparison, everything: bool) -> None:
    made = stating(found)
    facts = [fact for clause in found.commitments for fact in clause.facts]
    if not found.commitments:
        return
    shown = [one for one in facts if everything or _differ(one.cells, made)]
    print(_counted("Commitments", "facts", (len(shown), len(facts)), found, everything))
    rows: list[list[str]] = []
    for clause in found.commitments:
        own = [one for one in clause.facts if one in shown]
        if own or everything or _differ(clause.cells, made):
            rows.append([clause.title, *values_of(clause.cells, made)])
            rows += [[f"- {one.label}", *values_of(one.cells, made)] for one in own]
    if rows:
        print_table(["", *made], rows)


def _print_scores(found: Comparison, marks: list[str]) -> None:
    if found.scores is None:
        return
    print(f"\nPoints by your weights in {found.scores.name}, at most {found.scores.most:f}")
    rows = [
        [one.criterion, f"{one.weight:f}", *(_points(cell.points) for cell in one.cells)]
        for one in found.scores.rows
    ]
    rows.append(["Together", f"{found.scores.most:f}",
                 *(_points(one.points) for one in found.scores.sums)])  # fmt: skip
    print_table(["", "Weight", *marks], rows, range(1, len(marks) + 2))


def _points(points: object) -> str:
    return "not scored" if points is None else f"{points:f}"

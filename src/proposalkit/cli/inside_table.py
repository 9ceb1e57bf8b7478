"""How the economics of a deal are printed: short tables, numbers to the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proposalkit.compose.memo import INTERNAL_LINE
from proposalkit.compose.memo_economics import EconomicsTable, economics_tables
from proposalkit.model.display import display_quantity
from proposalkit.workflows.economics_inside import PricedInside


def inside_lines(priced: PricedInside) -> Iterator[str]:
    """Give the lines: what it is, each table with its notes, the warnings last."""
    found = priced.economics
    yield INTERNAL_LINE
    yield (
        f"{priced.deal}: {display_quantity(found.units)} units a month, "
        f"{found.term_months} months, {found.currency} without tax"
    )
    for table in economics_tables(found):
        yield ""
        yield table.title
        yield from _table(table)
        yield from (f"  {line.replace('`', '')}" for line in table.lines)
    if priced.warnings:
        yield ""
    for one in priced.warnings:
        yield f"{one.severity}: {one.message} {one.remedy}"


def inside_json(priced: PricedInside) -> dict[str, object]:
    """Give the same for a program; amounts are texts, so that no reader rounds them."""
    return {
        "internal": INTERNAL_LINE,
        "subject": priced.deal,
        **priced.economics.model_dump(mode="json", exclude_none=True),
        "warnings": [one.model_dump(mode="json", exclude_none=True) for one in priced.warnings],
    }


def _table(table: EconomicsTable) -> Iterator[str]:
    if not table.rows:
        return
    rows: Sequence[Sequence[str]] = (table.header, *table.rows)
    widths = [max(len(row[at]) for row in rows) for at in range(len(table.header))]
    for row in rows:
        cells = [f"{row[0]:<{widths[0]}}"]
        cells += [f"{cell:>{width}}" for cell, width in zip(row[1:], widths[1:], strict=True)]
        yield f"  {'  '.join(cells)}".rstrip()

"""The sheet of inputs: one named volume for each metric, to be changed by whoever opens it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from proposalkit.exports.workbook.cells import Cell, Sheet, fixed_place
from proposalkit.exports.workbook.state import Measured
from proposalkit.exports.workbook.terms import Term
from proposalkit.model.outcome import Metric
from proposalkit.model.scenario import Scenario, Volume

HEAD = ("Input", "Value", "Unit", "Name in formulas")
COUNT = "#,##0.########"
VALUE = 2


@dataclass
class Inputs:
    """The sheet, the names it gives, and the cells the calculation reads."""

    sheet: Sheet
    names: dict[str, str] = field(default_factory=dict)
    measured: dict[str, Measured] = field(default_factory=dict)


def inputs_sheet(
    metrics: Mapping[str, Metric], start: Scenario, months: int, all_scenarios: tuple[Scenario, ...]
) -> Inputs:
    """Write the inputs, filled with the volumes of one scenario."""
    sheet = Sheet("Inputs", widths=(52, 20, 30, 40, *(12 for _ in range(8))))
    sheet.row([Cell("Inputs", look="title")])
    sheet.row(
        [Cell("Change the tinted cells; the sheet Calculation follows. Nothing else is an input.",
              look="note")]
    )  # fmt: skip
    sheet.header_row = sheet.row(Cell(one, look="head") for one in HEAD)
    found = Inputs(sheet)
    steady = {one.metric_ref: _volume_row(found, metrics, one) for one in start.volumes}
    parts = {
        one.metric_ref: _part_row(found, metrics, one, start)
        for one in start.volumes
        if one.assisted is not None
    }
    early = {one.metric_ref: _most_first(all_scenarios, one.metric_ref) for one in start.volumes}
    firsts = _first_months(found, metrics, start, early, steady)
    for one in start.volumes:
        terms = tuple(
            firsts[one.metric_ref][month - 1]
            if month <= len(firsts[one.metric_ref])
            else steady[one.metric_ref]
            for month in range(1, months + 1)
        )
        label, unit = words_of(metrics, one.metric_ref)
        found.measured[one.metric_ref] = Measured(label, unit, terms, parts.get(one.metric_ref))
    return found


def words_of(metrics: Mapping[str, Metric], ref: str) -> tuple[str, str]:
    """Give the plural and the unit of a metric."""
    metric = metrics.get(ref)
    return (metric.label, metric.unit) if metric else (ref, "unit")


def _volume_row(found: Inputs, metrics: Mapping[str, Metric], one: Volume) -> Term:
    label, unit = words_of(metrics, one.metric_ref)
    name = _name(found, f"volume_{one.metric_ref}")
    row = found.sheet.row(
        (
            Cell(f"Each month: {label}", look="text"),
            Cell(one.per_period, COUNT, "input"),
            Cell(unit, look="text"),
            Cell(name, look="pointer"),
        )
    )
    found.names[name] = f"Inputs!{fixed_place(row, VALUE)}"
    return Term(name, one.per_period)


def _part_row(found: Inputs, metrics: Mapping[str, Metric], one: Volume, start: Scenario) -> Term:
    label, _ = words_of(metrics, one.metric_ref)
    name = _name(found, f"assisted_{one.metric_ref}")
    part = one.assisted if one.assisted is not None else Decimal(0)
    row = found.sheet.row(
        (
            Cell(f"Part reached together with a person: {label}", look="text"),
            Cell(part, "0.########%", "input"),
            Cell("share", look="text"),
            Cell(name, look="pointer"),
        )
    )
    found.names[name] = f"Inputs!{fixed_place(row, VALUE)}"
    return Term(name, part)


def _most_first(scenarios: tuple[Scenario, ...], ref: str) -> int:
    counts = [len(v.first_months) for s in scenarios for v in s.volumes if v.metric_ref == ref]
    return max(counts, default=0)


def _first_months(
    found: Inputs,
    metrics: Mapping[str, Metric],
    start: Scenario,
    early: Mapping[str, int],
    steady: Mapping[str, Term],
) -> dict[str, tuple[Term, ...]]:
    """Write one row for each first month that may differ."""
    terms: dict[str, tuple[Term, ...]] = {}
    for one in start.volumes:
        label, unit = words_of(metrics, one.metric_ref)
        cells = []
        for month in range(1, early[one.metric_ref] + 1):
            given = one.first_months[month - 1 : month]
            content = given[0] if given else steady[one.metric_ref]
            name = _name(found, f"month{month}_{one.metric_ref}")
            row = found.sheet.row(
                (
                    Cell(f"Month {month}: {label}", look="text"),
                    Cell(content, COUNT, "input"),
                    Cell(unit, look="text"),
                    Cell(name, look="pointer"),
                )
            )
            found.names[name] = f"Inputs!{fixed_place(row, VALUE)}"
            cells.append(Term(name, found.sheet.value(row, VALUE)))
        terms[one.metric_ref] = tuple(cells)
    return terms


def _name(found: Inputs, wanted: str) -> str:
    """Give a name that a spreadsheet takes and that is not given yet."""
    base = re.sub(r"[^a-z0-9_]", "_", wanted.lower())[:200]
    name, count = base, 1
    while name in found.names:
        count += 1
        name = f"{base}_{count}"
    return name

"""One calculation: a volume carried through every month of the term, in formulas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from proposalkit.exports.workbook.cells import Sheet
from proposalkit.exports.workbook.line_rows import write_lines
from proposalkit.exports.workbook.month_rows import MonthRows, Row
from proposalkit.exports.workbook.months import months_in
from proposalkit.exports.workbook.prices import Prices
from proposalkit.exports.workbook.state import Measured, State
from proposalkit.exports.workbook.sums import write_sums
from proposalkit.exports.workbook.terms import (
    NOUGHT,
    Term,
    added,
    at_most,
    chosen,
    least,
    less,
    most,
    number,
    over,
    to_the,
    whole_below,
)
from proposalkit.model.pricing import PublicPricing

COUNTS = "#,##0.########"


@dataclass(frozen=True)
class Calculation:
    """The sheet, and the cell of each result by its JSON pointer below the scenario."""

    sheet: Sheet
    results: Mapping[str, Term]


def calculate(
    pricing: PublicPricing,
    prices: Prices,
    measured: Mapping[str, Measured],
    months: int,
    head: tuple[str, str, str],
) -> Calculation:
    """Write one calculation; `head` names the sheet, its title and the line below.

    Raises NotInFormulas for a price that plain formulas cannot follow.
    """
    rows = MonthRows(*head, months)
    state = State(pricing, prices, rows)
    rows.heading("Quantities")
    for metric, one in measured.items():
        state.units[metric] = rows.each(one.label, one.unit, one.months, COUNTS)
        if one.assisted is not None:
            state.assisted[metric] = rows.once(
                f"Part reached with a person: {one.label}", "share", one.assisted, "0.########%"
            )
    _write_factors(state)
    write_lines(state)
    return Calculation(rows.sheet, write_sums(state))


def _write_factors(state: State) -> None:
    pricing, rows = state.pricing, state.rows
    if pricing.ramps or pricing.indexation:
        rows.heading("Share of the listed prices")
    found: dict[str, list[Row]] = {}
    for place, ramp in enumerate(pricing.ramps):
        terms = [_ramp(state, place, len(ramp.steps), month) for month in rows.months]
        row = rows.each(ramp.label, "share", terms, "0.########%", total=False)
        for ref in ramp.applies_to:
            found.setdefault(ref, []).append(row)
    for place, index in enumerate(pricing.indexation):
        every = months_in(index.every)
        terms = [_index(state, place, every, month) for month in rows.months]
        row = rows.each(index.label, "share", terms, "0.########%", total=False)
        for ref in index.applies_to:
            found.setdefault(ref, []).append(row)
    state.factors.update({ref: tuple(rows_) for ref, rows_ in found.items()})


def _ramp(state: State, place: int, steps: int, month: int) -> Term:
    term = number(1)
    for step in range(steps):
        begins = state.price("ramps", place, "steps", step, "fromMonth")
        factor = state.price("ramps", place, "steps", step, "factor")
        term = chosen(at_most(begins, state.rows.month(month)), factor, term)
    return term


def _index(state: State, place: int, every: int, month: int) -> Term:
    first = state.price("indexation", place, "firstMonth")
    floor, cap, assumed = (
        state.price("indexation", place, name) for name in ("floor", "cap", "assumed")
    )
    rise = added(number(1), least(most(assumed, floor), cap))
    now = state.rows.month(month)
    times_risen = added(whole_below(over(less(now, first), number(every))), number(1))
    return chosen(at_most(first, now), to_the(rise, most(NOUGHT, times_risen)), number(1))

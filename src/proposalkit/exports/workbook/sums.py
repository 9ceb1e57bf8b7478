"""The rows below the lines: caps, commitments, charges, credits, and what is due."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from proposalkit.exports.workbook.cells import place as cell_place
from proposalkit.exports.workbook.commitment_rows import commitment_rows
from proposalkit.exports.workbook.month_rows import FIRST_MONTH, MonthRows, Row
from proposalkit.exports.workbook.results import month_results, term_results
from proposalkit.exports.workbook.state import State
from proposalkit.exports.workbook.terms import Term, above_nought, added, least, less


def write_sums(state: State) -> dict[str, Term]:
    """Write what the lines come to in each month and in the term; gives the cells of results."""
    rows, unit, amounts = state.rows, state.currency, state.amounts
    rows.heading("The months")
    printed = [one.printed for one in state.lines.values() if one.printed is not None]
    lines = rows.each("Sum of the lines", unit, _sums(state, printed), amounts)
    caps = _cap_rows(state)
    charges = lines
    if caps:
        terms = [less(lines[m], *(row[m] for row in caps.values())) for m in rows.months]
        charges = rows.each("Lines less caps", unit, terms, amounts)
    shortfalls, rolled = commitment_rows(state, caps, charges)
    if state.pricing.commitments:
        rows.heading("After commitments")
        terms = [
            less(added(charges[m], *(row[m] for row in shortfalls)), *(row[m] for row in rolled))
            for m in rows.months
        ]
        charges = rows.each("Charges", unit, terms, amounts, "sum")
    credits = _credit_rows(state, charges)
    due = charges
    if credits:
        terms = [less(charges[m], *(row[m] for row in credits)) for m in rows.months]
        due = rows.each("Due in the month", unit, terms, amounts, "sum")
    results = term_results(state, charges, caps, shortfalls, rolled, credits)
    results |= month_results(state, charges, caps, shortfalls, rolled, credits, due)
    return results


def _sums(state: State, rows: Sequence[Row]) -> list[Term]:
    return [added(*(row[month] for row in rows)) for month in state.rows.months]


def _cap_rows(state: State) -> dict[str, Row]:
    found = {}
    for place, cap in enumerate(state.pricing.caps):
        if cap.on_reach == "notify_and_bill":
            continue
        amount = state.price("caps", place, "amount")
        printed = [
            row
            for ref in cap.applies_to
            if ref in state.lines and (row := state.lines[ref].printed) is not None
        ]
        terms = [above_nought(less(one, amount)) for one in _sums(state, printed)]
        label = f"Taken off by: {cap.label}"
        found[cap.id] = state.rows.each(label, state.currency, terms, state.amounts)
    return found


def _credit_rows(state: State, charges: Row) -> list[Row]:
    pricing, rows = state.pricing, state.rows
    ordered = sorted(
        enumerate(pricing.credits),
        key=lambda one: (one[1].last_month is None, one[1].last_month or 0),
    )
    found: list[Row] = []
    for place, credit in ordered:
        amount = state.price("credits", place, "amount")
        number_of_row = rows.sheet.at + 1
        terms: list[Term | None] = []
        used = Decimal(0)
        for month in rows.months:
            if credit.last_month is not None and month > credit.last_month:
                terms.append(None)
                continue
            left = amount
            if month > 1:
                before = _range(rows, number_of_row, month - 1, used)
                left = less(amount, before)
            term = least(left, less(charges[month], *(row[month] for row in found)))
            used += term.value
            terms.append(term)
        found.append(rows.each(f"Credit: {credit.label}", state.currency, terms, state.amounts))
    return found


def _range(rows: MonthRows, row: int, last: int, value: Decimal) -> Term:
    """Name the earlier months of a row that is being written."""
    return Term(
        f"SUM({cell_place(row, FIRST_MONTH)}:{cell_place(row, FIRST_MONTH + last - 1)})", value
    )

"""The rows of a value share: value of each month, settlement over several, least and most."""

from __future__ import annotations

from proposalkit.exports.workbook.month_rows import Row
from proposalkit.exports.workbook.months import months_in, spans
from proposalkit.exports.workbook.state import EXACT, State
from proposalkit.exports.workbook.terms import (
    NOUGHT,
    Term,
    above_nought,
    added,
    least,
    less,
    most,
    number,
    rounded,
    times,
)
from proposalkit.exports.workbook.tier_terms import through_tiers
from proposalkit.model.pricing import Component


def share_rows(state: State, place: int, line: Component) -> tuple[Row, Term | None]:
    """Give what is charged in each month before discounts, and what is due after the term."""
    rows, length = state.rows, months_in(line.settlement)
    ends = dict((last, first) for first, last in spans(1, length, len(rows.months)))
    value = _value(state, place, line)
    settled = rows.each(
        "Value settled, not below nought",
        state.currency,
        [
            above_nought(rows.between(value, ends[month], month)) if month in ends else None
            for month in rows.months
        ],
        EXACT,
    )
    minimums = _minimums(state, place, line)
    share = rows.each(
        "Share within its limits",
        state.currency,
        [
            _share(
                state,
                place,
                line,
                settled[month],
                month,
                _sum(state, minimums, ends[month], month),
                length,
            )
            if month in ends
            else None
            for month in rows.months
        ],
        EXACT,
    )
    charged = []
    for month in rows.months:
        base = minimums[month] if minimums else NOUGHT
        if month in ends:
            paid = _sum(state, minimums, ends[month], month)
            rest = above_nought(less(share[month], paid)) if paid else share[month]
            base = added(base, rest) if minimums else rest
        charged.append(base)
    limited = rows.each("Charged in the month", state.currency, charged, EXACT)
    return limited, _after(state, place, line, value, length)


def _value(state: State, place: int, line: Component) -> Row:
    units = state.units[line.metric_ref or ""]
    baseline = state.price("components", place, "baseline", "amount")
    below = line.baseline is not None and line.baseline.direction == "below"
    terms = [
        less(baseline, units[month]) if below else less(units[month], baseline)
        for month in state.rows.months
    ]
    return state.rows.each("Value of the month", state.currency, terms, EXACT)


def _minimums(state: State, place: int, line: Component) -> Row | None:
    if line.minimum is None:
        return None
    listed = state.price("components", place, "minimum")
    terms = [times(listed, *state.factor(line, month)) for month in state.rows.months]
    return state.rows.each("Least of the month", state.currency, terms, EXACT)


def _sum(state: State, minimums: Row | None, first: int, last: int) -> Term | None:
    return None if minimums is None else state.rows.between(minimums, first, last)


def _share(
    state: State,
    place: int,
    line: Component,
    value: Term,
    month: int,
    paid: Term | None,
    length: int,
) -> Term:
    share = times(through_tiers(state, place, line, value), *state.factor(line, month))
    if paid is not None:
        share = most(share, paid)
    if line.maximum is not None:
        maximum = state.price("components", place, "maximum")
        share = least(share, times(number(length), maximum))
    return share


def _after(state: State, place: int, line: Component, value: Row, length: int) -> Term | None:
    if line.tail is None:
        return None
    last = len(state.rows.months)
    measured = above_nought(times(number(length), value[last]))
    share = _share(state, place, line, measured, last, None, length)
    if line.tail_rate is not None:
        share = times(share, state.price("components", place, "tailRate"))
    count = number(months_in(line.tail) // length)
    return state.rows.once(
        "Due after the term, in no total",
        state.currency,
        times(count, rounded(share, state.scale)),
        state.amounts,
    )

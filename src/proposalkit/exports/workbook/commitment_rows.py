"""The rows of commitments: what counts, what falls short, what rolls over (step 9)."""

from __future__ import annotations

from proposalkit.exports.workbook.month_rows import Row
from proposalkit.exports.workbook.months import months_in, spans
from proposalkit.exports.workbook.state import State
from proposalkit.exports.workbook.terms import (
    Term,
    above_nought,
    least,
    less,
    number,
    over,
    rounded,
    times,
)
from proposalkit.exports.workbook.terms import (
    added as sum_of,
)
from proposalkit.model.price_terms import Commitment


def commitment_rows(
    state: State, caps: dict[str, Row], charges: Row
) -> tuple[list[Row], list[Row]]:
    """Give the rows of shortfalls and of what is rolled over; `charges` are lines less caps."""
    shortfalls: list[Row] = []
    rolled: list[Row] = []
    for place, one in enumerate(state.pricing.commitments):
        state.rows.heading(one.label)
        reached = _reached(state, one, caps)
        periods = spans(one.first_month, months_in(one.period), len(state.rows.months))
        short = None
        if one.shortfall == "billed":
            short = _row(state, place, one, reached, periods, "Shortfall")
            shortfalls.append(short)
        if one.rollover and short is not None:
            above = _row(state, place, one, reached, periods, "Above the commitment")
            rolled.append(_rolled(state, short, above, periods, charges, rolled))
    return shortfalls, rolled


def _reached(state: State, one: Commitment, caps: dict[str, Row]) -> Row:
    if one.kind == "quantity":
        return state.units[one.metric_ref or ""]
    lines = set(one.applies_to)
    printed = [
        found.printed
        for ref in one.applies_to
        if (found := state.lines.get(ref)) is not None and found.printed is not None
    ]
    inside = [
        caps[cap.id]
        for cap in state.pricing.caps
        if cap.id in caps and lines.issuperset(cap.applies_to)
    ]
    terms = [
        less(sum_of(*(row[month] for row in printed)), *(row[month] for row in inside))
        for month in state.rows.months
    ]
    return state.rows.each("Counts towards it", state.currency, terms, state.amounts)


def _row(
    state: State,
    place: int,
    one: Commitment,
    reached: Row,
    periods: tuple[tuple[int, int], ...],
    label: str,
) -> Row:
    ends = {last: first for first, last in periods}
    below = label == "Shortfall"
    terms = [
        _difference(state, place, one, reached, ends[month], month, below=below)
        if month in ends
        else None
        for month in state.rows.months
    ]
    return state.rows.each(label, state.currency, terms, state.amounts)


def _difference(
    state: State,
    place: int,
    one: Commitment,
    reached: Row,
    first: int,
    last: int,
    *,
    below: bool,
) -> Term:
    whole, months = number(months_in(one.period)), number(last - first + 1)
    found = state.rows.between(reached, first, last)
    if one.kind == "spend":
        committed = state.price("commitments", place, "amount")
        if months.value < whole.value:
            committed = rounded(over(times(committed, months), whole), state.scale)
        return above_nought(less(committed, found) if below else less(found, committed))
    committed = times(state.price("commitments", place, "quantity"), months)
    counted = times(found, whole)
    units = above_nought(less(committed, counted) if below else less(counted, committed))
    price = state.price("commitments", place, "shortfallPrice")
    return rounded(over(times(units, price), whole), state.scale)


def _rolled(
    state: State,
    short: Row,
    above: Row,
    periods: tuple[tuple[int, int], ...],
    charges: Row,
    earlier: list[Row],
) -> Row:
    ends = [last for _, last in periods]
    before = dict(zip(ends[1:], ends, strict=False))
    terms = [
        least(
            short[before[month]],
            above[month],
            less(charges[month], *(row[month] for row in earlier)),
        )
        if month in before
        else None
        for month in state.rows.months
    ]
    return state.rows.each("Less what was billed before", state.currency, terms, state.amounts)

"""The rows of one line: quantity, included units, packs, tiers, limits, discounts, rounding."""

from __future__ import annotations

from proposalkit.exports.workbook.month_rows import Row
from proposalkit.exports.workbook.months import months_in, spans
from proposalkit.exports.workbook.share_rows import share_rows
from proposalkit.exports.workbook.state import EXACT, LineRows, State
from proposalkit.exports.workbook.terms import (
    Term,
    Test,
    above_nought,
    added,
    at_most,
    both,
    chosen,
    least,
    less,
    most,
    number,
    over,
    rounded,
    times,
    whole_above,
)
from proposalkit.exports.workbook.tier_terms import through_tiers
from proposalkit.model.price_terms import Discount
from proposalkit.model.pricing import Component


def write_lines(state: State) -> None:
    """Write all lines: adjustments last, because they are a share of the others."""
    numbered = tuple(enumerate(state.pricing.components))
    for place, line in (one for one in numbered if one[1].type != "adjustment"):
        state.lines[line.id] = _line(state, place, line)
    for place, line in (one for one in numbered if one[1].type == "adjustment"):
        state.lines[line.id] = _line(state, place, line)


def _line(state: State, place: int, line: Component) -> LineRows:
    state.rows.heading(line.label)
    if line.type == "one_time":
        return _once(state, place, line)
    after = None
    if line.type == "value_share":
        limited, after = share_rows(state, place, line)
    elif line.amount is not None:
        limited = _fixed(state, place, line)
    elif line.type == "adjustment":
        limited = _adjustment(state, place, line)
    else:
        limited = _metered(state, place, line)
    discounted = _discounted(state, line, limited)
    full = None
    if discounted is not limited:
        full = _rounded(state, "Rounded, as without discounts", limited)
    printed = _rounded(state, "Amount of the line, rounded", discounted, "sum")
    return LineRows(limited, printed, full, after=after)


def _once(state: State, place: int, line: Component) -> LineRows:
    listed = state.price("components", place, "amount")
    amount = listed
    for at, one in _discounts_of(state, line):
        if one.from_quantity is None and (one.first_month or 1) == 1:
            amount = _off(state, at, amount)
    printed = state.rows.once(
        "Charged once, rounded",
        state.currency,
        rounded(amount, state.scale),
        state.amounts,
        "sum",
    )
    full = rounded(listed, state.scale) if amount is not listed else None
    return LineRows(None, None, None, once=printed, once_full=full)


def _fixed(state: State, place: int, line: Component) -> Row:
    listed = state.price("components", place, "amount")
    terms = [times(listed, *state.factor(line, month)) for month in state.rows.months]
    return state.rows.each("Fixed amount", state.currency, terms, EXACT)


def _adjustment(state: State, place: int, line: Component) -> Row:
    rate = state.price("components", place, "rate")
    bases = [
        found.limited
        for ref in line.applies_to
        if (found := state.lines.get(ref)) is not None and found.limited is not None
    ]
    base = state.rows.each(
        "Sum of its lines before discounts",
        state.currency,
        [added(*(one[month] for one in bases)) for month in state.rows.months],
        EXACT,
    )
    share = [times(base[month], rate) for month in state.rows.months]
    return _limited(state, place, line, state.rows.each("Its share", state.currency, share, EXACT))


def _metered(state: State, place: int, line: Component) -> Row:
    quantity = _quantity(state, place, line)
    counted = _counted(state, place, line, quantity)
    priced = [
        times(through_tiers(state, place, line, counted[month]), *state.factor(line, month))
        for month in state.rows.months
    ]
    return _limited(
        state, place, line, state.rows.each("By the prices", state.currency, priced, EXACT)
    )


def _quantity(state: State, place: int, line: Component) -> Row:
    metric = line.metric_ref or ""
    units = state.units[metric]
    part = state.assisted.get(metric)
    if part is None or line.assisted_share is None:
        return units
    share = state.price("components", place, "assistedShare")
    counts = added(less(number(1), part), times(part, share))
    terms = [times(units[month], counts) for month in state.rows.months]
    return state.rows.each("Units, those reached with a person in part", "units", terms, EXACT)


def _counted(state: State, place: int, line: Component, quantity: Row) -> Row:
    if line.included is not None:
        free = state.price("components", place, "included")
        length = months_in(line.included_period)
        terms = []
        for first, last in spans(1, length, len(state.rows.months)):
            for month in range(first, last + 1):
                left = free
                if month > first:
                    used = state.rows.between(quantity, first, month - 1)
                    left = above_nought(less(free, used))
                terms.append(above_nought(less(quantity[month], left)))
        quantity = state.rows.each("Units after those at no charge", "units", terms, EXACT)
    if line.pack is not None:
        pack = state.price("components", place, "pack")
        packs = [
            times(whole_above(over(quantity[month], pack)), pack) for month in state.rows.months
        ]
        quantity = state.rows.each("Units in whole packs", "units", packs, EXACT)
    return quantity


def _limited(state: State, place: int, line: Component, amount: Row) -> Row:
    if line.minimum is None and line.maximum is None:
        return amount
    terms = []
    for month in state.rows.months:
        term = amount[month]
        if line.minimum is not None:
            minimum = state.price("components", place, "minimum")
            term = most(term, times(minimum, *state.factor(line, month)))
        if line.maximum is not None:
            term = least(term, state.price("components", place, "maximum"))
        terms.append(term)
    return state.rows.each("Within minimum and maximum", state.currency, terms, EXACT)


def _discounts_of(state: State, line: Component) -> list[tuple[int, Discount]]:
    """Give the discounts that name a line, in their order, each with its place in the data."""
    named = (one for one in enumerate(state.pricing.discounts) if line.id in one[1].applies_to)
    return sorted(named, key=lambda one: one[1].order)


def _discounted(state: State, line: Component, amount: Row) -> Row:
    for at, one in _discounts_of(state, line):
        terms = []
        for month in state.rows.months:
            tests = _tests(state, at, one, month)
            taken = _off(state, at, amount[month])
            terms.append(chosen(both(tests), taken, amount[month]) if tests else taken)
        amount = state.rows.each(f"After: {one.label}", state.currency, terms, EXACT)
    return amount


def _tests(state: State, at: int, one: Discount, month: int) -> list[Test]:
    tests = []
    number_of_month = state.rows.month(month)
    if one.first_month is not None:
        tests.append(at_most(state.price("discounts", at, "firstMonth"), number_of_month))
    if one.last_month is not None:
        tests.append(at_most(number_of_month, state.price("discounts", at, "lastMonth")))
    if one.from_quantity is not None:
        reached = state.units[one.metric_ref or ""][month]
        tests.append(at_most(state.price("discounts", at, "fromQuantity"), reached))
    return tests


def _off(state: State, at: int, amount: Term) -> Term:
    one = state.pricing.discounts[at]
    if one.rate is not None:
        return times(amount, less(number(1), state.price("discounts", at, "rate")))
    return above_nought(less(amount, state.price("discounts", at, "amount")))


def _rounded(state: State, label: str, amount: Row, look: str = "") -> Row:
    terms = [rounded(amount[month], state.scale) for month in state.rows.months]
    return state.rows.each(label, state.currency, terms, state.amounts, look)

"""What a calculation comes to: the sums of the term, and the cell of every result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from proposalkit.exports.workbook.month_rows import Row
from proposalkit.exports.workbook.state import State
from proposalkit.exports.workbook.terms import Term, added, less, over, rounded, tidied, times

UNIT_PRICE_DECIMALS = 4


def term_results(
    state: State,
    charges: Row,
    caps: Mapping[str, Row],
    shortfalls: Sequence[Row],
    rolled: Sequence[Row],
    credits: Sequence[Row],
) -> dict[str, Term]:
    """Write the sums of the term; gives the cell of each by its pointer below the scenario."""
    rows, unit, amounts = state.rows, state.currency, state.amounts
    rows.heading("The whole term")
    once_terms = [one.once for one in state.lines.values() if one.once is not None]
    once = rows.once("All one-time charges", unit, added(*once_terms), amounts)
    used = added(*(row.sum for row in credits))
    total = rows.once(
        "Total of the term",
        unit,
        tidied(less(added(once, charges.sum), used), state.scale),
        amounts,
        "sum",
    )
    found = {"/oneTime": once, "/total": total}
    optional = {
        "/capReduction": ("Taken off by caps", [row.sum for row in caps.values()]),
        "/shortfall": ("Charged for shortfalls", [row.sum for row in shortfalls]),
        "/rolled": ("Taken off for shortfalls before", [row.sum for row in rolled]),
        "/creditUsed": ("Credit used", [row.sum for row in credits]),
        "/discount": ("Taken off by discounts", _discounts(state)),
        "/afterTerm": (
            "Due after the term, in no total",
            [one.after for one in state.lines.values() if one.after is not None],
        ),
    }
    for pointer, (label, terms) in optional.items():
        if terms:
            found[pointer] = rows.once(label, unit, added(*terms), amounts)
    found |= _by_units(state, total)
    return {key: _far(state, term) for key, term in found.items()}


def _discounts(state: State) -> list[Term]:
    found = []
    for one in state.lines.values():
        if one.full is not None and one.printed is not None:
            found.append(less(one.full.sum, one.printed.sum))
        if one.once_full is not None and one.once is not None:
            found.append(less(one.once_full, one.once))
    return found


def _by_units(state: State, total: Term) -> dict[str, Term]:
    pricing = state.pricing
    refs = tuple(dict.fromkeys(c.metric_ref for c in pricing.components if c.metric_ref))
    main = pricing.per_unit_of or (refs[0] if len(refs) == 1 else None)
    if main is None or main not in state.units:
        return {}
    units = state.units[main].sum
    found = {}
    if units.value:
        price = rounded(over(total, units), UNIT_PRICE_DECIMALS)
        guarded = Term(f"IF({units.text}=0,0,{price.text})", price.value)
        found["/effectiveUnitPrice"] = state.rows.once(
            "Total for one unit", state.currency, guarded, "#,##0.0000"
        )
    if pricing.cost_today is not None and "/pricing/costToday" in state.prices.rows:
        cost = times(units, state.prices.term("/pricing/costToday"))
        found["/costToday"] = state.rows.once(
            "Same units at the cost today",
            state.currency,
            rounded(cost, state.scale),
            state.amounts,
        )
    return found


def month_results(
    state: State,
    charges: Row,
    caps: Mapping[str, Row],
    shortfalls: Sequence[Row],
    rolled: Sequence[Row],
    credits: Sequence[Row],
    due: Row,
) -> dict[str, Term]:
    """Give the cells of each line and each month, by their pointers below the scenario."""
    far = state.rows.far
    found: dict[str, Term] = {}
    for place, component in enumerate(state.pricing.components):
        one = state.lines[component.id]
        base = f"/componentAmounts/{place}"
        if one.printed is not None:
            found[f"{base}/term"] = far(one.printed)
            found[f"{base}/amount"] = far(one.printed, state.rows.months[-1])
        elif one.once is not None:
            found[f"{base}/term"] = found[f"{base}/amount"] = _far(state, one.once)
    for month in state.rows.months:
        base = f"/periods/{month - 1}"
        found[f"{base}/charges"] = far(charges, month)
        found[f"{base}/due"] = far(due, month)
        for name, rows in (
            ("capReduction", list(caps.values())),
            ("shortfall", shortfalls),
            ("rolled", rolled),
            ("credit", credits),
        ):
            cells = [far(row, month) for row in rows]
            if cells:
                found[f"{base}/{name}"] = added(*cells)
    return found


def _far(state: State, term: Term) -> Term:
    """Name a cell of the calculation from another sheet."""
    name = state.rows.sheet.name
    column = term.text.rstrip("0123456789")
    fixed = f"${column}${term.text.removeprefix(column)}"
    quoted = f"'{name}'" if " " in name else name
    return Term(f"{quoted}!{fixed}", term.value)

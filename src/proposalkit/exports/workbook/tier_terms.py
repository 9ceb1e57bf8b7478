"""Tiers as formulas: graduated, by the tier reached, or one flat price."""

from __future__ import annotations

from proposalkit.exports.workbook.months import NotInFormulas
from proposalkit.exports.workbook.state import State
from proposalkit.exports.workbook.terms import (
    NOUGHT,
    Term,
    above_nought,
    added,
    at_most,
    chosen,
    least,
    less,
    times,
)
from proposalkit.model.pricing import Component


def through_tiers(state: State, number: int, line: Component, counted: Term) -> Term:
    """Price what is counted, at the listed prices."""
    if line.tier_mode == "flat":
        return _reached(state, number, line, counted)
    if line.tier_mode == "volume":
        return times(counted, _reached(state, number, line, counted))
    if len(line.tiers) == 1:
        return times(counted, _price(state, number, line, 0))
    steps = []
    start = NOUGHT
    for place, tier in enumerate(line.tiers):
        end = counted
        if tier.up_to is not None:
            edge = _edge(state, number, place)
            end = least(counted, edge)
        inside = end if place == 0 else above_nought(less(end, start))
        steps.append(times(inside, _price(state, number, line, place)))
        start = edge if tier.up_to is not None else start
    return added(*steps)


def _reached(state: State, number: int, line: Component, counted: Term) -> Term:
    found = _price(state, number, line, len(line.tiers) - 1)
    for place in reversed(range(len(line.tiers) - 1)):
        reached = at_most(counted, _edge(state, number, place))
        found = chosen(reached, _price(state, number, line, place), found)
    return found


def _edge(state: State, number: int, place: int) -> Term:
    return state.price("components", number, "tiers", place, "upTo")


def _price(state: State, number: int, line: Component, place: int) -> Term:
    tier = line.tiers[place]
    name = next(
        (name for name, value in (("unitPrice", tier.unit_price), ("flat", tier.flat),
                                  ("rate", tier.rate)) if value is not None),
        None,
    )  # fmt: skip
    if name is None:
        raise NotInFormulas(f"a tier of {line.label} has no price")
    return state.price("components", number, "tiers", place, name)

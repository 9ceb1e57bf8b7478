"""The dated path to a signature: the standard gates, overlaid by those of the deal."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from proposalkit.model.brief import GateIn
from proposalkit.model.knowledge import GateEntry
from proposalkit.model.parties import Gate
from proposalkit.plan.dates import add_working_days


def plan_gates(
    standard: Iterable[GateEntry],
    own: Iterable[GateIn],
    offer_date: date,
    holidays: Collection[date] = (),
) -> tuple[Gate, ...]:
    """Lay the gates out one after the other in working days from the offer date.

    Weekends and the holidays given count as no working days.

    Why: a gate of the deal with the id of a standard gate replaces it in its place; a new one
    comes before the last standard gate, which is the one that ends the path.
    """
    day = offer_date
    dated = []
    for gate in _overlay(standard, own):
        day = add_working_days(day, gate.days, holidays)
        dated.append(Gate(**gate.model_dump(), due=day))
    return tuple(dated)


def _overlay(standard: Iterable[GateEntry], own: Iterable[GateIn]) -> list[GateEntry]:
    gates = {gate.id: gate for gate in standard}
    last = next(reversed(gates), None)
    for gate in own:
        gates[gate.id] = GateEntry(**gate.model_dump())
    return sorted(gates.values(), key=lambda gate: gate.id == last)

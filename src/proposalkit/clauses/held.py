"""Whether a condition holds for a deal, with the fact that decided, and how such answers join."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from proposalkit.clauses.deal import Deal


class Held(NamedTuple):
    """Whether a condition holds (None: a deal fact is missing) and the fact that decided."""

    holds: bool | None
    because: str


Condition = Callable[[Deal], Held]


def all_of(*parts: Held) -> Held:
    """Join by and: one no decides, else one unknown makes it unknown."""
    for wanted in (False, None):
        for part in parts:
            if part.holds is wanted:
                return part
    return Held(True, "; ".join(part.because for part in parts))


def any_of(*parts: Held) -> Held:
    """Join by or: one yes decides, else one unknown makes it unknown."""
    for wanted in (True, None):
        for part in parts:
            if part.holds is wanted:
                return part
    return Held(False, "; ".join(part.because for part in parts))


def told(read: Callable[[Deal], bool | None], yes: str, no: str, unknown: str) -> Condition:
    """Make a condition of one fact that the brief says with yes or no."""

    def held(deal: Deal) -> Held:
        value = read(deal)
        return Held(value, unknown if value is None else yes if value else no)

    return held


def negate(held: Held) -> Held:
    """Turn yes and no round; unknown stays unknown."""
    return Held(None if held.holds is None else not held.holds, held.because)

"""Holds a value against limits, and puts the limits into words."""

from __future__ import annotations

from collections.abc import Sequence

from proposalkit.model.comparison_words import folded
from proposalkit.model.display import display_duration
from proposalkit.model.magnitude import at_least, at_most, magnitude
from proposalkit.model.policy import Limits


def keeps(values: Sequence[str], limits: Limits) -> bool:
    """Say whether the values of one thing keep every limit; a text that has no size keeps none."""
    told = [folded(one) for one in values]
    checks = (
        not limits.one_of or all(one in _folded(limits.one_of) for one in told),
        not any(one in _folded(limits.is_not) for one in told),
        all(any(_names(one, wanted) for one in told) for wanted in _folded(limits.includes)),
        not limits.within or all(one in _folded(limits.within) for one in told),
        all(any(word in one for one in told) for word in _folded(limits.contains)),
        limits.at_most is None or all(_under(one, limits.at_most) for one in values),
        limits.at_least is None or all(_over(one, limits.at_least) for one in values),
    )
    return all(checks)


def limit_words(limits: Limits) -> str:
    """Write the limits as one phrase; without any it is enough to be stated."""
    parts = [
        _part("", " or ", limits.one_of),
        _part("not ", " nor ", limits.is_not),
        _part("includes ", ", ", limits.includes),
        _part("only ", ", ", limits.within),
        _part("with the words ", ", ", limits.contains),
        f"at least {_size(limits.at_least)}" if limits.at_least else "",
        f"at most {_size(limits.at_most)}" if limits.at_most else "",
    ]
    return "; ".join(part for part in parts if part) or "a statement"


def _size(text: str) -> str:
    return display_duration(text) if text.startswith("P") else text


def _part(before: str, between: str, values: Sequence[str]) -> str:
    return f"{before}{between.join(values)}" if values else ""


def _folded(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(folded(one) for one in values)


def _names(value: str, wanted: str) -> bool:
    """A list entry may say more than its name: `SOC 2 Type II report, ...` names `SOC 2`."""
    return wanted in value


def _under(value: str, limit: str) -> bool:
    size, most = magnitude(value), magnitude(limit)
    return size is not None and most is not None and at_most(size, most)


def _over(value: str, limit: str) -> bool:
    size, least = magnitude(value), magnitude(limit)
    return size is not None and least is not None and at_least(size, least)

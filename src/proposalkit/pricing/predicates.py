"""Conditions of an outcome as functions of one line of the log."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from proposalkit.errors import InputRefused
from proposalkit.model.finding import Finding
from proposalkit.model.outcome import TREE, WITHOUT_VALUE, Predicate
from proposalkit.pricing.log_times import Clock, Inside, LineFault, quote

NUMBER = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?")


class Test(Protocol):
    """Whether a condition holds for a row whose event has this instant and day."""

    def __call__(self, row: Sequence[str], at: int, day: int) -> bool:
        """Raise LineFault when the row has a value that cannot be compared."""
        ...


def fields_of(predicates: Iterable[Predicate]) -> Iterator[str]:
    """Give every column the conditions read, branches included."""
    for one in predicates:
        if one.field is not None and one.operator not in TREE:
            yield one.field
        yield from fields_of(one.parts or ())


def refuse_what_cannot_run(predicates: Iterable[Predicate], pointer: str) -> tuple[Finding, ...]:
    """Find the conditions no machine can decide, each with its JSON pointer."""
    return tuple(
        finding
        for number, one in enumerate(predicates)
        for finding in _faults(one, f"{pointer}/{number}")
    )


def _faults(one: Predicate, where: str) -> Iterator[Finding]:
    name = one.operator
    if name in TREE:
        if not one.parts:
            yield _fault(where, f'"{name}" holds no conditions together.')
        yield from refuse_what_cannot_run(one.parts or (), f"{where}/parts")
        return
    if not one.field:
        yield _fault(where, f'"{name}" names no field of the record.')
    if name not in WITHOUT_VALUE and not one.value:
        yield _fault(where, f'"{name}" is compared with nothing.')
    if name in ("at_least", "at_most") and one.value and not NUMBER.fullmatch(one.value[0]):
        yield _fault(where, f'"{one.value[0]}" is not a number.')


def _fault(where: str, message: str) -> Finding:
    return Finding(
        id="outcome-not-executable",
        where=where,
        message=message,
        remedy="Ask the seller for a definition that a machine can count by.",
    )


class Windows:
    """The windows a condition may ask for, and the clock that reads its times."""

    def __init__(self, clock: Clock, reopen: Inside, observation: Inside | None) -> None:
        self.clock, self.reopen, self.observation = clock, reopen, observation

    def of(self, operator: str) -> Inside:
        """Give the window an operator names; raises InputRefused when the outcome has none."""
        found = self.reopen if operator == "in_reopen_window" else self.observation
        if found is None:
            raise InputRefused(
                [_fault("/outcomes", "A condition asks for an observation window; none is given.")]
            )
        return found


def reads_times(one: Predicate) -> bool:
    """Say whether a condition depends on more than the texts of its columns."""
    windowed = one.operator in ("in_reopen_window", "in_observation_window")
    return windowed or any(reads_times(part) for part in one.parts or ())


def compile_test(one: Predicate, positions: Mapping[str, int], windows: Windows) -> Test:
    """Make the function that decides one condition; text is compared without outer spaces."""
    name = one.operator
    if name in TREE:
        return _tree(name, [compile_test(part, positions, windows) for part in one.parts or ()])
    column = one.field or ""
    at_ = positions[column]
    if name in ("in_reopen_window", "in_observation_window"):
        return in_window(at_, column, windows.of(name), windows.clock)
    if name in ("at_least", "at_most"):
        return _ordered(at_, column, name == "at_least", Decimal(one.value[0]))
    wanted = frozenset(value.strip() for value in one.value)
    tests: dict[str, Test] = {
        "exists": lambda row, at, day: bool(row[at_].strip()),
        "absent": lambda row, at, day: not row[at_].strip(),
        "not_equals": lambda row, at, day: row[at_].strip() not in wanted,
    }
    return tests.get(name, lambda row, at, day: row[at_].strip() in wanted)


def in_window(position: int, column: str, inside: Inside, clock: Clock) -> Test:
    """Make the test whether a column holds a time inside the window the event begins."""

    def test(row: Sequence[str], at: int, day: int) -> bool:
        text = row[position]
        if not text:
            return False
        text = text.strip()
        return bool(text) and inside(at, day, *clock.read(text, column))

    return test


def _tree(name: str, parts: list[Test]) -> Test:
    if name == "all":
        return lambda row, at, day: all(part(row, at, day) for part in parts)
    if name == "any":
        return lambda row, at, day: any(part(row, at, day) for part in parts)
    return lambda row, at, day: not any(part(row, at, day) for part in parts)


def _ordered(position: int, column: str, least: bool, limit: Decimal) -> Test:
    def test(row: Sequence[str], at: int, day: int) -> bool:
        text = row[position].strip()
        if not text:
            return False
        if not NUMBER.fullmatch(text):
            raise LineFault(f"{quote(text)} in {quote(column)} is not a number such as 4 or 0.75")
        return Decimal(text) >= limit if least else Decimal(text) <= limit

    return test

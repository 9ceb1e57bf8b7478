"""The definition of an outcome as rules that judge one line of a log at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from operator import itemgetter
from typing import NamedTuple

from proposalkit.errors import InputRefused, Refused
from proposalkit.model.display import display_duration
from proposalkit.model.outcome import EventRecord, Outcome, Predicate
from proposalkit.model.recount import COUNTED, Judged, Reason
from proposalkit.pricing.log_times import Clock, Inside, LineFault, quote, window
from proposalkit.pricing.predicates import (
    Test,
    Windows,
    compile_test,
    fields_of,
    in_window,
    reads_times,
    refuse_what_cannot_run,
)

Judge = Callable[[Sequence[str]], Judged]
NO_EVENT, REPEATED, LISTED_TWICE, STILL_OBSERVED = range(4)
"""Reasons every definition has, before its own."""

_BETWEEN = "\x1f"


NOTHING = 1_000_000
"""The number above every reason: no rule excludes the row."""

_KNOWN_ROWS = 4_096


class Rule(NamedTuple):
    """Something that excludes a record, and why."""

    test: Test
    reason: Reason
    columns: tuple[str, ...] | None
    """The columns whose texts alone decide it; None when it depends on times."""


@dataclass(frozen=True)
class CountRules:
    """A definition made ready for one log."""

    judge: Judge
    reasons: tuple[Reason, ...]
    same_matter: Inside
    reopen: Inside
    observation: Inside | None


def record_of(outcome: Outcome) -> EventRecord:
    """Give the columns of the log; raises Refused when the proposal does not name them."""
    if outcome.record is None:
        raise Refused(
            f'The definition of "{outcome.label}" does not say which columns of a log it reads.',
            'Ask the seller for a proposal whose outcome has a "record".',
        )
    return outcome.record


def columns_of(outcome: Outcome) -> tuple[str, ...]:
    """Give every column the count reads, each once: record, event, matter, then the rest.

    Raises InputRefused when a condition cannot be decided by a machine.
    """
    record = record_of(outcome)
    assisted = outcome.assisted.when if outcome.assisted else ()
    faults = (
        *refuse_what_cannot_run(outcome.qualifies, "/outcomes/qualifies"),
        *refuse_what_cannot_run(outcome.excludes, "/outcomes/excludes"),
        *refuse_what_cannot_run(assisted, "/outcomes/assisted/when"),
    )
    if faults:
        raise InputRefused(faults)
    times = (record.reopened_at, record.handed_over_at, record.confirmed_at, record.answered_at)
    named = (
        record.id,
        record.at,
        *record.same_matter,
        *(one for one in times if one is not None),
        *fields_of((*outcome.excludes, *outcome.qualifies, *assisted)),
    )
    return tuple(dict.fromkeys(named))


def count_rules(
    outcome: Outcome, positions: Mapping[str, int], zone: tzinfo, pointer: str = "/outcomes/0"
) -> CountRules:
    """Make a definition ready for a log whose columns stand at these positions.

    What excludes is asked first, so that a record which both fits and is excluded is excluded.
    """
    clock = Clock(zone)
    observation = window(outcome.observation_window) if outcome.observation_window else None
    windows = Windows(clock, window(outcome.reopen_window), observation)
    common = _common(outcome, pointer)
    rules = (
        *_written(outcome, positions, windows, pointer),
        *_unwritten(outcome, positions, windows, pointer),
        *_needed(outcome, positions, windows, pointer),
    )
    excluding = _first_excluding(rules, positions, first=len(common))
    together = [
        compile_test(one, positions, windows)
        for one in (outcome.assisted.when if outcome.assisted else ())
    ]
    judge = _judge(
        record_of(outcome), positions, clock, excluding, together,
        waits=outcome.silence_counts and observation is not None,
    )  # fmt: skip
    reasons = (*common, *(rule.reason for rule in rules))
    return CountRules(judge, reasons, window(outcome.dedupe_window), windows.reopen, observation)


def _common(outcome: Outcome, pointer: str) -> tuple[Reason, ...]:
    same = display_duration(outcome.dedupe_window)
    seen = outcome.observation_window
    return (
        Reason(rule=f"{pointer}/event", text=f"The event did not happen: {outcome.event.name}"),
        Reason(rule=f"{pointer}/dedupeKey", text=f"The same matter was counted within {same}"),
        Reason(rule=f"{pointer}/record/id", text="The record is in the log more than once"),
        Reason(
            rule=f"{pointer}/observationWindow",
            text=f"Silence is observed for {display_duration(seen)}, which are not over"
            if seen
            else "Silence is observed",
        ),
    )


def _written(
    outcome: Outcome, positions: Mapping[str, int], windows: Windows, pointer: str
) -> Iterator[Rule]:
    """Give the exclusions as they are written."""
    for number, one in enumerate(outcome.excludes):
        reason = Reason(rule=f"{pointer}/excludes/{number}", text=one.text)
        yield Rule(compile_test(one, positions, windows), reason, _columns(one))


def _needed(
    outcome: Outcome, positions: Mapping[str, int], windows: Windows, pointer: str
) -> Iterator[Rule]:
    """Give the conditions that must hold, each turned into what excludes."""
    for number, one in enumerate(outcome.qualifies):
        reason = Reason(rule=f"{pointer}/qualifies/{number}", text=f"Not so: {one.text}")
        yield Rule(_not(compile_test(one, positions, windows)), reason, _columns(one))


def _columns(one: Predicate) -> tuple[str, ...] | None:
    return None if reads_times(one) else tuple(fields_of((one,)))


def _not(test: Test) -> Test:
    return lambda row, at, day: not test(row, at, day)


def _unwritten(
    outcome: Outcome, positions: Mapping[str, int], windows: Windows, pointer: str
) -> Iterator[Rule]:
    """Give what the definition's own fields exclude: hand-off, reopening, silence.

    A field that a written condition already decides is not asked again.
    """
    record = record_of(outcome)
    asked = {(one.operator, one.field) for one in outcome.excludes}
    if (
        record.handed_over_at
        and not outcome.handoff_counts
        and ("exists", record.handed_over_at) not in asked
    ):
        spot = positions[record.handed_over_at]
        reason = Reason(rule=f"{pointer}/handoffCounts", text="It was handed to a person")
        yield Rule(_filled(spot), reason, (record.handed_over_at,))
    if record.reopened_at and ("in_reopen_window", record.reopened_at) not in asked:
        text = f"It was reopened within {display_duration(outcome.reopen_window)}"
        test = in_window(
            positions[record.reopened_at], record.reopened_at, windows.reopen, windows.clock
        )
        yield Rule(test, Reason(rule=f"{pointer}/reopenWindow", text=text), None)
    yield from _silence(outcome, record, positions, windows, pointer)


def _filled(spot: int) -> Test:
    return lambda row, at, day: bool(row[spot].strip())


def _silence(
    outcome: Outcome,
    record: EventRecord,
    positions: Mapping[str, int],
    windows: Windows,
    pointer: str,
) -> Iterator[Rule]:
    said = _filled(positions[record.confirmed_at]) if record.confirmed_at else None
    if outcome.silence_counts and windows.observation and record.answered_at:
        again = in_window(
            positions[record.answered_at], record.answered_at, windows.observation, windows.clock
        )
        text = f"The customer wrote again within {display_duration(outcome.observation_window)}"
        yield Rule(
            lambda row, at, day: not (said and said(row, at, day)) and again(row, at, day),
            Reason(rule=f"{pointer}/observationWindow", text=text),
            None,
        )
    elif said is not None and record.confirmed_at and not outcome.silence_counts:
        text = "Nobody confirmed it, and silence does not count"
        reason = Reason(rule=f"{pointer}/silenceCounts", text=text)
        yield Rule(_not(said), reason, (record.confirmed_at,))


def _first_excluding(
    rules: Sequence[Rule], positions: Mapping[str, int], first: int
) -> Callable[[Sequence[str], int, int], int]:
    """Give the function that names the first rule that excludes a row, or NOTHING.

    Why two kinds: rules on texts give the same answer for the same texts, which repeat in a log.
    """
    numbered = tuple(enumerate(rules, start=first))
    plain = [(rule.test, number) for number, rule in numbered if rule.columns is not None]
    timed = [(rule.test, number) for number, rule in numbered if rule.columns is None]
    names = dict.fromkeys(name for rule in rules for name in rule.columns or ())
    pick = itemgetter(*(positions[name] for name in names)) if names else lambda _row: ""
    known: dict[object, int] = {}

    def excluding(row: Sequence[str], at: int, day: int) -> int:
        cells = pick(row)
        found = known.get(cells)
        if found is None:
            found = next((number for test, number in plain if test(row, at, day)), NOTHING)
            if len(known) >= _KNOWN_ROWS:
                known.clear()
            known[cells] = found
        for test, number in timed:
            if number < found and test(row, at, day):
                return number
        return found

    return excluding


def _judge(
    record: EventRecord,
    positions: Mapping[str, int],
    clock: Clock,
    excluding: Callable[[Sequence[str], int, int], int],
    together: list[Test],
    *,
    waits: bool,
) -> Judge:
    id_at, time_at = positions[record.id], positions[record.at]
    pick = _picker([positions[name] for name in record.same_matter])
    said = _filled(positions[record.confirmed_at]) if record.confirmed_at else None
    strip = str.strip
    read, empty, time_name = clock.read, _BETWEEN * (len(record.same_matter) - 1), record.at

    def judge(row: Sequence[str]) -> Judged:
        name = row[id_at].strip()
        if not name or not name.isprintable():
            raise LineFault(f"{quote(name)} in {quote(record.id)} is no number of a record")
        when = row[time_at].strip()
        if not when:
            return name, 0, 0, "", NO_EVENT, False, False
        at, day = read(when, time_name)
        reason = excluding(row, at, day)
        if reason != NOTHING:
            return name, at, day, "", reason, False, False
        matter = _BETWEEN.join(map(strip, pick(row)))
        if matter == empty:
            columns = ", ".join(quote(one) for one in record.same_matter)
            raise LineFault(f"{columns}: all empty, the same matter could be counted twice")
        shared = bool(together) and all(test(row, at, day) for test in together)
        open_ = waits and not (said and said(row, at, day))
        return name, at, day, matter, COUNTED, shared, open_

    return judge


def _picker(spots: Sequence[int]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """Make the function that gives some cells of a row."""
    if len(spots) == 1:
        (spot,) = spots
        return lambda row: (row[spot],)
    return itemgetter(*spots)

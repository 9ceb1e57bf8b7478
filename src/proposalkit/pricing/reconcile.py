"""The seller's log and the buyer's system of record side by side, joined by record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from proposalkit.model.recount import COUNTED, Reason, Settled
from proposalkit.pricing.log_times import month_of, quote

Status = Literal["agreed", "only_in_log", "only_in_record", "differs"]
SAME_EVENT_SECONDS = 60
"""Two systems may round the time of one event; within a minute it is the same."""

LOG, RECORD = "in the log", "in the system of record"


class Compared(NamedTuple):
    """One record on both sides."""

    record: str
    at: int
    day: int
    log: str
    other: str
    difference: str
    status: Status
    billed: bool
    """Whether both sides count it, and in the same month."""
    assisted: bool


def reconcile(
    log: Iterable[Settled],
    other: Iterable[Settled],
    columns: Sequence[str],
    reasons: Sequence[Reason],
    *,
    other_lists: bool = False,
) -> Iterator[Compared]:
    """Join two logs, each sorted by record; `columns` names the values both sides kept.

    With `other_lists` the other side names only what it counts: what neither counts is agreed.
    """
    left, right = _records(log), _records(other)
    one, two = next(left, None), next(right, None)
    while one is not None or two is not None:
        if two is None or (one is not None and one.record < two.record):
            if one is not None:
                agree = other_lists and one.reason != COUNTED
                yield _alone(one, reasons, "agreed" if agree else "only_in_log")
            one = next(left, None)
        elif one is None or two.record < one.record:
            yield _alone(two, reasons, "only_in_record")
            two = next(right, None)
        else:
            yield _pair(one, two, columns, reasons)
            one, two = next(left, None), next(right, None)


def _records(lines: Iterable[Settled]) -> Iterator[Settled]:
    """Give one line for each record: the one that counts, else the earliest."""
    for _, group in groupby(lines, key=lambda one: one.record):
        found = list(group)
        yield next((one for one in found if one.reason == COUNTED), found[0])


def _alone(one: Settled, reasons: Sequence[Reason], status: Status) -> Compared:
    here = _result(one, reasons)
    sides = ("", here) if status == "only_in_record" else (here, "")
    places = {"only_in_log": f"only {LOG}", "only_in_record": f"only {RECORD}"}
    where = places.get(status, "")
    return Compared(one.record, one.at, one.day, *sides, where, status, False, one.assisted)


def _pair(
    one: Settled, two: Settled, columns: Sequence[str], reasons: Sequence[Reason]
) -> Compared:
    log, other = _result(one, reasons), _result(two, reasons)
    found = list(_differences(one, two, columns))
    both = one.reason == COUNTED and two.reason == COUNTED
    if (one.reason == COUNTED) != (two.reason == COUNTED) or (both and log != other):
        found.insert(0, f"{log} {LOG}, {other} {RECORD}")
    same_month = not two.at or month_of(one.day) == month_of(two.day)
    return Compared(
        one.record, one.at, one.day, log, other, "; ".join(found),
        "differs" if found else "agreed", both and same_month, one.assisted or two.assisted,
    )  # fmt: skip


def _differences(one: Settled, two: Settled, columns: Sequence[str]) -> Iterator[str]:
    if one.at and two.at and abs(one.at - two.at) >= SAME_EVENT_SECONDS:
        yield "the event has another time"
    for name, here, there in zip(columns, one.values, two.values, strict=True):
        if here != there:
            yield f"{name}: {quote(here)} {LOG}, {quote(there)} {RECORD}"


def _result(one: Settled, reasons: Sequence[Reason]) -> str:
    if one.reason == COUNTED:
        return "counted in part" if one.assisted else "counted"
    return f"not counted ({reasons[one.reason].text})"

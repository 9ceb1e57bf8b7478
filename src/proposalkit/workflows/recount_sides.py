"""The seller's log beside the buyer's system of record, for one month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from proposalkit.exports.recount_files import RECONCILED, RecountFolder
from proposalkit.model.outcome import Outcome
from proposalkit.model.recount import COUNTED, PARTED, Reconciliation, Settled
from proposalkit.pricing.counting import columns_of, record_of
from proposalkit.pricing.log_times import Clock, LineFault, MixedTimes, month_of, quote
from proposalkit.pricing.reconcile import reconcile
from proposalkit.pricing.recount import each_record_once, price_month
from proposalkit.pricing.rules import PriceRules
from proposalkit.readers.event_log import EventLog, open_log
from proposalkit.readers.sorted_rows import SortedLines
from proposalkit.workflows.recount_log import (
    BadLines,
    CountedLog,
    count_log,
    mixed_finding,
    said_time,
    tally_lines,
)

FIRST_SHOWN = 10
"""Differences kept for the screen; all of them stand in the side file."""


def compare_sides(
    path: Path,
    log: CountedLog,
    outcome: Outcome,
    zone: ZoneInfo,
    folder: RecountFolder,
    price: PriceRules,
    metric: str,
    period: str,
    delimiter: str,
    start: str | None = None,
) -> tuple[Reconciliation, int]:
    """Join the log with the system of record; gives the comparison and the other side's bad lines.

    A file with all columns of the definition is counted by it; one without them is a list of
    what the system of record counts.
    """
    bad = BadLines(path.name, folder)
    with _other_side(path, outcome, zone, bad, delimiter) as (other, columns, is_list):
        spots = [log.kept.index(name) for name in columns]
        mine = (
            one._replace(values=tuple(one.values[spot] for spot in spots))
            for one in tally_lines(log, folder, zone, every_month=True)
        )
        found: Counter[str] = Counter()
        first: list[str] = []
        opened = 0
        for one in reconcile(mine, other, columns, log.rules.reasons, other_lists=is_list):
            if one.day and month_of(one.day) != period:
                continue
            found[one.status] += 1
            kind = "assisted" if one.assisted else "counted"
            if one.billed:
                found[kind] += 1
                opened += log.rules.reopen(one.at, one.day, log.tally.end.at, log.tally.end.day)
            folder.write(RECONCILED, (one.record, said_time(one.at, zone), one.log, one.other,
                                      one.difference))  # fmt: skip
            if one.difference and len(first) < FIRST_SHOWN:
                first.append(f"{one.record}: {one.difference}")
    agreed = price_month(period, found["counted"], found["assisted"], opened, outcome, price,
                         metric, start)  # fmt: skip
    return Reconciliation(
        month=period,
        against=path.name,
        is_list=is_list,
        agreed=found["counted"] + found["assisted"],
        only_in_log=found["only_in_log"],
        only_in_record=found["only_in_record"],
        differ=found["differs"],
        first=tuple(first),
        agreed_month=agreed,
    ), bad.count


@contextmanager
def _other_side(
    path: Path, outcome: Outcome, zone: ZoneInfo, bad: BadLines, delimiter: str
) -> Iterator[tuple[Iterator[Settled], tuple[str, ...], bool]]:
    needed = columns_of(outcome)
    record = record_of(outcome)
    log = open_log(path, (record.id,), bad.take, delimiter=delimiter, optional=needed)
    columns = log.columns
    if set(needed) <= set(columns):
        log.close()
        with count_log(path, outcome, zone, bad, delimiter, lambda _done: None,
                       RecountFolder(None, ()), None, keep_all=True) as counted:  # fmt: skip
            yield counted.settled(in_order=True), counted.kept, False
        return
    rows = SortedLines()
    common = tuple(name for name in needed[2:] if name in columns)
    try:
        for line in _listed(log, outcome, zone, bad, common):
            rows.add(line.packed())
        yield each_record_once(map(Settled.unpacked, rows)), common, True
    finally:
        log.close()
        rows.close()


def _listed(
    log: EventLog, outcome: Outcome, zone: ZoneInfo, bad: BadLines, common: tuple[str, ...]
) -> Iterator[Settled]:
    """Read a list of what the system of record counts; the time of the event may be missing."""
    record, clock, positions = record_of(outcome), Clock(zone), log.positions
    time_at = positions.get(record.at)
    for line, row in log.rows:
        try:
            name = row[positions[record.id]].strip()
            if not name or not name.isprintable():
                raise LineFault(f"{quote(name)} in {quote(record.id)} is no number of a record")
            when = row[time_at].strip() if time_at is not None else ""
            at, day = clock.read(when, record.at) if when else (0, 0)
        except LineFault as fault:
            bad.take(line, str(fault))
            continue
        except MixedTimes as mixed:
            raise mixed_finding(f"{log.name}:{line}", mixed) from mixed
        values = tuple([row[positions[one]].strip().replace(PARTED, " ") for one in common])
        yield Settled(name, at, day, COUNTED, False, "", line, values)

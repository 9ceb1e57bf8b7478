"""One log through the definition: judged line by line, settled once everything is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from proposalkit.errors import InputRefused
from proposalkit.exports import recount_files as files
from proposalkit.exports.recount_files import RecountFolder
from proposalkit.model.finding import Finding
from proposalkit.model.outcome import Outcome
from proposalkit.model.recount import COUNTED, PARTED, BadLine, Settled
from proposalkit.pricing.counting import (
    LISTED_TWICE,
    REPEATED,
    STILL_OBSERVED,
    CountRules,
    columns_of,
    count_rules,
    record_of,
)
from proposalkit.pricing.log_times import LineFault, MixedTimes
from proposalkit.pricing.recount import (
    LogEnd,
    Tally,
    each_record_once,
    packed_candidate,
    settle,
)
from proposalkit.readers.event_log import EventLog, open_log
from proposalkit.readers.sorted_rows import RepeatFinder, SortedLines

BAD_SHOWN = 20
"""Bad lines kept for the screen; all of them stand in the side file."""

BATCH = 1_000
"""Candidates handed on together: a call for each of a million is felt."""

_FOUND_LATER = (REPEATED, LISTED_TWICE, STILL_OBSERVED)


class BadLines:
    """Counts the lines that could not be counted, keeps the first, writes all."""

    def __init__(self, name: str, folder: RecountFolder) -> None:
        self._name, self._folder = name, folder
        self.count = 0
        self.first: list[BadLine] = []

    def take(self, line: int, problem: str, lines: int = 1) -> None:
        """Take one place in the log and what is wrong there."""
        self.count += lines
        where = f"{self._name}:{line}"
        if len(self.first) < BAD_SHOWN:
            self.first.append(BadLine(where=where, problem=problem, lines=lines))
        self._folder.write(files.BAD, (where, problem))


@dataclass
class CountedLog:
    """A log that was read once: what fits waits in order of matters, the rest is tallied."""

    name: str
    rules: CountRules
    tally: Tally
    kept: tuple[str, ...]
    """Columns whose values are kept to compare them."""
    lines: int = 0

    def __post_init__(self) -> None:
        self.candidates, self.decided = SortedLines(), SortedLines()
        self.numbers = RepeatFinder()

    def take(self, fits: list[str], records: list[str]) -> None:
        """Take packed candidates and the numbers of their records."""
        self.candidates.add(*fits)
        self.numbers.add(*records)

    def settled(self, *, in_order: bool) -> Iterator[Settled]:
        """Give every line, each matter and each record counted once.

        In order of records when asked; otherwise only the lines of records met twice are sorted.
        """
        twice = frozenset() if in_order else self.numbers.repeated()
        lines = settle(self.candidates, self.rules, self.tally.end)
        if not in_order and not twice:
            yield from lines
            return
        for one in lines:
            if in_order or hash(one.record) in twice:
                self.decided.add(one.packed())
            else:
                yield one
        yield from each_record_once(map(Settled.unpacked, self.decided))

    def close(self) -> None:
        """Forget everything that was kept."""
        self.candidates.close()
        self.decided.close()
        self.numbers.close()


@contextmanager
def count_log(
    path: Path,
    outcome: Outcome,
    zone: ZoneInfo,
    bad: BadLines,
    delimiter: str,
    progress: Callable[[int], None],
    folder: RecountFolder,
    period: str | None,
    *,
    keep_all: bool = False,
    pointer: str = "/outcomes/0",
) -> Iterator[CountedLog]:
    """Read a log once and judge every line; `keep_all` keeps also what does not count.

    `pointer` is the place of the definition in its file, for the reasons.
    """
    needed = columns_of(outcome)
    kept = needed[2:] if keep_all else ()
    with closing(open_log(path, needed, bad.take, progress, delimiter)) as log:
        rules = count_rules(outcome, log.positions, zone, pointer)
        with closing(CountedLog(log.name, rules, Tally(rules, period), kept)) as counted:
            _judge_lines(log, counted, bad, folder, record_of(outcome).at, keep_all=keep_all)
            yield counted


def tally_lines(
    log: CountedLog, folder: RecountFolder, zone: ZoneInfo, *, every_month: bool = False
) -> Iterator[Settled]:
    """Settle a log, add up and write each line; gives those of the months asked for, or all."""
    reasons, add, writes = log.rules.reasons, log.tally.add, folder.writes
    for one in log.settled(in_order=every_month):
        asked = add(one)
        if asked or every_month:
            yield one
        if not asked or not writes:
            continue
        if one.reason == COUNTED:
            kind = "assisted" if one.assisted else "produced"
            folder.write(files.COUNTED, (one.record, said_time(one.at, zone), kind, one.line))
        elif one.reason in _FOUND_LATER:
            why = reasons[one.reason]
            folder.write(files.EXCLUDED, (one.record, said_time(one.at, zone), why.text, why.rule,
                                          one.of, one.line))  # fmt: skip


def said_time(at: int, zone: ZoneInfo) -> str:
    """Write an instant in the proposal's time zone; an empty text for none."""
    return datetime.fromtimestamp(at, zone).isoformat(timespec="seconds") if at else ""


def _judge_lines(
    log: EventLog,
    counted: CountedLog,
    bad: BadLines,
    folder: RecountFolder,
    time_column: str,
    *,
    keep_all: bool,
) -> None:
    judge, reasons, tally = counted.rules.judge, counted.rules.reasons, counted.tally
    fits: list[str] = []
    records: list[str] = []
    write, writes, time_at = folder.write, folder.writes, log.positions[time_column]
    spots = [log.positions[name] for name in counted.kept]
    values: tuple[str, ...] = ()
    end_at = end_day = lines = 0
    for line, row in log.rows:
        try:
            one = judge(row)
        except LineFault as fault:
            bad.take(line, str(fault))
            continue
        except MixedTimes as mixed:
            raise mixed_finding(f"{log.name}:{line}", mixed) from mixed
        lines += 1
        record, at, day, _, reason, _, _ = one
        if at > end_at:
            end_at, end_day = at, day
        if keep_all:
            values = tuple([row[spot].strip().replace(PARTED, " ") for spot in spots])
        if reason == COUNTED:
            fits.append(packed_candidate(one, line, values))
            records.append(record)
            if len(fits) == BATCH:
                counted.take(fits, records)
                fits, records = [], []
            continue
        if keep_all:
            kept = Settled(record, at, day, reason, False, "", line, values)
            counted.decided.add(kept.packed())
            asked = tally.asked_for(day)
        else:
            asked = tally.exclude(reason, day)
        if asked and writes:
            why = reasons[reason]
            write(files.EXCLUDED, (record, row[time_at].strip(), why.text, why.rule, "", line))
    counted.take(fits, records)
    counted.lines, tally.end = lines, LogEnd(end_at, end_day)


def mixed_finding(where: str, mixed: MixedTimes) -> InputRefused:
    """Say where a log begins to write its times in another way."""
    return InputRefused([
        Finding(
            id="log-mixed-times",
            where=where,
            message=str(mixed),
            remedy="Write every time with its offset, such as 2027-05-03T09:14+02:00, or none.",
        )
    ])  # fmt: skip

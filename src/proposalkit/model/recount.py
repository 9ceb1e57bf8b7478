"""What a recount of an event log finds: months, invoices, reasons, bad lines, differences."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from proposalkit.model.base import PublicModel
from proposalkit.model.fields import Currency, given
from proposalkit.model.price_steps import Exact, PriceStep

COUNTED = -1
"""The number that stands for no reason to exclude: the record counts."""

PARTED = "\x1e"
"""Parts the fields of a packed line; it sorts before every letter."""


Judged = tuple[str, int, int, str, int, bool, bool]
"""One line by the definition alone: record, instant, day, matter, reason, assisted, waits.

Instant and day are 0 when the event did not happen; the reason is COUNTED or the number of one;
it waits while the window in which silence is observed may still be open.
"""


class Settled(NamedTuple):
    """One line, judged among all others; sorts by record, then by time."""

    record: str
    at: int
    day: int
    reason: int
    assisted: bool
    of: str
    """The record it repeats, or an empty text."""
    line: int
    values: tuple[str, ...] = ()
    """What stood in the columns the definition reads; kept only to compare two logs."""

    def packed(self) -> str:
        """Write it as one text that sorts as it does: by record, then by time."""
        parts = (self.record, f"{self.at:012}", str(self.day), str(self.reason),
                 "1" if self.assisted else "", self.of, str(self.line), *self.values)  # fmt: skip
        return PARTED.join(parts)

    @classmethod
    def unpacked(cls, text: str) -> Settled:
        """Read it back."""
        record, at, day, reason, assisted, of, line, *values = text.split(PARTED)
        return cls(record, int(at), int(day), int(reason), bool(assisted), of, int(line),
                   tuple(values))  # fmt: skip


class Reason(PublicModel):
    """Why a record is not counted."""

    rule: Annotated[str, given("JSON pointer of the rule in the proposal.")]
    text: Annotated[str, given("The rule in words.")]


class ReasonCount(Reason):
    """How many records one reason excludes."""

    records: Annotated[int, given("Records excluded for it.")]


class MonthCount(PublicModel):
    """The count of one month and what the contract's own price makes of it."""

    month: Annotated[str, given("Year and month of the event.")]
    term_month: Annotated[
        int | None, given("Its place in the term; absent: priced as a month like any other.")
    ] = None
    counted: Annotated[int, given("Outcomes counted in full.")]
    assisted: Annotated[int, given("Outcomes reached together with a person.")]
    billed_units: Annotated[Exact, given("Counted, and assisted times their share.")]
    may_be_taken_back: Annotated[
        int, given("Counted records whose reopen window ends after the log's last event.")
    ]
    charges: Annotated[Exact, given("Charges of the month before credits and tax.")]
    steps: tuple[PriceStep, ...]


class BadLine(PublicModel):
    """A line of a log that could not be counted."""

    where: Annotated[str, given("File and line.")]
    problem: Annotated[str, given("What is wrong with it.")]
    lines: Annotated[int, given("How many lines it took with it.")] = 1


class Reconciliation(PublicModel):
    """The seller's log beside the buyer's system of record, joined by record."""

    month: Annotated[str, given("The month compared.")]
    against: Annotated[str, given("Name of the other file.")]
    is_list: Annotated[bool, given("Whether the other file only lists what it counts.")]
    agreed: Annotated[int, given("Records counted on both sides.")]
    only_in_log: Annotated[int, given("Records only the event log has.")]
    only_in_record: Annotated[int, given("Records only the system of record has.")]
    differ: Annotated[int, given("Records on both sides that differ.")]
    first: Annotated[tuple[str, ...], given("The first differences, one sentence each.")]
    agreed_month: MonthCount


class RecountReport(PublicModel):
    """The count of a log by the definition of a proposal, and the invoices that follow."""

    events: Annotated[str, given("Name of the log.")]
    proposal_id: Annotated[str, given("URN of the proposal.")]
    outcome: Annotated[str, given("What is counted.")]
    definition: Annotated[str, given("The definition in words.")]
    timezone: Annotated[str, given("Time zone whose calendar days count.")]
    currency: Annotated[Currency, given("Currency of all amounts.")]
    lines: Annotated[int, given("Lines read, without the header.")]
    counted: Annotated[int, given("Records counted, assisted ones included.")]
    excluded: Annotated[int, given("Records excluded with a reason.")]
    other_months: Annotated[int, given("Records of months not asked for.")]
    bad: Annotated[int, given("Lines that could not be counted.")]
    months: tuple[MonthCount, ...]
    start_missing: Annotated[
        bool, given("Whether the price changes with the month and nobody said when it began.")
    ] = False
    reasons: tuple[ReasonCount, ...]
    bad_lines: Annotated[tuple[BadLine, ...], given("The first of them.")]
    bad_against: Annotated[int, given("Lines of the other file that could not be read.")] = 0
    reconciliation: Reconciliation | None = None
    files: Annotated[tuple[str, ...], given("Files written.")] = ()

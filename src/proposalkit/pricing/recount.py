"""From judged lines to counts and invoices: the same matter once, the same record once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, localcontext
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from proposalkit.model.outcome import Outcome
from proposalkit.model.recount import (
    COUNTED,
    PARTED,
    Judged,
    MonthCount,
    ReasonCount,
    Settled,
)
from proposalkit.pricing.counting import LISTED_TWICE, REPEATED, STILL_OBSERVED, CountRules
from proposalkit.pricing.explain import month_steps
from proposalkit.pricing.log_times import month_of
from proposalkit.pricing.rules import EXACT_DIGITS, PriceRules


def packed_candidate(judged: Judged, line: int, values: tuple[str, ...] = ()) -> str:
    """Write a line that fits as one text that sorts by matter, then by time, then by record."""
    record, at, day, matter, _, assisted, waits = judged
    kind = f"{'a' if assisted else ''}{'w' if waits else ''}"
    text = f"{matter}{PARTED}{at + _WIDE}{PARTED}{record}{PARTED}{day}{PARTED}{kind}{PARTED}{line}"
    return PARTED.join((text, *values)) if values else text


_WIDE = 10**12
"""Added to every instant, so that all have as many digits and sort as texts."""


class LogEnd(NamedTuple):
    """The last event of a log: what windows still open are held against."""

    at: int
    day: int


def settle(candidates: Iterable[str], rules: CountRules, end: LogEnd) -> Iterator[Settled]:
    """Count each matter once within its window; the packed candidates come sorted.

    The earliest record of a matter counts and begins the window; one after its end counts again.
    """
    inside, observed = rules.same_matter, rules.observation
    settled = partial(tuple.__new__, Settled)  # twice as fast as calling it, a million times
    counted: str | None = None
    first_at = first_day = 0
    first = ""
    for text in candidates:
        matter, when, record, date_, kind, line, *values = text.split(PARTED)
        at, day = int(when) - _WIDE, int(date_)
        reason, of = COUNTED, ""
        if kind and "w" in kind and observed and observed(at, day, end.at, end.day):
            reason = STILL_OBSERVED
        elif matter == counted and inside(first_at, first_day, at, day):
            reason, of = REPEATED, first
        else:
            counted, first_at, first_day, first = matter, at, day, record
        yield settled((record, at, day, reason, "a" in kind, of, int(line), tuple(values)))


def each_record_once(settled: Iterable[Settled]) -> Iterator[Settled]:
    """Count each record once, its earliest line; the lines come sorted by record."""
    for record, lines in groupby(settled, key=itemgetter(0)):
        counted = False
        for one in lines:
            if one.reason != COUNTED:
                yield one
            elif counted:
                yield one._replace(reason=LISTED_TWICE, of=record)
            else:
                counted = True
                yield one


class Tally:
    """Adds up settled lines by month and by reason."""

    def __init__(self, rules: CountRules, period: str | None) -> None:
        self._rules, self._period = rules, period
        self.end = LogEnd(0, 0)
        self._counted: Counter[str] = Counter()
        self._assisted: Counter[str] = Counter()
        self._open: Counter[str] = Counter()
        self._reasons: Counter[int] = Counter()
        self._months: dict[int, str] = {}
        self.other_months = 0

    def asked_for(self, day: int) -> bool:
        """Say whether a day belongs to the period; one without an event always does."""
        return not self._period or not day or self._month(day) == self._period

    def add(self, one: Settled) -> bool:
        """Add one line; False when it belongs to a month not asked for."""
        month = self._months.get(one.day) or self._month(one.day)
        if self._period and one.day and month != self._period:
            self.other_months += 1
            return False
        if one.reason != COUNTED:
            self._reasons[one.reason] += 1
            return True
        (self._assisted if one.assisted else self._counted)[month] += 1
        if self._rules.reopen(one.at, one.day, self.end.at, self.end.day):
            self._open[month] += 1
        return True

    def exclude(self, reason: int, day: int) -> bool:
        """Add a line that the definition alone excludes; False when of another month."""
        if not self.asked_for(day):
            self.other_months += 1
            return False
        self._reasons[reason] += 1
        return True

    def reasons(self) -> tuple[ReasonCount, ...]:
        """Give the reasons met, the most frequent first."""
        return tuple(
            ReasonCount(rule=why.rule, text=why.text, records=count)
            for number, count in sorted(self._reasons.items(), key=lambda one: (-one[1], one[0]))
            for why in (self._rules.reasons[number],)
        )

    def months(
        self, outcome: Outcome, price: PriceRules, metric: str, start: str | None = None
    ) -> tuple[MonthCount, ...]:
        """Price every month counted; the month asked for is there even when nothing counts."""
        asked = {self._period} if self._period else set()
        return tuple(
            price_month(
                month, self._counted[month], self._assisted[month], self._open[month],
                outcome, price, metric, start,
            )
            for month in sorted({*self._counted, *self._assisted, *asked})
        )  # fmt: skip

    @property
    def counted(self) -> int:
        """Give all records counted, assisted ones included."""
        return self._counted.total() + self._assisted.total()

    @property
    def excluded(self) -> int:
        """Give all records excluded."""
        return self._reasons.total()

    def _month(self, day: int) -> str:
        found = self._months.get(day)
        if found is None:
            found = self._months[day] = month_of(day)
        return found


def price_month(
    month: str,
    counted: int,
    assisted: int,
    open_: int,
    outcome: Outcome,
    price: PriceRules,
    metric: str,
    start: str | None = None,
) -> MonthCount:
    """Price one month by the proposal's own tiers, minimum and cap; other metrics stand at zero.

    `start` is the first month of production: with it ramps, indexation and discounts that begin or
    end act as they do in that month of the term.
    """
    number = month_number(month, start)
    with localcontext(prec=EXACT_DIGITS):
        share = outcome.assisted.share if outcome.assisted else Decimal(0)
        units = counted + assisted * share
        volumes: Mapping[str, Decimal] = {**_no_value(price), metric: Decimal(units)}
        steps = month_steps(price, volumes, number)
        return MonthCount(
            month=month,
            term_month=number,
            counted=counted,
            assisted=assisted,
            billed_units=Decimal(units),
            may_be_taken_back=open_,
            charges=steps[-1].result,
            steps=steps,
        )


def month_number(month: str, start: str | None) -> int | None:
    """Give the place of a month in the term that begins in `start`; None before it or without."""
    if start is None:
        return None
    (year, number), (first_year, first) = (map(int, one.split("-")) for one in (month, start))
    place = (year - first_year) * 12 + number - first + 1
    return place if place > 0 else None


def follows_the_calendar(price: PriceRules) -> bool:
    """Say whether the price of a month depends on its place in the term."""
    dated = any(one.first_month or one.last_month for one in price.discounts)
    return bool(price.ramps or price.indexation) or dated


def _no_value(price: PriceRules) -> dict[str, Decimal]:
    """Measure no value for lines that share it: this log does not count it."""
    return {
        one.metric_ref: one.baseline.amount.amount
        for one in price.components
        if one.baseline is not None and one.metric_ref is not None
    }

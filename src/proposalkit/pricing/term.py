"""A term, month by month: what is left of included units, commitments, settlements, credits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from proposalkit.model.money import rounded
from proposalkit.model.pricing import Component
from proposalkit.model.scenario import Volume
from proposalkit.pricing.commitment import Closed, RunningCommitment
from proposalkit.pricing.line_charge import ZERO, months_of
from proposalkit.pricing.month import Line, Moment, Month, factor_of, once, price_month
from proposalkit.pricing.rules import CreditRule, PriceRules
from proposalkit.pricing.value_share import least, share_after, value_of


@dataclass(frozen=True, slots=True)
class TermMonth:
    """One month of a term, with what commitments and credits do to it."""

    number: int
    moment: Moment
    month: Month
    closed: tuple[Closed, ...]
    credit: Decimal

    @property
    def shortfall(self) -> Decimal:
        """Give what tops up commitments."""
        return sum((one.shortfall for one in self.closed), ZERO)

    @property
    def rolled(self) -> Decimal:
        """Give what is taken off for shortfalls billed before."""
        return sum((one.rolled for one in self.closed), ZERO)

    @property
    def charges(self) -> Decimal:
        """Give the charges before credits."""
        return self.month.charges + self.shortfall - self.rolled


@dataclass(frozen=True, slots=True)
class Term:
    """All months of a term, and what is charged once."""

    once: tuple[Line, ...]
    months: tuple[TermMonth, ...]
    after: Decimal | None
    """Value share due after the term; None when no line has one."""

    @property
    def one_time(self) -> Decimal:
        """Give what is charged once."""
        return sum((line.amount for line in self.once), ZERO)

    @property
    def credit_used(self) -> Decimal:
        """Give the credits set against the months."""
        return sum((one.credit for one in self.months), ZERO)

    @property
    def total(self) -> Decimal:
        """Give everything due in the term."""
        return self.one_time + sum((one.charges for one in self.months), ZERO) - self.credit_used


@dataclass(slots=True)
class _State:
    """What one month hands to the next."""

    free: dict[str, Decimal] = field(default_factory=dict)
    unsettled: dict[str, tuple[tuple[Decimal, Decimal], ...]] = field(default_factory=dict)
    credits: dict[str, Decimal] = field(default_factory=dict)


def run_term(rules: PriceRules, volumes: Sequence[Volume], months: int) -> Term:
    """Carry the volumes through every month, in a context that is exact already."""
    state = _State(credits={one.id: one.amount.amount for one in rules.credits})
    running = [RunningCommitment(terms, rules.currency) for terms in rules.commitments]
    steady = _steady(rules, volumes)
    same: Month | None = None
    done = []
    for number in range(1, months + 1):
        moment = _moment(rules, volumes, number, state)
        month = same if same is not None else price_month(rules, moment)
        same = month if steady else None
        _hand_on(rules, moment, month, state)
        closed = _closed(running, number == months, moment, month, rules)
        done.append(_credited(TermMonth(number, moment, month, closed, ZERO), rules, state))
    return Term(once(rules), tuple(done), _after(rules, done[-1], months) if done else None)


def _steady(rules: PriceRules, volumes: Sequence[Volume]) -> bool:
    """Say whether all months are alike, so that one is computed for all."""
    return not (
        rules.ramps
        or rules.indexation
        or any(one.first_month or one.last_month for one in rules.discounts)
        or any(one.included_period or one.type == "value_share" for one in rules.components)
        or any(one.first_months for one in volumes)
    )


def units_in(volume: Volume, number: int) -> Decimal:
    """Give the units of a metric in a month of the term."""
    first = volume.first_months
    return first[number - 1] if number <= len(first) else volume.per_period


def _moment(rules: PriceRules, volumes: Sequence[Volume], number: int, state: _State) -> Moment:
    for component in rules.components:
        if component.included_period is None or component.included is None:
            continue
        if (number - 1) % months_of(component.included_period) == 0:
            state.free[component.id] = component.included
    return Moment(
        number=number,
        units={one.metric_ref: units_in(one, number) for one in volumes},
        assisted={one.metric_ref: one.assisted for one in volumes if one.assisted is not None},
        free=dict(state.free),
        unsettled=dict(state.unsettled),
    )


def _hand_on(rules: PriceRules, moment: Moment, month: Month, state: _State) -> None:
    taken = {line.component_ref: line.charge.taken for line in month.lines}
    for ref in state.free:
        state.free[ref] -= taken[ref]
    for component in rules.components:
        if component.type == "value_share":
            before = state.unsettled.get(component.id, ())
            counted = (*before, _value_and_least(rules, component, moment))
            whole = len(counted) == months_of(component.settlement)
            state.unsettled[component.id] = () if whole else counted


def _value_and_least(
    rules: PriceRules, component: Component, moment: Moment
) -> tuple[Decimal, Decimal]:
    measured = moment.units.get(component.metric_ref or "", ZERO)
    factor = factor_of(rules, component, moment.number)
    return value_of(component, measured), least(component, factor)


def _closed(
    running: Sequence[RunningCommitment],
    last: bool,
    moment: Moment,
    month: Month,
    rules: PriceRules,
) -> tuple[Closed, ...]:
    found: list[Closed] = []
    left = month.charges
    for commitment in running:
        commitment.count(moment.number or 0, month, rules, moment.units)
        closed = commitment.close(last, left)
        if closed is not None:
            left -= closed.rolled
            found.append(closed)
    return tuple(found)


def _credited(month: TermMonth, rules: PriceRules, state: _State) -> TermMonth:
    if not rules.credits:
        return month
    left = charges = month.charges
    for credit in sorted(rules.credits, key=_lapse):
        if credit.last_month is None or month.number <= credit.last_month:
            used = min(state.credits[credit.id], left)
            state.credits[credit.id] -= used
            left -= used
    return TermMonth(month.number, month.moment, month.month, month.closed, charges - left)


def _lapse(credit: CreditRule) -> tuple[bool, int]:
    return credit.last_month is None, credit.last_month or 0


def _after(rules: PriceRules, last: TermMonth, months: int) -> Decimal | None:
    found = None
    for component in rules.components:
        measured = last.moment.units.get(component.metric_ref or "", ZERO)
        share = share_after(component, measured, factor_of(rules, component, months))
        if share is not None:
            times = months_of(component.tail) // months_of(component.settlement)
            found = (found or ZERO) + times * rounded(share, rules.currency)
    return found


def term_sums(term: Term) -> Mapping[str, Decimal]:
    """Give what each line comes to in the term, by id."""
    sums: dict[str, Decimal] = {line.component_ref: line.amount for line in term.once}
    for month in term.months:
        for line in month.month.lines:
            sums[line.component_ref] = sums.get(line.component_ref, ZERO) + line.amount
    return sums

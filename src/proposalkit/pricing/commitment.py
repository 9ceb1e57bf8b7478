"""Commitments over several months: what they lack, and what rolls over (step 9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from proposalkit.model.money import rounded
from proposalkit.model.price_terms import Commitment
from proposalkit.pricing.line_charge import ZERO, months_of
from proposalkit.pricing.month import Month
from proposalkit.pricing.rules import PriceRules


@dataclass(frozen=True, slots=True)
class Closed:
    """How one period of a commitment ended."""

    commitment: str
    committed: Decimal
    """Money or units committed in the period."""
    reached: Decimal
    """Money or units reached."""
    shortfall: Decimal
    """Money billed to top it up."""
    rolled: Decimal
    """Money taken off for a shortfall billed in the period before."""


@dataclass(slots=True)
class RunningCommitment:
    """One commitment carried through the months."""

    terms: Commitment
    currency: str
    reached: Decimal = ZERO
    months: int = 0
    owed: Decimal = ZERO

    def count(
        self, number: int, month: Month, rules: PriceRules, units: Mapping[str, Decimal]
    ) -> None:
        """Count one month towards the period that runs."""
        if number >= self.terms.first_month:
            self.months += 1
            self.reached += self._reached(month, rules, units)

    def close(self, last: bool, charges: Decimal) -> Closed | None:
        """Give how the period ended when its last month is counted; at most `charges` roll."""
        whole = months_of(self.terms.period)
        if not self.months or (self.months < whole and not last):
            return None
        closed = self._close(whole, charges)
        self.reached, self.months, self.owed = ZERO, 0, closed.shortfall
        return closed

    def _reached(self, month: Month, rules: PriceRules, units: Mapping[str, Decimal]) -> Decimal:
        if self.terms.kind == "quantity":
            return units.get(self.terms.metric_ref or "", ZERO)
        return spent(self.terms, month, rules)

    def _close(self, whole: int, charges: Decimal) -> Closed:
        committed, above, short = self._differences(whole)
        billed = short if self.terms.shortfall == "billed" else ZERO
        carried = min(self.owed, above, charges) if self.terms.rollover else ZERO
        return Closed(self.terms.id, committed, self.reached, billed, carried)

    def _differences(self, whole: int) -> tuple[Decimal, Decimal, Decimal]:
        """Give what is committed, and the money above and below it."""
        if self.terms.kind == "spend":
            committed = self.terms.amount.amount if self.terms.amount else ZERO
            if self.months < whole:
                committed = rounded(committed * self.months / whole, self.currency)
            return (
                committed,
                max(self.reached - committed, ZERO),
                max(committed - self.reached, ZERO),
            )
        quantity = self.terms.quantity or ZERO
        price = self.terms.shortfall_price.amount if self.terms.shortfall_price else ZERO
        # One division at the end: a tie of the rounding stays a tie.
        difference = (self.reached * whole - quantity * self.months) * price / whole
        money = rounded(abs(difference), self.currency)
        committed = quantity * self.months / whole
        return committed, money if difference > 0 else ZERO, money if difference < 0 else ZERO


def spent(commitment: Commitment, month: Month, rules: PriceRules) -> Decimal:
    """Give what a month counts towards a spend: its lines, less caps that lie inside them."""
    lines = set(commitment.applies_to)
    printed = sum((one.amount for one in month.lines if one.component_ref in lines), ZERO)
    inside = (
        taken
        for cap, taken in zip(rules.caps, month.reductions, strict=True)
        if lines.issuperset(cap.applies_to)
    )
    return printed - sum(inside, ZERO)


def monthly_shortfall(rules: PriceRules, month: Month, units: Mapping[str, Decimal]) -> Decimal:
    """Give the part of the shortfalls that falls on a month when every month is like it."""
    total = ZERO
    for terms in rules.commitments:
        if terms.shortfall == "waived":
            continue
        whole = months_of(terms.period)
        if terms.kind == "spend" and terms.amount is not None:
            total += max(terms.amount.amount / whole - spent(terms, month, rules), ZERO)
        elif terms.quantity is not None and terms.shortfall_price is not None:
            reached = units.get(terms.metric_ref or "", ZERO)
            short = max(terms.quantity / whole - reached, ZERO)
            total += short * terms.shortfall_price.amount
    return total

"""What giving way on a clause costs, in the figures of the deal's economics. Internal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from proposalkit.model.display import display_money, display_quantity, display_rate
from proposalkit.model.economics import Economics, LadderRow
from proposalkit.model.money import money, rounded
from proposalkit.model.negotiation import CostKind
from proposalkit.model.pricing import METERED
from proposalkit.model.proposal import Proposal

_HUNDRED = Decimal(100)
_LIABILITY_STEPS = (Decimal("1.5"), Decimal(2), Decimal(5))


@dataclass(frozen=True)
class Figures:
    """The proposal and what it costs and earns."""

    proposal: Proposal
    economics: Economics

    def said(self, amount: Decimal) -> str:
        """Write an amount in the currency of the deal, rounded to its coin."""
        currency = self.economics.currency
        sign = "-" if amount < 0 else ""
        return sign + display_money(money(rounded(abs(amount), currency), currency))

    def number(self, fact: str) -> Decimal | None:
        """Give a fact that is a number; None when no clause states it."""
        values = (one.value for clause in self.proposal.clauses for one in clause.facts
                  if one.id == fact)  # fmt: skip
        value = next(values, None)
        return Decimal(str(value)) if str(value).replace(".", "", 1).isdecimal() else None

    @property
    def month(self) -> LadderRow | None:
        """Give the normal month at the expected volume."""
        found = self.economics
        return next((one for one in found.ladder if one.units == found.units), None)

    @property
    def year(self) -> Decimal | None:
        """Give the charges of a year of production at the expected volume."""
        value = self.economics.value("expected")
        return None if value is None else value.acv


def cost_lines(by: CostKind, figures: Figures) -> tuple[str, ...]:
    """Give the figures that go with one kind of cost; none when they are not worked out."""
    return tuple(_LINES[by](figures))


def _none(figures: Figures) -> Iterator[str]:
    yield from ()


def _price(figures: Figures) -> Iterator[str]:
    room, month = figures.economics.headroom, figures.month
    if month is not None and month.margin is not None:
        rate = "" if month.rate is None else f" ({_percent(month.rate)})"
        yield f"A normal month earns {figures.said(month.margin)}{rate} before any change."
    if room.amount is None:
        return
    limit = "the margin target" if room.decided_by == "margin_target" else "the floor price"
    if room.short_by:
        yield f"No room: a normal month lacks {figures.said(room.short_by)} for {limit} already."
    else:
        share = "" if room.share is None else f", {_percent(room.share)}"
        yield (
            f"Room: {figures.said(room.amount)} off a normal month{share}; then {limit} is reached."
        )


def _minimum(figures: Figures) -> Iterator[str]:
    found = figures.economics
    lines = [one for one in figures.proposal.pricing.components if one.minimum is not None]
    for one in lines:
        if one.minimum is not None:
            yield f'"{one.label}" is worth at least {display_money(one.minimum)} a month.'
    yield f"A year without any volume brings {figures.said(found.acv_minimum)}."
    if found.break_even:
        yield f"A month pays for itself from {display_quantity(found.break_even)} units on."
    last = found.ladder[-1] if found.ladder else None
    if last is not None and last.margin is not None:
        yield (
            f"At {display_quantity(last.units)} units, with the cap, a month earns "
            f"{figures.said(last.margin)}."
        )


def _units(figures: Figures) -> Iterator[str]:
    metered = {
        one.id for one in figures.proposal.pricing.components if one.type in METERED
    }  # fmt: skip
    expected = next(
        (one for one in figures.proposal.pricing.scenarios if one.id == "expected"), None
    )
    if expected is None:
        return
    charged = sum(
        (one.amount.amount for one in expected.component_amounts
         if one.component_ref in metered and one.amount is not None),
        Decimal(0),
    )  # fmt: skip
    if not charged:
        return
    lost = charged / _HUNDRED
    yield f"Each unit in a hundred not billed is {figures.said(lost)} a month, at the same cost."
    month = figures.month
    if month is not None and month.margin is not None:
        left = month.margin - lost
        yield f"The margin of a normal month goes from {figures.said(month.margin)} to " + (
            f"{figures.said(left)}."
        )


def _credits(figures: Figures) -> Iterator[str]:
    cap, month = figures.number("sla.credit_cap_pct"), figures.month
    if cap is None or month is None:
        return
    given = month.charges * cap / _HUNDRED
    share = f"{cap.normalize():f} percent"
    yield f"A month with all credits ({share}) gives back {figures.said(given)}."
    if month.margin is not None:
        left = month.margin - given
        yield (
            f"The margin of that month goes from {figures.said(month.margin)} to "
            f"{figures.said(left)}."
        )


def _liability(figures: Figures) -> Iterator[str]:
    multiple, year = figures.number("liability.cap_multiple"), figures.year
    if multiple is None or year is None:
        return
    yield (
        f"At {multiple.normalize():f} times the fees of a year we could owe "
        f"{figures.said(year * multiple)}."
    )
    higher = figures.number("liability.supercap_multiple")
    if higher is not None:
        yield f"For data, at {higher.normalize():f} times: {figures.said(year * higher)}."
    steps = (one for one in _LIABILITY_STEPS if one > multiple)
    yield (
        "At "
        + ", ".join(f"{one.normalize():f} times {figures.said(year * one)}" for one in steps)
        + ": compare it with the insured sum."
    )


def _pilot(figures: Figures) -> Iterator[str]:
    pilot = figures.economics.pilot
    if pilot is None:
        return
    if pilot.cost is None or pilot.result is None:
        yield f"The pilot brings {figures.said(pilot.fee)}; what it costs us is not known."
        return
    yield (
        f"The pilot brings {figures.said(pilot.fee)} and costs {figures.said(pilot.cost)}: "
        f"{figures.said(pilot.result)}."
    )
    if pilot.payback_month:
        yield f"It is paid back in month {pilot.payback_month} of production."


def _leave(figures: Figures) -> Iterator[str]:
    month = figures.month
    if month is not None and month.margin is not None:
        yield f"Each month the buyer leaves earlier is {figures.said(month.margin)} less margin."
    pilot = figures.economics.pilot
    if pilot is not None and pilot.payback_month:
        yield f"Before month {pilot.payback_month} of production the pilot is not paid back."


_LINES: Mapping[CostKind, Callable[[Figures], Iterator[str]]] = {
    "none": _none, "price": _price, "minimum": _minimum, "units": _units, "credits": _credits,
    "liability": _liability, "pilot": _pilot, "leave": _leave,
}  # fmt: skip


def _percent(share: Decimal) -> str:
    sign = "-" if share < 0 else ""
    return sign + display_rate(abs(share).quantize(Decimal("0.001"), ROUND_HALF_UP))

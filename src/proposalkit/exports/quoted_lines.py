"""One scenario as a flat list of lines: a line for each tier, and what is added and taken off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from proposalkit.model.money import rounded
from proposalkit.model.pricing import Component, PublicPricing, Tier
from proposalkit.model.scenario import Scenario
from proposalkit.pricing.engine import price_scenario
from proposalkit.pricing.line_charge import ZERO, in_packs, price_of, tier_reached
from proposalkit.pricing.rules import rules_of

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """A quantity at a price; the amount is their product, rounded to the currency."""

    component: int
    """Place of the component in the list of components, from 0."""
    tier: int | None
    quantity: Decimal
    unit: str
    """Code of UN/ECE Recommendation 20."""
    price: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Adjustment:
    """An amount added to the lines, or taken off them."""

    charge: bool
    reason: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Quoted:
    """The lines of a scenario with their adjustments; together they make its total."""

    lines: tuple[QuotedLine, ...]
    adjustments: tuple[Adjustment, ...]

    @property
    def of_lines(self) -> Decimal:
        """Give the sum of the lines."""
        return sum((one.amount for one in self.lines), ZERO)

    def of_adjustments(self, *, charge: bool) -> Decimal:
        """Give the sum of what is added, or of what is taken off."""
        return sum((one.amount for one in self.adjustments if one.charge is charge), ZERO)

    @property
    def total(self) -> Decimal:
        """Give what is to be paid."""
        return self.of_lines + self.of_adjustments(charge=True) - self.of_adjustments(charge=False)


def chosen_scenario(pricing: PublicPricing) -> Scenario | None:
    """Give the expected scenario, else the first; None when there is none."""
    named = (one for one in pricing.scenarios if one.id == "expected")
    return next(named, next(iter(pricing.scenarios), None))


def quoted(pricing: PublicPricing, scenario: Scenario) -> Quoted:
    """Lay a scenario out flat; the sum of lines and adjustments is its total, to the cent."""
    lines: list[QuotedLine] = []
    adjustments: list[Adjustment] = []
    terms = {one.component_ref: one.term.amount for one in scenario.component_amounts}
    listed = _before_discounts(pricing, scenario) or terms
    for number, component in enumerate(pricing.components):
        term = terms.get(component.id, ZERO)
        whole = listed.get(component.id, ZERO)
        own = tuple(_lines(pricing, scenario, number, component, whole))
        lines.extend(own)
        adjustments.extend(_difference(component, term - sum((x.amount for x in own), ZERO)))
    adjustments.extend(_of_the_scenario(scenario))
    return Quoted(tuple(lines), tuple(adjustments))


def _before_discounts(pricing: PublicPricing, scenario: Scenario) -> dict[str, Decimal]:
    """Price the term of each component as if no discount acted; nothing when none does."""
    if not pricing.discounts:
        return {}
    rules = rules_of(pricing).model_copy(update={"discounts": ()})
    plain = price_scenario(rules, scenario.id, scenario.volumes, scenario.term_months)
    return {one.component_ref: one.term.amount for one in plain.component_amounts}


def _lines(
    pricing: PublicPricing, scenario: Scenario, number: int, component: Component, term: Decimal
) -> Iterator[QuotedLine]:
    if _priced_by_unit(component):
        yield from _tier_lines(pricing, scenario, number, component)
    elif _monthly(component) and component.amount is not None:
        months, price = Decimal(scenario.term_months), component.amount.amount
        yield QuotedLine(number, None, months, "MON", price, months * price)
    else:
        yield QuotedLine(number, None, ONE, "LS", term, term)


def _monthly(component: Component) -> bool:
    return component.billing_period == "P1M"


def _priced_by_unit(component: Component) -> bool:
    """Say whether a month's units alone give the tiers: what else acts becomes an adjustment."""
    return (
        _monthly(component)
        and component.type in ("usage", "outcome")
        and component.tier_mode in ("graduated", "volume")
        and component.included_period is None
        and all(tier.unit_price is not None for tier in component.tiers)
    )


def _tier_lines(
    pricing: PublicPricing, scenario: Scenario, number: int, component: Component
) -> Iterator[QuotedLine]:
    """Give every tier a line, also one that no unit reaches: its price is part of the offer."""
    units = [ZERO] * len(component.tiers)
    for quantity in _months(scenario, component):
        counted = in_packs(component, max(quantity - (component.included or ZERO), ZERO))
        for place, part in enumerate(_split(component, counted)):
            units[place] += part
    for place, (tier, part) in enumerate(zip(component.tiers, units, strict=True)):
        price = price_of(tier)
        amount = rounded(part * price, pricing.currency)
        yield QuotedLine(number, place, part, "C62", price, amount)


def _months(scenario: Scenario, component: Component) -> Iterator[Decimal]:
    volume = next((v for v in scenario.volumes if v.metric_ref == component.metric_ref), None)
    for month in range(scenario.term_months if volume else 0):
        assert volume is not None
        first = volume.first_months
        yield first[month] if month < len(first) else volume.per_period


def _split(component: Component, counted: Decimal) -> Iterator[Decimal]:
    if component.tier_mode == "volume":
        reached: Tier = tier_reached(component.tiers, counted)
        yield from (counted if tier is reached else ZERO for tier in component.tiers)
        return
    below = ZERO
    for tier in component.tiers:
        end = counted if tier.up_to is None else min(tier.up_to, counted)
        yield max(end - below, ZERO)
        below = max(end, below)


def _difference(component: Component, amount: Decimal) -> Iterator[Adjustment]:
    if amount:
        reason = (
            f"{component.label}: what minimum, maximum, discounts, first months, indexation and "
            "rounding change over the term"
        )
        yield Adjustment(amount > 0, reason, abs(amount))


def _of_the_scenario(scenario: Scenario) -> Iterator[Adjustment]:
    rows = (
        (True, "Shortfall of commitments over the term", scenario.shortfall),
        (False, "Taken off by caps over the term", scenario.cap_reduction),
        (False, "Shortfalls billed before, taken off", scenario.rolled),
        (False, "Credits used over the term", scenario.credit_used),
    )
    for charge, reason, money in rows:
        if money is not None and money.amount:
            yield Adjustment(charge, reason, money.amount)

"""What decides every amount of an order: the part of a price that a buyer can replay."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from proposalkit.model.base import Model
from proposalkit.model.fields import Currency, Slug, given
from proposalkit.model.money import Money
from proposalkit.model.pricing import Component, OnReach, PublicPricing

EXACT_DIGITS = 80
"""Working precision: a quantity times a price has at most 54 digits, so nothing is lost."""


class CapRule(Model):
    """A limit on the sum of several components in one period."""

    id: Annotated[Slug, given("Id of the cap.")]
    applies_to: Annotated[tuple[Slug, ...], given("Ids of the components.")]
    amount: Annotated[Money, given("Charge per period at which it is reached.")]
    on_reach: Annotated[OnReach, given("stop, free or notify_and_bill.")]


class CreditRule(Model):
    """An amount set against the charges of the periods, the earliest first."""

    id: Annotated[Slug, given("Id of the credit.")]
    amount: Annotated[Money, given("Total credit.")]


class PriceRules(Model):
    """Components, caps and credits in one currency."""

    currency: Annotated[Currency, given("Currency of all amounts.")]
    components: tuple[Component, ...]
    caps: tuple[CapRule, ...] = ()
    credits: tuple[CreditRule, ...] = ()
    cost_today: Annotated[Money | None, given("The buyer's cost of one unit today.")] = None

    @property
    def metered(self) -> tuple[Component, ...]:
        """Give the components priced by a counted quantity."""
        return tuple(c for c in self.components if c.type in ("usage", "outcome"))

    @property
    def metric_refs(self) -> tuple[str, ...]:
        """Give the ids of the metrics counted, each once, in the order of the components."""
        refs = (c.metric_ref for c in self.metered if c.metric_ref is not None)
        return tuple(dict.fromkeys(refs))

    def same_volume(self, quantity: Decimal) -> dict[str, Decimal]:
        """Give every metric the same quantity; an order of ours counts one metric at most."""
        return dict.fromkeys(self.metric_refs, quantity)


def rules_of(pricing: PublicPricing) -> PriceRules:
    """Take from the public price what decides its amounts, and nothing else."""
    return PriceRules(
        currency=pricing.currency,
        components=pricing.components,
        caps=tuple(
            CapRule(id=c.id, applies_to=c.applies_to, amount=c.amount, on_reach=c.on_reach)
            for c in pricing.caps
        ),
        credits=tuple(CreditRule(id=c.id, amount=c.amount) for c in pricing.credits),
        cost_today=pricing.cost_today,
    )

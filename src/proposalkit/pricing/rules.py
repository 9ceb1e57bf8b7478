"""What decides every amount of an order: the part of a price that a buyer can replay."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from proposalkit.model.base import Model
from proposalkit.model.fields import Currency, Slug, given
from proposalkit.model.money import Money
from proposalkit.model.price_terms import Commitment, Discount, Indexation, OnReach, Ramp
from proposalkit.model.pricing import METERED, Component, PublicPricing
from proposalkit.model.scenario import Volume

EXACT_DIGITS = 2000
"""Working precision: an index compounded every month for five years still loses nothing."""


class CapRule(Model):
    """A limit on the sum of several components in one period."""

    id: Annotated[Slug, given("Id of the cap.")]
    applies_to: Annotated[tuple[Slug, ...], given("Ids of the components.")]
    amount: Annotated[Money, given("Charge per period at which it is reached.")]
    on_reach: Annotated[OnReach, given("stop, free or notify_and_bill.")]
    label: Annotated[str | None, given("Its name in the price book, if it has one.")] = None


class CreditRule(Model):
    """An amount set against the charges of the periods, the earliest first."""

    id: Annotated[Slug, given("Id of the credit.")]
    amount: Annotated[Money, given("Total credit.")]
    last_month: Annotated[int | None, given("Last month it can be used in.")] = None
    label: Annotated[str | None, given("Its name in the price book, if it has one.")] = None
    condition: Annotated[str | None, given("When it is earned, if the price book says.")] = None


class PriceRules(Model):
    """Components and everything that changes them, in one currency."""

    currency: Annotated[Currency, given("Currency of all amounts.")]
    components: tuple[Component, ...]
    discounts: tuple[Discount, ...] = ()
    caps: tuple[CapRule, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    ramps: tuple[Ramp, ...] = ()
    indexation: tuple[Indexation, ...] = ()
    credits: tuple[CreditRule, ...] = ()
    per_unit_of: Annotated[Slug | None, given("Metric the total is divided by.")] = None
    beside: Annotated[
        tuple[Volume, ...], given("Expected volumes of the metrics that do not vary in a curve.")
    ] = ()
    cost_today: Annotated[Money | None, given("The buyer's cost of one unit today.")] = None

    @property
    def metered(self) -> tuple[Component, ...]:
        """Give the components priced by a counted quantity."""
        return tuple(c for c in self.components if c.type in METERED)

    @property
    def metric_refs(self) -> tuple[str, ...]:
        """Give the ids of the metrics counted, each once, in the order of the components."""
        refs = (c.metric_ref for c in self.metered if c.metric_ref is not None)
        return tuple(dict.fromkeys(refs))

    @property
    def main_metric(self) -> str | None:
        """Give the metric whose units the total is divided by; None when it is not told."""
        refs = self.metric_refs
        return self.per_unit_of or (refs[0] if len(refs) == 1 else None)

    def same_volume(self, quantity: Decimal) -> dict[str, Decimal]:
        """Give the main metric a quantity; the others keep the expected one, or get the same."""
        others = {one.metric_ref: one.per_period for one in self.beside}
        return {
            ref: quantity if ref == self.main_metric else others.get(ref, quantity)
            for ref in self.metric_refs
        }


def rules_of(pricing: PublicPricing) -> PriceRules:
    """Take from the public price what decides its amounts, and nothing else."""
    rules = PriceRules(
        currency=pricing.currency,
        components=pricing.components,
        discounts=pricing.discounts,
        caps=tuple(
            CapRule(id=c.id, applies_to=c.applies_to, amount=c.amount, on_reach=c.on_reach)
            for c in pricing.caps
        ),
        commitments=pricing.commitments,
        ramps=pricing.ramps,
        indexation=pricing.indexation,
        credits=tuple(
            CreditRule(id=c.id, amount=c.amount, last_month=c.last_month) for c in pricing.credits
        ),
        per_unit_of=pricing.per_unit_of,
        cost_today=pricing.cost_today,
    )
    expected = next((one for one in pricing.scenarios if one.id == "expected"), None)
    if expected is None or len(expected.volumes) < 2:
        return rules
    others = tuple(one for one in expected.volumes if one.metric_ref != rules.main_metric)
    return rules.model_copy(update={"beside": others})

"""One line of an offer, as a price book gives it: seven kinds of price."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from proposalkit.model.base import Model
from proposalkit.model.fields import DecimalText, Slug, given
from proposalkit.model.misfit import Misfit
from proposalkit.model.pricing import (
    METERED,
    AdjustmentReason,
    ComponentType,
    Direction,
    TierMode,
)

Months = Annotated[int, Field(ge=1, le=60)]
Share = Annotated[DecimalText, Field(le=1)]

AMOUNT_TYPES: tuple[ComponentType, ...] = ("percentage", "value_share")
"""Types whose metric is an amount of money."""

KEYS: dict[ComponentType, tuple[str, ...]] = {
    "one_time": ("amount",),
    "recurring": ("amount", "unit"),
    "usage": ("metric", "included", "included_months", "pack", "tiers", "minimum", "maximum"),
    "outcome": ("metric", "included", "included_months", "pack", "tiers", "minimum", "maximum",
                "assisted_share"),
    "percentage": ("metric", "tiers", "minimum", "maximum"),
    "value_share": ("metric", "tiers", "minimum", "maximum", "baseline", "settlement_months",
                    "tail_months", "tail_rate"),
    "adjustment": ("applies_to", "rate", "reason", "minimum", "maximum"),
}  # fmt: skip
"""Keys of a line that belong to each kind of price, beside id, label, type, clauses, tier_mode."""

NEEDED: dict[ComponentType, tuple[str, ...]] = {
    "one_time": ("amount",),
    "recurring": ("amount",),
    "usage": ("tiers", "metric"),
    "outcome": ("tiers", "metric"),
    "percentage": ("tiers", "metric"),
    "value_share": ("tiers", "metric", "baseline"),
    "adjustment": ("applies_to", "rate", "reason"),
}

REMEDIES = {
    "amount": 'Add "amount", or make the line usage or outcome and give it tiers.',
    "tiers": 'Add "tiers" with a "price" for each step.',
    "metric": 'Add "metric" with the name of what is counted.',
    "baseline": 'Add "baseline" with amount, direction and source; without one there is no value.',
    "applies_to": 'Add "applies_to" with the ids of the lines it is a share of.',
    "rate": 'Add "rate" with the share, such as 0.08.',
    "reason": 'Add "reason": review_level, service_tier, indemnity, residency or other.',
}


class TierIn(Model):
    """One price step: a price of each unit, of the whole step, or a share of an amount."""

    price: Annotated[DecimalText | None, given("Price of one unit.")] = None
    flat: Annotated[DecimalText | None, given("Price of the whole step, for tier_mode flat.")] = (
        None
    )
    rate: Annotated[Share | None, given("Share of an amount of money, such as 0.15.")] = None
    up_to: Annotated[DecimalText | None, given("Last unit at this price; empty: open.")] = None

    @property
    def kind(self) -> Literal["price", "flat", "rate"] | None:
        """Give the one price this tier has; None when it has none or several."""
        there = [name for name in ("price", "flat", "rate") if getattr(self, name) is not None]
        if len(there) != 1:
            return None
        return "price" if there[0] == "price" else "flat" if there[0] == "flat" else "rate"


class MetricIn(Model):
    """What is counted."""

    id: Annotated[Slug, given("Id.")] = "unit"
    unit: Annotated[str, given("Name of one unit.")] = "resolved contact"
    label: Annotated[str, given("Name in the plural.")] = "resolved contacts"
    kind: Annotated[
        Literal["usage", "outcome", "amount"], given("usage, outcome, or amount of money.")
    ] = "outcome"
    definition: Annotated[
        str | None,
        given("What counts as one unit of usage, or how an amount is measured; "
              "an outcome is defined in the brief."),
    ] = None  # fmt: skip


class BaselineIn(Model):
    """What a measured amount is compared with."""

    amount: Annotated[DecimalText, given("Amount of one month without the agent.")]
    direction: Annotated[Direction, given("below: value is what is saved; above: what is won.")]
    source: Annotated[str, given("How and when it was measured, and who signed it.")]


class RateIn(Model):
    """One line of an offer."""

    id: Annotated[Slug, given("Id of the line.")]
    label: Annotated[str, given("Name of the line as printed.")]
    type: Annotated[
        ComponentType,
        given("one_time, recurring, usage, outcome, percentage, value_share or adjustment."),
    ]
    amount: Annotated[DecimalText | None, given("Fixed amount of one_time and recurring.")] = None
    unit: Annotated[
        str | None,
        given("Name of one unit bought, such as seat-equivalent; the amount is the price of one."),
    ] = None
    metric: MetricIn | None = None
    assisted_share: Annotated[
        Share | None, given("Part of an outcome billed when a person helped, such as 0.5.")
    ] = None
    included: Annotated[DecimalText | None, given("Units a month at no charge.")] = None
    included_months: Annotated[
        Months | None, given("Months the units at no charge are for, such as 12; empty: one.")
    ] = None
    pack: Annotated[
        DecimalText | None, Field(gt=0), given("Units sold together; a begun pack counts whole.")
    ] = None
    tier_mode: Annotated[TierMode, given("graduated, volume or flat.")] = "graduated"
    tiers: tuple[TierIn, ...] = ()
    baseline: BaselineIn | None = None
    settlement_months: Annotated[
        Months | None, given("Months over which the value is measured; empty: one.")
    ] = None
    tail_months: Annotated[
        Months | None, given("Months after the term in which the share goes on.")
    ] = None
    tail_rate: Annotated[Share | None, given("Part of the share due in them; empty: all.")] = None
    applies_to: Annotated[tuple[Slug, ...], given("Lines an adjustment is a share of.")] = ()
    rate: Annotated[Share | None, given("Share of those lines.")] = None
    reason: Annotated[
        AdjustmentReason | None,
        given("review_level, service_tier, indemnity, residency or other."),
    ] = None
    minimum: Annotated[DecimalText | None, given("Least charge a month.")] = None
    maximum: Annotated[DecimalText | None, given("Most charge a month.")] = None
    clauses: Annotated[tuple[Slug, ...], given("Clauses that govern the line.")] = ()

    @property
    def metered(self) -> bool:
        """Say whether a counted quantity decides the charge."""
        return self.type in METERED

    @model_validator(mode="after")
    def _shape(self) -> RateIn:
        for key in NEEDED[self.type]:
            if not getattr(self, key) and getattr(self, key) != Decimal(0):
                article = "an" if key in ("amount",) else "" if key.endswith("s") else "a"
                needs = f"needs {article} {key}".replace("  ", " ")
                raise Misfit(f"{self._name} {needs}", REMEDIES[key])
        for key in self._foreign():
            raise Misfit(*self._refusal(key), key)
        return self

    @property
    def _name(self) -> str:
        return f"{self.type} line {self.id!r}"

    def _foreign(self) -> tuple[str, ...]:
        known = dict.fromkeys(key for keys in KEYS.values() for key in keys)
        return tuple(key for key in known if key not in KEYS[self.type] and getattr(self, key))

    def _refusal(self, key: str) -> tuple[str, str]:
        if key == "amount" and self.metered:
            return (
                f"{self._name} is priced by its tiers and takes no amount",
                'Remove "amount", or make the line one_time or recurring.',
            )
        if key == "unit" and self.metered:
            return (
                f"{self._name} is counted by its metric and takes no unit",
                'Remove "unit"; the name of what is counted stands in "metric".',
            )
        if key == "unit" and self.type == "one_time":
            return (
                f"{self._name} is charged once and takes no unit",
                'Remove "unit", or make the line recurring.',
            )
        kinds = ", ".join(kind for kind, keys in KEYS.items() if key in keys)
        if self.type in ("one_time", "recurring"):
            return (
                f"{self._name} is a fixed amount: {key} belongs to lines of type {kinds}",
                "Remove the key here, or give the line another type.",
            )
        return (
            f"{self._name} takes no {key}: it belongs to lines of type {kinds}",
            f'Remove "{key}", or give the line another type.',
        )

    @model_validator(mode="after")
    def _tiers_priced(self) -> RateIn:
        wanted = "rate" if self.type in AMOUNT_TYPES else (
            "flat" if self.tier_mode == "flat" else "price"
        )  # fmt: skip
        for number, tier in enumerate(self.tiers):
            if tier.kind != wanted:
                raise Misfit(
                    f"line {self.id!r}: each of its tiers has a {wanted!r} and no other price",
                    f'Write "{wanted}" in this tier.',
                    *("tiers", number),
                )
        if self.type == "value_share" and self.tier_mode != "graduated":
            raise Misfit(
                f"line {self.id!r}: the bands of a value share are graduated",
                'Remove "tier_mode".',
                "tier_mode",
            )
        return self

    @model_validator(mode="after")
    def _tiers_rise(self) -> RateIn:
        last = Decimal(0)
        for number, tier in enumerate(self.tiers):
            final = number == len(self.tiers) - 1
            if final != (tier.up_to is None):
                raise Misfit(
                    f"line {self.id!r}: only the last tier is open, and it must be",
                    'Give every tier but the last one an "up_to".',
                    *("tiers", number),
                )
            if tier.up_to is not None and tier.up_to <= last:
                raise Misfit(
                    f"line {self.id!r}: tiers not rising at up_to {tier.up_to}",
                    f"Write a number above {last}, or put the tiers in order.",
                    *("tiers", number, "up_to"),
                )
            last = tier.up_to or last
        return self

    @model_validator(mode="after")
    def _minimum_below_maximum(self) -> RateIn:
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise Misfit(
                f"line {self.id!r}: minimum {self.minimum} is above maximum {self.maximum}",
                "Lower the minimum or raise the maximum.",
                "minimum",
            )
        return self

    @model_validator(mode="after")
    def _amount_defined(self) -> RateIn:
        if self.metric is None:
            return self
        if self.type in AMOUNT_TYPES:
            if self.metric.kind != "amount" or not self.metric.definition:
                raise Misfit(
                    f"{self._name} is a share of an amount nobody defined",
                    'Give its metric "kind: amount" and a "definition" of how it is measured.',
                    "metric",
                )
        elif self.metric.kind == "amount":
            raise Misfit(
                f"{self._name} counts units; its metric is an amount of money",
                "Make the line percentage or value_share, or count units.",
                *("metric", "kind"),
            )
        return self

    @model_validator(mode="after")
    def _times_fit(self) -> RateIn:
        settled = self.settlement_months or 1
        if self.tail_months is not None and self.tail_months % settled:
            raise Misfit(
                f"line {self.id!r}: a tail of {self.tail_months} months is no whole number of "
                f"settlements of {settled} months",
                f"Write a multiple of {settled}.",
                "tail_months",
            )
        for key, other in (("included_months", "included"), ("tail_rate", "tail_months")):
            if getattr(self, key) is not None and getattr(self, other) is None:
                raise Misfit(
                    f"line {self.id!r}: {key} without {other}",
                    f'Add "{other}", or remove "{key}".',
                    key,
                )
        return self

    def fixed_amounts(self) -> tuple[tuple[str, Decimal], ...]:
        """Give each amount that is charged as it stands, with the name of its place."""
        found = [
            (f"amount of line {self.id!r}", self.amount),
            (f"minimum of line {self.id!r}", self.minimum),
            (f"maximum of line {self.id!r}", self.maximum),
            *((f"flat of line {self.id!r}", tier.flat) for tier in self.tiers),
        ]
        return tuple((place, amount) for place, amount in found if amount is not None)

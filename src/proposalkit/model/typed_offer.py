"""A competing offer that a person typed from a page: a few lines, verified by nobody."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from proposalkit.model.base import Model
from proposalkit.model.fields import Currency, DecimalText

TypedKind = Literal[
    "one_time", "recurring", "usage", "usage_volume", "outcome", "outcome_volume",
    "commitment", "cap",
]  # fmt: skip
"""`usage` and `outcome` have graduated tiers, `_volume` tiers price all units alike;
`commitment` is the least spend of each 12 months, `cap` the most a month for all units."""
METERED_KINDS: tuple[TypedKind, ...] = ("usage", "usage_volume", "outcome", "outcome_volume")


class TypedTier(Model):
    """One price step; the last has no end."""

    up_to: DecimalText | None = None
    price: DecimalText


class TypedLine(Model):
    """One line of such an offer."""

    label: str
    kind: TypedKind
    place: str = Field(description="`file:line` of its first row.")
    amount: DecimalText | None = None
    tiers: tuple[TypedTier, ...] = ()
    included: DecimalText | None = None
    minimum: DecimalText | None = None
    maximum: DecimalText | None = None


class TypedOffer(Model):
    """All lines of one offer."""

    name: str
    place: str
    currency: Currency
    tax: Literal["exclusive", "inclusive"]
    term_months: int = Field(ge=1, le=120)
    lines: tuple[TypedLine, ...]

    @property
    def commitment(self) -> Decimal | None:
        """Give the least spend of 12 months; None when there is none."""
        return next((one.amount for one in self.lines if one.kind == "commitment"), None)

    @property
    def cap(self) -> Decimal | None:
        """Give the most a month for all units; None when there is none."""
        return next((one.amount for one in self.lines if one.kind == "cap"), None)

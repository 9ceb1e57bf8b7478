"""Prices worked out in the test itself, so that the comparison is held to nothing of the engine."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from proposalkit.compare.offers import Checking, Offer, UnitCounted
from proposalkit.model.money import Money, money
from proposalkit.model.scenario import Cliff, PeriodAmount, Scenario, Volume

Month = Callable[[int], Decimal]


class PlainPrice:
    """Setup, and a month's charge by a function of the volume."""

    def __init__(self, month: Month, once: str = "0", currency: str = "EUR", tax: str = "exclusive",
                 months: int = 12, corners: tuple[int, ...] = ()) -> None:  # fmt: skip
        self._month, self._once, self._corners = month, Decimal(once), corners
        self.currency, self.tax, self.term_months = currency, tax, months
        self.slack = Decimal("0.01")

    def scenario(self, volume: Decimal) -> Scenario:
        total = self.total(int(volume))
        unit = (total / (volume * self.term_months)).quantize(Decimal("0.0001")) if volume else None
        nothing = money(Decimal(0), self.currency)
        period = PeriodAmount(period=1, charges=nothing, credit=nothing, due=nothing)
        return Scenario(
            id="expected", term_months=self.term_months, component_amounts=(),
            volumes=(Volume(metric_ref="unit", per_period=volume),), one_time=nothing,
            periods=(period,), total=money(total, self.currency),
            effective_unit_price=None if unit is None
            else Money(amount=unit, currency=self.currency),
        )  # fmt: skip

    def total(self, volume: int) -> Decimal:
        return self._once + self.term_months * self._month(volume)

    def corners(self, highest: int) -> tuple[int, ...]:
        return tuple(one for one in (0, *self._corners, highest) if one <= highest)

    def cliffs(self) -> tuple[Cliff, ...]:
        return ()


USAGE = UnitCounted("usage", "pages", "page", "one page read", None)


def an_offer(mark: str, price: PlainPrice, unit: UnitCounted | None = USAGE) -> Offer:
    checking = Checking("passed", "6 checks passed")
    return Offer(mark, f"{mark}.json", f"Seller {mark}", f"Offer {mark}", checking, price, unit)


def per_unit(price: str, fixed: str = "0") -> Month:
    return lambda volume: Decimal(fixed) + Decimal(price) * volume

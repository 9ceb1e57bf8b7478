"""The monthly volumes at which a price does not cover what serving it costs. Internal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal, localcontext
from functools import partial
from itertools import pairwise
from typing import Annotated

from proposalkit.model.base import Model
from proposalkit.model.fields import given
from proposalkit.model.seller import InternalProfile
from proposalkit.pricing.corners import corner_volumes, first_volume
from proposalkit.pricing.engine import price_period
from proposalkit.pricing.margin import HIGHEST_VOLUME, serving_cost
from proposalkit.pricing.order import Order
from proposalkit.pricing.rules import EXACT_DIGITS


class LossRange(Model):
    """Whole volumes a month from first to last, all of them at a loss."""

    first: int
    last: Annotated[int | None, given("None: however large the volume.")]
    worst: Annotated[
        Decimal, given("Greatest loss a month; in an open range that at twice its first volume.")
    ]
    worst_at: Annotated[int, given("Volume of that loss.")]


def loss_volumes(
    order: Order, internal: InternalProfile
) -> tuple[tuple[LossRange, ...], tuple[str, ...]]:
    """Give every range of monthly volumes whose charges are below the month's cost.

    One-time charges and credits stay out. The second part names inputs that lack; then no range
    is given.
    """
    cost, missing = serving_cost(order, internal)
    if cost is None:
        return (), missing
    per_unit, per_month = cost.per_unit, cost.per_month

    def earned(volume: int) -> Decimal:
        with localcontext(prec=EXACT_DIGITS):
            charges = price_period(order, order.same_volume(Decimal(volume))).charges
            return charges - per_month - volume * per_unit

    return tuple(_ranges(earned, corner_volumes(order, HIGHEST_VOLUME))), ()


def _ranges(earned: Callable[[int], Decimal], corners: tuple[int, ...]) -> Iterator[LossRange]:
    """Walk the straight pieces; inside one the sign changes once at most."""
    start: int | None = corners[0] if earned(corners[0]) < 0 else None
    for low, high in pairwise(corners):
        before, after = earned(low) < 0, earned(high) < 0
        if before == after:
            continue
        edge = first_volume(low, high, partial(_has_turned, earned, after))
        if after:
            start = edge
        elif start is not None:
            yield _range(earned, corners, start, edge - 1)
            start = None
    if start is not None:
        yield _range(earned, corners, start, None)


def _has_turned(earned: Callable[[int], Decimal], loss: bool, volume: int) -> bool:
    return (earned(volume) < 0) == loss


def _range(
    earned: Callable[[int], Decimal], corners: tuple[int, ...], first: int, last: int | None
) -> LossRange:
    """Give a range with its worst volume; the loss of an open one grows for ever."""
    inside = [one for one in corners if last is not None and first <= one <= last]
    ends = [2 * first] if last is None else [first, last]
    worst = min({*ends, *inside}, key=earned)
    return LossRange(first=first, last=last, worst=-earned(worst), worst_at=worst)

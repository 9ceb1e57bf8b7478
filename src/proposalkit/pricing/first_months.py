"""Volumes asked for, with the first months and the assisted part the offer itself expects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext

from proposalkit.model.scenario import Volume
from proposalkit.pricing.rules import EXACT_DIGITS


def volumes_like(expected: Sequence[Volume], asked: Mapping[str, Decimal]) -> tuple[Volume, ...]:
    """Give the volumes asked for; the first months are the same shares of them as expected."""
    known = {one.metric_ref: one for one in expected}
    return tuple(_like(known.get(ref), ref, quantity) for ref, quantity in asked.items())


def first_shares(volume: Volume | None) -> tuple[Decimal, ...]:
    """Give the share of the volume that each of the first months has; none when all are alike."""
    if volume is None or not volume.per_period:
        return ()
    with localcontext(prec=EXACT_DIGITS):
        return tuple(one / volume.per_period for one in volume.first_months)


def _like(known: Volume | None, ref: str, quantity: Decimal) -> Volume:
    if known is None:
        return Volume(metric_ref=ref, per_period=quantity)
    if quantity == known.per_period:
        return known
    return Volume(
        metric_ref=ref,
        per_period=quantity,
        first_months=tuple(_share(quantity, one, known) for one in known.first_months),
        assisted=known.assisted,
    )


def _share(quantity: Decimal, first: Decimal, known: Volume) -> Decimal:
    """Give a first month's units; a share that never ends is cut at twelve decimals."""
    if not known.per_period:
        return quantity
    exact = quantity * first / known.per_period
    return exact if -_exponent(exact) <= 12 else exact.quantize(Decimal("1E-12"))


def _exponent(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0

"""Offers that begin slowly, each in its own way, are compared at one volume from the start."""

from __future__ import annotations

from dataclasses import replace

from proposalkit.compare.offers import Offer
from proposalkit.workflows.offer_price import ReplayedPrice


def first_months_alike(
    offers: tuple[Offer, ...],
) -> tuple[tuple[Offer, ...], tuple[str, ...]]:
    """Count the first months as all offers expect them, else at the whole volume, and say so."""
    shares = {one.mark: getattr(one.price, "first_shares", ()) for one in offers}
    if len(set(shares.values())) <= 1:
        return offers, ()
    alike = tuple(
        replace(one, price=one.price.with_all_months_alike())
        if isinstance(one.price, ReplayedPrice)
        else one
        for one in offers
    )
    own = [mark for mark, given in shares.items() if given]
    says = (
        f"The pages of {' and '.join(own)} count smaller volumes in the first months and the "
        "offers differ in them; here every month has the whole volume."
    )
    return alike, (says,)

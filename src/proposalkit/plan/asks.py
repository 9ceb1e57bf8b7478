"""The shape of a row: an optional input that matters, and when it is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from proposalkit.model.brief import DealBrief
from proposalkit.model.price_book import OfferIn
from proposalkit.model.seller import SellerProfile


class Given(NamedTuple):
    """The inputs of one deal."""

    brief: DealBrief
    seller: SellerProfile
    offer: OfferIn


class Ask(NamedTuple):
    """One row: the field, what to ask, what the answer changes, and when it is open."""

    field: str
    question: str
    why: str
    is_open: Callable[[Given], bool]


def is_metered(given: Given) -> bool:
    """Say whether the offer counts units."""
    return any(rate.metric is not None for rate in given.offer.rates)


def is_priced_by_outcome(given: Given) -> bool:
    """Say whether a line of the offer is priced by outcome."""
    return any(rate.type == "outcome" for rate in given.offer.rates)

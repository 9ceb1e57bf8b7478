"""An order for an offer nobody has asked for yet, so that a price book can be checked alone."""

from __future__ import annotations

from proposalkit.model.brief import DealBrief
from proposalkit.model.price_book import OfferIn, PriceBook
from proposalkit.pricing.offer_volumes import main_metric
from proposalkit.pricing.order import Order, build_order

_DAY = "2000-01-01"
"""Offer date of a probe; the book's own dates are checked apart from it."""


def probe_order(book: PriceBook, offer: OfferIn) -> Order:
    """Build the order of a deal that takes the offer as it stands: no wish, one unit of what is
    bought by number.

    Raises InputRefused when no deal can have the offer; `where` names fields of a brief.
    """
    counted = list(dict.fromkeys(rate.metric.id for rate in offer.rates if rate.metric))
    main = main_metric(offer)
    others = [{"metric": one, "expected": "1"} for one in counted if one != main]
    volumes = {"expected": "1", "others": others}
    bought = any(rate.unit is not None for rate in offer.rates)
    brief = DealBrief.model_validate(
        {
            "buyer": {"legal_name": "Any buyer", "country": "DE", "sector": "any"},
            "workflow": {
                "name": "Any work",
                "description": "Any work.",
                "system_of_record": {"name": "Any system"},
            },
            "volumes": volumes,
            "data": {"categories": ["Any data"]},
            "autonomy": "copilot",
            "stage": {"value": "piloting"},
            "offer_date": _DAY,
            "commercial": {
                "offer": offer.id,
                "quantity": "1" if bought else None,
                "pilot": {} if offer.pilot is not None else None,
            },
        }
    )
    return build_order(book, brief)

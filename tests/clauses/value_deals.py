"""A deal whose price is a share of what handling costs less than before."""

from __future__ import annotations

from dataclasses import replace

from proposalkit.model.price_book import OfferIn
from proposalkit.workflows.gather import Gathered

LINE: dict[str, object] = {
    "id": "share", "label": "Share of the saving", "type": "value_share",
    "metric": {"id": "cost", "unit": "EUR", "label": "handling cost", "kind": "amount",
               "definition": "Cost of agents and licences of one month, from the accounts."},
    "tiers": [{"rate": "0.2", "up_to": "50000"}, {"rate": "0.125"}],
    "baseline": {"amount": "80000", "direction": "below", "source": "Accounts of 2026."},
    "settlement_months": "3", "tail_months": "6", "tail_rate": "0.5",
    "minimum": "2000", "maximum": "9000",
}  # fmt: skip


def offer(**changes: object) -> OfferIn:
    """Give an offer of one line that takes a share of value, with changes to the line."""
    line = {key: value for key, value in {**LINE, **changes}.items() if value is not None}
    return OfferIn.model_validate({"id": "value", "rates": [line], "cap": "30000"})


def with_offer(gathered: Gathered, own: OfferIn) -> Gathered:
    """Put an offer in the place of those of the price book."""
    book = gathered.inputs.price_book.model_copy(update={"offers": (own,)})
    return replace(gathered, inputs=replace(gathered.inputs, price_book=book))

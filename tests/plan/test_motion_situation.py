"""What the advice reads from a brief and its offer."""

from __future__ import annotations

from decimal import Decimal

import pytest

from proposalkit.model.advice import GoToMarket
from proposalkit.model.brief import DealBrief
from proposalkit.model.price_book import OfferIn
from proposalkit.plan.motion_situation import situation_of

OUTCOME = {"id": "done", "label": "Done", "type": "outcome", "metric": {"id": "done"},
           "tiers": [{"price": "0.95"}]}  # fmt: skip
USAGE = {**OUTCOME, "id": "used", "type": "usage"}
PART = {"id": "part", "label": "Part", "type": "percentage", "tiers": [{"rate": "0.12"}],
        "metric": {"id": "paid", "unit": "EUR paid", "kind": "amount", "definition": "Paid."},
        }  # fmt: skip
FLAT = {"id": "seat", "label": "Seats", "type": "recurring", "amount": "100"}


def brief(**values: object) -> DealBrief:
    return DealBrief.model_validate(
        {
            "buyer": {"legal_name": "Nordwind GmbH", "country": "DE", "sector": "retail"},
            "workflow": {
                "name": "order status", "description": "People answer by hand.",
                "system_of_record": {"name": "Helpdesk"},
            },
            "volumes": {"expected": "1000"}, "data": {"categories": ["Name"]},
            "autonomy": "autopilot", "stage": {"value": "curious"},
            "offer_date": "2026-11-23", "commercial": {"offer": "standard"}, **values,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rates", "priced_as"),
    [
        ([FLAT], "access"),
        ([FLAT, USAGE], "usage"),
        ([FLAT, USAGE, OUTCOME], "outcome"),
        ([FLAT, PART], "value_share"),
    ],
)
def test_the_offer_says_what_the_price_hangs_on(
    rates: list[dict[str, object]], priced_as: str
) -> None:
    offer = OfferIn.model_validate({"id": "standard", "rates": rates})
    assert situation_of(brief(), offer, GoToMarket(), None).priced_as == priced_as


def test_stage_autonomy_and_cycle_come_from_the_brief_and_the_price_from_its_quote() -> None:
    offer = OfferIn.model_validate({"id": "standard", "rates": [FLAT]})
    found = situation_of(brief(expected_cycle_days=75), offer, GoToMarket(), Decimal(60000))
    assert (found.stage, found.autonomy, found.cycle_days) == ("curious", "autopilot", 75)
    assert found.yearly_usd == Decimal(60000)

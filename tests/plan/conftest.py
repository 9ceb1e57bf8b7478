"""A brief, a profile and an offer with the least and with everything."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from proposalkit.model.brief import DealBrief
from proposalkit.model.price_book import OfferIn
from proposalkit.model.seller import SellerProfile

PERSON = {"name": "Katrin"}
SIGNATORY = {"name": "Katrin", "title": "Director"}
METERED = {"id": "contacts", "label": "Contacts", "type": "outcome", "metric": {"id": "contact"},
           "tiers": [{"price": "0.95"}]}  # fmt: skip
FLAT = {"id": "seat", "label": "Seats", "type": "recurring", "amount": "100"}


class Inputs(NamedTuple):
    """The three inputs of a plan."""

    brief: DealBrief
    seller: SellerProfile
    offer: OfferIn


def least_brief() -> dict[str, object]:
    """Give the mandatory answers of a brief and nothing else."""
    return {
        "buyer": {"legal_name": "Nordwind GmbH", "country": "DE", "sector": "retail"},
        "workflow": {
            "name": "order status by e-mail",
            "description": "People answer by hand.",
            "system_of_record": {"name": "Helpdesk"},
        },
        "volumes": {"expected": "1000"},
        "data": {"categories": ["Name"]},
        "autonomy": "autopilot",
        "stage": {"value": "piloting"},
        "offer_date": "2026-11-23",
        "commercial": {"offer": "standard"},
    }


def full_brief() -> dict[str, object]:
    """Give a brief that answers every question."""
    return {
        **least_brief(),
        "buyer": {
            "legal_name": "Nordwind GmbH", "country": "DE", "sector": "retail",
            "address": "Hamburg", "legal_ids": [{"scheme": "VAT", "value": "DE1"}],
            "sponsor": PERSON, "champion": PERSON, "procurement": PERSON, "signatory": SIGNATORY,
        },
        "stage": {"value": "piloting", "reasons": ["A model runs since March"]},
        "workflow": {
            "name": "order status by e-mail", "description": "People answer by hand.",
            "channel": "E-mail", "intent": "Order status",
            "needs": ["Replies leave within minutes."],
            "system_of_record": {"name": "Helpdesk", "report": "Solved report"},
            "cost_today": {"amount": "3.10", "currency": "EUR", "source": "Controlling"},
            "outcome": {
                "label": "Resolved contact", "definition": "Closed.", "event": "Solved",
                "qualifies": [{"field": "by", "operator": "exists", "text": "Agent closed it"}],
                "excludes": [{"field": "spam", "operator": "exists", "text": "Spam"}],
                "cases": [{"case": "Closed", "billed": "yes", "why": "All hold"}],
            },
        },
        "volumes": {"low": "500", "expected": "1000", "high": "2000"},
        "data": {"categories": ["Name"], "subjects": ["Consumers"], "location": ["EU"]},
        "oversight": ["refunds", "complaints"],
        "oversight_limit": "50",
        "expected_cycle_days": "60",
        "valid_days": "60",
        "commercial": {
            "offer": "standard", "tax": "Without VAT",
            "pilot": {
                "start": "2027-01-11",
                "criteria": [
                    {"label": "Share solved", "target": "45%", "source": "r", "reader": "h"},
                    {"label": "Reopened", "target": "6%", "source": "r", "reader": "h"},
                ],
            },
        },
        "gates": [
            {"id": "works-council", "title": "Works council", "seller_owner": "a",
             "buyer_owner": "b", "document": "c", "days": "4"},
        ],
        "service_evidence": [
            {"part": "Answering", "evidence": "Log", "owner": "Head of service",
             "cost_line": "contacts", "rollback": "Open the ticket again"},
        ],
    }  # fmt: skip


def least_seller() -> dict[str, object]:
    """Give the mandatory answers of a profile."""
    return {
        "public": {
            "company": {
                "legal_name": "Halyard B.V.", "country": "NL",
                "contact": PERSON, "signatory": SIGNATORY,
            },
            "agents": [{"name": "Resolve", "summary": "Answers."}],
            "models": [{"provider": "Calanque", "name": "Large", "places": ["FR"]}],
        }
    }  # fmt: skip


def full_seller() -> dict[str, object]:
    """Give a profile that answers every question."""
    place = ["DE"]
    return {
        "public": {
            "company": {
                "legal_name": "Halyard B.V.", "country": "NL", "address": "Amsterdam",
                "legal_ids": [{"scheme": "VAT", "value": "NL1"}],
                "contact": PERSON, "signatory": SIGNATORY,
            },
            "agents": [{
                "name": "Resolve", "summary": "Answers.", "human_oversight": "Samples",
                "stop_control": {"mechanism": "a switch in the helpdesk", "max_minutes": "2"},
                "languages": ["de"], "tools": ["Tickets"],
            }],
            "models": [{
                "provider": "Calanque", "name": "Large", "places": ["FR"],
                "routing": "single_region", "retention_days": "0", "trains_on_data": "no",
            }],
            "subprocessors": [{"name": "Rhein", "country": "DE", "purpose": "Hosting"}],
            "data_flow": [{
                "origin": "a", "destination": "b", "provider": "c", "places": place,
                "data_class": "d", "retention": "e", "training_use": "None",
            }],
            "residency": {"inference": place, "storage": place, "logs": place,
                          "backups": place, "support": place},
            "evidence": [{
                "id": "iso", "kind": "certificate", "title": "t", "issuer": "i",
                "issued_on": "2026-01-01", "scope": "s", "claim": "c",
            }],
            "service_levels": [{"metric": "m", "target": "t", "window": "w", "source": "s"}],
        },
        "internal": {"cost_per_attempt": "0.21", "billed_share": "0.58", "floor_price": "0.52"},
    }  # fmt: skip


@pytest.fixture(scope="session")
def offer_of() -> Callable[..., OfferIn]:
    """Make an offer of the rates given; a pilot price unless told otherwise."""

    def make(*rates: object, pilot: bool = True) -> OfferIn:
        fee = {"pilot": {"fee": "7500"}} if pilot else {}
        return OfferIn.model_validate({"id": "standard", "rates": rates or (METERED,), **fee})

    return make


@pytest.fixture(scope="session")
def least(offer_of: Callable[..., OfferIn]) -> Inputs:
    """The mandatory answers and nothing else."""
    return Inputs(
        DealBrief.model_validate(least_brief()),
        SellerProfile.model_validate(least_seller()),
        offer_of(),
    )


@pytest.fixture(scope="session")
def full(offer_of: Callable[..., OfferIn]) -> Inputs:
    """Every question answered."""
    return Inputs(
        DealBrief.model_validate(full_brief()),
        SellerProfile.model_validate(full_seller()),
        offer_of(),
    )

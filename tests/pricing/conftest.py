"""Small books and briefs, written as the files are: every scalar is text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest

from proposalkit.model.brief import DealBrief
from proposalkit.model.outcome import Metric
from proposalkit.model.price_book import PriceBook
from proposalkit.model.pricing import PublicPricing
from proposalkit.pricing.order import Order, build_order
from proposalkit.pricing.public import public_pricing

METRIC = {"id": "case", "unit": "solved case", "label": "solved cases", "kind": "outcome"}


@pytest.fixture(scope="session")
def words() -> Mapping[str, str]:
    """The fixed sentences a price needs."""
    return {
        "tax.default": "Prices exclude tax.",
        "cap.label": "Monthly cap",
        "cap.free": "Further units are served without charge.",
        "cap.stop": "The service stops until the next month.",
        "cap.notify_and_bill": "The seller gives notice and bills on.",
        "credit.pilot.label": "Pilot credit",
        "credit.pilot": "Earned when production starts.",
    }


@pytest.fixture(scope="session")
def metrics() -> tuple[Metric, ...]:
    """The metric every test counts."""
    return (
        Metric(id="case", label="solved cases", unit="solved case", kind="outcome",
               aggregation="count"),
    )  # fmt: skip


@pytest.fixture(scope="session")
def line() -> Callable[..., dict[str, object]]:
    """Make a metered line: tiers as (last unit or None, price), other fields by name."""

    def make(*tiers: tuple[str | None, str], **fields: object) -> dict[str, object]:
        steps = [{"up_to": up_to, "price": price} for up_to, price in tiers]
        base = {"id": "cases", "label": "Solved cases", "type": "outcome", "metric": METRIC}
        return {**base, "tiers": steps, **fields}

    return make


@pytest.fixture(scope="session")
def book_of() -> Callable[..., PriceBook]:
    """Make a price book with one offer of the lines given."""

    def make(*rates: Mapping[str, object], currency: str = "EUR", **offer: object) -> PriceBook:
        return PriceBook.model_validate(
            {
                "version": "2026-11",
                "currency": currency,
                "valid_until": "2026-12-31",
                "offers": [{"id": "standard", "rates": rates, **offer}],
            }
        )

    return make


@pytest.fixture(scope="session")
def brief_of() -> Callable[..., DealBrief]:
    """Make a brief with the volumes, wishes and today's cost given."""

    def make(
        expected: str | Decimal = "1000",
        *,
        low: str | Decimal | None = None,
        high: str | Decimal | None = None,
        cost_today: Mapping[str, str] | None = None,
        offer_date: str = "2026-11-23",
        **commercial: object,
    ) -> DealBrief:
        workflow = {
            "name": "Returns",
            "description": "People answer.",
            "system_of_record": {"name": "Helpdesk"},
            "cost_today": cost_today,
        }
        return DealBrief.model_validate(
            {
                "buyer": {"legal_name": "Buyer BV", "country": "NL", "sector": "retail"},
                "workflow": workflow,
                "volumes": {"low": low, "expected": expected, "high": high},
                "data": {"categories": ["Orders"]},
                "autonomy": "autopilot",
                "stage": {"value": "piloting"},
                "offer_date": offer_date,
                "commercial": {"offer": "standard", **commercial},
            }
        )

    return make


@pytest.fixture(scope="session")
def order_of(
    book_of: Callable[..., PriceBook], brief_of: Callable[..., DealBrief]
) -> Callable[..., Order]:
    """Make an order of the lines given, for a brief without wishes."""

    def make(*rates: Mapping[str, object], currency: str = "EUR", **offer: object) -> Order:
        return build_order(book_of(*rates, currency=currency, **offer), brief_of())

    return make


@pytest.fixture(scope="session")
def retailer(
    book_of: Callable[..., PriceBook],
    brief_of: Callable[..., DealBrief],
    line: Callable[..., dict[str, object]],
) -> tuple[Order, DealBrief]:
    """The deal of the example workspace: set-up, access, three tiers, minimum, cap, pilot."""
    book = book_of(
        {"id": "setup", "label": "Set-up", "type": "one_time", "amount": "6500"},
        {"id": "platform", "label": "Platform", "type": "recurring", "amount": "950"},
        line(("5000", "0.95"), ("15000", "0.82"), (None, "0.70"), minimum="3500"),
        cap="16000",
        pilot={"fee": "7500", "credit": "3750"},
    )
    cost = {"amount": "3.10", "currency": "EUR", "source": "Controlling, third quarter"}
    brief = brief_of("12000", low="6000", high="24000", cost_today=cost, pilot={})
    return build_order(book, brief), brief


@pytest.fixture(scope="session")
def pricing(retailer: tuple[Order, DealBrief], words: Mapping[str, str]) -> PublicPricing:
    """The same deal as the buyer sees it."""
    return public_pricing(*retailer, words)

"""Internal warnings about a price."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from proposalkit.model.brief import DealBrief
from proposalkit.model.price_book import PriceBook
from proposalkit.model.seller import InternalProfile
from proposalkit.pricing.floor_price import (
    PriceThresholds,
    crossover_findings,
    floor_price_findings,
)
from proposalkit.pricing.order import Order, build_order

LINES = PriceThresholds.model_validate(
    {
        "share_low": "0.20",
        "share_high": "0.60",
        "crossover_units": "50000",
        "crossover_price": "0.30",
        "crossover_currency": "USD",
    }
)


@pytest.fixture
def findings(
    book_of: Callable[..., PriceBook],
    brief_of: Callable[..., DealBrief],
    line: Callable[..., dict[str, object]],
) -> Callable[..., list[str]]:
    """Give the ids of the findings for a price and a volume."""

    def make(
        price: str,
        volume: str = "1000",
        floor: str | None = "0.10",
        today: str | None = "1.00",
        currency: str = "USD",
        **fields: str,
    ) -> list[str]:
        cost = {"amount": today, "currency": currency, "source": "Buyer"} if today else None
        brief = brief_of(volume, cost_today=cost)
        order = build_order(book_of(line((None, price), **fields), currency=currency), brief)
        seller = InternalProfile.model_validate({"floor_price": floor})
        return [finding.id for finding in floor_price_findings(order, brief, seller, LINES)]

    return make


@pytest.mark.parametrize(
    ("price", "found"),
    [
        ("0.19", ["price-share-below"]),  # 20 % of 1.00 is 0.20
        ("0.20", []),
        ("0.60", []),
        ("0.61", ["price-share-above"]),
    ],
)
def test_a_price_outside_20_to_60_percent_of_the_buyers_cost_is_a_warning(
    findings: Callable[..., list[str]], price: str, found: list[str]
) -> None:
    assert findings(price) == found


@pytest.mark.parametrize(
    ("volume", "price", "found"),
    [
        ("50000", "0.31", []),  # the line itself is not passed
        ("50001", "0.30", []),
        ("50001", "0.31", ["build-crossover"]),
    ],
)
def test_above_50000_a_month_and_0_30_a_buyer_may_build(
    findings: Callable[..., list[str]], volume: str, price: str, found: list[str]
) -> None:
    assert findings(price, volume) == found


def test_the_crossover_is_not_evaluated_in_another_currency(
    findings: Callable[..., list[str]],
) -> None:
    assert findings("0.31", "50001", currency="EUR") == ["crossover-not-evaluated"]
    assert findings("0.31", "50000", currency="EUR") == []


def test_a_list_price_below_the_floor_price_is_a_warning(
    findings: Callable[..., list[str]],
) -> None:
    assert findings("0.30", floor="0.31") == ["list-price-below-floor"]
    assert findings("0.30", floor="0.30") == []


def test_included_units_that_pull_the_average_below_the_floor_price_are_a_warning(
    findings: Callable[..., list[str]],
) -> None:
    # 1,000 units of which 500 are charged 0.40: 200 / 1,000 = 0.20
    assert findings("0.40", floor="0.21", included="500") == ["average-price-below-floor"]
    assert findings("0.40", floor="0.20", included="500") == []


def test_a_cap_lowers_the_average_and_a_fixed_fee_does_not_raise_it(
    order_of: Callable[..., Order],
    line: Callable[..., dict[str, object]],
    brief_of: Callable[..., DealBrief],
) -> None:
    # 1,000 x 0.40 = 400, cap 200: 200 / 1,000 = 0.20; the access fee of 500 is no unit price
    access = {"id": "access", "label": "Access", "type": "recurring", "amount": "500"}
    order = order_of(access, line((None, "0.40")), cap="200")
    for floor, found in (("0.21", ["average-price-below-floor"]), ("0.20", [])):
        seller = InternalProfile.model_validate({"floor_price": floor})
        ids = [one.id for one in floor_price_findings(order, brief_of("1000"), seller, LINES)]
        assert ids == [*found, "price-share-not-evaluated"]


def test_what_is_not_known_is_a_note(findings: Callable[..., list[str]]) -> None:
    assert findings("0.40", floor=None, today=None) == [
        "floor-price-not-evaluated",
        "price-share-not-evaluated",
    ]
    assert findings("0.40", today="0") == ["price-share-not-evaluated"]


def test_the_retailers_list_price_is_the_tier_its_volume_reaches(
    retailer: tuple[Order, DealBrief],
) -> None:
    # 12,000 units reach the tier at 0.82; 10,490 / 12,000 = 0.8742 on average
    seller = InternalProfile.model_validate({"floor_price": "0.83"})
    (finding,) = floor_price_findings(*retailer, seller, LINES)
    assert (finding.severity, finding.line()) == (
        "warning",
        'commercial.offer: The list price at 12000 units a month, "0.82", is below the floor '
        'price "0.83" EUR. Have the price approved, or raise it in the price book.',
    )


def test_a_deal_without_a_metered_line_has_no_unit_price_to_hold(
    order_of: Callable[..., Order], brief_of: Callable[..., DealBrief]
) -> None:
    access = {"id": "access", "label": "Access", "type": "recurring", "amount": "10"}
    assert floor_price_findings(order_of(access), brief_of(), InternalProfile(), LINES) == ()


def test_units_bought_count_towards_the_price_of_a_unit(
    book_of: Callable[..., PriceBook],
    brief_of: Callable[..., DealBrief],
    line: Callable[..., dict[str, object]],
) -> None:
    """100 seats at 10, spread over 1,000 cases, are 1.00 each: with 0.50 a case costs 1.50. Of
    today's 5.00 that is 30 %, where 0.50 alone is 10 %; half the cases included leave 1.25."""
    cost = {"amount": "5.00", "currency": "USD", "source": "Buyer"}
    seats = {"id": "seats", "label": "Seats", "type": "recurring", "amount": "10", "unit": "seat"}
    brief = brief_of("1000", cost_today=cost, quantity="100")
    book = book_of(seats, line((None, "0.50"), included="500"), currency="USD")
    for floor, found in (("0.45", []), ("0.51", ["list-price-below-floor"])):
        seller = InternalProfile.model_validate({"floor_price": floor})
        order = build_order(book, brief)
        assert [one.id for one in floor_price_findings(order, brief, seller, LINES)] == found


@pytest.mark.parametrize(
    ("price", "usd", "found"),
    [
        ("0.28", "1.08", ["build-crossover"]),  # 0.28 x 1.08 = 0.3024
        ("0.27", "1.08", []),  # 0.2916
        ("0.30", "1", []),  # 0.30 itself is not above
    ],
)
def test_another_currency_is_held_against_the_line_by_a_dated_rate(
    price: str,
    usd: str,
    found: list[str],
    order_of: Callable[..., Order],
    line: Callable[..., dict[str, object]],
    brief_of: Callable[..., DealBrief],
) -> None:
    brief = brief_of("50001")
    rate = {"currency": "EUR", "usd": usd, "as_of": brief.offer_date.isoformat(), "source": "Bank"}
    seller = InternalProfile.model_validate({"exchange_rates": [rate]})
    order = order_of(line((None, price)))
    assert [one.id for one in crossover_findings(order, brief, seller, LINES)] == found


def test_a_rate_of_a_later_day_is_no_rate(
    order_of: Callable[..., Order],
    line: Callable[..., dict[str, object]],
    brief_of: Callable[..., DealBrief],
) -> None:
    brief = brief_of("50001")
    later = brief.offer_date + timedelta(days=1)
    rate = {"currency": "EUR", "usd": "1.08", "as_of": later.isoformat(), "source": "Bank"}
    seller = InternalProfile.model_validate({"exchange_rates": [rate]})
    (finding,) = crossover_findings(order_of(line((None, "0.28"))), brief, seller, LINES)
    assert finding.id == "crossover-not-evaluated"
    assert "internal.exchange_rates" in finding.remedy

"""Each step of the price order by itself."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from proposalkit.model.brief import DealBrief
from proposalkit.model.brief_figures import VolumesIn
from proposalkit.model.price_book import PriceBook
from proposalkit.model.scenario import Scenario
from proposalkit.pricing.engine import price_period, price_scenarios
from proposalkit.pricing.line_charge import charge
from proposalkit.pricing.order import Order, build_order

Line = Callable[..., dict[str, object]]
OrderOf = Callable[..., Order]
THREE_TIERS = (("10", "1.00"), ("20", "0.50"), (None, "0.20"))


def priced(order: Order, **volumes: str) -> tuple[Scenario, ...]:
    """Price volumes given as text."""
    return price_scenarios(order, VolumesIn.model_validate(volumes))


def monthly(order: Order, volume: str) -> str:
    """Give what one month costs before credits."""
    return str(priced(order, expected=volume)[0].periods[0].charges.amount)


@pytest.mark.parametrize(
    ("quantity", "amount"),
    [
        ("0", "0"),
        ("9", "9.00"),
        ("10", "10.00"),  # the last unit of a tier still has its price
        ("11", "10.50"),  # 10 x 1.00 + 1 x 0.50
        ("20", "15.00"),  # 10 + 10 x 0.50
        ("21", "15.20"),  # 15 + 1 x 0.20
        ("10.5", "10.25"),  # 10 + half a unit x 0.50
    ],
)
def test_graduated_tiers_price_each_unit_in_its_own_tier(
    order_of: OrderOf, line: Line, quantity: str, amount: str
) -> None:
    component = order_of(line(*THREE_TIERS)).components[0]
    assert charge(component, Decimal(quantity)).amount == Decimal(amount)


@pytest.mark.parametrize(
    ("quantity", "amount"),
    [
        ("0", "0"),
        ("9", "9.00"),
        ("10", "10.00"),
        ("11", "5.50"),  # all 11 x 0.50
        ("20", "10.00"),
        ("21", "4.20"),  # all 21 x 0.20
    ],
)
def test_volume_tiers_price_every_unit_at_the_tier_reached(
    order_of: OrderOf, line: Line, quantity: str, amount: str
) -> None:
    component = order_of(line(*THREE_TIERS, tier_mode="volume")).components[0]
    assert charge(component, Decimal(quantity)).amount == Decimal(amount)


@pytest.mark.parametrize(
    ("mode", "amount"),
    [
        ("graduated", "10.50"),  # 16 - 5 = 11: 10 x 1.00 + 1 x 0.50
        ("volume", "5.50"),  # 11 x 0.50
    ],
)
def test_tiers_count_what_is_left_after_the_included_units(
    order_of: OrderOf, line: Line, mode: str, amount: str
) -> None:
    component = order_of(line(*THREE_TIERS, tier_mode=mode, included="5")).components[0]
    steps = charge(component, Decimal(16))
    assert (steps.counted, steps.tiered) == (Decimal(11), Decimal(amount))


@pytest.mark.parametrize(("quantity", "amount"), [("4", "0"), ("5", "0"), ("6", "1.00")])
def test_included_units_cost_nothing_and_never_count_below_zero(
    order_of: OrderOf, line: Line, quantity: str, amount: str
) -> None:
    component = order_of(line(*THREE_TIERS, included="5")).components[0]
    assert charge(component, Decimal(quantity)).amount == Decimal(amount)


@pytest.mark.parametrize(
    ("quantity", "amount"),
    [
        ("0", "3"),  # the minimum is due without any unit
        ("3", "3"),
        ("4", "4"),
        ("8", "8"),
        ("9", "8"),
    ],
)
def test_minimum_then_maximum_bound_the_line(
    order_of: OrderOf, line: Line, quantity: str, amount: str
) -> None:
    component = order_of(line((None, "1"), minimum="3", maximum="8")).components[0]
    steps = charge(component, Decimal(quantity))
    assert (steps.tiered, steps.amount) == (Decimal(quantity), Decimal(amount))


@pytest.mark.parametrize(
    ("currency", "price", "volume", "amount"),
    [
        ("EUR", "0.0031", "1", "0.00"),  # 0.0031 is below half a cent
        ("EUR", "0.0031", "2", "0.01"),  # 0.0062
        ("EUR", "0.0031", "12345", "38.27"),  # 38.2695
        ("EUR", "0.005", "1", "0.01"),  # half a cent goes up
        ("EUR", "0.015", "1", "0.02"),  # up again: half up, not half even
        ("EUR", "0.025", "1", "0.03"),  # half even would give 0.02
        ("EUR", "19.99", "3", "59.97"),
        ("EUR", "0.000000000001", "1000000000000", "1.00"),
        ("JPY", "0.5", "1", "1"),  # no decimals, half up
        ("JPY", "1.49", "1", "1"),
        ("JPY", "19.99", "100", "1999"),
        ("KWD", "0.0125", "1", "0.013"),  # three decimals, half up
        ("KWD", "19.99", "1", "19.990"),
        ("BHD", "0.0031", "4", "0.012"),  # 0.0124
    ],
)
def test_amounts_round_half_up_to_the_currencys_decimals(
    order_of: OrderOf, line: Line, currency: str, price: str, volume: str, amount: str
) -> None:
    assert monthly(order_of(line((None, price)), currency=currency), volume) == amount


def test_nothing_is_lost_before_rounding_where_28_digits_would_round_up_twice(
    order_of: OrderOf, line: Line
) -> None:
    # e = 10^-12, y = 5,000,000,001: (1 + e) x (y - e) = y + (y - 1) x e - e^2
    #   = 5,000,000,001.005 - 10^-24, which is below half a cent
    order = order_of(line((None, "5000000000.999999999999")))
    quote = price_period(order, {"case": Decimal("1.000000000001")})
    assert quote.lines[0].charge.amount == Decimal("5000000001.004999999999999999999999")
    assert quote.charges == Decimal("5000000001.00")


def test_rounding_is_per_line_and_period_not_on_the_total(order_of: OrderOf, line: Line) -> None:
    # two lines of 0.005 round to 0.01 each: 0.02 a month, 0.24 a year; 12 x 0.01 would be 0.12
    order = order_of(line((None, "0.005")), line((None, "0.005"), id="more"))
    scenario = priced(order, expected="1")[0]
    assert str(scenario.periods[0].charges.amount) == "0.02"
    assert str(scenario.total.amount) == "0.24"


def test_two_lines_share_one_cap_and_stay_as_priced(order_of: OrderOf, line: Line) -> None:
    # 100 x 1.00 + 100 x 0.50 = 150, cap 120 takes off 30; access 10 is outside the cap
    access = {"id": "access", "label": "Access", "type": "recurring", "amount": "10"}
    order = order_of(access, line((None, "1")), line((None, "0.50"), id="more"), cap="120")
    quote = price_period(order, {"case": Decimal(100)})
    assert [one.amount for one in quote.lines] == [10, 100, 50]
    assert (quote.cap_reduction, quote.charges) == (Decimal(30), Decimal(130))


def test_a_cap_is_held_against_the_printed_amounts_so_that_no_cent_slips_over_it(
    order_of: OrderOf, line: Line
) -> None:
    # 10.005 twice is 20.01 exactly, but the lines print 10.01 each: 20.02, one cent over the cap
    order = order_of(line((None, "10.005")), line((None, "10.005"), id="more"), cap="20.01")
    assert monthly(order, "1") == "20.01"


@pytest.mark.parametrize(
    ("behaviour", "charges"),
    [("free", "500.00"), ("stop", "500.00"), ("notify_and_bill", "800.00")],
)
def test_only_a_cap_that_notifies_lets_the_charges_pass_it(
    order_of: OrderOf, line: Line, behaviour: str, charges: str
) -> None:
    order = order_of(line((None, "1")), cap="500", cap_behaviour=behaviour)
    assert monthly(order, "500") == "500.00"
    assert monthly(order, "800") == charges


def test_a_cap_that_stops_the_service_leaves_no_price_for_units_nobody_served(
    order_of: OrderOf, line: Line
) -> None:
    stopping = order_of(line((None, "1")), cap="500", cap_behaviour="stop")
    at, above = (priced(stopping, expected=volume)[0] for volume in ("500", "501"))
    assert at.effective_unit_price is not None
    assert above.effective_unit_price is None


def test_a_credit_is_used_against_the_earliest_periods_until_nothing_is_left(
    line: Line, book_of: Callable[..., PriceBook], brief_of: Callable[..., DealBrief]
) -> None:
    book = book_of(line((None, "1")), pilot={"fee": "250", "credit": "250"}, term_months=4)
    brief = brief_of("100", pilot={})
    scenario = price_scenarios(build_order(book, brief), brief.volumes)[0]
    # 250 of credit against 100 a month: 100, 100, 50, then nothing
    assert [int(p.credit.amount) for p in scenario.periods] == [100, 100, 50, 0]
    assert [int(p.due.amount) for p in scenario.periods] == [0, 0, 50, 100]
    assert str(scenario.total.amount) == "400.00"  # fee 250 + 150


def test_only_the_volumes_of_the_brief_become_scenarios(order_of: OrderOf, line: Line) -> None:
    order = order_of(line((None, "1")))
    assert [s.id for s in priced(order, expected="5")] == ["expected"]
    assert [s.id for s in priced(order, expected="5", high="9")] == ["expected", "high"]
    assert [s.id for s in priced(order, low="0", expected="5")] == ["low", "expected"]


def test_an_order_without_a_metered_line_has_one_scenario_and_no_unit_price(
    order_of: OrderOf,
) -> None:
    access = {"id": "access", "label": "Access", "type": "recurring", "amount": "10"}
    (scenario,) = priced(order_of(access), low="1", expected="5", high="9")
    assert (scenario.volumes, scenario.effective_unit_price) == ((), None)
    assert str(scenario.total.amount) == "120.00"


def test_no_units_give_no_unit_price(order_of: OrderOf, line: Line) -> None:
    (scenario,) = priced(order_of(line((None, "1"), minimum="5")), expected="0")
    assert scenario.effective_unit_price is None
    assert str(scenario.total.amount) == "60.00"


@pytest.mark.parametrize(
    ("price", "volume", "effective"),
    [
        ("0.0031", "10000", "0.0031"),
        ("1", "10000", "1.0000"),
        # 3 units x 0.33335 = 1.00005 -> 1.00 a month; 12.00 / 36 = 0.33333...
        ("0.33335", "3", "0.3333"),
    ],
)
def test_the_effective_unit_price_has_four_decimals_half_up(
    order_of: OrderOf, line: Line, price: str, volume: str, effective: str
) -> None:
    (scenario,) = priced(order_of(line((None, price))), expected=volume)
    assert scenario.effective_unit_price is not None
    assert str(scenario.effective_unit_price.amount) == effective


def test_an_effective_price_that_ends_in_half_goes_up(order_of: OrderOf, line: Line) -> None:
    # 0.60 once, the units at no charge: 0.60 / 12,000 = 0.00005 exactly, up to 0.0001
    setup = {"id": "setup", "label": "Set-up", "type": "one_time", "amount": "0.60"}
    (scenario,) = priced(order_of(setup, line((None, "0"))), expected="1000")
    assert scenario.effective_unit_price is not None
    assert str(scenario.effective_unit_price.amount) == "0.0001"

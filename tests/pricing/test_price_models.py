"""Every price model by hand, held against engine, oracle and the buyer's script."""

from __future__ import annotations

import pytest
from tests.pricing.random_orders import Deal
from tests.pricing.three_ways import WAYS, line, order

ACCESS = line("recurring", id="access", amount="1000")
USAGE = line("usage", (None, "1"), id="cases")


def check(way: str, deal: Deal, **expected: str | None) -> None:
    """Hold values against those worked by hand; `__` stands for a space in a name."""
    found = WAYS[way](deal)
    assert {name: found.get(name.replace("__", " ")) for name in expected} == expected


def due(way: str, deal: Deal) -> list[str]:
    """Give what is due month by month."""
    found = WAYS[way](deal)
    return [found[f"periods {month} due"] for month in range(1, deal.months + 1)]


pytestmark = pytest.mark.parametrize("way", WAYS)


# ---------------------------------------------------------------- fixed amounts


def test_one_time_is_charged_once_and_access_each_month(way: str) -> None:
    # 6,500 + 12 x 1,000 = 18,500
    setup = line("one_time", amount="6500")
    check(way, order(setup, ACCESS), total="18500.00", oneTime="6500.00",
          componentAmounts__access__term="12000.00", periods__12__due="1000.00")  # fmt: skip


def test_units_bought_are_multiplied_exactly_and_rounded_once_a_month(way: str) -> None:
    # 12.5 x 79.99 = 999.875, half up 999.88; x 3 = 2,999.64
    seats = line("recurring", quantity="12.5", unit="seat", unitPrice="79.99", amount="999.88")
    check(way, order(seats, months=3), total="2999.64")


# ---------------------------------------------------------------- usage and outcomes


def test_tokens_at_a_price_far_below_a_cent(way: str) -> None:
    # 1,234,567,890 x 0.000003 = 3,703.70367, rounded 3,703.70; x 12 = 44,444.40
    # per token: 44,444.40 / 14,814,814,680 = 0.000003, to four decimals 0.0000
    deal = order(line("usage", (None, "0.000003")), volumes={"case": "1234567890"})
    check(way, deal, total="44444.40", effectiveUnitPrice="0.0000")


@pytest.mark.parametrize(
    ("currency", "price", "units", "amount"),
    [
        ("JPY", "0.5", "333", "167"),  # 166.5, half up
        ("KWD", "0.0015", "7", "0.011"),  # 0.0105, half up
        ("EUR", "19.99", "0.5", "10.00"),  # 9.995, half up
        ("EUR", "0.0031", "4999", "15.50"),  # 15.4969
    ],
)
def test_a_month_is_rounded_half_up_to_the_coins_of_its_currency(
    way: str, currency: str, price: str, units: str, amount: str
) -> None:
    deal = order(line("usage", (None, price)), volumes={"case": units}, months=1,
                 currency=currency)  # fmt: skip
    check(way, deal, total=amount)


@pytest.mark.parametrize(
    ("minutes", "amount"),
    [
        ("1001", "40.00"),  # 901 after the 100 included: 10 packs of 100, 1,000 x 0.04
        ("1000", "36.00"),  # 900: 9 packs
        ("100", "0.00"),  # all included: no pack
        ("100.5", "4.00"),  # half a minute: one pack
    ],
)
def test_minutes_are_sold_in_whole_packs_after_those_included(
    way: str, minutes: str, amount: str
) -> None:
    usage = line("usage", (None, "0.04"), included="100", pack="100")
    check(way, order(usage, volumes={"case": minutes}, months=1), total=amount)


def test_included_units_of_a_quarter_are_used_up_month_by_month_and_lapse(way: str) -> None:
    # 900 a quarter at 400 a month: 0, 0, 300 above; the next quarter begins with 900 again
    # months 7 to 9 use 10 each: the 870 left lapse, month 10 has 900: 0, then 400 + 400 + 400 - 900
    usage = line("usage", (None, "1"), included="900", includedPeriod="P3M")
    first = ["400"] * 6 + ["10"] * 3
    deal = order(usage, volumes={"case": {"perPeriod": "400", "firstMonths": first}})
    assert due(way, deal) == ["0.00", "0.00", "300.00"] * 2 + ["0.00"] * 5 + ["300.00"]


def test_included_units_of_a_period_cut_short_are_there_in_full(way: str) -> None:
    # months 4 and 5 are a quarter cut short: 800 of its 900 are used
    usage = line("usage", (None, "1"), included="900", includedPeriod="P3M")
    deal = order(usage, volumes={"case": "400"}, months=5)
    assert due(way, deal) == ["0.00", "0.00", "300.00", "0.00", "0.00"]


def test_an_outcome_with_a_persons_help_counts_in_part(way: str) -> None:
    # 1,000, 30 % with help, each of those half: 700 + 300 x 0.5 = 850; x 2.00 = 1,700
    # per unit: 1,700 / 1,000, all outcomes counted
    outcome = line("outcome", (None, "2"), assistedShare="0.5")
    deal = order(outcome, volumes={"case": {"perPeriod": "1000", "assisted": "0.3"}}, months=1)
    check(way, deal, total="1700.00", effectiveUnitPrice="1.7000")
    check(way, order(outcome, volumes={"case": "1000"}, months=1), total="2000.00")


@pytest.mark.parametrize(
    ("units", "graduated", "volume", "flat"),
    [
        # graduated 2.00 to 100, 1.50 to 1,000, 1.00 above; flat 500, 900, 1,500
        ("0", "0.00", "0.00", "500.00"),  # flat: at none the first tier
        ("99", "198.00", "198.00", "500.00"),  # 99 x 2
        ("100", "200.00", "200.00", "500.00"),  # the last unit of the tier
        ("101", "201.50", "151.50", "900.00"),  # 200 + 1.50; 101 x 1.50
        ("1000", "1550.00", "1500.00", "900.00"),  # 200 + 900 x 1.50; 1,000 x 1.50
        ("1001", "1551.00", "1001.00", "1500.00"),  # 1,550 + 1; 1,001 x 1
        ("100.5", "200.75", "150.75", "900.00"),  # 200 + 0.5 x 1.50; 100.5 x 1.50
    ],
)
def test_the_three_kinds_of_tiers_at_their_edges(
    way: str, units: str, graduated: str, volume: str, flat: str
) -> None:
    steps = (("100", "2"), ("1000", "1.50"), (None, "1"))
    flats = (("100", "500"), ("1000", "900"), (None, "1500"))
    for mode, tiers, amount in (
        ("graduated", steps, graduated), ("volume", steps, volume), ("flat", flats, flat),
    ):  # fmt: skip
        deal = order(line("usage", *tiers, tierMode=mode), volumes={"case": units}, months=1)
        check(way, deal, total=amount)


# ---------------------------------------------------------------- shares of an amount


@pytest.mark.parametrize(
    ("mode", "amount"),
    [
        ("graduated", "8400.00"),  # 50,000 x 12 % = 6,000; 30,000 x 8 % = 2,400
        ("volume", "6400.00"),  # 80,000 x 8 %
    ],
)
def test_a_percentage_of_a_recovered_amount_with_bands(way: str, mode: str, amount: str) -> None:
    part = line("percentage", ("50000", "12%"), (None, "8%"), tierMode=mode)
    check(way, order(part, volumes={"case": "80000"}, months=1), total=amount)


def value_share(measured: object, **fields: object) -> Deal:
    """Baseline 100,000; 20 % to 30,000 and 10 % above in a quarter; 1,000 to 2,500 a month."""
    share = line(
        "value_share", ("30000", "20%"), (None, "10%"), tierMode="graduated", settlement="P3M",
        minimum="1000", maximum="2500", tail="P6M", tailRate="0.5",
        baseline={"amount": "100000", "direction": "below", "source": "Counted."}, **fields,
    )  # fmt: skip
    return order(share, volumes={"case": measured}, months=6)  # type: ignore[dict-item]


def test_a_value_share_is_settled_each_quarter_between_floor_and_ceiling(way: str) -> None:
    # quarter 1: 10,000 - 5,000 + 30,000 = 35,000: 6,000 + 500 = 6,500; 3 x 1,000 are in the
    #   months, 3,500 more in the third
    # quarter 2: 3 x 40,000 = 120,000: 6,000 + 9,000 = 15,000, at most 3 x 2,500 = 7,500: 4,500 more
    # after the term: 40,000 a month as in the last: 7,500 x 0.5 = 3,750 a quarter, two of them
    deal = value_share({"perPeriod": "60000", "firstMonths": ["90000", "105000", "70000"]})
    quarters = ["1000.00", "1000.00", "4500.00", "1000.00", "1000.00", "5500.00"]
    assert due(way, deal) == quarters
    check(way, deal, total="14000.00", afterTerm="7500.00")


def test_without_value_a_value_share_is_its_floor_and_has_no_tail(way: str) -> None:
    # 120,000 is above the baseline: nothing saved; 6 x 1,000
    check(way, value_share("120000"), total="6000.00", afterTerm="0.00")


def test_a_value_share_of_what_lies_above_its_baseline(way: str) -> None:
    # 5,000 above, 10 %: 500 a month, with no settlement settled each month
    base = {"amount": "20000", "direction": "above", "source": "Counted."}
    share = line("value_share", (None, "10%"), baseline=base)
    check(way, order(share, volumes={"case": "25000"}, months=4), total="2000.00", afterTerm=None)


def test_a_review_level_is_a_rate_of_its_lines_before_discounts(way: str) -> None:
    # 1,000 units, minimum 1,500: 1,500; 15 % of that 225; the discount of 10 % is on the line only
    usage = {**USAGE, "minimum": "1500"}
    review = line("adjustment", id="review", appliesTo=["cases"], rate="0.15",
                  reason="review_level")  # fmt: skip
    less = {"id": "less", "label": "Less", "kind": "percent", "rate": "0.1", "order": 1,
            "appliesTo": ["cases"], "condition": "As agreed."}  # fmt: skip
    deal = order(usage, review, volumes={"case": "1000"}, months=1, discounts=[less])
    check(way, deal, total="1575.00", discount="150.00",
          componentAmounts__review__amount="225.00")  # fmt: skip


# ---------------------------------------------------------------- time


def test_a_ramp_charges_a_share_of_prices_and_minimums(way: str) -> None:
    # access: 3 x 500 + 3 x 750 + 6 x 1,000 = 9,750
    # 100 units at 1.00, minimum 400: 3 x 200 + 3 x 300 + 6 x 400 = 3,900
    steps = [{"fromMonth": month, "factor": factor}
             for month, factor in ((1, "0.5"), (4, "0.75"), (7, "1"))]  # fmt: skip
    ramp = {"id": "ramp", "label": "Ramp", "appliesTo": ["access", "cases"], "steps": steps}
    deal = order(ACCESS, {**USAGE, "minimum": "400"}, volumes={"case": "100"}, ramps=[ramp])
    check(way, deal, total="13650.00", componentAmounts__access__term="9750.00",
          componentAmounts__access__amount="1000.00")  # fmt: skip


@pytest.mark.parametrize(
    ("assumed", "total"),
    [
        ("0.02", "36724.80"),  # 12 x (1,000 + 1,020 + 1,040.40)
        ("0.05", "37090.80"),  # at most 3 %: 12 x (1,000 + 1,030 + 1,060.90)
        ("0", "36361.20"),  # at least 1 %: 12 x (1,000 + 1,010 + 1,020.10)
    ],
)
def test_an_index_between_its_limits_over_three_years(way: str, assumed: str, total: str) -> None:
    index = {"id": "index", "label": "Index", "appliesTo": ["access"], "firstMonth": 13,
             "every": "P12M", "floor": "0.01", "cap": "0.03", "assumed": assumed}  # fmt: skip
    check(way, order(ACCESS, months=36, indexation=[index]), total=total)


def test_first_months_are_counted_one_by_one(way: str) -> None:
    # 100 + 250 + 4 x 400 = 1,950; per unit 1.0000
    volume = {"perPeriod": "400", "firstMonths": ["100", "250"]}
    deal = order(USAGE, volumes={"case": volume}, months=6)
    check(way, deal, total="1950.00", effectiveUnitPrice="1.0000", periods__2__due="250.00",
          componentAmounts__cases__amount="400.00")  # fmt: skip


# ---------------------------------------------------------------- discounts and caps


def discount(number: int, **fields: object) -> dict[str, object]:
    """Make a discount on the line of cases."""
    return {"id": f"less-{number}", "label": "Less", "appliesTo": ["cases"], "order": number,
            "condition": "As agreed.", **fields}  # fmt: skip


def test_discounts_follow_their_order_and_never_go_below_zero(way: str) -> None:
    # 1,000: less 10 % = 900, less 50 = 850; the other way round 950 x 0.9 = 855
    share, amount = {"kind": "percent", "rate": "0.1"}, {"kind": "amount", "amount": "50"}
    volumes = {"case": "1000"}
    for first, second, total in ((share, amount, "850.00"), (amount, share, "855.00")):
        both = [discount(2, **second), discount(1, **first)]
        check(way, order(USAGE, volumes=volumes, months=1, discounts=both), total=total)
    few = order(USAGE, volumes={"case": "30"}, months=1, discounts=[discount(1, **amount)])
    check(way, few, total="0.00", discount="30.00")


def test_a_discount_acts_in_its_months_and_from_its_quantity_on(way: str) -> None:
    # months 2 and 3 only, and only from 500 units: month 2 has 499, month 3 has 500
    less = discount(1, kind="percent", rate="0.2", firstMonth=2, lastMonth=3,
                    metricRef="case", fromQuantity="500")  # fmt: skip
    volume = {"perPeriod": "500", "firstMonths": ["500", "499"]}
    deal = order(USAGE, volumes={"case": volume}, months=4, discounts=[less])
    assert due(way, deal) == ["500.00", "499.00", "400.00", "500.00"]
    check(way, deal, discount="100.00")


def test_what_is_charged_once_has_only_discounts_of_the_first_month(way: str) -> None:
    # 1,000 once: the first takes 100; one from month 2 and one from a quantity on do not act
    setup = line("one_time", id="cases", amount="1000")
    share = {"kind": "percent", "rate": "0.1"}
    less = [discount(1, **share), discount(2, **share, firstMonth=2),
            discount(3, **share, metricRef="case", fromQuantity="0")]  # fmt: skip
    check(way, order(setup, volumes={"case": "5"}, months=2, discounts=less), total="900.00")


@pytest.mark.parametrize(
    ("on_reach", "off", "total", "price"),
    [
        ("free", "600.00", "2400.00", "0.8000"),  # 2 x 300 off; 2,400 / 3,000
        ("stop", "600.00", "2400.00", None),
        ("notify_and_bill", "0.00", "3000.00", "1.0000"),
    ],
)
def test_a_cap_takes_off_what_its_lines_exceed_it_by(
    way: str, on_reach: str, off: str, total: str, price: str | None
) -> None:
    # 1,500 a month, cap 1,200, two months
    cap = {"id": "cap", "label": "Cap", "appliesTo": ["cases"], "amount": "1200",
           "onReach": on_reach, "onReachText": "See there."}  # fmt: skip
    found = WAYS[way](order(USAGE, volumes={"case": "1500"}, months=2, caps=[cap], costToday="3"))
    assert found.get("capReduction", "0.00") == off
    assert (found["total"], found.get("effectiveUnitPrice")) == (total, price)
    assert found.get("costToday") == (None if on_reach == "stop" else "9000.00")


# ---------------------------------------------------------------- commitments and credits


def commitment(**fields: object) -> dict[str, object]:
    """Make a commitment on the line of cases, quarter by quarter."""
    return {"id": "least", "label": "Least", "kind": "spend", "period": "P3M",
            "appliesTo": ["cases"], "shortfall": "billed", **fields}  # fmt: skip


def test_a_shortfall_pays_in_the_next_quarter_and_the_last_one_is_cut_short(way: str) -> None:
    # quarter 1: 2,400 of 3,000: 600 short, in month 3: 800 + 600
    # quarter 2: 3,900 is 900 above, 600 of it is paid: month 6: 1,300 - 600
    # months 7 and 8: two thirds, 2,000; 1,000 spent: 1,000 short; month 8: 500 + 1,000
    volume = {"perPeriod": "500", "firstMonths": ["800"] * 3 + ["1300"] * 3}
    deal = order(USAGE, volumes={"case": volume}, months=8,
                 commitments=[commitment(amount="3000", rollover=True)])  # fmt: skip
    assert due(way, deal) == ["800.00", "800.00", "1400.00", "1300.00", "1300.00", "700.00",
                              "500.00", "1500.00"]  # fmt: skip
    # 2,400 + 3,900 + 1,000 + 1,600 - 600 = 8,300
    check(way, deal, total="8300.00", shortfall="1600.00", rolled="600.00")


def test_what_is_rolled_over_is_at_most_the_charges_of_the_month_and_lapses(way: str) -> None:
    # quarter 1: 1,000 short; quarter 2: 4,000 in month 4, 10 in 6: 1,010 above, only 10 are paid
    # quarter 3: 4,000 again, and nothing is left of the 990
    months = ["2000", "0", "0", "4000", "0", "10", "4000", "0", "500"]
    volume = {"perPeriod": "0", "firstMonths": months}
    deal = order(USAGE, volumes={"case": volume}, months=9,
                 commitments=[commitment(amount="3000", rollover=True)])  # fmt: skip
    check(way, deal, rolled="10.00", shortfall="1000.00", periods__3__due="1000.00",
          periods__6__due="0.00", periods__9__due="500.00")  # fmt: skip


def test_committed_units_that_are_missing_have_their_own_price(way: str) -> None:
    # 10,000 in a year; 8,500 counted (700 x 11 + 800): 1,500 x 0.40 = 600.00 in month 12
    volume = {"perPeriod": "700", "firstMonths": ["800"]}
    least = commitment(kind="quantity", metricRef="case", quantity="10000", period="P12M",
                       shortfallPrice="0.40")  # fmt: skip
    deal = order(USAGE, volumes={"case": volume}, commitments=[least])
    check(way, deal, total="9100.00", shortfall="600.00", periods__12__due="1300.00")
    waived = order(USAGE, volumes={"case": volume}, commitments=[{**least, "shortfall": "waived"}])
    check(way, waived, total="8500.00")


def test_what_a_cap_takes_off_does_not_count_as_spent(way: str) -> None:
    # 1,500 a month, cap 1,200: a quarter spends 3,600 of 4,000: 400 short
    cap = {"id": "cap", "label": "Cap", "appliesTo": ["cases"], "amount": "1200",
           "onReach": "free", "onReachText": "See there."}  # fmt: skip
    deal = order(USAGE, volumes={"case": "1500"}, months=3, caps=[cap],
                 commitments=[commitment(amount="4000")])  # fmt: skip
    check(way, deal, total="4000.00", shortfall="400.00", capReduction="900.00")


def test_the_credit_that_lapses_first_is_used_first_and_its_rest_is_lost(way: str) -> None:
    # 600 a month; 500 without end, 1,000 until month 1
    # month 1: 600 of the 1,000, its 400 lapse; month 2: 500 of the other, 100 due
    usage = {"case": "600"}
    credits = [{"id": name, "label": name, "amount": amount, "condition": "Earned.", **last}
               for name, amount, last in (("b", "500", {}), ("a", "1000", {"lastMonth": 1}))
               ]  # fmt: skip
    deal = order(USAGE, volumes=usage, months=3, credits=credits)
    assert due(way, deal) == ["0.00", "100.00", "600.00"]
    check(way, deal, creditUsed="1100.00", total="700.00")


def test_the_price_of_one_unit_is_of_the_metric_the_price_names(way: str) -> None:
    # cases 100 x 1.00 and calls 1,000 x 0.05: 150 a month; per case 1.5000, per call 0.1500
    calls = line("usage", (None, "0.05"), id="calls", metricRef="call")
    volumes = {"case": "100", "call": "1000"}
    for main, price in (("case", "1.5000"), ("call", "0.1500"), (None, None)):
        named = {"perUnitOf": main} if main else {}
        deal = order(USAGE, calls, volumes=volumes, months=2, **named)
        check(way, deal, total="300.00", effectiveUnitPrice=price)

"""What holds for every price: many made-up deals, the same ones on every run."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proposalkit.model.brief import DealBrief
from proposalkit.model.outcome import Metric
from proposalkit.model.price_book import PriceBook
from proposalkit.model.pricing import Component, PublicPricing
from proposalkit.model.seller import InternalProfile
from proposalkit.pricing.cliffs import find_cliffs
from proposalkit.pricing.engine import price_period, price_scenarios
from proposalkit.pricing.line_charge import charge
from proposalkit.pricing.margin import break_even_units
from proposalkit.pricing.order import Order, build_order
from proposalkit.pricing.public import public_pricing
from proposalkit.pricing.recompute import recompute

steady = settings(
    derandomize=True, database=None, deadline=None, max_examples=80,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
Deal = tuple[PriceBook, DealBrief]
CURRENCIES = {"EUR": 2, "JPY": 0, "KWD": 3}
METRIC = {"id": "case", "unit": "case", "label": "cases", "kind": "outcome"}


def coins(draw: st.DrawFn, currency: str, highest: int) -> str:
    """Draw an amount that can be paid in the currency."""
    digits = CURRENCIES[currency]
    return format(Decimal(draw(st.integers(0, highest * 10**digits))).scaleb(-digits), "f")


@st.composite
def lines(draw: st.DrawFn, currency: str, number: int, highest: int = 60) -> dict[str, object]:
    """Draw a metered line with up to four tiers, whole bounds and prices of 1 to 5 decimals."""
    ends = sorted(draw(st.sets(st.integers(1, highest), max_size=3)))
    prices = st.integers(0, 300_000).map(lambda n: format(Decimal(n).scaleb(-5), "f"))
    tiers: list[dict[str, object]] = [{"up_to": str(end), "price": draw(prices)} for end in ends]
    tiers.append({"price": draw(prices)})
    least, most = sorted((coins(draw, currency, 40), coins(draw, currency, 40)), key=Decimal)
    fields: dict[str, object] = {
        "id": f"line-{number}", "label": "Line", "type": "outcome", "metric": METRIC,
        "tier_mode": draw(st.sampled_from(["graduated", "volume"])), "tiers": tiers,
    }  # fmt: skip
    if draw(st.booleans()):
        fields["included"] = str(draw(st.integers(0, 15)))
    if draw(st.booleans()):
        fields["minimum"] = least
    if draw(st.booleans()):
        fields["maximum"] = most
    return fields


@st.composite
def offers(draw: st.DrawFn) -> dict[str, object]:
    """Draw an offer: fixed lines, one or two metered lines, perhaps cap and pilot."""
    currency = draw(st.sampled_from(sorted(CURRENCIES)))
    rates: list[dict[str, object]] = [
        {"id": "setup", "label": "Set-up", "type": "one_time", "amount": coins(draw, currency, 99)},
        {"id": "access", "label": "Access", "type": "recurring",
         "amount": coins(draw, currency, 9)},
        *[draw(lines(currency, number)) for number in range(draw(st.integers(1, 2)))],
    ]  # fmt: skip
    offer: dict[str, object] = {
        "rates": rates, "currency": currency, "term_months": str(draw(st.integers(1, 5))),
        "cap_behaviour": draw(st.sampled_from(["stop", "free", "notify_and_bill"])),
    }  # fmt: skip
    if draw(st.booleans()):
        least = sum(Decimal(str(rate.get("minimum", "0"))) for rate in rates)
        offer["cap"] = format(least + Decimal(coins(draw, currency, 60)), "f")
    if draw(st.booleans()):
        fee = coins(draw, currency, 90)
        share = draw(st.sampled_from([0, 1]))
        offer["pilot"] = {"fee": fee, "credit": fee if share else "0"}
    return offer


volumes = st.integers(0, 90).map(str) | st.decimals("0", "90", places=2).map(str)


def deal(
    book_of: Callable[..., PriceBook],
    brief_of: Callable[..., DealBrief],
    offer: Mapping[str, object],
    quantities: list[str],
) -> tuple[Order, DealBrief]:
    """Build the order of a drawn offer at three drawn volumes."""
    terms = dict(offer)
    rates = terms.pop("rates")
    assert isinstance(rates, list)
    low, expected, high = sorted(quantities, key=Decimal)
    if not Decimal(expected):  # refused: nothing would be priced
        expected, high = "1", str(max(Decimal(high), Decimal(1)))
    cost = {"amount": "0.755", "currency": str(offer["currency"]), "source": "Buyer"}
    wish: dict[str, object] = {"pilot": {}} if "pilot" in terms else {}
    brief = brief_of(expected, low=low, high=high, cost_today=cost, **wish)
    return build_order(book_of(*rates, **terms), brief), brief


three = st.lists(volumes, min_size=3, max_size=3)
MakeBook = Callable[..., PriceBook]
MakeBrief = Callable[..., DealBrief]


@steady
@given(offer=offers(), quantities=three)
def test_lines_less_the_cap_make_the_charges_and_everything_due_makes_the_total(
    book_of: MakeBook, brief_of: MakeBrief, offer: dict[str, object], quantities: list[str]
) -> None:
    order, brief = deal(book_of, brief_of, offer, quantities)
    once = {c.id for c in order.components if c.type == "one_time"}
    credit = sum(one.amount.amount for one in order.credits)
    for scenario in price_scenarios(order, brief.volumes):
        amounts = {one.component_ref: one.amount.amount for one in scenario.component_amounts}
        whole = scenario.cap_reduction.amount if scenario.cap_reduction else Decimal(0)
        assert sum(one.term.amount for one in scenario.component_amounts) - whole - (
            scenario.credit_used.amount if scenario.credit_used else 0
        ) == scenario.total.amount  # fmt: skip
        off = whole / scenario.term_months
        monthly = sum(amount for ref, amount in amounts.items() if ref not in once) - off
        assert {period.charges.amount for period in scenario.periods} == {monthly}
        assert all(p.due.amount == p.charges.amount - p.credit.amount for p in scenario.periods)
        used = sum(period.credit.amount for period in scenario.periods)
        assert used == min(credit, monthly * scenario.term_months)
        assert scenario.one_time.amount == sum(amounts[ref] for ref in once)
        due = sum(period.due.amount for period in scenario.periods)
        assert scenario.total.amount == scenario.one_time.amount + due


@steady
@given(offer=offers(), quantities=three)
def test_cap_minimum_and_maximum_hold_at_every_volume(
    book_of: MakeBook, brief_of: MakeBrief, offer: dict[str, object], quantities: list[str]
) -> None:
    order, _ = deal(book_of, brief_of, offer, quantities)
    for quantity in quantities:
        quote = price_period(order, {"case": Decimal(quantity)})
        amounts = {one.component_ref: one.amount for one in quote.lines}
        for component in order.metered:
            if component.minimum is not None and component.maximum is None:
                assert amounts[component.id] >= component.minimum.amount
            if component.maximum is not None:
                assert amounts[component.id] <= component.maximum.amount
        for cap in order.caps:
            left = sum(amounts[ref] for ref in cap.applies_to) - quote.cap_reduction
            if cap.on_reach == "notify_and_bill":
                assert quote.cap_reduction == 0
            else:
                assert left <= cap.amount.amount


def unit_by_unit(component: Component, units: int) -> Decimal:
    """Price graduated tiers the slow way: look up the price of each single unit."""
    total = Decimal(0)
    for unit in range(1, units - int(component.included or 0) + 1):
        tier = next(t for t in component.tiers if t.up_to is None or unit <= t.up_to)
        total += tier.unit_price.amount
    return total


@steady
@given(rate=lines("EUR", 1), units=st.integers(0, 90))
def test_graduated_tiers_are_the_sum_of_single_units_and_never_fall(
    book_of: MakeBook, brief_of: MakeBrief, rate: dict[str, object], units: int
) -> None:
    book = book_of({**rate, "tier_mode": "graduated", "minimum": None, "maximum": None})
    component = build_order(book, brief_of()).components[0]
    amount = charge(component, Decimal(units)).amount
    assert amount == unit_by_unit(component, units)
    assert charge(component, Decimal(units + 1)).amount >= amount


@steady
@given(offer=offers(), quantities=three)
def test_what_the_buyer_gets_recounts_to_the_same_cent_also_after_json(
    book_of: MakeBook,
    brief_of: MakeBrief,
    words: Mapping[str, str],
    metrics: tuple[Metric, ...],
    offer: dict[str, object],
    quantities: list[str],
) -> None:
    pricing = public_pricing(*deal(book_of, brief_of, offer, quantities), words)
    assert recompute(pricing, metrics) == ()
    assert recompute(PublicPricing.model_validate_json(pricing.model_dump_json()), metrics) == ()


def computed_amounts(node: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """List the paths of all amounts below a node of JSON."""
    if isinstance(node, dict):
        own = [(*path, "amount")] if isinstance(node.get("amount"), str) else []
        return own + [p for key, part in node.items() for p in computed_amounts(part, (*path, key))]
    if isinstance(node, list):
        return [p for n, part in enumerate(node) for p in computed_amounts(part, (*path, n))]
    return []


@steady
@given(offer=offers(), quantities=three, data=st.data())
def test_any_computed_amount_with_one_digit_changed_is_found(
    book_of: MakeBook,
    brief_of: MakeBrief,
    words: Mapping[str, str],
    metrics: tuple[Metric, ...],
    offer: dict[str, object],
    quantities: list[str],
    data: st.DataObject,
) -> None:
    pricing = public_pricing(*deal(book_of, brief_of, offer, quantities), words)
    document = json.loads(pricing.model_dump_json())
    found = [("scenarios", *p) for p in computed_amounts(document["scenarios"])]
    found += [("cliffs", *p) for p in computed_amounts(document["cliffs"])]
    path = data.draw(st.sampled_from(found))
    spot = document
    for step in path[:-1]:
        spot = spot[step]
    text = spot["amount"]
    place = data.draw(st.sampled_from([n for n, char in enumerate(text) if char.isdigit()]))
    digit = str((int(text[place]) + data.draw(st.integers(1, 9))) % 10)
    spot["amount"] = (text[:place] + digit + text[place + 1 :]).lstrip("0") or "0"
    if spot["amount"].startswith("."):
        spot["amount"] = "0" + spot["amount"]
    pointer = "/pricing/" + "/".join(str(step) for step in path)
    changed = PublicPricing.model_validate(document)
    assert pointer in [finding.where for finding in recompute(changed, metrics)]


@steady
@given(rate=lines("EUR", 1, highest=30), cap=st.none() | st.integers(40, 60))
def test_cliffs_are_exactly_the_units_at_which_a_search_finds_the_bill_falling(
    book_of: MakeBook, brief_of: MakeBrief, rate: dict[str, object], cap: int | None
) -> None:
    order = build_order(book_of(rate, cap=None if cap is None else str(cap)), brief_of())
    bills = [price_period(order, {"case": Decimal(n)}).charges for n in range(60)]
    falling = {n: bills[n] - bills[n + 1] for n in range(59) if bills[n + 1] < bills[n]}
    assert {int(cliff.at): cliff.drop.amount for cliff in find_cliffs(order)} == falling


@steady
@given(
    rate=lines("EUR", 1, highest=30),
    cents=st.lists(st.integers(0, 300), min_size=4, max_size=4),
    cap=st.none() | st.integers(40, 80),
    fixed=st.integers(0, 60),
    unit=st.integers(0, 200),
)
def test_break_even_is_what_trying_every_volume_finds(
    book_of: MakeBook,
    brief_of: MakeBrief,
    rate: dict[str, object],
    cents: list[int],
    cap: int | None,
    fixed: int,
    unit: int,
) -> None:
    tiers = rate["tiers"]
    assert isinstance(tiers, list)
    whole = [
        {**tier, "price": format(Decimal(n).scaleb(-2), "f")}
        for tier, n in zip(tiers, cents, strict=False)
    ]
    book = book_of({**rate, "tiers": whole}, cap=None if cap is None else str(cap))
    order = build_order(book, brief_of())
    seller = InternalProfile.model_validate(
        {"cost_per_attempt": format(Decimal(unit).scaleb(-2), "f"), "billed_share": "1",
         "monthly_cost": str(fixed)}
    )  # fmt: skip
    tried = (
        n
        for n in range(200)
        if price_period(order, {"case": Decimal(n)}).charges >= fixed + Decimal(n * unit) / 100
    )
    first = next(tried, None)
    answer = break_even_units(order, seller)
    assert answer == first if first is not None else answer is None or answer >= 200

"""Every term of a price stands on its pages, for each kind of price; so do the three invoices."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.exports.sample_prices import (
    PRICES,
    committed,
    eur,
    graduated,
    line,
    metrics,
    priced,
    share,
    tiers,
    volume,
)

from proposalkit.model.display import display_money
from proposalkit.model.money import Money
from proposalkit.model.price_terms import Exchange, Ramp, RampStep
from proposalkit.model.pricing import Cliff
from proposalkit.model.shown import shown_values
from proposalkit.render.environment import TemplateFolders
from proposalkit.render.html import proposal_html
from proposalkit.render.proposal_chart import chart_ticks, cost_chart
from proposalkit.render.text_blocks import text_blocks
from proposalkit.verify.values import check_numbers_in_data, check_values_on_pages

from .conftest import TEMPLATES
from .sample_proposal import full_proposal

FOLDERS = TemplateFolders(TEMPLATES)
RATE = Exchange(
    given=Money(amount=Decimal("3.40"), currency="USD"), rate=Decimal("0.9123"),
    as_of=date(2026, 11, 20), source="European Central Bank, reference rate",
)  # fmt: skip


def with_price(pricing):
    changed = pricing.model_copy(update={"exchange": RATE})
    return full_proposal(2, pricing=changed, metrics=metrics())


def blocks_of(proposal):
    return [one.text for one in text_blocks(proposal_html(proposal, "ab" * 32, FOLDERS))]


@pytest.mark.parametrize("name", PRICES)
def test_pages_and_price_say_the_same_both_ways(name):
    proposal = with_price(PRICES[name]())
    values, text = shown_values(proposal), "\n".join(blocks_of(proposal))
    chart = cost_chart(proposal)
    ticks = chart_ticks(chart) if chart else ()
    off_page = check_values_on_pages(values, text).findings
    assert [one for one in off_page if one.where.startswith("/pricing")] == []
    known = (*ticks, "ab" * 32)
    assert check_numbers_in_data([text], values, known, "EUR").findings == ()


def test_a_total_says_what_it_takes_prices_to_be():
    told = {
        name: [one for one in blocks_of(with_price(make())) if one.startswith("The totals ")]
        for name, make in PRICES.items()
    }
    for name, make in PRICES.items():
        price, (note,) = make(), told[name]
        if price.indexation:
            assert "what each indexation assumes" in note
        elif price.ramps or price.discounts:
            assert "with the discounts and ramps listed" in note
        else:
            assert "every price as listed, unchanged in all months" in note
    assert len({tuple(notes) for notes in told.values()}) == 3


def test_a_shown_term_that_left_its_page_is_found():
    """The check above is able to fail: without the partial of the terms it names what is gone."""
    proposal = with_price(committed())
    kept = [one for one in blocks_of(proposal) if "rolls over" not in one and "0.333" not in one]
    found = check_values_on_pages(shown_values(proposal), "\n".join(kept)).findings
    assert [one.where for one in found] == ["/pricing/commitments/1/shortfallPrice"]


def test_the_rows_of_a_scenario_add_up_to_its_total():
    """The page says so in its caption: lines and shortfalls, less what is taken off."""
    for make in PRICES.values():
        for one in make().scenarios:
            lines = sum(line.term.amount for line in one.component_amounts)
            added = lines + (one.shortfall.amount if one.shortfall else 0)
            taken = (one.cap_reduction, one.rolled, one.credit_used)
            assert added - sum(t.amount for t in taken if t) == one.total.amount


def test_three_months_stand_as_invoices_with_their_sums():
    proposal = full_proposal(2)
    blocks = blocks_of(proposal)
    at = blocks.index("The invoice of one month, before tax")
    table = blocks[at : blocks.index("Month by month; months of equal amounts share a row")]
    assert table[1:5] == [
        "Line of the invoice", "Good month (low)", "Normal month (expected)", "Bad month (high)",
    ]  # fmt: skip
    # by hand: 950 + 5,570; 950 + 10,490; 950 + 19,250 held to the cap of 16,000
    assert table[-3:] == ["EUR 6,520.00", "EUR 11,440.00", "EUR 16,950.00"]


def test_the_lowest_and_the_highest_flat_bill_are_floor_and_cap_even_when_the_line_falls():
    """A share of what lies below a baseline: nothing measured is the greatest value."""
    levels = cost_chart(with_price(share())).levels
    assert [(one.label, one.cost) for one in levels] == [
        ("Minimum", Decimal("1000.00")), ("Maximum", Decimal("9000.00")),
    ]  # fmt: skip


def test_of_several_metrics_the_main_one_varies_and_the_axis_says_so():
    chart = cost_chart(with_price(committed()))
    assert chart.volume_axis == "Resolved cases in a month; all else as expected"
    assert [one.label for one in chart.levels] == ["Commitment", "Cap"]


def test_a_minimum_that_the_line_never_lies_on_is_no_floor():
    """The minimum is that of the calls, which stay as expected; each case costs more."""
    pricing = priced(
        line("cases", "outcome", metric_ref="cases", tiers=tiers((None, "2.00"))),
        line("calls", "usage", metric_ref="calls", tiers=tiers((None, "1.00")),
             minimum=eur("50.00")),
        volumes=(), per_unit_of="cases",
    )  # fmt: skip
    told = [(volume(units), volume("80", "calls")) for units in ("10", "20", "30")]
    scenarios = priced(*pricing.components, volumes=told, per_unit_of="cases").scenarios
    chart = cost_chart(with_price(pricing.model_copy(update={"scenarios": scenarios})))
    assert chart.levels == ()


def test_a_drop_is_marked_in_the_chart_and_told_in_its_description():
    """By hand: 5,000 at 0.0031 in packs of 250 after 100 free are 15.50 at 5,100 units."""
    pricing = PRICES["by_volume"]()
    drop = Cliff(
        component_ref="tokens", at=Decimal(5100), drop=Money(amount=Decimal("1.32"), currency="EUR")
    )
    chart = cost_chart(with_price(pricing.model_copy(update={"cliffs": (drop,)})))
    assert [(one.at.volume, one.at.cost) for one in chart.cliffs] == [(5100, Decimal("15.50"))]
    assert "diamond" in chart.description


def _key_terms(pricing):
    """Give the words of page one."""
    blocks = blocks_of(with_price(pricing))
    return " ".join(blocks[: blocks.index("Contents")])


def test_page_one_names_what_is_due_beside_a_price_by_units_or_a_share():
    committed_price = committed().model_copy(
        update={
            "ramps": (
                Ramp(id="start", label="The start", applies_to=("contacts",), steps=(
                    RampStep(from_month=1, factor=Decimal("0.5")),
                    RampStep(from_month=4, factor=Decimal(1)),
                )),
            )
        }
    )  # fmt: skip
    said = _key_terms(committed_price)
    (first,) = committed_price.commitments[:1]
    assert f"{first.label}: at least" in said
    assert "The start: 50% of the listed prices from month 1, 100% of the listed" in said
    once, monthly = graduated().components[:2]
    said = _key_terms(graduated())
    assert f"{once.label}: EUR 6,500.00 once; {monthly.label}: EUR 950.00 a month." in said


def test_a_busy_month_of_a_share_is_no_bad_month_and_a_settlement_no_normal_one():
    monthly = share().model_copy(
        update={
            "components": tuple(
                one.model_copy(update={"settlement": None}) for one in share().components
            ),
            "scenarios": tuple(
                one.model_copy(update={"periods": one.periods[-1:]}) for one in share().scenarios
            ),
        }
    )
    prices = (share(), monthly, graduated())
    settled, by_share, by_unit = (" ".join(blocks_of(with_price(one))) for one in prices)
    assert "Normal month" not in settled
    assert "Last month (expected)" in settled
    assert "Bad month" not in by_share
    assert "Busy month" in by_share
    assert "Bad month" in by_unit


def test_page_one_names_the_normal_month_and_what_a_settlement_comes_to():
    """A share settled every three months: the third month is charged what the others are not."""
    said = _key_terms(share())
    expected = next(one for one in share().scenarios if one.id == "expected")
    third = display_money(expected.periods[2].charges)
    assert expected.periods[0].charges != expected.periods[2].charges
    assert f"A normal month; months differ {expected.term_months} months" in said
    assert f"With a settlement of the value a month comes to {third} in month" in said
    assert "in each settlement of 3 months" in said
    assert "a baseline of EUR" in said
    assert "added up over each settlement" in said


def test_a_commitment_of_units_says_what_counts_where_it_names_no_line():
    price = committed()
    metric = with_price(price).metrics[0]
    units = price.commitments[0].model_copy(
        update={"kind": "quantity", "amount": None, "quantity": Decimal(3000), "applies_to": (),
                "metric_ref": metric.id}
    )  # fmt: skip
    changed = with_price(price.model_copy(update={"commitments": (units,)}))
    blocks = list(blocks_of(changed))
    at = blocks.index(f"Commitment: {units.label}")
    row = blocks.index("What counts", at)
    assert blocks[row + 1] == metric.label

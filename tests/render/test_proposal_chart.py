"""The chart of one proposal: its lines, marks and levels from the priced order."""

from __future__ import annotations

from decimal import Decimal

import pytest

from proposalkit.model.brief_figures import VolumesIn
from proposalkit.model.pricing import Component, Tier
from proposalkit.render.chart import chart_svg
from proposalkit.render.proposal_chart import cost_chart

from .sample_price import eur, metric, price, priced
from .sample_proposal import ACCENT, full_proposal, minimal_proposal, strained_proposal


def _line(chart, role):
    line = next(one for one in chart.lines if one.role == role)
    return {int(point.volume): point.cost for point in line.points}


def test_the_offer_bends_at_minimum_tiers_and_cap():
    """By hand: 950 + 3,500 until 3,684 units; 950 + 4,750 at 5,000; 950 + 16,000 from 19,357."""
    offer = _line(cost_chart(full_proposal()), "offer")
    assert offer[0] == Decimal("4450.00")
    assert offer[5000] == Decimal("5700.00")
    assert offer[15000] == Decimal("13900.00")
    assert offer[26400] == Decimal("16950.00")


def test_the_cost_of_today_is_a_straight_line_from_nought():
    assert _line(cost_chart(full_proposal()), "today") == {0: 0, 26400: Decimal("81840.00")}


def test_each_scenario_stands_on_the_offer_line():
    marks = {
        mark.label: (mark.at.volume, mark.at.cost) for mark in cost_chart(full_proposal()).marks
    }
    assert marks == {
        "low": (6000, Decimal("6520.00")),
        "expected": (12000, Decimal("11440.00")),
        "high": (24000, Decimal("16950.00")),
    }


def test_minimum_and_cap_are_named_where_the_line_is_flat():
    levels = cost_chart(full_proposal()).levels
    assert [(level.label, level.cost) for level in levels] == [
        ("Minimum", Decimal("4450.00")), ("Cap", Decimal("16950.00")),
    ]  # fmt: skip


def test_an_order_that_meters_nothing_has_no_chart():
    assert cost_chart(minimal_proposal()) is None


@pytest.mark.parametrize("make", [full_proposal, strained_proposal])
def test_the_chart_can_be_drawn(make):
    assert chart_svg(cost_chart(make()), ACCENT).startswith("<svg")


def test_a_volume_far_below_ten_units_is_drawn_too():
    line = Component(id="a", label="A", type="usage", metric_ref=metric().id, billing_period="P1M",
                     tiers=(Tier(unit_price=price("2.00")),), minimum=eur("1"))  # fmt: skip
    pricing = priced((line,), metrics=(metric(),), volumes=VolumesIn(expected=Decimal(1)))
    chart = cost_chart(full_proposal(2, pricing=pricing))
    assert chart_svg(chart, ACCENT).startswith("<svg")

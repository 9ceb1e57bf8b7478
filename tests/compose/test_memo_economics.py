"""The economics as tables: what stands there, and what is left out or said to lack."""

from __future__ import annotations

from decimal import Decimal

from proposalkit.compose.memo_economics import economics_section, economics_tables
from proposalkit.model.economics import (
    Commissions,
    Economics,
    FullCost,
    Headroom,
    LadderRow,
    MarginSpread,
    OwnBuild,
    PilotReturn,
    PriceRange,
    Sensitivity,
)

COST = ("internal.cost_per_attempt",)
BARE = Economics(
    currency="EUR",
    units=Decimal(1000),
    term_months=12,
    cost=FullCost(missing=COST),
    range=PriceRange(target=Decimal("0.5"), missing=(*COST, "workflow.cost_today")),
    spread=MarginSpread(seed=1, runs=10, missing=COST),
    sensitivity=Sensitivity(missing=COST),
    headroom=Headroom(charges=Decimal(100), missing=COST),
    commissions=Commissions(missing=("internal.economics.commission",)),
    acv_minimum=Decimal("1200.00"),
)


def lines(found: Economics, title: str) -> tuple[str, ...]:
    """Give the lines of one table."""
    return next(one.lines for one in economics_tables(found) if one.title == title)


def test_without_costs_only_what_is_known_is_told_and_each_lacking_field_once() -> None:
    titles = [one.title for one in economics_tables(BARE)]
    assert titles == ["Price of a unit", "Cost of a unit", "Value of the deal", "Not worked out"]
    assert lines(BARE, "Not worked out") == (
        "full cost and margin, the price range, the model price, discount headroom: "
        "give `internal.cost_per_attempt`.",
        "the price range: give `workflow.cost_today`.",
        "commission: give `internal.economics.commission`.",
    )
    assert lines(BARE, "Price of a unit")[0] == (
        "Range: from the full cost not known up; the ceiling is not known."
    )


def test_the_section_names_volume_term_and_currency_first() -> None:
    title, body = economics_section(BARE)
    assert title == "Economics"
    assert body.startswith(
        "At 1,000 units a month over 12 months. All amounts in EUR, without tax.\n\n### Price"
    )


def test_a_volume_we_cannot_serve_carries_a_mark_that_is_explained() -> None:
    row = LadderRow(
        units=Decimal(2000), charges=Decimal("10.00"), cost=Decimal("12.50"),
        margin=Decimal("-2.50"), rate=Decimal("-0.25"), over_capacity=True,
    )  # fmt: skip
    found = BARE.model_copy(update={"ladder": (row,), "break_even": Decimal(1200)})
    table = next(one for one in economics_tables(found) if one.title.startswith("Margin"))
    assert table.rows == (("2,000 *", "10.00", "12.50", "-2.50", "-25.00%"),)
    assert table.lines == (
        "A month pays for itself from 1,200 units on.", "* More than we can serve.",
    )  # fmt: skip


def test_the_pilot_says_what_is_lost_and_when_it_is_back() -> None:
    lost = PilotReturn(fee=Decimal("10.00"), cost=Decimal("14.00"), result=Decimal("-4.00"))
    told = {
        month: lines(
            BARE.model_copy(
                update={
                    "pilot": lost.model_copy(update={"payback_month": month, "within_months": 6})
                }
            ),
            "Pilot",
        )[-1]
        for month in (3, None)
    }
    assert told == {
        3: "Paid back in month 3 of production at the expected volume.",
        None: "Not paid back within 6 months at the expected volume.",
    }


def test_the_answer_to_an_own_build_follows_the_month() -> None:
    own = OwnBuild(
        build=Decimal(1), run_year=Decimal(1), months=6, with_us=Decimal(9), own=Decimal(8),
        even_month=16,
    )  # fmt: skip
    early = lines(BARE.model_copy(update={"own_build": own}), "An own build of the buyer")[1]
    assert early.startswith("An own build has paid for itself in month 16")
    late = own.model_copy(update={"even_month": None})
    assert (
        "has not paid for itself by the end of year three"
        in (lines(BARE.model_copy(update={"own_build": late}), "An own build of the buyer")[1])
    )


def test_no_headroom_says_what_a_month_lacks() -> None:
    room = Headroom(
        charges=Decimal(100), amount=Decimal("0.00"), decided_by="floor_price",
        short_by=Decimal("12.34"),
    )  # fmt: skip
    told = lines(BARE.model_copy(update={"headroom": room}), "Discount headroom")
    assert told == ("None: a normal month lacks 12.34 for the floor price already.",)

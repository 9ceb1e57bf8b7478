"""Numbers with their units in words, and what a text may hold of them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from proposalkit.knowledge.figures import check_figures, filled, in_words
from proposalkit.model.catalog import Figure, Worked

DEAL = Figure(
    id="deal", means="a deal", low=Decimal(25000), high=Decimal(100000), unit="money",
    currency="USD",
)  # fmt: skip
BILL = Worked(
    id="bill", means="a bill", factors=(Decimal(50000), Decimal("0.30"), Decimal("0.50")),
    result=Decimal(7500), unit="money", currency="USD",
)  # fmt: skip


@pytest.mark.parametrize(
    ("low", "high", "unit", "currency", "words"),
    [
        ("25000", "1000000", "money", "USD", "USD 25,000 to 1,000,000"),
        ("0.50", None, "money", "EUR", "EUR 0.50"),
        ("2", "5", "percent", None, "2 to 5 %"),
        ("30", "90", "days", None, "30 to 90 days"),
        ("1", None, "months", None, "1 month"),
        ("1", "2", "months", None, "1 to 2 months"),
        ("10", "20", "times", None, "10 to 20 times"),
        ("50000", None, "count", None, "50,000"),
    ],
)
def test_a_figure_reads_as_a_person_would_write_it(
    low: str, high: str | None, unit: str, currency: str | None, words: str
) -> None:
    end = Decimal(high) if high else None
    assert in_words(Decimal(low), end, unit, currency) == words


def test_figures_and_results_take_the_places_of_their_ids() -> None:
    text = filled("A deal of {deal} brings {bill}, not {more}.", (DEAL,), (BILL,))
    assert text == "A deal of USD 25,000 to 100,000 brings USD 7,500, not {more}."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It takes 30 days.", ["30"]),
        ("Prices of 0.50, 1 and 3,000 are three.", ["0.50", "1", "3,000"]),
        ("B2B and SOC2 are names, {deal} a slot.", []),
        ("Open 24/7, or 7-9 at night.", ["24", "7", "7-9"]),
    ],
)
def test_a_number_outside_a_slot_is_found_and_a_digit_in_a_name_is_not(
    text: str, found: list[str]
) -> None:
    figures = (DEAL,) if "{deal}" in text else ()
    findings = check_figures([(text, lambda at: f"f:1:{at + 1}")], figures, (), lambda *_: "f:2:1")
    bare = [one.message.split('"')[1] for one in findings if one.id == "bare-number"]
    assert bare == found


def test_a_margin_is_the_share_of_the_price_the_costs_leave() -> None:
    # 2.50 - (0.38 + 0.07 + 0.20 + 0.10) = 1.75, and 1.75 of 2.50 is 0.70.
    sum_ = Worked(
        id="margin", means="a margin", price=Decimal("2.50"),
        costs=(Decimal("0.38"), Decimal("0.07"), Decimal("0.20"), Decimal("0.10")),
        result=Decimal("0.70"), unit="count",
    )  # fmt: skip
    assert sum_.worked_out == Decimal("0.7")

"""A price asked at another volume begins as slowly as the offer itself does."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from tests.workflows.buyer_offers import Document, made

from proposalkit.knowledge.inputs import read_workspace
from proposalkit.pricing.order import build_order
from proposalkit.pricing.year_three import first_year
from proposalkit.workflows.offer_price import ReplayedPrice
from proposalkit.workflows.price import explain_volumes, priced

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "workspace"


def _slow(document: Document) -> None:
    """Half of the 12,000 in the first month, a quarter in the second."""
    (expected,) = [one for one in document["pricing"]["scenarios"] if one["id"] == "expected"]
    expected["volumes"][0]["firstMonths"] = ["6000", "3000"]


# At 20,000 a month: 6,500 and 7,500 once, 3,750 credit from the pilot;
# month 1 has 10,000: 950 + 5,000 x 0.95 + 5,000 x 0.82 = 9,800
# month 2 has 5,000: 950 + 4,750 = 5,700
# ten months have 20,000: 950 and the cap of 16,000 = 16,950
# 14,000 - 3,750 + 9,800 + 5,700 + 169,500 = 195,250
TOTAL = Decimal("195250.00")


def test_the_first_months_keep_their_share_of_another_volume() -> None:
    proposal = made(_slow)
    assert explain_volumes(priced(proposal), ["20000"]).total == TOTAL
    price = ReplayedPrice(proposal.pricing)
    assert price.scenario(Decimal(20000)).total.amount == TOTAL
    assert price.total(20000) == TOTAL
    # without them all twelve months have 16,950: 14,000 - 3,750 + 203,400
    assert price.with_all_months_alike().total(20000) == Decimal("213650.00")


def test_between_two_corners_the_total_of_the_term_stays_a_straight_line() -> None:
    price = ReplayedPrice(made(_slow).pricing)
    corners = sorted({0, *price.corners(40000), 40000})
    for low, high in pairwise(corners):
        middle = (low + high) // 2
        if low < middle < high:
            part = Decimal(middle - low) / (high - low)
            line = price.total(low) + part * (price.total(high) - price.total(low))
            assert abs(price.total(middle) - line) <= price.slack, (low, middle, high)


def test_the_first_year_of_a_deal_counts_its_first_months() -> None:
    """14,000 - 3,750 + 6,520 + 4,450 (its minimum of 3,500) + 10 x 11,440 = 135,620."""
    inputs = read_workspace(EXAMPLE, "nordwind-support")
    slow = inputs.brief.volumes.model_copy(
        update={"first_months": (Decimal("0.5"), Decimal("0.25"))}
    )
    brief = inputs.brief.model_copy(update={"volumes": slow})
    order = build_order(inputs.price_book, brief)
    assert first_year(order, brief) == Decimal("135620.00")

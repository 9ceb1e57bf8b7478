"""What the price line with a share of value gives to the clauses on baseline and share."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.clauses.value_deals import offer, with_offer

from proposalkit.clauses.choose import choose_terms
from proposalkit.clauses.deal import Deal, deal_for
from proposalkit.clauses.deal_values import deal_value
from proposalkit.clauses.rules import read_rules
from proposalkit.model.plan import ChosenTerms
from proposalkit.workflows.gather import Gathered, gather

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def shipped(shared_cache: Path) -> Gathered:
    """The shipped deal."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(shared_cache))
        return gather(EXAMPLES / "workspace", "nordwind-support")


def _deal(gathered: Gathered, **changes: object) -> Deal:
    inputs = with_offer(gathered, offer(**changes)).inputs
    book = inputs.price_book
    catalogue = gathered.parts.catalogue
    return deal_for(inputs.brief, inputs.seller.public, book.offers[0], book.currency, catalogue)


def _terms(gathered: Gathered, deal: Deal) -> ChosenTerms:
    plan = gathered.parts.plan.model_copy(update={"clauses": ("value-share",)})
    return choose_terms(gathered.parts.catalogue, plan, deal)


def test_the_figures_of_the_line_stand_in_baseline_and_share(shipped: Gathered) -> None:
    texts = {one.id: one.text for one in _terms(shipped, _deal(shipped)).clauses}
    share = " ".join(texts["value-share"].split())
    for words in (
        "by which handling cost lies below the baseline",
        "20% of the value of the months settled together up to EUR 50,000.00 and 12.5% of what "
        "lies above EUR 50,000.00. It is at most 20 percent",
        "For each month EUR 2,000.00 is owed at the least",
        "EUR 9,000.00 at the most",
        "The number of months settled together is 3.",
        "For 6 months after the term the share goes on at 50 percent of it",
        "is Katrin Sommerfeld (Chief operating officer), who",
    ):
        assert words in share
    assert (
        "a baseline of EUR 80,000.00 a month, which rests on this: Accounts of 2026. The"
        in (texts["baseline-measurement"])
    )
    assert {"audit-rights-mutual", "pricing-floor-cap"} <= set(texts)


def test_a_plain_line_has_no_floor_no_tail_and_settles_each_month(shipped: Gathered) -> None:
    bare = _deal(
        shipped, tiers=[{"rate": "0.15"}], minimum=None, settlement_months=None,
        tail_months=None, tail_rate=None,
    )  # fmt: skip
    texts = {one.id: one.text for one in _terms(shipped, bare).clauses}
    assert "is 15% of the value. It is at most 15 percent" in texts["value-share"]
    assert "For each month EUR 0.00 is owed at the least" in texts["value-share"]
    assert "months settled together is 1." in texts["value-share"]
    assert "For 0 months after the term" in texts["value-share"]


def test_three_bands_are_told_apart(shipped: Gathered) -> None:
    tiers = [{"rate": "0.3", "up_to": "1000"}, {"rate": "0.2", "up_to": "2000"}, {"rate": "0.1"}]
    assert deal_value("value.bands", _deal(shipped, tiers=tiers)).value == (
        "30% of the value of the months settled together up to EUR 1,000.00, 20% of what lies "
        "above EUR 1,000.00 and up to EUR 2,000.00 and 10% of what lies above EUR 2,000.00"
    )


def test_a_share_without_ceiling_or_sponsor_is_asked_for_and_not_written(
    shipped: Gathered,
) -> None:
    deal = _deal(shipped, maximum=None)
    buyer = deal.brief.buyer.model_copy(update={"sponsor": None})
    brief = deal.brief.model_copy(update={"buyer": buyer})
    deal = Deal(**{**vars(deal), "brief": brief})
    terms = _terms(shipped, deal)
    assert "value-share" not in {one.id for one in terms.clauses}
    (what,) = [one.what for one in terms.blockers if one.clause == "value-share"
               and one.kind == "clause_missing"]  # fmt: skip
    assert what == (
        'Clause "value-share" cannot be filled; the deal does not say: Most charge of a month '
        "(value.maximum); The executive at the buyer who answers for the price (value.sponsor)"
    )


def test_two_lines_with_a_share_leave_the_clause_to_a_person(shipped: Gathered) -> None:
    one = offer()
    twice = one.model_copy(update={"rates": (*one.rates, *one.rates)})
    deal = Deal(**{**vars(_deal(shipped)), "offer": twice})
    assert deal_value("value.bands", deal).value is None


def test_a_line_with_a_share_brings_baseline_and_share_into_the_deal(shipped: Gathered) -> None:
    library = shipped.parts.catalogue.library
    asked = {one.rule: one for one in read_rules(library, _deal(shipped)).outcomes}
    assert asked["R-09"].result == "fired"
    assert {"baseline-measurement", "value-share"} <= set(asked["R-09"].clauses)

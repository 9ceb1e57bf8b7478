"""Sets offers beside each other; every number comes from the offers' own rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations
from typing import Literal

from proposalkit.compare.break_even import SearchStopped, lower_spans
from proposalkit.compare.commitments import FactWords, commitment_rows
from proposalkit.compare.grounds import common_currency, ground_findings
from proposalkit.compare.likeness import differing_fields, outcome_rows
from proposalkit.compare.offers import Offer, Rate, standing
from proposalkit.compare.price_binds import held_volumes, price_commitments
from proposalkit.errors import InputRefused
from proposalkit.model.comparison import (
    CliffRow,
    Comparison,
    OfferHead,
    PairRow,
    TotalCell,
    TotalRow,
)
from proposalkit.model.display import display_date, display_duration
from proposalkit.model.money import Money, money
from proposalkit.model.pricing import Payment
from proposalkit.model.requirements import answers_in_words
from proposalkit.model.scenario import ScenarioId

ONE = Decimal(1)
UNIT_PRICE_STEP = Decimal("0.0001")
LEAST_SEARCHED, MOST_SEARCHED = 1_000, 10_000_000


@dataclass(frozen=True)
class Question:
    """What the buyer asks: the volumes, the day, rates, and whether units are taken as the same."""

    volumes: Mapping[ScenarioId, Decimal]
    on: date
    rates: tuple[Rate, ...] = ()
    same_unit: bool = False
    """The buyer says that all offers count the same thing; the report says so."""
    words: Mapping[str, FactWords] = field(default_factory=dict)
    """Words of the facts."""


def compare_offers(offers: Sequence[Offer], question: Question) -> Comparison:
    """Compare offers over one term, in one currency, on one basis of tax.

    Raises InputRefused, naming every difference, when term, currency or tax differ.
    """
    findings = ground_findings(offers, question.rates)
    currency = common_currency(offers, question.rates)
    if findings or currency is None:
        raise InputRefused(findings)
    factors = {one.currency: one.rate for one in question.rates}
    pairs = tuple(
        _pair(first, second, factors, question) for first, second in combinations(offers, 2)
    )
    alike = all(one.verdict != "not_like_for_like" for one in pairs)
    tax: Literal["exclusive", "inclusive"] = (
        "inclusive" if offers[0].price.tax == "inclusive" else "exclusive"
    )
    return Comparison(
        on=question.on,
        currency=currency,
        tax=tax,
        term_months=offers[0].price.term_months,
        offers=tuple(_head(one, question) for one in offers),
        totals=tuple(
            _totals(id_, volume, offers, factors, currency, alike)
            for id_, volume in question.volumes.items()
        ),
        cliffs=tuple(row for one in offers for row in _cliffs(one)),
        pairs=pairs,
        outcomes=outcome_rows(offers),
        price_commitments=tuple(price_commitments(offers)),
        commitments=commitment_rows(offers, question.words),
        not_compared=tuple(_not_compared(offers, pairs, question)),
    )


def _head(offer: Offer, question: Question) -> OfferHead:
    proposal = offer.proposal
    rate = next((r for r in question.rates if r.currency == offer.price.currency), None)
    return OfferHead(
        mark=offer.mark,
        source=offer.source,
        seller=offer.seller,
        title=offer.title,
        proposal_id=proposal.proposal_id if proposal else None,
        revision=proposal.revision if proposal else None,
        grade=proposal.grade if proposal else None,
        checked=offer.checking.state,
        checked_detail=offer.checking.detail,
        standing=standing(proposal, question.on),
        valid_until=proposal.validity.valid_until if proposal else None,
        unit=offer.unit.label if offer.unit else None,
        payment=_payment(proposal.payment) if proposal else None,
        requirements=answers_in_words(proposal.requirements)
        if proposal and proposal.requirements
        else None,
        currency=offer.price.currency,
        offered_months=offer.offered_months,
        rate=rate.rate if rate else None,
        rate_as_of=rate.as_of if rate else None,
    )


def _payment(payment: Payment) -> str:
    cadence = payment.cadence[:1].lower() + payment.cadence[1:]
    return f"to be paid in {display_duration(payment.terms)}; invoiced {cadence}"


def _totals(
    id_: ScenarioId,
    volume: Decimal,
    offers: Sequence[Offer],
    factors: Mapping[str, Decimal],
    currency: str,
    alike: bool,
) -> TotalRow:
    cells = tuple(_total(one, volume, factors, currency) for one in offers)
    least = min(one.total.amount for one in cells)
    lowest = tuple(one.offer for one in cells if alike and one.total.amount == least)
    return TotalRow(scenario=id_, volume=volume, cells=cells, lowest=lowest)


def _total(
    offer: Offer, volume: Decimal, factors: Mapping[str, Decimal], currency: str
) -> TotalCell:
    scenario = offer.price.scenario(volume)
    factor = factors.get(offer.price.currency, ONE)
    after = scenario.after_term
    return TotalCell(
        offer=offer.mark,
        total=money(scenario.total.amount * factor, currency),
        unit_price=_unit_price(scenario.effective_unit_price, factor, currency),
        after_term=None if after is None else money(after.amount * factor, currency),
    )


def _unit_price(price: Money | None, factor: Decimal, currency: str) -> Money | None:
    if price is None:
        return None
    amount = (price.amount * factor).quantize(UNIT_PRICE_STEP, rounding=ROUND_HALF_UP)
    return Money(amount=amount, currency=currency)


def _cliffs(offer: Offer) -> Iterator[CliffRow]:
    for cliff in offer.price.cliffs():
        yield CliffRow(offer=offer.mark, at=cliff.at, drop=cliff.drop)


def _pair(
    first: Offer, second: Offer, factors: Mapping[str, Decimal], question: Question
) -> PairRow:
    differing = differing_fields(first.unit, second.unit)
    if differing and not question.same_unit:
        return PairRow(
            first=first.mark, second=second.mark, verdict="not_like_for_like", differing=differing
        )
    one, other = (factors.get(each.price.currency, ONE) for each in (first, second))
    highest = _highest(question)
    row = PairRow(
        first=first.mark,
        second=second.mark,
        verdict="taken_as_same" if differing else "like_for_like",
        differing=differing,
        searched_to=highest,
    )
    corners = {*first.price.corners(highest), *second.price.corners(highest), 0, highest}
    try:
        spans = lower_spans(
            lambda volume: first.price.total(volume) * one - second.price.total(volume) * other,
            corners,
            first.price.slack * one + second.price.slack * other,
            (first.mark, second.mark),
        )
    except SearchStopped:
        return row.model_copy(update={"exact": False})
    turns = tuple(span.first for span in spans[1:])
    return row.model_copy(update={"spans": spans, "break_even": turns})


def _highest(question: Question) -> int:
    asked = int(2 * max(question.volumes.values()))
    return min(max(asked, LEAST_SEARCHED), MOST_SEARCHED)


def _not_compared(
    offers: Sequence[Offer], pairs: Sequence[PairRow], question: Question
) -> Iterator[str]:
    for one in offers:
        if one.offered_months > one.price.term_months:
            yield (
                f"{one.mark} is offered for {one.offered_months} months; only its first "
                f"{one.price.term_months} are counted, and what binds longer is in its commitments."
            )
        yield from held_volumes(one)
        state = standing(one.proposal, question.on)
        validity = one.proposal.validity if one.proposal else None
        if state == "expired" and validity is not None:
            yield f"{one.mark} ended on {display_date(validity.valid_until)}: ask for a renewal."
        if state == "not_begun" and validity is not None:
            yield f"{one.mark} stands only from {display_date(validity.valid_from)}."
        if one.proposal is None:
            yield (
                f"{one.mark} was typed by hand: nobody has verified it, and it states no "
                "outcome definition and no clause."
            )
        elif one.checking.state != "passed":
            yield f"{one.mark} could not be checked in full: {one.checking.detail}."
    for pair in pairs:
        if not pair.exact:
            yield f"The prices of {pair.first} and {pair.second} bend too often to be searched."

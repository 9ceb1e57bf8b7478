"""Offers set beside each other: totals, break-even volumes, outcomes and commitments."""

from __future__ import annotations

from typing import Annotated, Literal

from proposalkit.model.base import PublicModel
from proposalkit.model.fields import Currency, Day, DecimalText, given
from proposalkit.model.money import Money
from proposalkit.model.scenario import ScenarioId

NOT_STATED = "not_stated"
"""The value of what an offer does not say; it never counts as agreement."""

NONE = "none"
"""The value where an offer says that there is no such thing."""

Standing = Literal["open", "not_begun", "expired", "not_stated"]
Checked = Literal["passed", "could_not_be_checked", "unverified"]
Mark = Annotated[str, given("Letter of the offer: A, B, C.")]


class OfferHead(PublicModel):
    """One offer as it was received, and how far it can be relied on."""

    mark: Mark
    source: Annotated[str, given("What was given: a file, a kit, or an offer of a CSV.")]
    seller: Annotated[str, given("Who makes the offer.")]
    title: Annotated[str, given("Title of the offer.")]
    proposal_id: Annotated[str | None, given("URN; absent: typed by hand.")] = None
    revision: Annotated[int | None, given("Counter of revisions.")] = None
    grade: Annotated[str | None, given("draft, for_discussion or issued.")] = None
    checked: Annotated[Checked, given("What the verification of the file came to.")]
    checked_detail: Annotated[str, given("How many checks ran, or why none did.")]
    standing: Annotated[Standing, given("Whether the offer stands on the day.")]
    valid_until: Annotated[Day | None, given("Last day of the offer.")] = None
    unit: Annotated[str | None, given("What is counted; absent: nothing is.")] = None
    payment: Annotated[str | None, given("Days to pay and when invoices come.")] = None
    requirements: Annotated[
        str | None, given("How many requirements the seller answers, and how; absent: none given.")
    ] = None
    currency: Annotated[Currency, given("Currency the offer is made in.")]
    offered_months: Annotated[int, given("Months the offer itself is priced for.")]
    rate: Annotated[
        DecimalText | None, given("Units of the common currency for one of its own.")
    ] = None
    rate_as_of: Annotated[Day | None, given("Day of the rate.")] = None


class TotalCell(PublicModel):
    """What one offer comes to at one volume, over the months compared."""

    offer: Mark
    total: Annotated[Money, given("Everything due in those months, in the common currency.")]
    unit_price: Annotated[
        Money | None, given("Total divided by all units; absent without units.")
    ] = None
    after_term: Annotated[Money | None, given("Still due after the term, in no total.")] = None


class TotalRow(PublicModel):
    """All offers at one volume."""

    scenario: Annotated[ScenarioId, given("low, expected or high.")]
    volume: Annotated[DecimalText, given("Units a month.")]
    cells: Annotated[tuple[TotalCell, ...], given("One for each offer.")]
    lowest: Annotated[
        tuple[Mark, ...], given("The lowest; empty when the units are not like for like.")
    ]


class CliffRow(PublicModel):
    """A volume at which one unit more lowers the bill of a month."""

    offer: Mark
    at: Annotated[DecimalText, given("Last volume before the drop.")]
    drop: Annotated[Money, given("How much one unit more saves in a month.")]


class Span(PublicModel):
    """Whole volumes in which the same offer of two is lower."""

    first: Annotated[int, given("First volume, units a month.")]
    last: Annotated[int, given("Last volume, units a month.")]
    lower: Annotated[str, given("Mark of the lower offer, or `same`.")]


class PairRow(PublicModel):
    """Two offers: can their prices be compared, and from which volume is which one lower?"""

    first: Mark
    second: Mark
    verdict: Annotated[
        Literal["like_for_like", "not_like_for_like", "taken_as_same"],
        given("Whether the prices can be compared, or the buyer says so."),
    ]
    differing: Annotated[
        tuple[str, ...], given("What differs in the units, or is not stated.")
    ] = ()
    spans: Annotated[tuple[Span, ...], given("All volumes up to the greatest.")] = ()
    break_even: Annotated[
        tuple[int, ...], given("Volumes from which another offer is the lower one.")
    ] = ()
    searched_to: Annotated[int | None, given("Greatest volume looked at.")] = None
    exact: Annotated[bool, given("Whether every whole volume up to it was decided.")] = True


class Cell(PublicModel):
    """What one offer says of one thing."""

    offer: Mark
    value: Annotated[str, given("In words, or `not_stated`.")]
    pointer: Annotated[str | None, given("JSON pointer in that proposal.")] = None


class FieldRow(PublicModel):
    """One field of the outcome definitions, side by side."""

    field: Annotated[str, given("Name of the field.")]
    label: Annotated[str, given("The field in words.")]
    decides: Annotated[bool, given("Whether prices can be compared only if it is equal.")]
    same: Annotated[bool, given("Whether all offers say the same.")]
    cells: Annotated[tuple[Cell, ...], given("One for each offer.")]


class FactRow(PublicModel):
    """One fact of the clauses, side by side."""

    fact: Annotated[str, given("Id of the fact.")]
    label: Annotated[str, given("The fact in words.")]
    same: Annotated[bool, given("Whether all offers say the same.")]
    cells: Annotated[tuple[Cell, ...], given("One for each offer.")]


class ClauseRow(PublicModel):
    """One clause, side by side: who has it, whether the words are equal, and its facts."""

    clause: Annotated[str, given("Id of the clause.")]
    title: Annotated[str, given("Title of the clause.")]
    same_words: Annotated[bool, given("Whether all offers have the same text.")]
    cells: Annotated[tuple[Cell, ...], given("One for each offer.")]
    facts: Annotated[tuple[FactRow, ...], given("What the clause states.")] = ()


class Points(PublicModel):
    """What one offer gets for one criterion."""

    offer: Mark
    points: Annotated[DecimalText | None, given("Absent when it could not be scored.")] = None
    why: Annotated[str, given("How the points came about.")]


class ScoreRow(PublicModel):
    """One criterion of the buyer's with its weight."""

    criterion: Annotated[str, given("What is weighed.")]
    weight: Annotated[DecimalText, given("Most points for it.")]
    cells: Annotated[tuple[Points, ...], given("One for each offer.")]


class Scores(PublicModel):
    """Points by the buyer's own weights; there is no score without them."""

    name: Annotated[str, given("File of the weights.")]
    most: Annotated[DecimalText, given("Sum of all weights.")]
    rows: Annotated[tuple[ScoreRow, ...], given("One for each criterion.")]
    sums: Annotated[tuple[Points, ...], given("All points of each offer.")]


class Comparison(PublicModel):
    """Offers compared over the same term, in one currency, on one basis of tax."""

    schema_version: Annotated[Literal["0.1"], given("Version of this schema.")] = "0.1"
    on: Annotated[Day, given("Day on which it was asked whether the offers stand.")]
    currency: Annotated[Currency, given("Common currency of all totals.")]
    tax: Annotated[Literal["exclusive", "inclusive"], given("Totals without or with tax.")]
    term_months: Annotated[int, given("Months of the term.")]
    offers: Annotated[tuple[OfferHead, ...], given("The offers, by letter.")]
    totals: Annotated[tuple[TotalRow, ...], given("One row for each volume.")]
    cliffs: Annotated[tuple[CliffRow, ...], given("Where one unit more is cheaper.")] = ()
    pairs: Annotated[tuple[PairRow, ...], given("Every two offers.")] = ()
    outcomes: Annotated[tuple[FieldRow, ...], given("Outcome definitions.")] = ()
    price_commitments: Annotated[
        tuple[Cell, ...],
        given("Least spend or quantity each price commits to; `none` where it has none."),
    ] = ()
    commitments: Annotated[tuple[ClauseRow, ...], given("Clause by clause.")] = ()
    not_compared: Annotated[tuple[str, ...], given("What could not be compared, and why.")] = ()
    scores: Annotated[Scores | None, given("Only by weights of the buyer.")] = None

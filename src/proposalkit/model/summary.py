"""What a proposal says, short enough for one screen; every part keeps its JSON pointer."""

from __future__ import annotations

from typing import Annotated, Literal

from proposalkit.model.base import PublicModel
from proposalkit.model.comparison import Standing
from proposalkit.model.fields import Day, given
from proposalkit.model.money import Money
from proposalkit.model.proof import FactValue
from proposalkit.model.requirements import AnswerStatus


class SummaryLine(PublicModel):
    """One thing a proposal says."""

    label: Annotated[str, given("What it is about.")]
    text: Annotated[str, given("What the proposal says.")]
    pointer: Annotated[str, given("JSON pointer in the proposal.")]


class SummaryFact(PublicModel):
    """One fact a clause states."""

    fact: Annotated[str, given("Id of the fact.")]
    value: Annotated[FactValue, given("A code, a text, a whole number, a list.")]


class SummaryClause(PublicModel):
    """One clause with what it states."""

    clause: Annotated[str, given("Id of the clause.")]
    title: Annotated[str, given("Title of the clause.")]
    pointer: Annotated[str, given("JSON pointer in the proposal.")]
    facts: Annotated[tuple[SummaryFact, ...], given("What it states.")] = ()


class SummaryRequirement(PublicModel):
    """One requirement of the buyer with what the proposal answers."""

    number: Annotated[int, given("Number of the row.")]
    text: Annotated[str, given("The requirement in the buyer's words.")]
    status: Annotated[AnswerStatus, given("met, partly, deviates or not_stated.")]
    answer: Annotated[str, given("The answer.")]
    clauses: Annotated[tuple[str, ...], given("Clauses that answer it.")] = ()
    pointer: Annotated[str, given("JSON pointer in the proposal.")]


class SummaryPrice(PublicModel):
    """The price at the volume the proposal expects."""

    volume: Annotated[str | None, given("Units a month in words; absent: nothing is counted.")]
    month: Annotated[Money, given("Charges of the last month, before credits.")]
    total: Annotated[Money, given("Everything due in the term.")]
    term_months: Annotated[int, given("Months of the term.")]
    unit_price: Annotated[Money | None, given("Total divided by all units.")] = None
    pointer: Annotated[str, given("JSON pointer of the scenario.")]


class ProposalSummary(PublicModel):
    """A proposal on one screen; it is what the file says, checked by nobody: ask `verify`."""

    schema_version: Annotated[Literal["0.1"], given("Version of this schema.")] = "0.1"
    proposal_id: Annotated[str, given("URN of the proposal.")]
    title: Annotated[str, given("Title.")]
    revision: Annotated[int, given("Counter of revisions.")]
    grade: Annotated[str, given("draft, for_discussion or issued.")]
    seller: Annotated[str, given("Who makes the offer.")]
    buyer: Annotated[str, given("To whom.")]
    on: Annotated[Day, given("Day on which it was asked whether the offer stands.")]
    standing: Annotated[Standing, given("Whether it stands on the day.")]
    valid_from: Annotated[Day, given("First day of the offer.")]
    valid_until: Annotated[Day, given("Last day of the offer.")]
    price: SummaryPrice
    unit: Annotated[str | None, given("What is counted.")] = None
    key_terms: Annotated[tuple[SummaryLine, ...], given("Term, exit, pilot, payment, tax.")]
    outcomes: Annotated[tuple[SummaryLine, ...], given("What an outcome is.")] = ()
    objections: Annotated[
        tuple[SummaryLine, ...], given("The questions every buyer asks, and the answers.")
    ] = ()
    requirements: Annotated[
        tuple[SummaryRequirement, ...] | None,
        given("The buyer's requirements as the seller answers them; absent: none were given."),
    ] = None
    clauses: Annotated[tuple[SummaryClause, ...], given("Every clause with its facts.")] = ()
    not_stated: Annotated[tuple[str, ...], given("Questions it leaves open.")] = ()
    to_be_supplied: Annotated[tuple[str, ...], given("What it still lacks, who and when.")] = ()

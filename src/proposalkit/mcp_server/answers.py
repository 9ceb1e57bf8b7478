"""What the tools give back: typed, so that each answer has a schema."""

from __future__ import annotations

from typing import Annotated

from proposalkit.model.base import PublicModel
from proposalkit.model.fields import Currency, Day, given
from proposalkit.model.finding import Cause, CheckResult, Status
from proposalkit.model.money import Money
from proposalkit.model.outcome import Metric
from proposalkit.model.price_steps import PriceExplanation
from proposalkit.model.price_terms import (
    Commitment,
    Credit,
    Discount,
    GroupCap,
    Indexation,
    Ramp,
)
from proposalkit.model.pricing import Component, Rounding, Tax
from proposalkit.model.proof import Claim, Clause
from proposalkit.model.scenario import Cliff, PeriodAmount, Volume


class PriceComponents(PublicModel):
    """Every line of a price with what changes it: enough to work out any volume."""

    proposal: Annotated[str, given("Id it is served under.")]
    revision: int
    offered_by: Annotated[str, given("Name of the seller.")]
    valid_until: Annotated[Day, given("Last day of the offer.")]
    currency: Currency
    term_months: Annotated[int, given("Months of production the totals count.")]
    metrics: tuple[Metric, ...]
    components: tuple[Component, ...]
    discounts: tuple[Discount, ...]
    caps: tuple[GroupCap, ...]
    commitments: tuple[Commitment, ...]
    ramps: tuple[Ramp, ...]
    indexation: tuple[Indexation, ...]
    credits: tuple[Credit, ...]
    cliffs: tuple[Cliff, ...]
    rounding: Rounding
    tax: Tax
    not_included: tuple[str, ...]


class PricedScenario(PublicModel):
    """What a volume costs, month by month and over the term."""

    proposal: Annotated[str, given("Id it is served under.")]
    revision: int
    currency: Currency
    tax: Tax
    term_months: Annotated[int, given("Months of production counted.")]
    volumes: tuple[Volume, ...]
    total: Annotated[Money, given("Everything due in the term, pilot included.")]
    one_time: Annotated[Money, given("Charges once, pilot included.")]
    effective_unit_price: Annotated[
        Money | None, given("Total divided by all units of the main metric.")
    ]
    months: Annotated[tuple[PeriodAmount, ...], given("What each month costs.")]
    steps: Annotated[
        PriceExplanation | None, given("Every step in order, when they were asked for.")
    ]


class NamedLine(PublicModel):
    """A line of the price by id and name."""

    id: str
    label: str


class AnsweredQuestion(PublicModel):
    """A question of procurement that the proposal answers from a clause."""

    question: str
    answer: str


class ExplainedClause(PublicModel):
    """A contract clause word for word, with everything in the proposal that rests on it."""

    proposal: Annotated[str, given("Id it is served under.")]
    clause: Clause
    claims: Annotated[tuple[Claim, ...], given("Statements bound to it.")]
    answers: Annotated[tuple[AnsweredQuestion, ...], given("Questions answered from it.")]
    price_lines: Annotated[tuple[NamedLine, ...], given("Lines of the price it governs.")]
    to_be_supplied: Annotated[tuple[str, ...], given("What is still missing for it.")]


class Verified(PublicModel):
    """What the checks say of one proposal as it was read when the server started."""

    proposal: Annotated[str, given("Id it is served under.")]
    on: Annotated[Day, given("Day it was looked at.")]
    status: Annotated[Status, given("PASSED, FAILED or INDETERMINATE.")]
    summary: Annotated[str, given("One line: how many checks ran and what they found.")]
    causes: Annotated[tuple[Cause, ...], given("What most likely made the errors; a likelihood.")]
    results: tuple[CheckResult, ...]

"""The advice for one deal as it is told: every reason with the place it rests on. Internal."""

from __future__ import annotations

from typing import Annotated, Literal

from proposalkit.model.advice import PricedAs
from proposalkit.model.base import Model
from proposalkit.model.catalog import StageId
from proposalkit.model.exchange_rate import ExchangeRate
from proposalkit.model.fields import Currency, DecimalText, given
from proposalkit.model.offering import Autonomy


class NamedMotion(Model):
    """A motion by id and title."""

    motion: Annotated[str, given("Id of the motion.")]
    title: str
    place: Annotated[int | None, given("Its place in the ranking for this deal.")] = None


class ToldReason(Model):
    """A reason for or against a motion, with its entry and its source."""

    speaks_for: bool
    text: str
    entry: Annotated[str, given("Key of the entry it rests on, such as `diagnostic/...`.")]
    source: Annotated[str, given("Document and place of that entry.")]


class ToldMotion(Model):
    """A ranked motion with everything that speaks for and against it."""

    place: int
    motion: str
    title: str
    balance: Annotated[int, given("Reasons for, less reasons against.")]
    reasons: tuple[ToldReason, ...]

    @property
    def count_for(self) -> int:
        """Give the number of reasons for it."""
        return sum(one.speaks_for for one in self.reasons)


class NextMotion(Model):
    """The motion that today's leads on to, and what says that it is time."""

    becomes: NamedMotion
    title: str
    trigger: str
    changes: str
    entry: str
    source: str


class ToldWarning(Model):
    """A failure pattern or a mismatch this deal walks into."""

    title: str
    why: str
    do: str
    entry: str
    source: str


class Lead(Model):
    """An answer, and the motion it would put first."""

    code: Annotated[str, given("The answer as it is written in the seller profile.")]
    means: str
    first: NamedMotion


class ToldQuestion(Model):
    """An open question whose answer would change the first place."""

    field: Annotated[str, given("Where the answer goes in the seller profile.")]
    question: str
    leads: tuple[Lead, ...]
    source: str


class NotEvaluated(Model):
    """What could not be held against the catalogue, and what it would take."""

    field: Annotated[str, given("Field that lacks.")]
    why: str


class FirstYear(Model):
    """What is due in twelve months at the expected volume: a provisional quote."""

    amount: DecimalText
    currency: Currency
    usd: Annotated[DecimalText | None, given("In US dollars; none without a dated rate.")] = None
    rate: Annotated[ExchangeRate | None, given("The rate used, for another currency.")] = None


class DealSeen(Model):
    """What the advice looked at."""

    deal: str
    stage: StageId
    autonomy: Autonomy
    priced_as: PricedAs
    cycle_days: int | None
    first_year: FirstYear


class AdviceReport(Model):
    """The whole advice for one deal."""

    version: Literal["0.1"] = "0.1"
    seen: DealSeen
    fits: Annotated[bool, given("False when no motion has more for it than against it.")]
    runs: Annotated[tuple[NamedMotion, ...], given("Motions of today, the main one first.")]
    ranked: tuple[ToldMotion, ...]
    next_motions: tuple[NextMotion, ...]
    failures: tuple[ToldWarning, ...]
    mismatches: tuple[ToldWarning, ...]
    questions: tuple[ToldQuestion, ...]
    unanswered: Annotated[
        tuple[str, ...], given("Ids of all questions of the diagnostic without an answer.")
    ]
    not_evaluated: tuple[NotEvaluated, ...]

    @property
    def best(self) -> ToldMotion | None:
        """Give the motion in the first place."""
        return next(iter(self.ranked), None)

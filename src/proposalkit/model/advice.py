"""Advice on motions: what is known of seller and deal, and what follows. Internal throughout."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from proposalkit.model.base import Model
from proposalkit.model.catalog import StageId
from proposalkit.model.fields import DecimalText, Slug, given
from proposalkit.model.offering import Autonomy

PricedAs = Literal["access", "usage", "outcome", "value_share"]


class GoToMarket(Model):
    """How the seller sells today; every answer may be missing."""

    answers: Annotated[
        dict[Slug, Slug], given("Answers to the diagnostic: id of a question, code of an answer.")
    ] = Field(default_factory=dict)
    motions: Annotated[
        tuple[Slug, ...], given("Motions the company runs, the main one first.")
    ] = ()
    deals_closed: Annotated[int | None, given("Deals the founder has closed in person.")] = None
    playbook: Annotated[bool | None, given("Whether the way of selling is written down.")] = None
    sales_leader: Annotated[bool | None, given("Whether a head of sales is hired.")] = None
    revops: Annotated[bool | None, given("Whether somebody measures and tunes outbound.")] = None
    attribution: Annotated[bool | None, given("Whether each result leaves evidence.")] = None
    reusable_parts: Annotated[
        bool | None, given("Whether each engagement leaves a part for the next.")
    ] = None
    partner_training: Annotated[bool | None, given("Whether partners are trained.")] = None
    separate_teams: Annotated[
        bool | None, given("Whether self-serve and enterprise have engineers of their own.")
    ] = None
    enterprise_seller: Annotated[
        bool | None, given("Whether somebody sells to large organisations.")
    ] = None


class Situation(Model):
    """One deal as far as a motion depends on it."""

    seller: GoToMarket = GoToMarket()
    stage: StageId
    autonomy: Autonomy
    priced_as: PricedAs
    cycle_days: Annotated[int | None, given("Days from first contact to signature.")] = None
    yearly_usd: Annotated[
        DecimalText | None, given("First-year total in USD; none when no dated rate is there.")
    ] = None
    baseline: Annotated[bool | None, given("Whether a baseline is measured beforehand.")] = None


class Reason(Model):
    """One reason for or against a motion, with the entry it rests on."""

    speaks_for: bool
    entry: Annotated[str, given("Key of the entry, such as `fit/weeks-mid-market`.")]
    text: str


class RankedMotion(Model):
    """A motion with everything that speaks for and against it."""

    motion: Slug
    title: str
    reasons: tuple[Reason, ...]

    @property
    def balance(self) -> int:
        """Give the reasons for, less the reasons against."""
        return sum(1 if one.speaks_for else -1 for one in self.reasons)


class Warned(Model):
    """A failure pattern or a mismatch this deal walks into, and what to do."""

    entry: str
    title: str
    why: str
    do: str


class OpenAnswer(Model):
    """A question nobody answered, and the motions its answers would put first."""

    id: Annotated[Slug, given("Id of the question of the diagnostic.")]
    question: str
    leads: Annotated[dict[str, Slug], given("Each answer with the motion it would put first.")]


class Advice(Model):
    """What the catalogue advises for one deal."""

    current: tuple[Slug, ...]
    ranked: tuple[RankedMotion, ...]
    next_motions: Annotated[tuple[str, ...], given("Keys of the hybrids that lead on from today.")]
    failures: tuple[Warned, ...]
    mismatches: tuple[Warned, ...]
    questions: Annotated[
        tuple[OpenAnswer, ...], given("Open questions whose answer would change the first place.")
    ]
    fits: Annotated[bool, given("False when no motion has more for it than against it.")]

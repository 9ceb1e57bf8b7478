"""What the seller answers when a clause is talked about: internal, never for a buyer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from proposalkit.model.base import Model
from proposalkit.model.fields import Day, DecimalText, Slug, given

Words = Annotated[str, Field(min_length=1)]
CostKind = Literal[
    "none", "price", "minimum", "units", "credits", "liability", "pilot", "leave"
]  # fmt: skip
"""Which figures of the deal's economics a change of the clause moves."""


class TalkPoint(Model):
    """One thing the buyer says, and our answer."""

    they_say: Annotated[Words, given("What the buyer says.")]
    we_answer: Annotated[Words, given("What we answer.")]


class ClauseCost(Model):
    """What giving way costs."""

    by: Annotated[CostKind, given("Figures printed with it; none: words alone.")]
    says: Annotated[Words, given("What it costs, in words.")]


class ClauseTalk(Model):
    """The answers for one clause."""

    clause: Slug
    owner: Annotated[str, given("Who keeps this file.")]
    review_by: Annotated[Day, given("Day by which the owner reads it again.")]
    in_a_sentence: Annotated[Words, given("The clause as the seller says it aloud.")]
    objections: Annotated[tuple[TalkPoint, ...], Field(min_length=1)]
    trade: Annotated[Words, given("What we ask in return.")]
    cost: ClauseCost
    next: Annotated[
        dict[str, Words], given("Each later text in one sentence, by its number: 20, 30.")
    ] = Field(default_factory=dict)


class DealTier(Model):
    """How a deal of one size is negotiated."""

    id: Slug
    title: Words
    below: Annotated[
        DecimalText | None, given("First-year charges in US dollars it ends at; none: the rest.")
    ] = None
    talks: Annotated[Words, given("Who talks.")]
    offers: Annotated[Words, given("What may be offered.")]
    answers_in_days: Annotated[int, Field(ge=1), given("Working days to an answer.")]
    stop: Annotated[Words, given("When to stop.")]


class DealTiers(Model):
    """The sizes, the smallest first."""

    owner: Annotated[str, given("Who keeps this file.")]
    review_by: Annotated[Day, given("Day by which the owner reads it again.")]
    tiers: Annotated[tuple[DealTier, ...], Field(min_length=1)]

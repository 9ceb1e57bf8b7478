"""What requirements are about: their words, and the value of a proposal that answers them."""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple

from pydantic import Field, model_validator

from proposalkit.model.base import Model
from proposalkit.model.fields import Day, Place, Slug, given
from proposalkit.model.misfit import Misfit
from proposalkit.model.policy import (
    ClauseAsked,
    EvidenceAsked,
    FactAsked,
    OutcomeAsked,
    Requirement,
    ResidencyKind,
    ValueAsked,
)

Words = Annotated[tuple[str, ...], Field(min_length=1)]
Side = Literal["at_most", "at_least"]
Unit = Literal["days", "hours", "minutes", "months", "percent", "count", "money"]
TOPIC_KINDS = ("fact", "clause", "outcome", "residency", "evidence", "value", "price")
"""Keys of which a topic has exactly one."""


class Reading(Model):
    """The figure a requirement may hold, and the side on which a proposal keeps it."""

    limit: Annotated[Side, given("at_most or at_least: what the proposal's value must be.")]
    unit: Annotated[Unit, given("days, hours, minutes, months, percent, count or money.")]
    side: Annotated[
        Literal["optional", "needed", "ignored"],
        given("Whether words such as `at least` beside the figure are read, or must be there."),
    ] = "optional"


class Later(Model):
    """Words by which a requirement counts from earlier than the fact does."""

    words: Words
    fact: Annotated[str, given("Fact whose figure is then added to that of the topic.")]


class RequirementTopic(Model):
    """One thing requirements ask for, known by its words, and what answers it."""

    id: Slug
    about: Annotated[str, given("What it is about, in a few words.")]
    words: Annotated[
        tuple[Words, ...],
        Field(min_length=1),
        given("Lists of words; one of each must be there. `delet*` stands for its beginning."),
    ]
    unless: Annotated[tuple[str, ...], given("Words beside which it is something else.")] = ()
    also: Annotated[tuple[str, ...], given("Words that belong to it and ask nothing more.")] = ()
    negated: Annotated[
        Literal["never", "needed", "either"],
        given("Whether a `not` belongs to it: never, needed or either."),
    ] = "never"
    reads: Annotated[Reading | None, given("The figure it may hold.")] = None
    later: Later | None = None
    names: Annotated[
        Literal["never", "optional", "needed"],
        given(
            "Whether one entry of the value must hold the words left over: never, optional, needed."
        ),
    ] = "never"
    only_partly: Annotated[
        bool, given("Whether the value alone never settles what is asked: yes or no.")
    ] = False
    fact: FactAsked | None = None
    clause: ClauseAsked | None = None
    outcome: OutcomeAsked | None = None
    residency: Annotated[
        ResidencyKind | None, given("Kind of processing whose places are read from the text.")
    ] = None
    states: Annotated[str | None, given("Fact that states those places, for a residency.")] = None
    evidence: EvidenceAsked | None = None
    value: ValueAsked | None = None
    price: Annotated[
        Literal["total", "unit"] | None, given("total or unit: what the amount is a limit of.")
    ] = None

    @model_validator(mode="after")
    def _has_one_kind(self) -> RequirementTopic:
        found = [name for name in TOPIC_KINDS if getattr(self, name) is not None]
        if len(found) != 1:
            said = " and ".join(found) or "nothing"
            raise Misfit(
                f"the topic {self.id!r} is answered by {said}",
                f"Give exactly one of {', '.join(TOPIC_KINDS)}.",
            )
        if self.reads is not None and found[0] not in ("fact", "outcome", "value", "price"):
            raise Misfit(
                f"{found[0]!r} has no figure to read",
                'Remove "reads", or answer the topic by fact, outcome, value or price.',
                "reads",
            )
        if self.names != "never" and found[0] not in ("fact", "value"):
            raise Misfit(
                f"{found[0]!r} has no entries that could hold a name",
                'Remove "names", or answer the topic by fact or value.',
                "names",
            )
        if (self.residency is None) != (self.states is None):
            raise Misfit(
                '"residency" and "states" go together',
                'Name under "states" the fact of those places, such as residency.storage.',
            )
        if self.price is not None and (self.reads is None or self.reads.unit != "money"):
            raise Misfit(
                "a limit of the price is an amount",
                'Add "reads: {limit: at_most, unit: money}".',
                "price",
            )
        return self


class RequirementTopics(Model):
    """The topics, and the common words by which a requirement is read."""

    owner: Annotated[str, given("Who keeps this file.")]
    review_by: Annotated[Day, given("Day by which the owner reads it again.")]
    at_most: Annotated[Words, given("Words before or after a figure that is an upper limit.")]
    at_least: Annotated[Words, given("Words before or after a figure that is a lower limit.")]
    negations: Annotated[Words, given("Words that turn a sentence around.")]
    no_negations: Annotated[Words, given("Phrases whose `not` turns nothing around.")]
    inside: Annotated[Words, given("Words before a place in which something stays.")]
    outside: Annotated[Words, given("Words before a place beyond which something would go.")]
    opens: Annotated[Words, given("Words that after `and` begin another thing asked.")]
    numbers: Annotated[dict[str, int], given("Numbers written as words.")]
    units: Annotated[dict[str, Words], given("Words of each unit of a figure.")]
    working: Annotated[Words, given("Words that make a day a working day.")]
    currencies: Annotated[dict[str, Words], given("Signs and words of each currency.")]
    places: Annotated[
        dict[Place, Words], given("Names of places; capitals are matched as they are.")
    ]
    plain: Annotated[Words, given("Words that ask for nothing by themselves.")]
    topics: Annotated[tuple[RequirementTopic, ...], Field(min_length=1)]


class TopicAsk(NamedTuple):
    """One thing a requirement asks, in the form in which a policy asks it."""

    topic: Slug
    asked: Requirement
    loosely: Requirement | None = None
    """Asked as mildly as the words allow, such as a month of 31 days for one of 28."""
    plus: str | None = None
    """Fact whose figure is added to the one asked for, as the requirement counts from earlier."""
    unsure: bool = False
    """Whether the figure or the place could not be read for certain."""
    named: tuple[str, ...] = ()
    """Words that one entry of the value has to hold together."""


class ReadRequirement(NamedTuple):
    """What the words of one requirement ask, and the words no topic accounts for."""

    asks: tuple[TopicAsk, ...] = ()
    rest: tuple[str, ...] = ()

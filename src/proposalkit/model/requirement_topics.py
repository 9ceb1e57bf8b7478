"""What requirements are about: their words, and the value of a proposal that answers them."""

from __future__ import annotations

from decimal import Decimal
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
TOPIC_KINDS = (
    "fact", "clause", "outcome", "residency", "evidence", "value", "price", "says", "level",
)  # fmt: skip
"""Keys of which a topic has exactly one."""


class Reading(Model):
    """The figure a requirement may hold, and the side on which a proposal keeps it."""

    limit: Annotated[Side, given("at_most or at_least: what the proposal's value must be.")]
    unit: Annotated[Unit, given("days, hours, minutes, months, percent, count or money.")]
    side: Annotated[
        Literal["optional", "needed", "ignored"],
        given("Whether words such as `at least` beside the figure are read, or must be there."),
    ] = "optional"
    bare: Annotated[
        Literal["kept", "unsure"],
        given("What a requirement without a figure comes to: kept, or unsure."),
    ] = "kept"


class Passage(Model):
    """Words of one clause that state a thing, whatever is filled in around them."""

    clause: Slug
    text: Annotated[str, given("Words of its text; `{n}` stands for the figure in them.")]
    means: Annotated[
        Literal["kept", "against"], given("Whether what they say keeps the topic, or is against.")
    ] = "kept"
    working: Annotated[bool, given("Whether the figure counts working days: yes or no.")] = False


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
        Literal["never", "optional", "needed", "each"],
        given(
            "Whether one entry of the value must hold the words left over: never, optional, "
            "needed; each: every word names an entry of its own."
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
    months: Annotated[
        int | None, given("Months the offer must be priced for, where the total is of a period.")
    ] = None
    says: Annotated[
        tuple[Passage, ...] | None, Field(min_length=1), given("Words of clauses that state it.")
    ] = None
    level: Annotated[
        tuple[Words, ...] | None, given("Words that the row of a service level has to hold.")
    ] = None
    entry: Annotated[
        tuple[Words, ...], given("Words that pick one entry of a fact, whose figure is then read.")
    ] = ()
    holds: Annotated[
        tuple[str, ...], given("Words of which that row or entry must hold one, or it deviates.")
    ] = ()
    skips: Annotated[
        tuple[str, ...], given("Words of rows that are left out, as they hold for less than asked.")
    ] = ()
    tentative: Annotated[
        bool, given("Whether it is left out, and not called silent, where nothing is found.")
    ] = False

    @model_validator(mode="after")
    def _has_one_kind(self) -> RequirementTopic:
        found = [name for name in TOPIC_KINDS if getattr(self, name) is not None]
        if len(found) != 1:
            said = " and ".join(found) or "nothing"
            raise Misfit(
                f"the topic {self.id!r} is answered by {said}",
                f"Give exactly one of {', '.join(TOPIC_KINDS)}.",
            )
        if self.reads is not None and found[0] in ("clause", "residency", "evidence"):
            raise Misfit(
                f"{found[0]!r} has no figure to read",
                'Remove "reads", or answer the topic by fact, outcome, value, price or says.',
                "reads",
            )
        if self.names != "never" and found[0] not in ("fact", "value", "level"):
            raise Misfit(
                f"{found[0]!r} has no entries that could hold a name",
                'Remove "names", or answer the topic by fact, value or level.',
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
    comparatives: Annotated[
        tuple[str, ...], given("Limits that a `not` shortly before turns into the other side.")
    ] = ()
    negations: Annotated[Words, given("Words that turn a sentence around.")]
    permits: Annotated[
        tuple[str, ...], given("Words that allow the seller something; never met by a text.")
    ] = ()
    ours: Annotated[
        tuple[str, ...],
        given("Words that put a thing on the buyer's side; the topic must know them."),
    ] = ()
    no_negations: Annotated[Words, given("Phrases whose `not` turns nothing around.")]
    inside: Annotated[Words, given("Words before a place in which something stays.")]
    outside: Annotated[Words, given("Words before a place beyond which something would go.")]
    opens: Annotated[Words, given("Words that after `and` begin another thing asked.")]
    numbers: Annotated[dict[str, int], given("Numbers written as words.")]
    multiples: Annotated[
        dict[str, int], given("Words that multiply an amount, such as million.")
    ] = Field(default_factory=dict)
    units: Annotated[dict[str, Words], given("Words of each unit of a figure.")]
    working: Annotated[Words, given("Words that make a day a working day.")]
    currencies: Annotated[dict[str, Words], given("Signs and words of each currency.")]
    places: Annotated[
        dict[Place, Words], given("Names of places; capitals are matched as they are.")
    ]
    plain: Annotated[Words, given("Words that ask for nothing by themselves.")]
    topics: Annotated[tuple[RequirementTopic, ...], Field(min_length=1)]


class Sought(NamedTuple):
    """What is looked for in the text of clauses, in service levels or in entries of a fact."""

    passages: tuple[Passage, ...] = ()
    level: bool = False
    entry: tuple[Words, ...] = ()
    holds: tuple[str, ...] = ()
    skips: tuple[str, ...] = ()
    unit: str = ""
    """Unit of the limits: that of the topic, or the currency of an amount."""
    side: Side = "at_most"
    strict: Decimal | None = None
    mild: Decimal | None = None
    share: Decimal | None = None
    """Percent of cases in which a service level has to be kept."""
    working: Decimal | None = None
    """The limit in working days, where the requirement counts in them."""


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
    each: bool = False
    """Whether every word named is an entry of its own."""
    sought: Sought | None = None
    tentative: bool = False
    accounts: tuple[str, ...] = ()
    """Words a tentative ask accounts for where something is found."""
    months: int | None = None
    """Months the offer must be priced for."""


class ReadRequirement(NamedTuple):
    """What the words of one requirement ask, and the words no topic accounts for."""

    asks: tuple[TopicAsk, ...] = ()
    rest: tuple[str, ...] = ()

"""How a rule of a tender is found in a sentence, as data of `knowledge/intake.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from proposalkit.model.base import Model
from proposalkit.model.fields import Slug, given

AtomKind = Literal["money", "date", "duration", "percent", "count"]

Groups = tuple[tuple[str, ...], ...]
"""Groups of word beginnings; a sentence that has one of each group is meant. `@unit` stands for
each unit of work, `@per unit` for one of it."""


class Choice(Model):
    """One answer of a closed list, and the words that mean it."""

    value: Annotated[str, given("The value as the brief writes it.")]
    words: Annotated[tuple[str, ...], given("Words that mean it.")] = ()
    means: Annotated[str, given("What it means, in one line for whoever answers.")] = ""


class TenderRule(Model):
    """A rule of the tender, found by words and by what stands in the sentence."""

    id: Slug
    title: str
    words: Annotated[Groups, Field(min_length=1), given("One of each group, in any order.")]
    holds: Annotated[AtomKind | None, given("What must stand in the sentence.")] = None
    headings: Annotated[
        tuple[str, ...], given("Only below a heading with one of these words.")
    ] = ()
    names: Annotated[tuple[str, ...], given("Words before a letter or number: Form A.")] = ()
    titles: Annotated[tuple[str, ...], given("Whole names that count as well.")] = ()
    units: Annotated[tuple[str, ...], given("Words one of which must follow the number.")] = ()
    columns: Annotated[
        tuple[str, ...], given("Heads of columns whose numbers it is, below its headings.")
    ] = ()
    under: Annotated[tuple[str, ...], given("Headings below which a name alone is enough.")] = ()
    words_not: Annotated[
        tuple[str, ...], given("Words beside a value that make it one of something else.")
    ] = ()
    sums: Annotated[bool, given("Whether several shares must stand there that make 100%.")] = False
    places: Annotated[bool, given("Whether a country or bloc must stand in the sentence.")] = False
    finds: Annotated[str, given("Rule that this one says in other words.")] = ""
    beside: Annotated[
        str, given("Rule that must be found in the same sentence or the one before it.")
    ] = ""
    answers: Annotated[
        tuple[Choice, ...], given("What it says, by its words: the first answer that fits.")
    ] = ()
    fills: Annotated[str, given("Field of the brief that takes its answer.")] = ""

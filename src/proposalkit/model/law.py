"""Dates of laws, regimes of law, and the points a regime asks a contract text to cover."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from proposalkit.model.base import Model
from proposalkit.model.fields import Country, Day, Slug, given


class LawDate(Model):
    """The day a duty of a law starts to apply, as known on a day."""

    what: Annotated[str, given("The law and the duty that starts.")]
    date: Annotated[Day, given("Day from which it applies.")]
    as_of: Annotated[Day, given("Day on which somebody read it.")]
    review_by: Annotated[Day, given("Day by which somebody reads it again.")]
    source: Annotated[str, given("Where it stands.")]
    note: Annotated[str | None, given("What is not certain about it.")] = None


class LawNote(Model):
    """What a lawyer of one country will say of a text, for the seller's own eyes."""

    id: Slug
    countries: Annotated[tuple[Country, ...], Field(min_length=1), given("Of the buyer.")]
    clauses: Annotated[tuple[Slug, ...], Field(min_length=1), given("Texts it is about.")]
    says: Annotated[str, given("The risk, and what to do about it.")]
    as_of: Annotated[Day, given("Day on which somebody read it.")]
    review_by: Annotated[Day, given("Day by which somebody reads it again.")]
    source: Annotated[str, given("Where it stands.")]


class Regime(Model):
    """A body of law that asks for a wording of its own."""

    id: Annotated[Slug, given("Name of the folder under `variants/`.")]
    condition: Annotated[str, given("Code of the condition under which it holds.")]
    means: Annotated[str, given("Which law it is, in plain words.")]


class MandatoryPoint(Model):
    """One point of a law, and the words by which a text is seen to cover it."""

    id: Annotated[str, given("Where the point stands in the law, such as 28(3)(a).")]
    means: Annotated[str, given("What the law asks for.")]
    words: Annotated[
        tuple[str, ...],
        Field(min_length=1),
        given("Words a text has to hold, all of them; a bar parts alternatives."),
    ]


class MandatoryList(Model):
    """The points of one law that every text of a clause has to cover."""

    law: Annotated[str, given("The law, as a finding names it.")]
    clause: Slug
    variants: Annotated[
        tuple[Slug, ...], given("Only the texts of these regimes; none: all texts of the clause.")
    ] = ()
    points: Annotated[tuple[MandatoryPoint, ...], Field(min_length=1)]


class FactWords(Model):
    """The words by which a text is seen to say a fact that it states by a fixed value."""

    fact: Annotated[str, given("Name of the fact.")]
    value: Annotated[str, given("The value as the header of the text has it.")]
    words: Annotated[
        tuple[str, ...],
        Field(min_length=1),
        given("Words the text has to hold, all of them; a bar parts alternatives."),
    ]

"""The questions procurement asks, and what each answer is made of: facts and shown values."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import model_validator

from proposalkit.model.base import Model
from proposalkit.model.fields import Slug, given
from proposalkit.model.misfit import Misfit

PageSection = Literal[
    "parties", "section-need", "section-solution", "data", "pilot", "outcome", "pricing",
    "service-levels", "oversight", "path", "questions", "evidence", "acceptance",
]  # fmt: skip
"""Sections of the pages that an answer may point to."""


class Saying(Model):
    """One sentence of an answer, with values in braces.

    A slot is a path to a shown value of the proposal, such as `{pilot.fee}`, or a word of the
    price made of several, such as `{price.parts}`; `{rows}` holds the
    records at `rows`, each said by `row`, whose own slots begin with a point. A sentence with an
    empty slot is not said; `otherwise` is tried in its place.
    """

    sentence: Annotated[str, given("Sentence with slots.")]
    otherwise: Annotated[str | None, given("What is said when a slot is empty.")] = None
    rows: Annotated[str | None, given("Path to the records that fill {rows}.")] = None
    row: Annotated[str | None, given("How one record is said.")] = None
    row_otherwise: Annotated[str | None, given("How a record is said that lacks a value.")] = None
    has: Annotated[
        tuple[str, ...], given("Paths to values; without one of them nothing is said.")
    ] = ()
    lacks: Annotated[
        tuple[str, ...], given("Paths to values; where one is there nothing is said.")
    ] = ()

    @model_validator(mode="after")
    def _rows_and_row(self) -> Saying:
        if (self.rows is None) != (self.row is None):
            raise Misfit('"rows" and "row" go together', 'Give both "rows" and "row", or neither.')
        return self


class QuestionEntry(Model):
    """A question procurement asks: the facts, then the sentences that answer it."""

    id: Slug
    question: str
    group: Annotated[Slug | None, given("Id of the heading it stands under.")] = None
    facts: Annotated[
        tuple[str, ...], given("Facts whose sentences make the answer, in order.")
    ] = ()
    says: Annotated[tuple[Saying, ...], given("Sentences that follow, in order.")] = ()
    unbound: Annotated[
        tuple[Saying, ...],
        given("What is said, as bound by no clause, when none of its facts is stated."),
    ] = ()
    clauses: Annotated[tuple[Slug, ...], given("Clauses to cite.")] = ()
    key_term: Annotated[bool, given("Whether it stands on the key-terms page.")] = False
    only_if: Annotated[
        tuple[Slug, ...], given("Conditions of which one must hold, else it is not asked.")
    ] = ()
    sectors: Annotated[
        tuple[Slug, ...], given("Sectors in which it is asked; in every one when empty.")
    ] = ()
    section: Annotated[
        PageSection | None, given("Section that says more, when no clause is cited.")
    ] = None
    missing: Annotated[
        str | None, given("What is missing when there is no answer; else the clauses to cite.")
    ] = None
    supplied_by: Annotated[Literal["seller", "buyer"], given("Who supplies what is missing.")] = (
        "seller"
    )


class QuestionGroup(Model):
    """A heading under which questions stand together; its order is that of the pages."""

    id: Slug
    title: str


class Sector(Model):
    """A sector with questions of its own, known by the words of `buyer.sector`."""

    id: Slug
    words: tuple[str, ...]

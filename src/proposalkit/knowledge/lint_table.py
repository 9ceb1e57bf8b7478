"""The table of words and signs to avoid, apart from the others: a buyer reads this one alone."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from proposalkit.model.base import Model
from proposalkit.model.fields import given
from proposalkit.model.machine_orders import MachineOrder


class Table(Model):
    """What stands at the top of every table: who keeps it and when it is read again."""

    owner: Annotated[str, given("Who keeps this file: legal, finance, sales.")]
    review_by: Annotated[date, given("Day by which the owner reads it again.")]


class Lint(Model):
    """A word that must not stand in a text."""

    word: Annotated[str, given("The word or words.")]
    instead: Annotated[str, given("What to write instead.")]


class Sign(Model):
    """A character that must not stand in a text."""

    code: Annotated[
        str, Field(pattern=r"^U\+[0-9A-F]{4,6}$"), given("Its code point, such as U+2019.")
    ]
    instead: Annotated[str, given("What to write instead.")]

    @property
    def character(self) -> str:
        """Give the character itself."""
        return chr(int(self.code[2:], 16))


class LintTable(Table):
    """Words and signs that texts of the knowledge avoid."""

    clause_words: Annotated[tuple[Lint, ...], given("Not in contract texts.")]
    buyer_words: Annotated[tuple[Lint, ...], given("Not in any text a buyer reads.")]
    signs: Annotated[tuple[Sign, ...], given("Characters no text may have.")]
    party_words: Annotated[
        tuple[Lint, ...], given("Names of the parties that contract texts do not use.")
    ] = ()
    names: Annotated[
        tuple[str, ...], given("Words with a capital letter that need no definition.")
    ] = ()
    numbers_allowed: Annotated[
        tuple[str, ...], given("Names with digits that a fixed sentence may have.")
    ] = Field(default=())
    machine_orders: Annotated[
        tuple[MachineOrder, ...], given("Sentences that order a program about.")
    ] = Field(default=())

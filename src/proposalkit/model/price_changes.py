"""What differs between two price books, and what that does to the deals of a workspace."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from proposalkit.model.base import Model
from proposalkit.model.fields import given
from proposalkit.model.money import Money


class BookChange(Model):
    """One value that differs."""

    where: Annotated[str, given("Dotted path, offers and lines by their ids.")]
    words: Annotated[str, given("The same in words.")]
    old: Annotated[str, given("Value of the first book, or `none`.")]
    new: Annotated[str, given("Value of the second book, or `none`.")]
    change: Annotated[str, given("Difference and its share, for two numbers; else empty.")] = ""

    def line(self) -> str:
        """Give the change as one line."""
        figures = f" ({self.change})" if self.change else ""
        return f"{self.words}: {self.old} -> {self.new}{figures}"


DealState = Literal["open", "keeps_its_price", "cannot_be_priced", "unreadable"]


class DealChange(Model):
    """What the second book does to one deal of the first."""

    deal: str
    state: DealState
    old: Annotated[Money | None, given("Expected total over the term by the first book.")] = None
    new: Annotated[Money | None, given("The same by the second book.")] = None
    difference: Annotated[Decimal | None, given("New less old, when in one currency.")] = None
    revision: Annotated[int | None, given("Revision that was issued or released.")] = None
    expires: Annotated[date | None, given("Last day of the issued offer.")] = None
    note: Annotated[str, given("Why there is no new price, or what stands beside it.")] = ""

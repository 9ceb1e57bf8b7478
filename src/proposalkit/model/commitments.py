"""What kits promise, across all deals: promises, price exceptions and deviations. Internal."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from proposalkit.model.base import Model
from proposalkit.model.fields import given

Kind = Literal["promise", "price_exception", "deviation"]
KINDS: tuple[Kind, ...] = ("promise", "price_exception", "deviation")


class Noted(Model):
    """One thing found in one kit."""

    kind: Kind
    what: Annotated[str, given("What was promised, granted or changed.")]
    detail: Annotated[str, given("Typed value, or what the standard would be.")] = ""
    parameters: Annotated[str, given("What the slots of the clause hold.")] = ""
    clause: Annotated[str | None, given("Clause that binds it.")] = None
    where: Annotated[str, given("JSON pointer in the proposal, or the journal.")]


class Commitment(Noted):
    """One thing found, with the kit it stands in and the one who answers for it."""

    deal: str
    buyer: str
    revision: int
    grade: str
    on: Annotated[date, given("Date of the offer, or of the release.")]
    owner: Annotated[str, given("Who answers for it.")]


class DealSheet(Model):
    """How one deal is built, and what is open in it, for the one who takes it over."""

    deal: str
    buyer: str
    revision: int
    grade: str
    on: date
    valid_until: date | None = None
    released_by: str | None = None
    structure: Annotated[tuple[str, ...], given("Price lines, pilot, term, paper, in words.")] = ()
    people: Annotated[tuple[str, ...], given("People on the buyer's side.")] = ()
    open_points: Annotated[tuple[str, ...], given("What is due, by whom and when.")] = ()


COLUMNS = (
    "deal", "buyer", "revision", "grade", "on", "kind", "what", "detail", "parameters", "clause",
    "owner", "where",
)  # fmt: skip
"""Columns of the list, in the order of its CSV file."""


def cells(row: Commitment) -> tuple[str, ...]:
    """Give one row of the list as texts, in the order of `COLUMNS`."""
    values = (
        row.deal, row.buyer, str(row.revision), row.grade, row.on.isoformat(), row.kind, row.what,
        row.detail, row.parameters, row.clause or "", row.owner, row.where,
    )  # fmt: skip
    return values

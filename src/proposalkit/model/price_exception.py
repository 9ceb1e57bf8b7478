"""Where a deal goes beyond its price book, who must release it, and the record that does."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from proposalkit.model.approval_matrix import Subject
from proposalkit.model.approvals import Approval
from proposalkit.model.base import Model
from proposalkit.model.canonical import sha256_hex
from proposalkit.model.fields import given

Reach = Literal["step", "no_matrix", "no_row", "not_evaluated"]
"""How the matrix answers: a step names the role, or why there is none."""


class BeyondBook(Model):
    """One thing in which a deal differs from its price book, measured."""

    subject: Subject
    about: Annotated[str, given("Id of the clause, for a clause position; else empty.")] = ""
    measure: Annotated[
        Decimal | None, given("Share, months, days or fallbacks; none when there is no basis.")
    ] = None
    what: Annotated[str, given("The difference in words.")]
    offered: Annotated[str, given("What the deal has.")]
    listed: Annotated[str, given("What the price book has.")]
    lacking: Annotated[tuple[str, ...], given("Inputs that lack for the measure.")] = ()


class PriceRelease(Approval):
    """One release of one exception, as a named person says: a line of the file of releases."""

    kind: Literal["price_exception"] = "price_exception"
    note: Annotated[str, given("Why, and for what in return.")] = ""

    def words(self) -> str:
        """Give the release in one line."""
        return f"{self.name}, {self.role}, {self.on}"


class PriceException(Model):
    """One exception with the one who must release it, and the release when there is one."""

    beyond: BeyondBook
    digest: Annotated[str, given("SHA-256 of what is to be released.")]
    reach: Reach
    role: str | None = None
    substitute: str | None = None
    hours: int | None = None
    may_release: Annotated[tuple[str, ...], given("Every role that may release it.")] = ()
    release: PriceRelease | None = None
    refused: Annotated[
        tuple[str, ...], given("Why releases of this very exception do not count.")
    ] = ()

    @property
    def id(self) -> str:
        """Give the id of the blocker."""
        about = f":{self.beyond.about}" if self.beyond.about else ""
        return f"price-exception:{self.beyond.subject}{about}"

    def who(self) -> str:
        """Say who must release it, with the substitute and the hours."""
        if self.role is None:
            return "deal desk"
        other = f"substitute: {self.substitute}" if self.substitute else "no substitute"
        return f"{self.role} ({other}), within {self.hours} hours"

    def why(self) -> str:
        """Say what is beyond, and why nobody can release it where that is so."""
        missing = {
            "step": "",
            "no_matrix": ". The price book has no approval matrix",
            "no_row": f'. The approval matrix has no row "{self.beyond.subject}"',
            "not_evaluated": f". Not evaluated without {', '.join(self.beyond.lacking)}",
        }
        return f"{self.beyond.what}{missing[self.reach]}"


def exception_digest(deal: str, book: str, offer: str, beyond: BeyondBook) -> str:
    """Digest what a person releases: the deal, the book, the offer and the difference itself."""
    parts = {
        "deal": deal,
        "priceBook": book,
        "offer": offer,
        "subject": beyond.subject,
        "about": beyond.about,
        "offered": beyond.offered,
        "listed": beyond.listed,
        "measure": "" if beyond.measure is None else f"{beyond.measure.normalize():f}",
    }
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256_hex(text.encode())


def released_late(one: PriceException, today: date) -> bool:
    """Say whether the release is dated on a day still to come."""
    return one.release is not None and one.release.on > today

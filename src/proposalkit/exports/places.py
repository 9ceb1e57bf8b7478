"""The places of a proposal's JSON: what an export reads, and what it therefore leaves behind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from pydantic import Field

from proposalkit.model.base import PublicModel
from proposalkit.model.proposal import Proposal

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
"""A part of a JSON document."""

NO_FIELD = "The format has no field for it."
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Loss(PublicModel):
    """One part of a proposal that an export does not carry."""

    pointer: str = Field(description="Place in proposal.json; all that stands below is lost.")
    reason: str = Field(description="Why the format does not carry it.")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a proposal's JSON; every value taken from it is remembered as carried."""

    node: Json
    pointer: str = ""
    taken: set[str] = field(default_factory=set)

    def at(self, *steps: str) -> Place:
        """Go to a field; one that is not there holds nothing."""
        place = self
        for step in steps:
            node = place.node.get(step) if isinstance(place.node, dict) else None
            place = Place(node, f"{place.pointer}/{_escaped(step)}", self.taken)
        return place

    def rows(self, *steps: str) -> tuple[Place, ...]:
        """Go to the entries of a list, in order."""
        here = self.at(*steps)
        nodes = here.node if isinstance(here.node, list) else []
        return tuple(
            Place(node, f"{here.pointer}/{number}", self.taken) for number, node in enumerate(nodes)
        )

    def text(self, *steps: str) -> str:
        """Take a value as text; an empty text when it is not there.

        What no XML file can hold is written as a replacement character.
        """
        here = self.at(*steps)
        if here.node is None or isinstance(here.node, dict | list):
            return ""
        self.taken.add(here.pointer)
        if isinstance(here.node, bool):
            return "yes" if here.node else "no"
        return _NOT_XML.sub("\ufffd", str(here.node))

    def texts(self, *steps: str) -> list[str]:
        """Take the values of a list as texts."""
        return [one.text() for one in self.rows(*steps)]

    def value_text(self, *steps: str) -> str:
        """Take a value that may be a list, as one text."""
        here = self.at(*steps)
        return ", ".join(here.texts()) if isinstance(here.node, list) else here.text()

    def money(self, *steps: str) -> str:
        """Take an amount with its currency, such as `950.00 EUR`."""
        here = self.at(*steps)
        return f"{here.text('amount')} {here.text('currency')}".strip()

    @property
    def there(self) -> bool:
        """Whether something stands at the place."""
        return self.node is not None


def places_of(proposal: Proposal) -> Place:
    """Give the JSON of a proposal, nothing taken yet."""
    return Place(proposal.model_dump(mode="json", by_alias=True, exclude_none=True))


def losses(root: Place, reasons: Mapping[str, str]) -> tuple[Loss, ...]:
    """List what was not taken, each part named once at its highest place.

    `reasons` are by pointer, `*` stands for any entry of a list; the longest that fits counts.
    """
    found: list[Loss] = []
    _collect(root, reasons, found)
    return tuple(found)


def _collect(place: Place, reasons: Mapping[str, str], found: list[Loss]) -> bool:
    """Name what is lost below a place unless all is; gives whether anything there was taken."""
    below = list(_below(place))
    if not below:
        return place.pointer in place.taken
    inside: list[tuple[Place, list[Loss], bool]] = []
    for one in below:
        rows: list[Loss] = []
        inside.append((one, rows, _collect(one, reasons, rows)))
    if not any(taken for _, _, taken in inside) and place.pointer:
        return False
    for one, rows, taken in inside:
        if taken:
            found.extend(rows)
        elif _holds_something(one.node):
            found.append(Loss(pointer=one.pointer, reason=_reason(one.pointer, reasons)))
    return True


def _below(place: Place) -> Iterator[Place]:
    if isinstance(place.node, dict):
        yield from (place.at(key) for key in place.node)
    elif isinstance(place.node, list):
        yield from place.rows()


def _holds_something(node: Json) -> bool:
    if isinstance(node, dict):
        return any(map(_holds_something, node.values()))
    if isinstance(node, list):
        return any(map(_holds_something, node))
    return node is not None


def _reason(pointer: str, reasons: Mapping[str, str]) -> str:
    fitting = [one for one in reasons if _fits(pointer.split("/"), one.split("/"))]
    return reasons[max(fitting, key=len)] if fitting else NO_FIELD


def _fits(pointer: list[str], pattern: list[str]) -> bool:
    return len(pattern) <= len(pointer) and all(
        wanted in ("*", step) for wanted, step in zip(pattern, pointer, strict=False)
    )


def _escaped(step: str) -> str:
    return step.replace("~", "~0").replace("/", "~1")

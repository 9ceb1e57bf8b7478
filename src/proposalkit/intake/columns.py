"""The columns of a table of requirements, by the names in its first row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from proposalkit.model.intake_rules import RequirementColumns

_SLASH = re.compile(r" ?/ ?")
_WORDS = 4
_ANSWERS = ("your", "answer", "response", "our", "supplier", "vendor", "bidder")


@dataclass(frozen=True)
class Columns:
    """Which column holds what; -1 where a table has none."""

    text: int
    id: int
    priority: int

    @staticmethod
    def cell(cells: Sequence[str], column: int) -> str:
        """Give a cell of a row; empty when the row or the table has none."""
        return cells[column] if 0 <= column < len(cells) else ""


def columns_of(cells: Sequence[str], names: RequirementColumns) -> Columns | None:
    """Read a row as the head of a table; None when no cell names a requirement."""
    low = [_SLASH.sub("/", " ".join(one.casefold().strip(" .:").split())) for one in cells]
    text = _place(low, names.text)
    if text < 0 or len([one for one in low if one]) < 2:
        return None
    return Columns(text, _place(low, names.id, text), _place(low, names.priority, text))


def _place(cells: Sequence[str], names: Sequence[str], but: int = -1) -> int:
    """Give the column of a name; else one that ends with it, such as "control question"."""
    free = [(place, one) for place, one in enumerate(cells) if place != but]
    exact = next((place for place, one in free if one in names), -1)
    if exact >= 0 or but >= 0:
        return exact
    named = (place for place, one in free if len(one.split()) <= _WORDS and _ends(one, names))
    return next(named, -1)


def _ends(cell: str, names: Sequence[str]) -> bool:
    return any(cell.endswith(f" {one}") for one in names) and not cell.startswith(_ANSWERS)

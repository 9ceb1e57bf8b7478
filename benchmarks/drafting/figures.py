"""The figures that are asked for, gathered from all parts into one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.drafting.counts import Count, as_table

ASKED = (
    "facts coverage", "unsupported claims", "citations", "clauses verbatim", "injections",
    "prices", "honest text", "outage", "replay", "tokens", "wall time",
)  # fmt: skip
"""What the evaluation has to print, in this order."""


@dataclass
class Figures:
    """Rows of the table, by what they are about."""

    rows: list[tuple[str, Sequence[str]]] = field(default_factory=list)

    def count(self, about: str, what: str, count: Count) -> None:
        """Note how often something went wrong among so many tries."""
        self.rows.append((about, [what, *count.row()]))

    def say(self, about: str, what: str, n: int | str, found: str) -> None:
        """Note a figure that is no count of faults."""
        self.rows.append((about, [what, str(n), found, ""]))

    def table(self) -> str:
        """Write the rows in the order asked for; what was not measured is named."""
        made = [
            [about, *row]
            for about in ASKED
            for row in [row for name, row in self.rows if name == about]
            or [["not measured in this run", "", "", ""]]
        ]
        return as_table(["figure", "of what", "n", "found", "95 % upper bound"], made)

"""The sheets a lawyer approves texts on: what stands in them, and which cells are theirs."""

from __future__ import annotations

from typing import Annotated

from proposalkit.model.base import Model
from proposalkit.model.fields import given

INTERNAL = "INTERNAL - never send this file"
TITLE = "Clauses to approve: "
HOW_TO = (
    "For each text write approve, edit or reject into the row Decision, with your name, your "
    "role and the date (year-month-day). To edit, change the words in the row Text and write "
    "edit. Leave a row Decision empty to decide later. Change nothing else, and accept or "
    "reject tracked changes before you send the file back.",
)
"""What stands above the tables, word for word; a returned file is held against it."""
CLAUSE, VERSION, DIGEST, TERMS = "Clause", "Version", "Digest of the text", "Digest of its terms"
TEXT, DECISION, NAME, ROLE, DATE, NOTE = (
    "Text", "Decision (approve, edit, reject)", "Reviewer's name", "Reviewer's role", "Date",
    "Note",
)  # fmt: skip
THEIRS = (TEXT, DECISION, NAME, ROLE, DATE, NOTE)
"""The rows a reviewer may write into."""


class PackRow(Model):
    """One row of a table: its label, and the paragraphs of its cell."""

    label: str
    lines: tuple[str, ...] = ()


class PackText(Model):
    """One contract text as a heading and a table."""

    name: Annotated[str, given("Clause and text, such as liability-cap/10-preferred.")]
    heading: str
    rows: tuple[PackRow, ...]

    def lines(self, label: str) -> tuple[str, ...]:
        """Give the paragraphs of a row; none when it is not there."""
        return next((one.lines for one in self.rows if one.label == label), ())

    def value(self, label: str) -> str:
        """Give the words of a row in one line."""
        return " ".join(" ".join(self.lines(label)).split())


class ApprovalPack(Model):
    """All texts of one family that are to be decided on."""

    family: str
    texts: tuple[PackText, ...]

    @property
    def title(self) -> str:
        """Give the first heading of the file."""
        return f"{TITLE}{self.family.replace('_', ' ')}"

    def paragraphs(self) -> tuple[str, ...]:
        """Give every paragraph outside the tables, in order."""
        return (INTERNAL, self.title, *HOW_TO, *(one.heading for one in self.texts))

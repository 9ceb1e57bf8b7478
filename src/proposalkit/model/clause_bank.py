"""A company's own clause bank, as it is read, and which of its headings is which clause."""

from __future__ import annotations

from typing import Annotated, Literal

from proposalkit.model.approvals import Digest
from proposalkit.model.base import Model
from proposalkit.model.fields import given


class BankClause(Model):
    """One heading of the bank with the text below it."""

    file: Annotated[str, given("Name of the file in the folder.")]
    heading: str
    where: Annotated[str, given("File with line or paragraph, for messages.")]
    lines: Annotated[tuple[str, ...], given("The paragraphs below the heading.")]


class MappedHeading(Model):
    """One row of the mapping: a heading of the bank and the clause it becomes."""

    file: str
    heading: str
    sha256: Annotated[Digest, given("SHA-256 of the text below the heading.")]
    clause: Annotated[str | None, given("Clause id; null: it is left out.")] = None
    words: Annotated[str, given("Words that led to the clause, and the next best one.")] = ""


class BankMapping(Model):
    """The file a person reads and mends before anything is imported."""

    format: Annotated[Literal["1"], given("Version of the file's format.")] = "1"
    rows: tuple[MappedHeading, ...]

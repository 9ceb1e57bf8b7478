"""A workbook as plain values: sheets of cells, before any library or file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from proposalkit.exports.workbook.terms import NOUGHT, Term

Content = str | Decimal | Term
"""Words, a stored number, or a formula with what it comes to."""

_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, in which number format and in which look."""

    content: Content
    number_format: str = "General"
    look: str = ""


@dataclass
class Sheet:
    """One sheet: its cells by row and column from 1, and how it is shown."""

    name: str
    widths: tuple[float, ...] = ()
    header_row: int = 0
    frozen_columns: int = 0
    landscape: bool = False
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    at: int = 0
    """The last row written."""

    def row(self, contents: Iterable[Cell | str], first: int = 1) -> int:
        """Write the next row and give its number; an empty text leaves its cell empty."""
        self.at += 1
        for column, one in enumerate(contents, start=first):
            self.put(self.at, column, one)
        return self.at

    def put(self, row: int, column: int, one: Cell | str) -> None:
        """Write one cell."""
        cell = Cell(one) if isinstance(one, str) else one
        if cell.content != "":
            self.cells[row, column] = cell

    def gap(self) -> None:
        """Leave a row empty."""
        self.at += 1

    def term(self, row: int, column: int) -> Term:
        """Name a cell of numbers inside its own sheet; an empty one counts as nought."""
        return Term(place(row, column), self.value(row, column))

    def far_term(self, row: int, column: int) -> Term:
        """Name a cell of numbers from another sheet."""
        named = f"'{self.name}'" if " " in self.name else self.name
        return Term(f"{named}!{fixed_place(row, column)}", self.value(row, column))

    def value(self, row: int, column: int) -> Decimal:
        """Give the number in a cell; raises TypeError for words."""
        cell = self.cells.get((row, column))
        content = cell.content if cell else NOUGHT
        if isinstance(content, Term):
            return content.value
        if isinstance(content, Decimal):
            return content
        raise TypeError(f"{self.name}!{place(row, column)} holds words")

    def summed(self, row: int, first: int, last: int) -> Term:
        """Add the cells of a row from one column to another."""
        values = (self.value(row, column) for column in range(first, last + 1))
        return Term(f"SUM({place(row, first)}:{place(row, last)})", sum(values, Decimal(0)))


@dataclass(frozen=True)
class Workbook:
    """All sheets in their order, and the names given to cells."""

    sheets: Sequence[Sheet]
    names: dict[str, str]
    """Defined name -> what it stands for, such as `Inputs!$B$5`."""
    title: str
    author: str


def letters(column: int) -> str:
    """Give the letters of a column, from 1."""
    text = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        text = chr(ord("A") + rest) + text
    return text


def place(row: int, column: int) -> str:
    """Name a cell, such as D7."""
    return f"{letters(column)}{row}"


def fixed_place(row: int, column: int) -> str:
    """Name a cell so that copying the formula keeps it, such as $D$7."""
    return f"${letters(column)}${row}"

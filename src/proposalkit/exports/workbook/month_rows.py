"""The sheet on which one volume is carried through all months: rows are steps, columns months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from proposalkit.exports.workbook.cells import Cell, Sheet
from proposalkit.exports.workbook.terms import Term

UNIT, TERM, FIRST_MONTH = 2, 3, 4
"""Columns: what the row counts in, its sum, and the first month."""


@dataclass(frozen=True)
class Row:
    """One step in every month, and its sum over the term."""

    number: int
    cells: tuple[Term, ...]
    sum: Term

    def __getitem__(self, month: int) -> Term:
        """Give the cell of a month, counted from 1."""
        return self.cells[month - 1]


class MonthRows:
    """Writes the rows of one calculation."""

    def __init__(self, name: str, title: str, note: str, months: int) -> None:
        self.sheet = Sheet(
            name,
            widths=(44, 16, 17, *(15 for _ in range(months))),
            frozen_columns=TERM,
            landscape=True,
        )
        self.months = range(1, months + 1)
        self.sheet.row([Cell(title, look="title")])
        self.sheet.row([Cell(note, look="note")])
        heads = (Cell("Step", look="head"), Cell("Unit", look="head"), Cell("Term", look="head"))
        numbers = (Cell(Decimal(month), '"Month" 0', "head") for month in self.months)
        self.sheet.header_row = self.sheet.row((*heads, *numbers))

    def month(self, month: int) -> Term:
        """Name the cell that holds the number of a month."""
        return self.sheet.term(self.sheet.header_row, FIRST_MONTH + month - 1)

    def heading(self, text: str) -> None:
        """Begin a group of rows."""
        self.sheet.gap()
        self.sheet.row([Cell(text, look="group")])

    def each(
        self,
        label: str,
        unit: str,
        terms: Sequence[Term | None],
        number_format: str,
        look: str = "",
        *,
        total: bool = True,
    ) -> Row:
        """Write one term for each month and, where it means something, their sum."""
        row = self.sheet.row((Cell(label, look=look or "text"), Cell(unit, look=look or "text")))
        for column, term in enumerate(terms, start=FIRST_MONTH):
            if term is not None:
                self.sheet.put(row, column, Cell(term, number_format, look))
        last = FIRST_MONTH + len(self.months) - 1
        added = self.sheet.summed(row, FIRST_MONTH, last)
        if total:
            self.sheet.put(row, TERM, Cell(added, number_format, look))
        cells = tuple(self.sheet.term(row, column) for column in range(FIRST_MONTH, last + 1))
        return Row(row, cells, self.sheet.term(row, TERM) if total else added)

    def between(self, row: Row, first: int, last: int) -> Term:
        """Add a row from one month to another."""
        return self.sheet.summed(row.number, FIRST_MONTH + first - 1, FIRST_MONTH + last - 1)

    def once(self, label: str, unit: str, term: Term, number_format: str, look: str = "") -> Term:
        """Write one term that is of the whole term, or charged once."""
        row = self.sheet.row(
            (
                Cell(label, look=look or "text"),
                Cell(unit, look=look or "text"),
                Cell(term, number_format, look),
            )
        )
        return self.sheet.term(row, TERM)

    def far(self, row: Row, month: int | None = None) -> Term:
        """Name a cell of a row from another sheet: of a month, or the sum."""
        return self.sheet.far_term(row.number, TERM if month is None else FIRST_MONTH + month - 1)

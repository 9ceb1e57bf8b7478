"""`pricing.xlsx`: the price of a proposal with live formulas, every number stored beside them."""

from __future__ import annotations

from proposalkit.exports.workbook.book import price_book_sheets
from proposalkit.exports.workbook.cells import Cell, Workbook
from proposalkit.exports.workbook.cells import place as cell_place
from proposalkit.exports.workbook.read_me import LAYOUT_ROW
from proposalkit.exports.workbook.terms import Term, formula
from proposalkit.exports.workbook.xlsx_file import written_number, xlsx_bytes
from proposalkit.model.proposal import Proposal

__all__ = ["LAYOUT_ROW", "expected_cells", "pricing_sheet"]


def pricing_sheet(proposal: Proposal) -> bytes:
    """Write the workbook of a proposal; the same proposal gives the same bytes."""
    return xlsx_bytes(price_book_sheets(proposal), proposal.offer_date)


def expected_cells(proposal: Proposal) -> dict[str, tuple[str, str]]:
    """Give what stands in each cell, such as `Prices!C4`: its formula or nothing, and its value."""
    return _cells(price_book_sheets(proposal))


def _cells(workbook: Workbook) -> dict[str, tuple[str, str]]:
    return {
        f"{sheet.name}!{cell_place(row, column)}": _both(cell)
        for sheet in workbook.sheets
        for (row, column), cell in sheet.cells.items()
    }


def _both(cell: Cell) -> tuple[str, str]:
    if isinstance(cell.content, str):
        return "", cell.content
    if isinstance(cell.content, Term):
        return formula(cell.content), written_number(cell.content.value)
    return "", written_number(cell.content)

"""The sheet of prices: every line, tier and term of the price, one fact in each row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from proposalkit.exports.workbook.cells import Cell, Sheet
from proposalkit.exports.workbook.facts import fact_cell, facts_of, unit_of
from proposalkit.exports.workbook.months import NotInFormulas
from proposalkit.exports.workbook.terms import Term
from proposalkit.model.pricing import PublicPricing

HEAD = ("Line or term", "What it is", "Value", "Unit", "Place in proposal.json")
VALUE = 3


@dataclass
class Prices:
    """The sheet, and the row of each value by its JSON pointer."""

    sheet: Sheet
    rows: dict[str, int] = field(default_factory=dict)

    def term(self, pointer: str) -> Term:
        """Name the cell of a number; raises NotInFormulas when it had to be written as words."""
        try:
            return self.sheet.far_term(self.rows[pointer], VALUE)
        except TypeError as error:
            raise NotInFormulas(f"{pointer} has more digits than a spreadsheet holds") from error


def prices_sheet(pricing: PublicPricing, names: Mapping[str, str]) -> Prices:
    """Write all of the price but its scenarios, which have a sheet of their own."""
    sheet = Sheet("Prices", widths=(34, 46, 22, 12, 44), landscape=True)
    sheet.row([Cell("Prices and terms", look="title")])
    sheet.row([Cell("Stored values of proposal.json; nothing here is an input.", look="note")])
    sheet.header_row = sheet.row(Cell(one, look="head") for one in HEAD)
    prices = Prices(sheet)
    without = pricing.model_copy(update={"scenarios": ()})
    group = ""
    for fact in facts_of(without, "/pricing", "The whole price", names):
        prices.rows[fact.pointer] = sheet.row(
            (
                Cell(fact.group, look="group" if fact.group != group else "text"),
                Cell(fact.what, look="text"),
                fact_cell(fact, "stored"),
                Cell(unit_of(fact), look="text"),
                Cell(fact.pointer, look="pointer"),
            )
        )
        group = fact.group
    return prices

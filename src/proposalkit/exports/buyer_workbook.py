"""A buyer's tables as a workbook: stored values only, so that no cell can be a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from proposalkit.model.comparison import Comparison, Points
from proposalkit.model.comparison_words import (
    CHECKED,
    checked_words,
    cliff_words,
    counted_words,
    marked,
    pair_words,
    said,
    same_words,
    standing_words,
    stating,
    tax_words,
)
from proposalkit.model.policy import PolicyReport

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | Decimal | None
_NARROW, _WIDE = 16, 60
_LONGEST = 32_000
"""A cell holds 32,767 letters."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, its header and its rows."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[Value]]


def comparison_workbook(found: Comparison) -> bytes:
    """Write a comparison: offers, totals, pairs, outcomes, commitments, points, notes."""
    marks, made = [marked(one) for one in found.offers], stating(found)
    checked = {one.mark: CHECKED[one.checked] for one in found.offers}
    sheets = [
        Sheet("Offers", ("Offer", "Seller", "Title", "Revision", "Source", "Checked", "Stands",
                         "Currency", "Rate", "Rate of", "Counts", "Payment", "Own answers"), [
            (one.mark, one.seller, one.title, one.revision, one.source, checked_words(one),
             standing_words(one), one.currency, one.rate,
             str(one.rate_as_of) if one.rate_as_of else None, counted_words(one), one.payment,
             one.requirements)
            for one in found.offers
        ]),
        Sheet("Totals", ("Scenario", "Units a month", "Offer", "Total", "For one unit",
                         "Currency", "Months", "Tax", "Lowest", "Checked"), [
            (row.scenario, row.volume, cell.offer, cell.total.amount,
             cell.unit_price.amount if cell.unit_price else None, found.currency,
             found.term_months, tax_words(found),
             ("yes" if cell.offer in row.lowest else "no") if row.lowest else "not compared",
             checked[cell.offer])
            for row in found.totals
            for cell in row.cells
        ]),
        Sheet("Pairs", ("Pair", "Which is lower"), [
            (f"{pair.first} and {pair.second}", line.strip())
            for pair in found.pairs
            for line in pair_words(pair)
        ]),
        Sheet("Outcomes", ("Field", "Decides", "Same", *marks), [
            (row.label, "yes" if row.decides else "no", same_words(row.cells, made),
             *(said(cell.value) for cell in row.cells))
            for row in found.outcomes
        ]),
        Sheet("In the price", ("Offer", "Committed in the price", "Place"), [
            (one.offer, said(one.value), one.pointer) for one in found.price_commitments
        ]),
        Sheet("Commitments", ("Clause", "Fact", "Same", *marks, *(f"Place in {m}" for m in marks)),
              [
            (clause.title, row.label, same_words(row.cells, made),
             *(said(cell.value) for cell in row.cells), *(cell.pointer for cell in row.cells))
            for clause in found.commitments
            for row in clause.facts
        ]),
        *_points(found, marks),
        Sheet("To know", ("What could not be compared",), [
            (text,) for text in (*found.not_compared, *map(cliff_words, found.cliffs))
        ]),
    ]  # fmt: skip
    return _workbook(sheets)


def _points(found: Comparison, marks: Sequence[str]) -> Iterable[Sheet]:
    if found.scores is not None:
        rows: list[Sequence[Value]] = [
            (one.criterion, one.weight, *map(_points_of, one.cells),
             *(said(cell.why) for cell in one.cells))
            for one in found.scores.rows
        ]  # fmt: skip
        together = ("Together", found.scores.most, *map(_points_of, found.scores.sums))
        header = ("Criterion", "Weight", *marks, *(f"Why {m}" for m in marks))
        yield Sheet("Points", header, [*rows, (*together, *(None for _ in marks))])


def _points_of(cell: Points) -> Value:
    return "not scored" if cell.points is None else cell.points


def policy_workbook(report: PolicyReport) -> bytes:
    """Write the answers to a policy, one row for each requirement."""
    header = ("Requirement", "Status", "Required", "Asked", "Found", "Quote", "Page", "Place",
              "Clause", "Source")  # fmt: skip
    answers = Sheet("Answers", header, [
        (one.id, one.status.replace("_", " "), one.what, one.asked, one.found, one.quote,
         one.page, one.pointer, one.clause, one.source)
        for one in report.rows
    ])  # fmt: skip
    about = Sheet("About", ("What", "Value"), [
        ("Proposal", report.title), ("Seller", report.seller), ("Source", report.subject),
        ("Policy", f"{report.policy_title}, version {report.policy_version}"),
        ("Day", str(report.on)), ("Checked", report.checked_detail),
        ("Stands", report.standing.replace("_", " ")),
        ("Met", report.met), ("Deviates", report.deviates), ("Not stated", report.not_stated),
    ])  # fmt: skip
    return _workbook([answers, about])


def _workbook(sheets: Iterable[Sheet]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _fill(page: Worksheet, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for number, row in enumerate((sheet.header, *sheet.rows), 1):
        for place, value in enumerate(row, 1):
            cell = page.cell(row=number, column=place)
            _store(cell, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1:
                cell.font = Font(bold=True)
                if _is_number_column(sheet, place):
                    cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="right")
    page.freeze_panes = "A2"
    page.print_title_rows = "1:1"
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    for place, name in enumerate(sheet.header, 1):
        longest = max((len(str(row[place - 1] or "")) for row in sheet.rows), default=0)
        width = min(max(_NARROW, len(name) + 2, longest), _WIDE)
        page.column_dimensions[get_column_letter(place)].width = width


def _is_number_column(sheet: Sheet, place: int) -> bool:
    values = [row[place - 1] for row in sheet.rows if row[place - 1] is not None]
    return bool(values) and not any(isinstance(one, str) for one in values)


def _store(cell: Cell | MergedCell, value: Value) -> None:
    """Keep a text as a text, whatever sign it begins with; numbers stay numbers."""
    if isinstance(value, str):
        cell.value = "".join(one for one in value if one >= " " or one in "\n\t")[:_LONGEST]
        cell.data_type = "s"
        if value.startswith(("=", "+", "-", "@", "\t")):
            cell.quotePrefix = True
    elif value is not None:
        cell.value = value
        if isinstance(value, Decimal):
            digits = max(0, -int(value.as_tuple().exponent))
            cell.number_format = f"#,##0.{'0' * digits}" if digits else "#,##0"

"""A workbook as the bytes of an .xlsx file: the same for the same workbook, on every machine."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from copy import copy
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol, cast

from proposalkit.exports.workbook.cells import Cell, Sheet, Workbook, letters, place
from proposalkit.exports.workbook.terms import Term, formula

if TYPE_CHECKING:
    import openpyxl
    from openpyxl.cell import Cell as Target
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.worksheet.worksheet import Worksheet

    Styles = dict[tuple[str, str, bool, bool], StyleArray]

_STAMP = (1980, 1, 1, 0, 0, 0)
_CELL = re.compile(r'(<c r="([A-Z]+[0-9]+)"[^>]*>)(<f>[^<]*</f>)?<v ?(?:/>|>[^<]*</v>)')
_MODIFIED = re.compile(r"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_RUNS_AS_FORMULA = frozenset("=+-@\t\r")
_ROWS_A_PAGE_WIDE = 12
_PLAIN = ("title", "note", "")
_WRAPPED = ("wrap", "text", "group", "head", "stored", "sum")
_LINE = "FFD5DAE0"
_INK, _QUIET, _TINT, _HEAD = "FF1B1F24", "FF5A626C", "FFFFF4CC", "FFF0F3F6"


class _Styled(Protocol):
    """What openpyxl keeps of a cell's look; one look is made once and copied."""

    _style: StyleArray


def xlsx_bytes(workbook: Workbook, on: date) -> bytes:
    """Write the file; `on` is the day it is said to be made.

    Each formula carries the number it comes to, and each number all of its decimals.
    """
    from openpyxl import Workbook as Book
    from openpyxl.workbook.defined_name import DefinedName

    book = Book()
    book.remove(book.worksheets[0])
    styles: Styles = {}
    for sheet in workbook.sheets:
        _write_sheet(book.create_sheet(sheet.name), sheet, styles)
    for name, target in workbook.names.items():
        book.defined_names[name] = DefinedName(name, attr_text=target)
    _describe(book, workbook, on)
    buffer = io.BytesIO()
    book.save(buffer)
    return _settled(buffer.getvalue(), workbook, on)


def _describe(book: openpyxl.Workbook, workbook: Workbook, on: date) -> None:
    made = datetime(on.year, on.month, on.day)
    book.properties.title, book.properties.creator = workbook.title, workbook.author
    book.properties.created = book.properties.modified = made
    if book.calculation is not None:
        book.calculation.fullCalcOnLoad = True


def _write_sheet(written: Worksheet, sheet: Sheet, styles: Styles) -> None:
    for (row, column), cell in sorted(sheet.cells.items()):
        target = cast("Target", written.cell(row, column))
        content = cell.content
        if isinstance(content, str):
            target.value = content
            target.data_type = "s"
        else:
            target.value = formula(content) if isinstance(content, Term) else float(content)
        quoted = isinstance(content, str) and content[:1] in _RUNS_AS_FORMULA
        key = (cell.look, cell.number_format, isinstance(content, str), quoted)
        if key not in styles:
            _dress(target, cell, quoted=quoted)
            styles[key] = cast(_Styled, target)._style
        cast(_Styled, target)._style = copy(styles[key])
    _set_up(written, sheet)


def _dress(target: Target, cell: Cell, *, quoted: bool) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    bold = cell.look in ("title", "head", "group", "sum")
    size = 15 if cell.look == "title" else 10
    colour = _QUIET if cell.look in ("note", "pointer") else _INK
    words = isinstance(cell.content, str)
    target.font = Font(name="Calibri", size=size, bold=bold, color=colour)
    target.number_format = cell.number_format
    target.quotePrefix = quoted
    if cell.look in ("head", "input"):
        target.fill = PatternFill("solid", fgColor=_HEAD if cell.look == "head" else _TINT)
    if cell.look not in _PLAIN:
        target.border = Border(bottom=Side(style="thin", color=_LINE))
    target.alignment = Alignment(
        wrap_text=words and cell.look in _WRAPPED,
        vertical="top",
        horizontal="left" if words else "right",
    )


def _set_up(written: Worksheet, sheet: Sheet) -> None:
    """Set widths, what stays in view, and how it prints."""
    from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
    from openpyxl.worksheet.properties import PageSetupProperties

    for column, width in enumerate(sheet.widths, start=1):
        written.column_dimensions[letters(column)].width = width
    if sheet.header_row:
        written.freeze_panes = place(sheet.header_row + 1, sheet.frozen_columns + 1)
        written.print_title_rows = f"{sheet.header_row}:{sheet.header_row}"
    if sheet.frozen_columns:
        written.print_title_cols = "A:A"
    written.sheet_view.showGridLines = False
    written.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
    written.page_setup.paperSize = 9
    written.page_setup.fitToHeight = 0
    columns = max((column for _, column in sheet.cells), default=1)
    written.page_setup.fitToWidth = 1 + columns // (_ROWS_A_PAGE_WIDE + 4)
    written.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    written.HeaderFooter.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart("&F, &A"), right=_HeaderFooterPart("Page &P of &N")
    )


def _settled(data: bytes, workbook: Workbook, on: date) -> bytes:
    """Write the stored numbers into the sheets, and take the clock out of the file."""
    numbers = {
        f"xl/worksheets/sheet{count}.xml": dict(_numbers(sheet))
        for count, sheet in enumerate(workbook.sheets, start=1)
    }
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as made,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as settled,
    ):
        for name in made.namelist():
            text = made.read(name).decode()
            if name in numbers:
                text = _with_numbers(text, numbers[name])
            elif name == "docProps/core.xml":
                text = _MODIFIED.sub(rf"\g<1>{on.isoformat()}T00:00:00Z\g<2>", text)
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            settled.writestr(info, text.encode())
    return buffer.getvalue()


def _numbers(sheet: Sheet) -> Iterator[tuple[str, str]]:
    for (row, column), cell in sheet.cells.items():
        if isinstance(cell.content, Term):
            yield place(row, column), written_number(cell.content.value)
        elif isinstance(cell.content, Decimal):
            yield place(row, column), written_number(cell.content)


def written_number(value: Decimal) -> str:
    """Write a number as a spreadsheet stores it: at most seventeen digits, no needless noughts."""
    short = value if len(value.as_tuple().digits) <= 17 else Decimal(repr(float(value)))
    text = f"{short.normalize():f}"
    return "0" if text == "-0" else text


def _with_numbers(text: str, numbers: Mapping[str, str]) -> str:
    seen = 0

    def filled(match: re.Match[str]) -> str:
        nonlocal seen
        seen += 1
        return f"{match[1]}{match[3] or ''}<v>{numbers[match[2]]}</v>"

    found = _CELL.sub(filled, text)
    if seen != len(numbers):
        raise AssertionError(f"{seen} cells of numbers were written, not {len(numbers)}")
    return found

"""Reads the sheets of a buyer's workbook as rows of cells."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING, cast

from proposalkit.model.finding import Finding
from proposalkit.model.source_text import TextLine
from proposalkit.readers.office_parts import office_parts
from proposalkit.readers.refusal import refuse
from proposalkit.readers.source_text import Read, not_read

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet
    from openpyxl.worksheet.worksheet import Worksheet

MAX_CELLS, MAX_COLUMNS = 300_000, 200


def read(name: str, data: bytes) -> Read:
    """Read all visible sheets; raises InputRefused when it is no workbook or a bomb."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    _look_inside(name, data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles it does not know
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            lines, findings = _Sheets(name).read(cast("list[ReadOnlyWorksheet]", book.worksheets))
    except (InvalidFileException, KeyError, ValueError, TypeError, SyntaxError) as problem:
        raise refuse(
            "workbook-unreadable",
            name,
            f'"{name}" cannot be read as a workbook: {str(problem)[:120]}.',
            "Open it in a spreadsheet, save it again as .xlsx, and give that file.",
        ) from problem
    return tuple(lines), None, tuple(findings)


def _look_inside(name: str, data: bytes) -> None:
    """Unpack once with all limits, and refuse parts that declare a document type."""
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise refuse(
            "file-encrypted",
            name,
            f'"{name}" asks for a password, or is of an old format.',
            "Ask the sender for a copy without a password, saved as .xlsx or .docx.",
        )
    for part, raw in office_parts(name, data).items():
        if part.lower().endswith((".xml", ".rels")) and b"<!DOCTYPE" in raw[:4096]:
            raise refuse(
                "file-doctype",
                name,
                f'"{name}": {part} declares a document type.',
                "Save it again with an office program; they never write one.",
            )


class _Sheets:
    """Reads sheet after sheet, counting cells."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.cells = 0
        self.findings: list[Finding] = []

    def read(self, sheets: list[ReadOnlyWorksheet]) -> tuple[list[TextLine], list[Finding]]:
        """Give the rows of all visible sheets, and what was not read."""
        lines: list[TextLine] = []
        for sheet in sheets:
            if sheet.sheet_state != "visible":
                self.note(sheet.title, "It is hidden.", "Show it in the workbook if it matters.")
                continue
            lines.append(TextLine(text=sheet.title, place=f"{sheet.title}!", kind="heading"))
            lines += self.rows(sheet)
        return lines, self.findings

    def rows(self, sheet: ReadOnlyWorksheet) -> Iterator[TextLine]:
        """Give the rows of one sheet that hold anything."""
        sheet.reset_dimensions()
        rows = cast("Worksheet", sheet).iter_rows(max_col=MAX_COLUMNS, values_only=True)
        for number, row in enumerate(rows, 1):
            cells = [_shown(one) for one in row]
            while cells and not cells[-1]:
                cells.pop()
            self.cells += len(cells)
            if self.cells > MAX_CELLS:
                self.note(
                    f"{sheet.title}!A{number}",
                    f"It holds more than {MAX_CELLS:,} cells; the rest was not read.",
                    "Give the sheets that matter by themselves.",
                )
                return
            if cells:
                yield TextLine(
                    text=" | ".join(cells),
                    place=f"{sheet.title}!A{number}",
                    kind="row",
                    cells=tuple(cells),
                )

    def note(self, where: str, message: str, remedy: str) -> None:
        """Note a part that was not read."""
        self.findings.append(not_read(f"{self.name}: {where}", message, remedy))


def _shown(value: object) -> str:
    """Write a cell as a person reads it, dates as ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return " ".join(str(value).split())

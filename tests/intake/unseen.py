"""Sources nobody tuned a rule for at first, as files of their real kinds, with a person's key."""

from __future__ import annotations

import html
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import yaml

FOLDER = Path(__file__).with_name("unseen_requests")
_STYLE = (
    "@page{size:A4;margin:22mm;@top-left{content:'SMT/2027/03'}"
    "@bottom-right{content:counter(page) ' / ' counter(pages)}}"
    "body{font:10.5pt/1.45 'Noto Sans',sans-serif}td,th{border:1px solid #777;padding:1.5mm}"
    "table{border-collapse:collapse;width:100%}"
)


@dataclass(frozen=True)
class Line:
    """One line of a written source: its sign, its words or its cells."""

    sign: str
    text: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Key:
    """What a careful person found in a source."""

    fields: dict[str, str]
    touched: tuple[str, ...]
    conflicts: dict[str, list[str]]
    ranges: dict[str, list[str]]
    tender: dict[str, list[str]]
    requirements: tuple[tuple[str, str], ...]
    either: dict[str, list[str]]
    """What may be read and need not be: one of these values, and no other."""


def lines(name: str) -> Iterator[Line]:
    """Read the lines of a source."""
    for raw in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if (raw.startswith("# ") and "written" in raw) or raw.startswith(("# M", "# Of")):
            continue
        sign, _, text = raw.partition(" ")
        if sign == "|":
            cells = tuple(one.strip() for one in text.split("||"))
            yield Line(cells[0], "", cells[1:-1])
        elif sign in ("M", "D") and text.startswith("* "):
            yield Line(sign + "*", text[2:])
        else:
            yield Line(sign, text)


@cache
def key(name: str) -> Key:
    """Read the key of a source; requirements come from its marks where the key has none."""
    said = yaml.load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    rows = said.get("requirements")
    if rows is None:
        rows = list(_sheet_marks(name) if name in SHEETS else _marks(name))
    return Key(
        said["fields"], tuple(said["touched"]), said["conflicts"], said.get("range", {}),
        said["tender"], tuple((mark, text) for mark, text in rows), said.get("either", {}),
    )  # fmt: skip


def _marks(name: str) -> Iterator[tuple[str, str]]:
    for one in lines(name):
        if one.sign[:1] in ("M", "D"):
            yield one.sign[:1], " | ".join(one.cells) if one.cells else one.text


def _sheet_marks(name: str) -> Iterator[tuple[str, str]]:
    for title, rows in list(_sheets(name)):
        if name != "questionnaire" and title != "Questions":
            continue
        for row in rows:
            if len(row) > 1 and row[0] != "!":
                yield ("D" if row[-1] == "Should" else "M"), " | ".join(row)


def as_docx(name: str) -> bytes:
    """Write a source as a Word file with headings, lists, tables, a header and a footer."""
    import docx

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "CONFIDENTIAL - 2027-RFP-0148"
    document.sections[0].footer.paragraphs[0].text = "Larkspur Regional Health Plan, Inc."
    rows: list[tuple[str, ...]] = []
    for one in (*lines(name), Line("-", "")):
        if one.cells:
            rows.append(one.cells)
            continue
        if rows:
            table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
            for line, cells in zip(table.rows, rows, strict=True):
                for cell, text in zip(line.cells, cells, strict=True):
                    cell.text = text
            rows = []
        if one.sign.startswith("#"):
            document.add_heading(one.text, len(one.sign))
        elif one.sign == "=":
            document.add_heading(one.text, 0)
        elif one.sign.endswith("*"):
            document.add_paragraph(one.text, style="List Bullet")
        elif one.text:
            document.add_paragraph(one.text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_pdf(name: str) -> bytes:
    """Print a source."""
    from weasyprint import HTML

    body: list[str] = []
    for one in lines(name):
        tag = {"#": "h1", "##": "h2", "=": "h1"}.get(one.sign, "p")
        if one.cells:
            cells = "".join(f"<td>{html.escape(cell)}</td>" for cell in one.cells)
            body.append(f"<table><tr>{cells}</tr></table>")
        elif one.sign.endswith("*"):
            body.append(f"<ul><li>{html.escape(one.text)}</li></ul>")
        else:
            body.append(f"<{tag}>{html.escape(one.text)}</{tag}>")
    page = "".join(body).replace("</table><table>", "").replace("</ul><ul>", "")
    head = f"<title>Specification</title><style>{_STYLE}</style>"
    return bytes(HTML(string=f"<html lang=en><head>{head}</head>{page}</html>").write_pdf())


def _sheets(name: str) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    rows: list[tuple[str, ...]] = []
    for raw in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if raw.startswith("="):
            rows = []
            yield raw[2:], rows
        elif raw.startswith("~"):
            rows.append((raw[2:],))
        elif not raw.startswith("#"):
            head = ("!",) if raw.startswith("!") else ()
            rows.append((*head, *(one.strip() for one in raw.lstrip("! ").split("||"))))


def as_xlsx(name: str) -> bytes:
    """Write a workbook: its sheets, merged titles, merged sections, a blank row."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in list(_sheets(name)):
        sheet = book.create_sheet(title)
        line = 1
        for row in rows:
            if len(row) == 1:
                sheet.cell(line, 1, row[0])
                sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=5)
            else:
                for column, text in enumerate(row[1:] if row[0] == "!" else row, 1):
                    if text:
                        sheet.cell(line, column, text)
            line += 2 if len(row) == 1 and line == 1 else 1
        if title == "Security":
            _merge_down(sheet, line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _merge_down(sheet: object, end: int) -> None:
    """Merge each section over the rows it is for, as people do in their sheets."""
    from openpyxl.worksheet.worksheet import Worksheet

    assert isinstance(sheet, Worksheet)
    starts = [row for row in range(4, end) if sheet.cell(row, 1).value] + [end]
    for first, after in pairwise(starts):
        if after - first > 1:
            sheet.merge_cells(start_row=first, end_row=after - 1, start_column=1, end_column=1)


def as_file(name: str) -> tuple[str, bytes]:
    """Give a source as the file it is: its name and its bytes."""
    if name in WORD:
        return f"{name}.docx", as_docx(name)
    if name in PRINTED:
        return "specification.pdf", as_pdf(name)
    if name in SHEETS:
        return f"{name}.xlsx", as_xlsx(name)
    path = next(one for one in FOLDER.glob(f"{name}.*") if one.suffix in (".eml", ".vtt", ".md"))
    return path.name, path.read_bytes()


WORD = ("health_plan", "freight_firm", "council_itt", "museum")
PRINTED = ("transport_office", "state_rfp", "ausschreibung", "water_tender")
SHEETS = ("questionnaire", "tender_sheet")
LOCALES = {"ausschreibung": "de-DE", "tender_sheet": "en-GB"}
"""How a person would say that numbers and dates are written there."""
NAMES = (
    "health_plan",
    "transport_office",
    "thread",
    "questionnaire",
    "call",
    "freight_firm",
    "school_mail",
    "council_itt",
    "state_rfp",
    "ausschreibung",
    "bank_rfi",
    "hospital_notes",
    "tender_sheet",
    "water_tender",
    "freight_mail",
    "museum",
)

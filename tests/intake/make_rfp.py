"""Makes a request as Word file and as PDF out of its content."""

from __future__ import annotations

import html
import io
from collections.abc import Sequence
from dataclasses import dataclass

from tests.intake import county_content, held_out_content, rfp_content
from tests.intake.rfp_content import FILLER, Part, Section

STYLE = (
    "@page{size:A4;margin:25mm;@top-left{content:'Request'}"
    "@bottom-right{content:'Page ' counter(page)}}"
    "body{font:11pt/1.5 'Noto Sans',sans-serif}td,th{border:1px solid #888;padding:2mm}"
    "table{border-collapse:collapse}h2{break-after:avoid}"
)


@dataclass(frozen=True)
class Request:
    """A request and what a person read off it."""

    title: str
    sections: tuple[Section, ...]
    fields: dict[str, str]
    tender: dict[str, list[str]]

    def labelled(self) -> tuple[tuple[str, str, str], ...]:
        """Give every marked text: number or row id, mark, text."""
        return rfp_content.labelled(self.sections)


KESTREL = Request(rfp_content.TITLE, rfp_content.SECTIONS, rfp_content.FIELDS, rfp_content.TENDER)
TALLGRASS = Request(
    county_content.TITLE,
    county_content.SECTIONS,
    county_content.FIELDS,
    county_content.TENDER,
)
HARROWGATE = Request(
    held_out_content.TITLE,
    held_out_content.SECTIONS,
    held_out_content.FIELDS,
    held_out_content.TENDER,
)


def as_html(request: Request, filler: int = 3) -> str:
    """Write a request as a page; with filler it prints on about twelve sheets."""
    body = [f"<h1>{request.title}</h1>"]
    for section in request.sections:
        body.append(f"<h2>{html.escape(section.title)}</h2>")
        body += [f"<p>{FILLER * 2}</p>"] * filler
        body += [_html(part) for part in section.parts]
    head = f"<title>{request.title}</title><style>{STYLE}</style>"
    return f"<html lang=en><head>{head}</head><body>{''.join(body)}</body></html>"


def _html(part: Part) -> str:
    if part.rows:
        rows = "".join(f"<tr>{_cells(row)}</tr>" for row in part.rows)
        return f"<table>{rows}</table>"
    return f"<p>{html.escape(f'{part.number} {part.text}'.strip())}</p>"


def _cells(row: Sequence[str]) -> str:
    return "".join(f"<td>{html.escape(cell)}</td>" for cell in row)


def as_pdf(request: Request) -> bytes:
    """Print a request."""
    from weasyprint import HTML

    return bytes(HTML(string=as_html(request)).write_pdf())


def as_docx(request: Request) -> bytes:
    """Write a request as a Word file, its numbers typed."""
    import docx

    document = docx.Document()
    document.add_heading(request.title, 0)
    for section in request.sections:
        document.add_heading(section.title, 1)
        for part in section.parts:
            if part.rows:
                table = document.add_table(len(part.rows), len(part.rows[0]))
                for line, row in zip(table.rows, part.rows, strict=True):
                    for cell, text in zip(line.cells, row, strict=True):
                        cell.text = text
            else:
                document.add_paragraph(f"{part.number} {part.text}".strip())
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()

# ruff: noqa: E501  (a document is kept as its lines are)
"""Makes the request as Word file and PDF out of its content; the Word file numbers by itself."""

from __future__ import annotations

import html
import io

from tests.intake.rfp_content import FILLER, SECTIONS, TITLE, Part


def as_html(filler: int = 3) -> str:
    """Write the request as a page that prints on about twelve sheets."""
    body = [f"<h1>{TITLE}</h1>"]
    for section in SECTIONS:
        body.append(f"<h2>{html.escape(section.title)}</h2>")
        body += [f"<p>{FILLER * 2}</p>"] * filler
        body += [_html(part) for part in section.parts]
    style = (
        "@page{size:A4;margin:25mm;@top-left{content:'KVW-2026-041'}"
        "@bottom-right{content:'Page ' counter(page)}}"
        "body{font:11pt/1.5 'Noto Sans',sans-serif}td,th{border:1px solid #888;padding:2mm}"
        "table{border-collapse:collapse}h2{break-after:avoid}"
    )
    return f"<html lang=en><head><title>{TITLE}</title><style>{style}</style></head><body>{''.join(body)}</body></html>"


def _html(part: Part) -> str:
    if part.rows:
        rows = "".join(
            f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>"
            for row in part.rows
        )
        return f"<table>{rows}</table>"
    return f"<p>{html.escape(f'{part.number} {part.text}'.strip())}</p>"


def as_pdf() -> bytes:
    """Print the request."""
    from weasyprint import HTML

    return bytes(HTML(string=as_html()).write_pdf())


def as_docx() -> bytes:
    """Write the request as a Word file: section numbers typed, points (a) (b) (c) automatic."""
    import docx

    document = docx.Document()
    document.add_heading(TITLE, 0)
    for section in SECTIONS:
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

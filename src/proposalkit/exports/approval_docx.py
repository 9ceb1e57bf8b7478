"""Writes the Word file a lawyer approves the texts of one family on."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

from proposalkit.model.approval_pack import (
    HOW_TO,
    INTERNAL,
    THEIRS,
    ApprovalPack,
    PackRow,
    PackText,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

_STAMP = (1980, 1, 1, 0, 0, 0)
_LABEL_WIDTH, _TEXT_WIDTH = 1.6, 5.0
"""Widths of the two columns in inches; together they fill a page with usual margins."""
_SHADE = "F2F2F2"


def approval_docx(pack: ApprovalPack) -> bytes:
    """Give the file as bytes; the same texts give the same bytes."""
    import docx

    document = docx.Document()
    document.core_properties.title = pack.title
    document.core_properties.author = "proposalkit"
    document.core_properties.created = datetime(1980, 1, 1)
    document.core_properties.modified = datetime(1980, 1, 1)
    document.add_paragraph(INTERNAL)
    document.add_heading(pack.title, level=1)
    for line in HOW_TO:
        document.add_paragraph(line)
    for text in pack.texts:
        _add_text(document, text)
    return _same_bytes(document)


def _add_text(document: Document, text: PackText) -> None:
    from docx.shared import Inches

    document.add_heading(text.heading, level=2)
    table = document.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    table.autofit = False
    for row in text.rows:
        label, cell = table.add_row().cells
        label.width, cell.width = Inches(_LABEL_WIDTH), Inches(_TEXT_WIDTH)
        label.paragraphs[0].add_run(row.label).bold = True
        _fill(cell, row)


def _fill(cell: _Cell, row: PackRow) -> None:
    """Write the paragraphs of a cell; a cell that is not the reviewer's is grey."""
    for number, line in enumerate(row.lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.add_run(line)
    if row.label not in THEIRS:
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{_SHADE}"/>'
        cell._tc.get_or_add_tcPr().append(parse_xml(shade))


def _same_bytes(document: Document) -> bytes:
    """Save with sorted names and one date, as a zip keeps the time of each part."""
    saved, out = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(out, "w") as archive:
        for name in sorted(parts.namelist()):
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, parts.read(name))
    return out.getvalue()

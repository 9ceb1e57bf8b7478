"""Reads a workbook: of each cell its formula and its stored value, and nothing is computed.

Why not with openpyxl: it gives either the formulas or the values, and both are compared.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from proposalkit.model.finding import Finding
from proposalkit.readers.reading import WorkbookReading

LARGEST_PART = 64 * 1024 * 1024
MOST_CELLS = 200_000
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ACTIVE = re.compile(r"vbaProject|externalLinks/|embeddings/|connections\.xml|customXml/", re.I)


class _Unreadable(Exception):
    """The bytes are no workbook that can be read."""


def read_workbook(data: bytes) -> WorkbookReading:
    """Read every cell; a file that cannot be read gives the finding that says why."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            cells = dict(_cells(archive))
            active = tuple(one for one in archive.namelist() if _ACTIVE.search(one))
    except (_Unreadable, zipfile.BadZipFile, ElementTree.ParseError, KeyError) as error:
        return WorkbookReading(refusal=(_refused(str(error)),))
    return WorkbookReading(cells=cells, active=active)


def _refused(why: str) -> Finding:
    return Finding(
        id="workbook-unreadable",
        where="pricing.xlsx",
        message=f'The workbook cannot be read: "{why}".',
        remedy="Use proposal.json, which has the same values, and ask for the kit again.",
    )


def _part(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    if archive.getinfo(name).file_size > LARGEST_PART:
        raise _Unreadable(f"{name} is larger than a price can be")
    data = archive.read(name)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise _Unreadable(f"{name} declares a document type")
    return ElementTree.fromstring(data)


def _cells(archive: zipfile.ZipFile) -> Iterator[tuple[str, tuple[str, str]]]:
    shared = _shared(archive)
    targets = {
        one.get("Id", ""): one.get("Target", "")
        for one in _part(archive, "xl/_rels/workbook.xml.rels")
    }
    count = 0
    for sheet in _part(archive, "xl/workbook.xml").iter(f"{_MAIN}sheet"):
        target = targets[sheet.get(_RELATION, "")].lstrip("/")
        path = target if target.startswith("xl/") else f"xl/{target}"
        for cell in _part(archive, path).iter(f"{_MAIN}c"):
            count += 1
            if count > MOST_CELLS:
                raise _Unreadable("it has more cells than a price can need")
            found = _content(cell, shared)
            if found != ("", ""):
                yield f"{sheet.get('name', '')}!{cell.get('r', '')}", found


def _shared(archive: zipfile.ZipFile) -> tuple[str, ...]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return ()
    return tuple(_text(one) for one in _part(archive, "xl/sharedStrings.xml"))


def _content(cell: ElementTree.Element, shared: tuple[str, ...]) -> tuple[str, str]:
    formula, value = cell.find(f"{_MAIN}f"), cell.find(f"{_MAIN}v")
    text = (value.text or "") if value is not None else ""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        text = _text(cell)
    elif kind == "s" and text:
        place = int(text) if text.isdigit() else len(shared)
        if place >= len(shared):
            raise _Unreadable(f"cell {cell.get('r')} names a text that is not there")
        text = shared[place]
    return f"={formula.text or ''}" if formula is not None else "", text


def _text(node: ElementTree.Element) -> str:
    return "".join(one.text or "" for one in node.iter(f"{_MAIN}t"))

"""Reads the catalogue of selling: motions as Markdown, everything else as tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from pydantic import TypeAdapter

from proposalkit.knowledge.catalog_tables import MOTIONS, SOURCES, SourceTable, kind_of
from proposalkit.knowledge.entry_text import entry_text
from proposalkit.knowledge.fault_words import quoted
from proposalkit.knowledge.figures import Text, filled
from proposalkit.knowledge.knowledge_files import KnowledgeFile
from proposalkit.knowledge.markdown import MarkdownSheet, read_sheet
from proposalkit.knowledge.pydantic_findings import build
from proposalkit.knowledge.yaml_text import YamlDocument, YamlPath, parse_yaml
from proposalkit.model.catalog import Entry, Motion, MotionHeader
from proposalkit.model.catalog_rows import SellingCatalog
from proposalkit.model.finding import Finding

HEADINGS = {
    "Core idea": "core_idea",
    "How it works": "how_it_works",
    "What it looks like": "what_it_looks_like",
    "First move": "first_move",
}
"""The headings below the header of a motion, in this order."""

_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_PLAIN: TypeAdapter[dict[str, object]] = TypeAdapter(dict[str, object])
_NOT_PROSE = {
    "id", "at", "basis", "document", "as_of", "review_by", "owner", "figures", "worked",
    "disagreements", "see", "regions", "sectors", "stages", "examples", "vendor", "clauses",
    "words", "names", "number", "low", "high", "price", "holds_until", "code",
}  # fmt: skip
"""Keys whose values are no sentences: names, codes, and numbers that are typed themselves."""


@dataclass(frozen=True)
class EntrySheet:
    """One entry with the place of everything in it."""

    entry: Entry
    document: YamlDocument
    path: YamlPath
    file: KnowledgeFile
    body: MarkdownSheet[MotionHeader] | None = None

    def place(self, *keys: str | int) -> str:
        """Give `file:line:column` of a value of the entry."""
        return self.document.value_place((*self.path, *keys))

    @property
    def reviewed_alone(self) -> bool:
        """Say whether a row of a table has a review day of its own."""
        return bool(self.path) and (*self.path, "review_by") in self.document.values

    def texts(self) -> Iterator[Text]:
        """Give every text that says something, with what finds a place in it."""
        for path, text in self.document.leaves():
            own = path[len(self.path) :]
            if path[: len(self.path)] == self.path and own and _NOT_PROSE.isdisjoint(own):
                yield text, _fixed(self.document.value_place(path))
        if self.body is not None:
            yield self.body.text, self.body.text_place

    def finished(self) -> Entry:
        """Give the entry with its figures put into its texts."""
        entry = self.entry
        made = _fill(entry.model_dump(), entry)
        made["text"] = filled(entry_text(entry), entry.figures, entry.worked)
        return type(entry).model_validate(made)


@dataclass
class CatalogSheets:
    """What could be read of the catalogue."""

    entries: list[EntrySheet] = field(default_factory=list)
    sources: SourceTable | None = None
    reviewed: list[tuple[date, str, YamlDocument]] = field(default_factory=list)
    """Review date, owner and document of each file."""

    def catalog(self) -> SellingCatalog:
        """Make the catalogue of everything read."""
        rows: dict[str, list[Entry]] = {}
        for sheet in self.entries:
            kind = kind_of(sheet.file.name)
            rows.setdefault(kind.field if kind else MOTIONS, []).append(sheet.finished())
        motions = sorted(rows.pop(MOTIONS, []), key=_number)
        sources = self.sources.sources if self.sources else ()
        made: dict[str, object] = {name: tuple(found) for name, found in rows.items()}
        return SellingCatalog.model_validate(
            {"sources": sources, "motions": tuple(motions), **made}
        )


def read_catalog(files: Iterable[KnowledgeFile], findings: list[Finding]) -> CatalogSheets:
    """Read every file of the catalogue; adds what is wrong."""
    sheets = CatalogSheets()
    for file in files:
        if file.name == SOURCES:
            _read_sources(file, sheets, findings)
        elif file.parts[0] == MOTIONS:
            _read_motion(file, sheets, findings)
        else:
            _read_table(file, sheets, findings)
    return sheets


def _read_sources(file: KnowledgeFile, sheets: CatalogSheets, findings: list[Finding]) -> None:
    document = parse_yaml(file.text, file.shown)
    sheets.sources, found = build(SourceTable, document)
    findings += found
    if sheets.sources:
        sheets.reviewed.append((sheets.sources.review_by, sheets.sources.owner, document))


def _read_table(file: KnowledgeFile, sheets: CatalogSheets, findings: list[Finding]) -> None:
    kind = kind_of(file.name)
    if kind is None:
        return
    document = parse_yaml(file.text, file.shown)
    table, found = build(kind.model, document)
    findings += found
    if table is None:
        return
    sheets.reviewed.append((table.review_by, table.owner, document))
    for number, row in enumerate(table.entries):
        path: YamlPath = ("entries", number)
        entry = row.model_copy(
            update={
                "kind": kind.kind,
                "document": row.document or table.document,
                "as_of": row.as_of or table.as_of,
                "review_by": row.review_by or table.review_by,
                "owner": row.owner or table.owner,
                "file": f"knowledge/{file.name}",
                "line": _line(document.value_place((*path, "id"))),
            }
        )
        sheets.entries.append(EntrySheet(entry, document, path, file))


def _read_motion(file: KnowledgeFile, sheets: CatalogSheets, findings: list[Finding]) -> None:
    sheet = read_sheet(file, MotionHeader, findings, complete=False)
    if sheet is None:
        return
    parts = _parts(sheet, findings)
    header = sheet.header
    if header.review_by:
        sheets.reviewed.append((header.review_by, header.owner, sheet.document))
    if parts is None:
        return
    own = {"kind": "motion", "file": f"knowledge/{file.name}", "line": sheet.line, **parts}
    entry = Motion.model_validate({**header.model_dump(), **own})
    sheets.entries.append(EntrySheet(entry, sheet.document, (), file, sheet))


def _parts(sheet: MarkdownSheet[MotionHeader], findings: list[Finding]) -> dict[str, str] | None:
    """Cut the text at its headings; None when one is missing, unknown or out of order."""
    marks = list(_HEADING.finditer(sheet.text))
    there = [mark[1].strip() for mark in marks]
    if there != list(HEADINGS):
        findings.append(_wrong_headings(sheet, there, [mark.start() for mark in marks]))
        return None
    ends = [*(mark.start() for mark in marks[1:]), len(sheet.text)]
    bodies = [sheet.text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]
    empty = [mark for mark, body in zip(marks, bodies, strict=True) if not body]
    findings += [_empty_part(sheet, mark[1], mark.start()) for mark in empty]
    if empty:
        return None
    return dict(zip(HEADINGS.values(), bodies, strict=True))


def _wrong_headings(
    sheet: MarkdownSheet[MotionHeader], there: list[str], starts: list[int]
) -> Finding:
    wanted = list(HEADINGS)
    missing = [name for name in wanted if name not in there]
    odd = next((at for at, name in enumerate(there) if name not in wanted), None)
    if missing and odd is None:
        where, message = sheet.text_place(0), f'The part "{missing[0]}" is missing.'
    else:
        at = odd if odd is not None else _first_moved(there, wanted)
        where = sheet.text_place(starts[at])
        message = f'The heading "{there[at]}" stands where it should not.'
    return Finding(
        id="missing-facet" if missing else "wrong-heading",
        where=where,
        message=message,
        remedy=f"Write these headings in this order: {quoted(wanted)}.",
    )


def _first_moved(there: list[str], wanted: list[str]) -> int:
    """Give the number of the first heading that is out of order or said twice."""
    pairs = enumerate(zip(there, wanted, strict=False))
    return next((at for at, (one, right) in pairs if one != right), len(there) - 1)


def _empty_part(sheet: MarkdownSheet[MotionHeader], name: str, start: int) -> Finding:
    return Finding(
        id="missing-facet",
        where=sheet.text_place(start),
        message=f'There is no text under "{name}".',
        remedy="Write a few sentences there.",
    )


def _fill(values: dict[str, object], entry: Entry) -> dict[str, object]:
    return {
        name: value if name in _NOT_PROSE else _filled(value, entry)
        for name, value in values.items()
    }


def _filled(value: object, entry: Entry) -> object:
    if isinstance(value, str):
        return filled(value, entry.figures, entry.worked)
    if isinstance(value, list | tuple):
        return tuple(_filled(one, entry) for one in value)
    if isinstance(value, dict):
        return _fill(_PLAIN.validate_python(value), entry)
    return value


def _fixed(place: str) -> Callable[[int], str]:
    return lambda _: place


def _line(place: str) -> int:
    return int(place.rsplit(":", 2)[1])


def _number(entry: Entry) -> int:
    return entry.number if isinstance(entry, Motion) else 0

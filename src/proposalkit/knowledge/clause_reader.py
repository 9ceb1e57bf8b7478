"""Reads the folders of the clauses into typed records with their places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from proposalkit.knowledge.asked_checks import check_asked
from proposalkit.knowledge.knowledge_files import KnowledgeFile
from proposalkit.knowledge.markdown import MarkdownSheet, read_sheet
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import ClauseHeader, ClauseRecord, Position, PositionHeader

_POSITION_NAME = re.compile(r"([0-9]{2})-[a-z0-9-]+\.md")


@dataclass(frozen=True)
class ClauseSheets:
    """One clause with the sheets its parts came from."""

    record: ClauseRecord
    shared: MarkdownSheet[ClauseHeader]
    texts: tuple[MarkdownSheet[PositionHeader], ...]


def read_clauses(files: Iterable[KnowledgeFile], findings: list[Finding]) -> list[ClauseSheets]:
    """Read every clause folder `clauses/<family>/<clause id>/`; adds what is wrong."""
    folders: dict[tuple[str, ...], list[KnowledgeFile]] = {}
    for file in files:
        folders.setdefault(file.parts[:-1], []).append(file)
    found = []
    for folder, inside in sorted(folders.items()):
        sheets = _read_clause(folder[-1], inside, findings)
        if sheets:
            found.append(sheets)
    return found


def _read_clause(
    clause_id: str, files: list[KnowledgeFile], findings: list[Finding]
) -> ClauseSheets | None:
    shared = None
    texts: list[tuple[int, MarkdownSheet[PositionHeader]]] = []
    for file in files:
        numbered = _POSITION_NAME.fullmatch(file.parts[-1])
        if file.parts[-1] == "clause.md":
            shared = read_sheet(file, ClauseHeader, findings, complete=False)
        elif numbered:
            text = read_sheet(file, PositionHeader, findings, complete=True)
            texts += [(int(numbered[1]), text)] if text else []
        else:
            findings.append(_misnamed(file))
    _check_folder(clause_id, files, findings)
    if shared:
        findings += check_asked(shared.header.asked_as, shared.document)
    if shared is None or not texts:
        return None
    sheets = ClauseSheets(
        record=_record(shared, texts), shared=shared, texts=tuple(sheet for _, sheet in texts)
    )
    _check_ids(clause_id, sheets, findings)
    return sheets


def _record(
    shared: MarkdownSheet[ClauseHeader], texts: list[tuple[int, MarkdownSheet[PositionHeader]]]
) -> ClauseRecord:
    positions = tuple(
        Position(
            **sheet.header.model_dump(),
            order=order,
            text=sheet.text,
            file=f"knowledge/{sheet.file.name}",
            line=sheet.line,
        )
        for order, sheet in texts
    )
    fields = shared.header.model_dump(by_alias=True)
    return ClauseRecord(
        **fields,
        plain_words=shared.text,
        positions=positions,
        file=f"knowledge/{shared.file.name}",
    )


def _check_folder(clause_id: str, files: list[KnowledgeFile], findings: list[Finding]) -> None:
    names = [file.parts[-1] for file in files]
    folder = files[0].shown.rpartition("/")[0]
    if "clause.md" not in names:
        findings.append(
            Finding(
                id="missing-file",
                where=folder,
                message=f'The clause "{clause_id}" has no file "clause.md".',
                remedy="Add it; knowledge/README.md shows what it holds.",
            )
        )
    if not any(_POSITION_NAME.fullmatch(name) for name in names):
        findings.append(
            Finding(
                id="missing-file",
                where=folder,
                message=f'The clause "{clause_id}" has no contract text.',
                remedy='Add a file "10-preferred.md" with the text offered first.',
            )
        )
    numbers = [name[:2] for name in names if _POSITION_NAME.fullmatch(name)]
    for file in files:
        if numbers.count(file.parts[-1][:2]) > 1:
            findings.append(
                Finding(
                    id="duplicate-id",
                    where=file.shown,
                    message=f'The number "{file.parts[-1][:2]}" is used twice in this folder.',
                    remedy="Give each text its own number: the number is the order of offering.",
                )
            )


def _check_ids(clause_id: str, sheets: ClauseSheets, findings: list[Finding]) -> None:
    named = [(sheets.shared.header.clause, sheets.shared.document)]
    named += [(sheet.header.clause, sheet.document) for sheet in sheets.texts]
    for name, document in named:
        if name != clause_id:
            findings.append(
                Finding(
                    id="wrong-folder",
                    where=document.value_place(("clause",)),
                    message=f'"{name}" is not the name of the folder, "{clause_id}".',
                    remedy="Give the folder and the clause one id.",
                )
            )


def _misnamed(file: KnowledgeFile) -> Finding:
    return Finding(
        id="unknown-place",
        where=file.shown,
        message=f'"{file.parts[-1]}" is not the name of a clause file.',
        remedy='Name it "clause.md", or number and name such as "10-preferred.md".',
    )

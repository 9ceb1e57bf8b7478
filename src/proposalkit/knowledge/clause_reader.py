"""Reads the folders of the clauses into typed records with their places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from proposalkit.knowledge.asked_checks import check_asked
from proposalkit.knowledge.knowledge_files import KnowledgeFile
from proposalkit.knowledge.markdown import MarkdownSheet, read_sheet
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import ClauseHeader, ClauseRecord, Position, PositionHeader

VARIANTS = "variants"
"""Folder of the wordings for a regime of law: `clauses/<family>/<clause>/variants/<regime>/`."""

_POSITION_NAME = re.compile(r"([0-9]{2})-[a-z0-9-]+\.md")


@dataclass(frozen=True)
class ClauseSheets:
    """One clause with the sheets its parts came from."""

    record: ClauseRecord
    shared: MarkdownSheet[ClauseHeader]
    texts: tuple[MarkdownSheet[PositionHeader], ...]
    """All texts, those for a regime of law after the others."""


@dataclass(frozen=True)
class _Text:
    """One text with its order and the regime of law it is for; none: every regime."""

    order: int
    regime: str
    sheet: MarkdownSheet[PositionHeader]

    def position(self) -> Position:
        """Give the text as the library holds it."""
        return Position(
            **self.sheet.header.model_dump(),
            order=self.order,
            text=self.sheet.text,
            file=f"knowledge/{self.sheet.file.name}",
            line=self.sheet.line,
        )


def is_variant(parts: Sequence[str]) -> bool:
    """Say whether a file of the clauses lies where the text for a regime of law lies."""
    return len(parts) == 6 and parts[3] == VARIANTS


def read_clauses(files: Iterable[KnowledgeFile], findings: list[Finding]) -> list[ClauseSheets]:
    """Read every clause folder `clauses/<family>/<clause id>/`; adds what is wrong."""
    folders: dict[tuple[str, ...], list[KnowledgeFile]] = {}
    for file in files:
        folders.setdefault(file.parts[:3], []).append(file)
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
    texts: list[_Text] = []
    for file in files:
        regime = file.parts[4] if is_variant(file.parts) else ""
        numbered = _POSITION_NAME.fullmatch(file.parts[-1])
        if file.parts[-1] == "clause.md" and not regime:
            shared = read_sheet(file, ClauseHeader, findings, complete=False)
        elif numbered:
            text = read_sheet(file, PositionHeader, findings, complete=True)
            texts += [_Text(int(numbered[1]), regime, text)] if text else []
        else:
            findings.append(_misnamed(file))
    _check_folder(clause_id, files, findings)
    if shared:
        findings += check_asked(shared.header.asked_as, shared.document)
    texts.sort(key=lambda text: (text.regime, text.order))
    if shared is None or not texts or texts[0].regime:
        return None
    sheets = ClauseSheets(
        record=_record(shared, texts), shared=shared, texts=tuple(text.sheet for text in texts)
    )
    _check_ids(clause_id, sheets, findings)
    return sheets


def _record(shared: MarkdownSheet[ClauseHeader], texts: list[_Text]) -> ClauseRecord:
    by_regime: dict[str, list[Position]] = {}
    for text in texts:
        by_regime.setdefault(text.regime, []).append(text.position())
    fields = shared.header.model_dump(by_alias=True)
    return ClauseRecord(
        **fields,
        plain_words=shared.text,
        positions=tuple(by_regime.pop("")),
        file=f"knowledge/{shared.file.name}",
        variants={regime: tuple(found) for regime, found in by_regime.items()},
    )


def _check_folder(clause_id: str, files: list[KnowledgeFile], findings: list[Finding]) -> None:
    own = [file for file in files if not is_variant(file.parts)]
    names = [file.parts[-1] for file in own]
    folder = (own or files)[0].shown.rpartition("/")[0]
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
    numbers = [_numbered(file) for file in files if _POSITION_NAME.fullmatch(file.parts[-1])]
    for file in files:
        if numbers.count(_numbered(file)) > 1:
            findings.append(
                Finding(
                    id="duplicate-id",
                    where=file.shown,
                    message=f'The number "{file.parts[-1][:2]}" is used twice in this folder.',
                    remedy="Give each text its own number: the number is the order of offering.",
                )
            )


def _numbered(file: KnowledgeFile) -> tuple[str, str]:
    """Give the folder of a text and the number it starts with."""
    return file.name.rpartition("/")[0], file.parts[-1][:2]


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

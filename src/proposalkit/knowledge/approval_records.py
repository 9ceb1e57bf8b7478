"""Reads the records of approvals and deviations of a workspace, one JSON object on a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from proposalkit.clauses.lifecycle import Placed
from proposalkit.errors import InputRefused
from proposalkit.knowledge.text_files import read_text, shown_path
from proposalkit.model.approvals import Approval, ClauseApproval, Deviation
from proposalkit.model.finding import Finding

FOLDER = "approvals"
"""In a workspace: the records, and the texts that were read."""
CLAUSES, DEVIATIONS, TEXTS = "clauses.jsonl", "deviations.jsonl", "texts"
RecordT = TypeVar("RecordT", bound=Approval)


def read_clause_approvals(workspace: Path) -> tuple[Placed, ...]:
    """Read approvals/clauses.jsonl; raises InputRefused with every line that cannot be read."""
    rows = _read(workspace / FOLDER / CLAUSES, ClauseApproval)
    return tuple(Placed(record, where) for record, where in rows)


def read_deviations(workspace: Path) -> tuple[Deviation, ...]:
    """Read approvals/deviations.jsonl; raises InputRefused with every line that cannot be read."""
    return tuple(record for record, _ in _read(workspace / FOLDER / DEVIATIONS, Deviation))


def kept_text(workspace: Path, digest: str) -> str | None:
    """Give a text that was read for an approval, by its digest; None when it was not kept."""
    path = workspace / FOLDER / TEXTS / f"{digest}.md"
    return read_text(path) if path.is_file() else None


def _read(path: Path, model: type[RecordT]) -> list[tuple[RecordT, str]]:
    if not path.is_file():
        return []
    rows: list[tuple[RecordT, str]] = []
    findings: list[Finding] = []
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        where = f"{shown_path(path)}:{number}"
        if line.strip():
            try:
                rows.append((model.model_validate_json(line), f"{where}:1"))
            except ValidationError as error:
                findings += _faults(error, where)
    if findings:
        raise InputRefused(findings)
    return rows


def _faults(error: ValidationError, where: str) -> Iterator[Finding]:
    for row in error.errors(include_url=False, include_context=False):
        field = ".".join(str(part) for part in row["loc"])
        yield Finding(
            id="bad-approval",
            where=f"{where}:1",
            message=f'"{field}": {row["msg"]}.' if field else f"{row['msg']}.",
            remedy="Restore the line from version control; proposalkit clauses approve writes it.",
        )

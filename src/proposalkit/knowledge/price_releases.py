"""Reads the releases of price exceptions of a workspace, one JSON object on a line."""

from __future__ import annotations

from pathlib import Path

from proposalkit.errors import InputRefused
from proposalkit.knowledge.approval_records import FOLDER
from proposalkit.knowledge.pydantic_findings import build
from proposalkit.knowledge.text_files import read_text, shown_path
from proposalkit.knowledge.yaml_text import parse_yaml
from proposalkit.model.finding import Finding
from proposalkit.model.price_exception import PriceRelease

RELEASES = f"{FOLDER}/price-exceptions.jsonl"
"""In a workspace: who released which price exception."""


def read_price_releases(workspace: Path) -> tuple[PriceRelease, ...]:
    """Read all releases; none when there is no file.

    Raises InputRefused with every problem of every line. JSON is read as YAML, which it is a part
    of, so that a fault has its line and column.
    """
    path = workspace / RELEASES
    if not path.is_file():
        return ()
    found: list[PriceRelease] = []
    findings: list[Finding] = []
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        if line.strip():
            made, faults = build(PriceRelease, parse_yaml(line, shown_path(path), number))
            found += [made] if made is not None else []
            findings += faults
    if findings:
        raise InputRefused(findings)
    return tuple(found)

"""Write the whole clause library as Markdown to read, CSV for a register, JSON for machines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

from proposalkit.compose.memo import INTERNAL_LINE
from proposalkit.kit.private_file import write_private
from proposalkit.workflows.clause_library import Ground, TextSheet, list_texts, show_text

_COLUMNS = ("clause", "title", "family", "position", "version", "status", "digest", "owner",
            "review_by", "decided_by", "decided_on", "effective_from", "file")  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export_library(ground: Ground, folder: Path) -> tuple[Path, ...]:
    """Write clauses.md, clauses.csv and clauses.json; all three say INTERNAL first."""
    sheets = [show_text(ground, f"{one.clause}/{one.position}") for one in list_texts(ground)]
    files = {
        "clauses.md": _markdown(sheets),
        "clauses.csv": _csv(sheets),
        "clauses.json": _json(sheets),
    }
    for name, text in files.items():
        write_private(folder / name, text.encode())
    return tuple(folder / name for name in files)


def _markdown(sheets: Sequence[TextSheet]) -> str:
    parts = [f"# {INTERNAL_LINE}\n\nThe clause library, {len(sheets)} texts."]
    for one in sheets:
        row = one.row
        parts.append(
            f"## {row.title} ({row.clause}/{row.position})\n\n"
            f"Version {row.version}, {row.status.replace('_', ' ')}. Owner: {row.owner}. "
            f"SHA-256: {row.digest}\n\n{one.text}\n\nWhy: {' '.join(one.why.split())}"
        )
    return "\n\n".join(parts) + "\n"


def _csv(sheets: Sequence[TextSheet]) -> str:
    buffer = io.StringIO()
    buffer.write(f"# {INTERNAL_LINE}\n")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow((*_COLUMNS, "text"))
    for one in sheets:
        values = one.row.model_dump(mode="json")
        cells = [str(values[name] or "") for name in _COLUMNS]
        writer.writerow([_cell(cell) for cell in (*cells, one.text)])
    return buffer.getvalue()


def _json(sheets: Sequence[TextSheet]) -> str:
    content = {"internal": INTERNAL_LINE, "texts": [one.model_dump(mode="json") for one in sheets]}
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _cell(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text

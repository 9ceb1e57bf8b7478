"""The journal of a deal: append-only lines, each chained to the one before by its digest."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import rfc8785

from proposalkit.errors import Refused
from proposalkit.kit.write import explain_os_error
from proposalkit.model.canonical import sha256_hex

Entry = Mapping[str, str | int | Sequence[str]]
_FIRST = "0" * 64


def append_entry(journal: Path, kind: str, at: datetime, data: Entry) -> None:
    """Append one entry; raises Refused when the journal's chain is broken."""
    lines = read_lines(journal)
    previous = sha256_hex(lines[-1].encode()) if lines else _FIRST
    entry: Mapping[str, int | str | Entry] = {
        "seq": len(lines) + 1,
        "at": at.isoformat(timespec="seconds"),
        "kind": kind,
        "previous": previous,
        "data": data,
    }
    try:
        with journal.open("ab") as handle:
            handle.write(rfc8785.dumps(entry) + b"\n")
            handle.flush()
            os.fsync(handle.fileno())
    except OSError as error:
        raise explain_os_error(error, journal.parent) from error


def read_lines(journal: Path) -> list[str]:
    """Read the journal and check its chain; raises Refused at the first line that breaks it."""
    if not journal.exists():
        return []
    lines = journal.read_text(encoding="utf-8").splitlines()
    previous = _FIRST
    for number, line in enumerate(lines, start=1):
        if _previous_of(line) != previous:
            raise Refused(
                f"{journal}:{number}: the journal was changed; its chain breaks here.",
                "Restore the journal from a backup; entries are only ever appended.",
            )
        previous = sha256_hex(line.encode())
    return lines


def _previous_of(line: str) -> str | None:
    try:
        entry = json.loads(line)
    except json.JSONDecodeError:
        return None
    value = entry.get("previous") if isinstance(entry, dict) else None
    return value if isinstance(value, str) else None

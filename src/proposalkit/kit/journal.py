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
    whole = _whole_lines(journal)
    lines = _checked(journal, whole)
    entry: Mapping[str, int | str | Entry] = {
        "seq": len(lines) + 1,
        "at": at.isoformat(timespec="seconds"),
        "kind": kind,
        "previous": sha256_hex(lines[-1]) if lines else _FIRST,
        "data": data,
    }
    try:
        _write_after(journal, len(whole), rfc8785.dumps(entry) + b"\n")
    except OSError as error:
        raise explain_os_error(error, journal.parent) from error


def read_lines(journal: Path) -> list[str]:
    """Read the journal and check its chain; raises Refused at the first line that breaks it."""
    return [line.decode() for line in _checked(journal, _whole_lines(journal))]


def _whole_lines(journal: Path) -> bytes:
    """Read the journal up to its last line end.

    Why: a line without its end was never finished; the machine stopped, or the disk was full.
    """
    try:
        data = journal.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise explain_os_error(error, journal, "read") from error
    return data[: data.rfind(b"\n") + 1]


def _checked(journal: Path, whole: bytes) -> list[bytes]:
    lines = whole.split(b"\n")[:-1]
    previous = _FIRST
    for number, line in enumerate(lines, start=1):
        if _previous_of(line) != previous:
            raise Refused(
                f"{journal}:{number}: the journal was changed; its chain breaks here.",
                "Restore the journal from a backup; entries are only ever appended.",
            )
        previous = sha256_hex(line)
    return lines


def _write_after(journal: Path, size: int, line: bytes) -> None:
    """Write a line after the whole ones, or leave the journal as it was."""
    with journal.open("ab") as handle:
        handle.truncate(size)
        try:
            handle.write(line)
            handle.flush()
            os.fsync(handle.fileno())
        except OSError:
            os.truncate(journal, size)
            raise


def _previous_of(line: bytes) -> str | None:
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    value = entry.get("previous") if isinstance(entry, dict) else None
    return value if isinstance(value, str) else None

"""Write what a kit, a PDF or a proposal.json says in the formats of other tools."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from proposalkit.errors import InputRefused
from proposalkit.exports.catalogue import EXPORTS, NAMES, export_files
from proposalkit.exports.json_ld import CONTEXT_FILE
from proposalkit.kit.write import explain_os_error
from proposalkit.knowledge.packaged import packaged_path
from proposalkit.model.finding import Finding
from proposalkit.workflows.read import read_proposal


@dataclass(frozen=True, slots=True)
class Exported:
    """One file written."""

    path: Path
    size: int
    """Bytes."""


def export_kit(kit: Path, out: Path, only: Sequence[str] = ()) -> tuple[Exported, ...]:
    """Write the exports of whatever a buyer holds into a folder; all of them when none is named.

    Raises InputRefused for a name there is no export of or a proposal that cannot be read,
    Refused when an export cannot say what the proposal says, Unavailable when nothing can be
    written. Nothing is written before everything is made.
    """
    _known(only)
    files = export_files(read_proposal(kit), context_bytes(), only or NAMES)
    try:
        out.mkdir(parents=True, exist_ok=True)
        return tuple(_write(out / name, data) for name, data in files.items())
    except OSError as error:
        raise explain_os_error(error, out) from error


def export_table() -> tuple[dict[str, str], ...]:
    """Give name, file, standard, purpose and losses of each export."""
    return tuple(
        {
            "name": one.name,
            "file": one.file,
            "standard": one.standard,
            "for": one.purpose,
            "loses": one.loses,
        }
        for one in EXPORTS
    )


def context_bytes() -> bytes:
    """Read the frozen JSON-LD context that ships with the program."""
    return (packaged_path("schema") / CONTEXT_FILE).read_bytes()


def _known(only: Sequence[str]) -> None:
    unknown = [one for one in only if one not in NAMES]
    if unknown:
        raise InputRefused(
            [
                Finding(
                    id="export-unknown",
                    where="--only",
                    message=f'"{one}" is not an export.',
                    remedy=f"Choose from {', '.join(NAMES)}.",
                )
                for one in unknown
            ]
        )


def _write(path: Path, data: bytes) -> Exported:
    """Put a file in place whole; one that was there stays until then."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".export-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return Exported(path, len(data))

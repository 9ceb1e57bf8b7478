"""Reads a text file whole, with a finding instead of a trace when it cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

from proposalkit.errors import InputRefused
from proposalkit.model.file_types import true_type
from proposalkit.model.finding import Finding

MAX_BYTES = 1_000_000
"""Largest input file read: a hand-written file is far below it."""


def shown_path(path: Path) -> str:
    """Give a path as a person should see it: from the current folder, else as it was given."""
    here = Path(os.path.abspath("."))
    absolute = Path(os.path.abspath(path))
    if absolute.is_relative_to(here):
        return absolute.relative_to(here).as_posix()
    return path.as_posix()


def read_text(path: Path, shown: str | None = None) -> str:
    """Read a UTF-8 text with line ends made `\\n`; raises InputRefused when it cannot be read."""
    where = shown or shown_path(path)
    return decode(read_bytes(path, where), where)


def read_bytes(path: Path, where: str) -> bytes:
    """Read a file whole; raises InputRefused when it is absent or cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _refused(
            "missing-file",
            where,
            "This file does not exist.",
            "Create it, or correct its name.",
        ) from error
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise _refused(
            "unreadable-file",
            where,
            f"This file cannot be read: {reason}.",
            "Give your user the right to read it, or put a plain file in its place.",
        ) from error


def decode(data: bytes, where: str) -> str:
    """Turn bytes into text; raises InputRefused for a file too large or not in UTF-8."""
    if len(data) > MAX_BYTES:
        raise _refused(
            "too-large",
            where,
            f"This file has {len(data)} bytes; at most {MAX_BYTES} are read.",
            "Split it, or remove what does not belong in it.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        kind = true_type(data)
        if kind is not None:
            message = f"This file is {kind}, not a text that can be read here."
            remedy = "Name another file, or save it as plain text in UTF-8."
            raise _refused("file-type-unlike-name", where, message, remedy) from error
        before = data[: error.start]
        line = before.count(b"\n") + 1
        start = before.rfind(b"\n") + 1
        column = len(before[start:].decode("utf-8", "replace")) + 1
        raise _refused(
            "not-utf-8",
            f"{where}:{line}:{column}",
            f'The byte "0x{data[error.start]:02x}" is not valid UTF-8.',
            "Save the file again with the encoding UTF-8.",
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refused(kind: str, where: str, message: str, remedy: str) -> InputRefused:
    return InputRefused([Finding(id=kind, where=where, message=message, remedy=remedy)])

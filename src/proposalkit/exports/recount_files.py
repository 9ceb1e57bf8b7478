"""The files of a recount, written line by line; a folder is there whole or not at all."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TextIO

from proposalkit.errors import Refused

COUNTED, EXCLUDED, BAD = "counted.csv", "excluded.csv", "bad-lines.csv"
RECONCILED, RESULT = "reconciliation.csv", "recount.json"
HEADERS: dict[str, tuple[str, ...]] = {
    COUNTED: ("record", "event", "class", "line"),
    EXCLUDED: ("record", "event", "reason", "rule", "repeats", "line"),
    BAD: ("where", "problem"),
    RECONCILED: ("record", "event", "log", "system of record", "difference"),
}
_FORMULA = frozenset("=+@\t\r")


class RecountFolder:
    """Writes into a folder beside the final one and puts it in place at the end.

    Without a folder everything is taken and nothing written.
    """

    def __init__(self, final: Path | None, names: Iterable[str]) -> None:
        """Raise Refused when the folder holds files that are not of a recount."""
        self._final = final
        self._files: dict[str, TextIO] = {}
        self._rows: dict[str, Callable[[list[str | int]], object]] = {}
        if final is None:
            return
        _refuse_foreign(final)
        self._staging = final.with_name(f".{final.name}.part")
        shutil.rmtree(self._staging, ignore_errors=True)
        self._staging.mkdir(parents=True)
        for name in names:
            file = (self._staging / name).open("w", encoding="utf-8", newline="")
            self._files[name] = file
            self._rows[name] = csv.writer(file, lineterminator="\n").writerow
            self._rows[name](list(HEADERS[name]))

    @property
    def writes(self) -> bool:
        """Say whether anything taken is written."""
        return bool(self._rows)

    def write(self, name: str, row: Sequence[str | int]) -> None:
        """Write one row; text that a spreadsheet would run is put behind an apostrophe."""
        if name in self._rows:
            self._rows[name]([_harmless(one) for one in row])

    def finish(self, result: bytes) -> tuple[str, ...]:
        """Write the result and put the folder in place; gives the names of its files."""
        if self._final is None:
            return ()
        self._close()
        (self._staging / RESULT).write_bytes(result)
        if self._final.exists():
            shutil.rmtree(self._final)
        self._staging.rename(self._final)
        return (*self._files, RESULT)

    def abandon(self) -> None:
        """Leave nothing half-written."""
        self._close()
        if self._final is not None:
            shutil.rmtree(self._staging, ignore_errors=True)

    def _close(self) -> None:
        for file in self._files.values():
            file.close()


def _harmless(value: str | int) -> str | int:
    return f"'{value}" if isinstance(value, str) and value[:1] in _FORMULA else value


def _refuse_foreign(folder: Path) -> None:
    if not folder.exists():
        return
    known = {*HEADERS, RESULT}
    foreign = [] if folder.is_dir() else [folder.name]
    foreign = foreign or sorted(one.name for one in folder.iterdir() if one.name not in known)
    if foreign:
        raise Refused(
            f'"{folder}" holds "{foreign[0]}", which is no file of a recount.',
            "Name an empty or a new folder with --out.",
        )

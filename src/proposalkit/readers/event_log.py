"""Reads an event log line by line, CSV or JSON Lines: what cannot be read is named, never lost."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

from proposalkit.errors import InputRefused, Unavailable
from proposalkit.model.finding import Finding

_BLOCK = 1_000_000
MAX_LINE = 1_000_000
"""Letters of one line; a longer one is no log."""

REPORT_EVERY = 5_000
"""Lines between two reports of progress."""

BadLineTaker = Callable[[int, str, int], None]
"""Takes the line, what is wrong with it, and how many lines it took."""

Progress = Callable[[int], None]
"""Takes the bytes read so far."""


class CsvReader(Protocol):
    """What csv.reader gives: rows, and the number of the last line read."""

    @property
    def line_num(self) -> int:
        """Give the number of lines read so far."""
        ...

    def __iter__(self) -> Iterator[list[str]]:
        """Give rows; a csv.Error does not end it."""
        ...

    def __next__(self) -> list[str]:
        """Give the next row."""
        ...


_JSON_SUFFIXES = (".jsonl", ".ndjson")
_OTHER_MARKS = {";": "semicolon", "\t": "tab", "|": "bar"}
_HEADER = "Write the names of the columns in line 1."
_NOT_TEXT = "holds a character that is not UTF-8; save the file as UTF-8"


@dataclass
class EventLog:
    """One open log: its columns, and its rows in the order of the file."""

    path: Path
    columns: tuple[str, ...]
    """What a row has, in order; for JSON Lines the keys asked for."""
    file: io.TextIOWrapper
    rows: Iterator[tuple[int, Sequence[str]]] = field(default_factory=lambda: iter(()))

    @property
    def name(self) -> str:
        """Give the last part of its path, as messages name it."""
        return self.path.name

    @property
    def positions(self) -> Mapping[str, int]:
        """Give the place of each column in a row."""
        return {name: number for number, name in enumerate(self.columns)}

    def close(self) -> None:
        """Close the file."""
        self.file.close()


def open_log(
    path: Path,
    needed: Sequence[str],
    bad: BadLineTaker,
    progress: Progress = lambda _done: None,
    delimiter: str = ",",
    optional: Sequence[str] = (),
) -> EventLog:
    """Open a log that has the needed columns; JSON Lines by its name, everything else as CSV.

    Raises Unavailable when it cannot be opened and InputRefused when it is no such log.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise Unavailable(
            f'"{path}" cannot be read: {error.strerror}.', "Check the name and the permissions."
        ) from error
    text: io.TextIOWrapper | None = None
    try:
        _refuse_other_kinds(path.name, file.read(4))
        file.seek(0)
        clean = _is_clean(file)
        text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
        lines = _Lines(path.name, text)

        def tell() -> None:
            progress(file.tell())

        if path.suffix.lower() in _JSON_SUFFIXES:
            keys = tuple(dict.fromkeys((*needed, *optional)))
            return EventLog(path, keys, text, _json_rows(lines, keys, bad, tell))
        reader = csv.reader(text if clean else lines, delimiter=delimiter, strict=True)
        columns = _header(path.name, reader, needed, delimiter)
        return EventLog(path, columns, text, _csv_rows(lines, reader, len(columns), bad, tell))
    except BaseException:  # whatever it was, Ctrl-C too, goes on; the file is only closed first
        (text or file).close()
        raise


class _Lines:
    """The lines of a text file; remembers when one was not UTF-8."""

    def __init__(self, name: str, text: io.TextIOWrapper) -> None:
        self.name, self._text = name, text
        self.not_text = False
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        readline = self._text.readline
        while line := readline(MAX_LINE):
            self.number += 1
            if len(line) == MAX_LINE and line[-1] not in "\r\n":
                raise InputRefused([_line_too_long(self.name, self.number)])
            if "\ufffd" in line:
                self.not_text = True
            yield line


def _is_clean(file: BinaryIO) -> bool:
    """Say whether a file is UTF-8 in lines, so that nothing need be watched; it is rewound."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while block := file.read(_BLOCK):
            text = decoder.decode(block)
            if len(block) == _BLOCK and "\n" not in text:
                return False
            if "\ufffd" in text:
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        file.seek(0)
    return True


def _csv_rows(
    lines: _Lines, reader: CsvReader, width: int, bad: BadLineTaker, tell: Callable[[], None]
) -> Iterator[tuple[int, Sequence[str]]]:
    start = reader.line_num + 1
    while True:
        try:
            for row in reader:
                if len(row) == width and not lines.not_text:
                    yield start, row
                elif lines.not_text:
                    lines.not_text = False
                    bad(start, _NOT_TEXT, 1)
                elif row:
                    bad(start, f"has {len(row)} fields, the header has {width}", 1)
                if not start % REPORT_EVERY:
                    tell()
                start = reader.line_num + 1
            return
        except csv.Error as error:
            taken = max(reader.line_num - start + 1, 1)
            end = f" to line {reader.line_num}" if taken > 1 else ""
            bad(start, f"is not CSV{end}: {error}", taken)
            lines.not_text = False
            start = reader.line_num + 1


def _json_rows(
    lines: _Lines, keys: tuple[str, ...], bad: BadLineTaker, tell: Callable[[], None]
) -> Iterator[tuple[int, Sequence[str]]]:
    for line in lines:
        if not lines.number % REPORT_EVERY:
            tell()
        if not line.strip():
            continue
        try:
            yield lines.number, _json_row(lines, line, keys)
        except (ValueError, RecursionError) as error:
            bad(lines.number, f"is not a JSON object of plain values: {error}", 1)


def _json_row(lines: _Lines, line: str, keys: tuple[str, ...]) -> list[str]:
    if lines.not_text:
        lines.not_text = False
        raise ValueError(_NOT_TEXT)
    record: object = json.loads(
        line, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_once
    )
    if not isinstance(record, dict):
        raise ValueError("it holds no object")
    return [_plain(key, record.get(key)) for key in keys]


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands in it twice")
    return found


def _plain(key: str, value: object) -> str:
    """Write a JSON value as a CSV would hold it: yes, no, nothing, or its own letters."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return ""
    raise ValueError(f'"{key}" holds a list or an object')


def _header(name: str, reader: CsvReader, needed: Sequence[str], delimiter: str) -> tuple[str, ...]:
    try:
        first = next(reader, None)
    except csv.Error as error:
        message = f"The header is not CSV: {error}."
        raise InputRefused([_finding("log-header", name, message, _HEADER)]) from error
    columns = tuple(one.strip() for one in first or ())
    if not any(columns):
        raise InputRefused([_finding("log-empty", name, "The file has no header.", _HEADER)])
    twice = [one for number, one in enumerate(columns) if one in columns[:number]]
    if twice:
        raise InputRefused([_finding("log-column-twice", name,
                                     f'The column "{twice[0]}" stands in the header twice.',
                                     "Give each column a name of its own.")])  # fmt: skip
    missing = [one for one in needed if one not in columns]
    if missing:
        raise InputRefused(_missing(name, columns, missing, delimiter))
    return columns


def _missing(
    name: str, columns: tuple[str, ...], missing: Sequence[str], delimiter: str
) -> list[Finding]:
    marks = [mark for mark in _OTHER_MARKS if mark != delimiter and mark in columns[0]]
    if len(columns) == 1 and marks:
        told = marks[0].replace("\t", "\\t")
        return [_finding(
            "log-delimiter", name, f'The header is one column, parted by "{told}".',
            f"Add --delimiter {_OTHER_MARKS[marks[0]]}, or save the file with commas.",
        )]  # fmt: skip
    there = ", ".join(f'"{one[:40]}"' for one in columns[:20])
    return [
        _finding("log-column-missing", name, f'The column "{one}" is not there.',
                 f"The definition reads it. The columns are {there}.")
        for one in missing
    ]  # fmt: skip


def _refuse_other_kinds(name: str, start: bytes) -> None:
    kinds = {
        b"PK\x03\x04": "a spreadsheet or a zip",
        b"\xff\xfe": "UTF-16 text",
        b"\xfe\xff": "UTF-16 text",
        b"%PDF": "a PDF",
        b"\x1f\x8b": "packed with gzip",
    }
    for mark, what in kinds.items():
        if start.startswith(mark):
            remedy = "Save the log as CSV or JSON Lines in UTF-8."
            raise InputRefused([_finding("log-not-text", name, f'"{name}" is {what}.', remedy)])
    if not start:
        raise InputRefused([_finding("log-empty", name, f'"{name}" is empty.',
                                     "Give the log of the month with its header.")])  # fmt: skip


def _line_too_long(name: str, number: int) -> Finding:
    return Finding(
        id="log-line-too-long",
        where=f"{name}:{number}",
        message=f"The line has more than {MAX_LINE:,} letters.",
        remedy="Give a log with one record a line.",
    )


def _finding(id_: str, name: str, message: str, remedy: str) -> Finding:
    return Finding(id=id_, where=f"{name}:1", message=message, remedy=remedy)

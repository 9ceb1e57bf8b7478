"""Logs as they come: what can be read is read, what cannot is named by its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposalkit.errors import InputRefused, Unavailable
from proposalkit.readers import event_log
from proposalkit.readers.event_log import open_log

Bad = list[tuple[int, str, int]]


def read(
    path: Path, *needed: str, delimiter: str = ","
) -> tuple[list[tuple[int, tuple[str, ...]]], Bad]:
    """Give the rows of a log, with only the needed cells, and its bad lines."""
    bad: Bad = []
    log = open_log(path, needed, lambda *one: bad.append(one), delimiter=delimiter)
    spots = [log.positions[name] for name in needed]
    try:
        return [(line, tuple(row[spot] for spot in spots)) for line, row in log.rows], bad
    finally:
        log.close()


def file(folder: Path, data: bytes, name: str = "log.csv") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def refusal(path: Path, *needed: str) -> str:
    with pytest.raises(InputRefused) as refused:
        read(path, *needed)
    return "\n".join(one.line() for one in refused.value.findings)


def test_columns_are_found_by_name_and_lines_counted_over_breaks_in_cells(tmp_path: Path) -> None:
    path = file(tmp_path, b'b,a\r\n1,2\r\n"x\r\ny",3\r\n\r\n4,5\r\n')
    assert read(path, "a", "b") == (
        [(2, ("2", "1")), (3, ("3", "x\r\ny")), (6, ("5", "4"))], [],
    )  # fmt: skip


def test_a_byte_order_mark_and_umlauts_are_no_problem(tmp_path: Path) -> None:
    path = file(tmp_path, b"\xef\xbb\xbf" + "id,who\n1,Jürgen\n".encode())
    assert read(path, "id", "who") == ([(2, ("1", "Jürgen"))], [])


def test_a_bad_line_is_named_and_the_next_one_still_read(tmp_path: Path) -> None:
    path = file(tmp_path, b'id,who\n1\n2,b,c\n3,"d"e\n4,\xfcber\n5,f\n')
    assert read(path, "id") == (
        [(6, ("5",))],
        [
            (2, "has 1 fields, the header has 2", 1),
            (3, "has 3 fields, the header has 2", 1),
            (4, "is not CSV: ',' expected after '\"'", 1),
            (5, "holds a character that is not UTF-8; save the file as UTF-8", 1),
        ],
    )


def test_a_quote_that_is_never_closed_takes_its_lines_by_number(tmp_path: Path) -> None:
    path = file(tmp_path, b'id,who\n1,a\n2,"b\n3,c\n4,d\n')
    rows, bad = read(path, "id")
    assert rows == [(2, ("1",))]
    assert bad == [(3, "is not CSV to line 5: unexpected end of data", 3)]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", 'log.csv:1: "log.csv" is empty. Give the log of the month with its header.'),
        (b"\n1,2\n", "log.csv:1: The file has no header. "
                       "Write the names of the columns in line 1."),
        (b"PK\x03\x04rest", 'log.csv:1: "log.csv" is a spreadsheet or a zip. '
                            "Save the log as CSV or JSON Lines in UTF-8."),
        ("id\n1\n".encode("utf-16"), 'log.csv:1: "log.csv" is UTF-16 text. '
                                     "Save the log as CSV or JSON Lines in UTF-8."),
        (b"id,id\n1,2\n", 'log.csv:1: The column "id" stands in the header twice. '
                          "Give each column a name of its own."),
        (b"id;at\n1;2\n", 'log.csv:1: The header is one column, parted by ";". '
                          "Add --delimiter semicolon, or save the file with commas."),
        (b"id\tat\n1\t2\n", 'log.csv:1: The header is one column, parted by "\\t". '
                            "Add --delimiter tab, or save the file with commas."),
        (b"number,time\n1,2\n", 'log.csv:1: The column "id" is not there. The definition reads it. '
                                'The columns are "number", "time".\n'
                                'log.csv:1: The column "at" is not there. The definition reads it. '
                                'The columns are "number", "time".'),
    ],
)  # fmt: skip
def test_what_is_no_log_is_refused_with_what_to_do(tmp_path: Path, data: bytes, said: str) -> None:
    assert refusal(file(tmp_path, data), "id", "at") == said


def test_another_delimiter_is_taken_when_named(tmp_path: Path) -> None:
    path = file(tmp_path, b"id;at\n1;2,5\n")
    assert read(path, "at", delimiter=";") == ([(2, ("2,5",))], [])


def test_a_line_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_log, "MAX_LINE", 20)
    monkeypatch.setattr(event_log, "_BLOCK", 20)
    path = file(tmp_path, b"id\n" + b"1" * 50)
    assert refusal(path, "id") == (
        "log.csv:2: The line has more than 20 letters. Give a log with one record a line."
    )


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="cannot be read: No such file"):
        read(tmp_path / "nothing.csv", "id")


def test_json_lines_keep_the_letters_of_numbers_and_say_yes_and_no(tmp_path: Path) -> None:
    lines = (
        b'{"id": 7, "n": 1.10, "spam": true, "x": null}\n\n{"n": "a", "id": "8", "spam": false}\n'
    )
    assert read(file(tmp_path, lines, "log.jsonl"), "id", "n", "spam", "x") == (
        [(1, ("7", "1.10", "yes", "")), (3, ("8", "a", "no", ""))], [],
    )  # fmt: skip


def test_a_json_line_that_is_no_plain_object_is_named(tmp_path: Path) -> None:
    lines = b'[1]\n{"id": {}}\n{"id": 1, "id": 2}\n{"id": \n{"id": "\xff"}\n{"id": "9"}\n'
    rows, bad = read(file(tmp_path, lines, "log.ndjson"), "id")
    assert rows == [(6, ("9",))]
    start = "is not a JSON object of plain values: "
    assert [(line, text.removeprefix(start)[:31]) for line, text, _ in bad] == [
        (1, "it holds no object"),
        (2, '"id" holds a list or an object'),
        (3, "a key stands in it twice"),
        (4, "Expecting value: line 2 column "),
        (5, "holds a character that is not U"),
    ]


def test_progress_is_told_in_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_log, "REPORT_EVERY", 2)
    path = file(tmp_path, b"id\n1\n2\n3\n")
    told: list[int] = []
    log = open_log(path, ("id",), lambda *_one: None, told.append)
    assert len(list(log.rows)) == 3
    log.close()
    assert told == [9, 9]

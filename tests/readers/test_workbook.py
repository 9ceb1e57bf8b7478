"""Reading a workbook: formulas and values as they stand, foreign parts named, junk refused."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from proposalkit.readers.workbook import read_workbook


def made(cells: dict[str, object]) -> bytes:
    book = openpyxl.Workbook()
    for name, value in cells.items():
        book.worksheets[0][name] = value
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def repacked(data: bytes, change: dict[str, bytes]) -> bytes:
    """Give the same archive with parts changed or added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, change.get(name) or old.read(name))
        for name in set(change) - set(old.namelist()):
            new.writestr(name, change[name])
    return buffer.getvalue()


def test_words_numbers_and_formulas_are_read_as_they_stand():
    read = read_workbook(made({"A1": "Total", "B1": 19.99, "C2": "=SUM(B1:B1)"}))
    assert read.cells == {
        "Sheet!A1": ("", "Total"), "Sheet!B1": ("", "19.99"), "Sheet!C2": ("=SUM(B1:B1)", ""),
    }  # fmt: skip
    assert (read.active, read.refusal) == ((), ())


def test_a_part_that_can_run_is_named():
    read = read_workbook(repacked(made({"A1": "x"}), {"xl/vbaProject.bin": b"MZ"}))
    assert read.active == ("xl/vbaProject.bin",)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF-1.7", "zip"),
        (repacked(made({"A1": "x"}), {"xl/worksheets/sheet1.xml": b"<worksheet"}), "unclosed"),
        (
            repacked(
                made({"A1": "x"}),
                {"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><workbook/>'},
            ),
            "document type",
        ),
    ],
)
def test_what_is_no_workbook_is_refused_with_a_reason(data, why):
    (finding,) = read_workbook(data).refusal
    assert finding.id == "workbook-unreadable"
    assert why in finding.message

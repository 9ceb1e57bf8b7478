"""Offers typed by hand: what is wrong is said with its line, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposalkit.errors import InputRefused
from proposalkit.model.typed_offer import TypedOffer
from proposalkit.readers.offer_csv import COLUMNS, read_offers

HEADER = ",".join(COLUMNS) + "\n"
GOOD = "B,Pages,usage,,100,0.99,,,,EUR,12,exclusive\nB,Pages,usage,,,0.85,,,,EUR,12,exclusive\n"


def read(folder: Path, text: str | bytes) -> tuple[TypedOffer, ...]:
    path = folder / "offers.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_offers(path, "offers.csv")


def said(folder: Path, text: str | bytes) -> list[tuple[str, str]]:
    with pytest.raises(InputRefused) as caught:
        read(folder, text)
    assert all((one.remedy and '"' in one.message) or one.id == "offer-file-empty"
               for one in caught.value.findings)  # fmt: skip
    return [(one.where, one.id) for one in caught.value.findings]


def test_the_rows_of_a_line_are_its_tiers(tmp_path: Path) -> None:
    (offer,) = read(tmp_path, "\ufeff" + HEADER + GOOD)
    (line,) = offer.lines
    assert [(str(one.up_to), str(one.price)) for one in line.tiers] == [
        ("100", "0.99"), ("None", "0.85"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "\n", HEADER, HEADER + "\n,,,\n"])
def test_an_empty_file_is_refused(tmp_path: Path, text: str) -> None:
    assert said(tmp_path, text) == [("offers.csv", "offer-file-empty")]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("B,=1+1,usage,,,0.85,,,,EUR,12,exclusive", ["cell-formula"]),
        ('B,Pages,usage,,,"=HYPERLINK(1)",,,,EUR,12,exclusive', ["cell-formula"]),
        ("@B,Pages,usage,,,0.85,,,,EUR,12,exclusive", ["cell-formula"]),
        ("B,Pages,usage,,,-0.85,,,,EUR,12,exclusive", ["bad-number"]),
        ("B,Set-up,one_time,-5,,,,,,EUR,12,exclusive", ["bad-number"]),
        ('B,Pages,usage,,,"1,5",,,,EUR,12,exclusive', ["number-not-clear"]),
        ("B,Pages,usage,,,2,30,,,,EUR,12,exclusive", ["decimal-comma"]),
        ("B,Set-up,one_time,9.200,,,,,,EUR,12,exclusive", ["number-not-clear"]),
        ("B,Set-up,one_time,9,200,,,,,,EUR,12,exclusive", ["decimal-comma"]),
        ("B,Pages,seats,,,0.85,,,,EUR,12,exclusive", ["bad-value"]),
        ("B,Pages,usage,,,,,,,EUR,12,exclusive", ["missing-field"]),
        ("B,Set-up,one_time,,,,,,,EUR,12,exclusive", ["missing-field"]),
        ("B,Set-up,one_time,5,,0.85,,,,EUR,12,exclusive", ["bad-value"]),
        ("B,Set-up,one_time,5.0012,,,,,,EUR,12,exclusive", ["bad-number"]),
        (",,one_time,5,,,,,,EUR,12,exclusive", ["missing-field", "missing-field"]),
        ("B,Set-up,one_time,5,,,,,,euro,0,net", ["bad-value", "bad-value", "bad-value"]),
        ("B,Set-up,one_time,5,,,,,,EUR,12,exclusive,more", ["not-csv"]),
    ],
)
def test_a_row_that_is_wrong_is_named_by_its_line(
    tmp_path: Path, row: str, found: list[str]
) -> None:
    assert said(tmp_path, f"{HEADER}{GOOD}{row}\n") == [("offers.csv:4", one) for one in found]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("B,P,usage,,100,1,,,,EUR,12,exclusive\nB,P,usage,,50,1,,,,EUR,12,exclusive\n",
         "tiers-not-rising"),
        ("B,P,usage,,,1,,,,EUR,12,exclusive\nB,P,usage,,,1,,,,EUR,12,exclusive\n",
         "tiers-not-rising"),
        ("B,P,usage,,100,1,,,,EUR,12,exclusive\n", "tiers-not-rising"),
        ("B,P,usage,,,1,,,,EUR,12,exclusive\nB,Q,usage,,,1,,,,USD,12,exclusive\n",
         "offer-contradicts"),
        ("B,P,recurring,1,,,,,,EUR,12,exclusive\nB,P,recurring,2,,,,,,EUR,12,exclusive\n",
         "line-twice"),
    ],
)  # fmt: skip
def test_rows_that_contradict_each_other_are_refused(tmp_path: Path, rows: str, found: str) -> None:
    assert [one for _, one in said(tmp_path, HEADER + rows)] == [found]


def test_other_columns_and_bytes_are_refused(tmp_path: Path) -> None:
    assert said(tmp_path, "offer|line\n1|2\n")[0] == ("offers.csv:1", "unknown-column")
    assert said(tmp_path, "offer;line\n1;2\n") == [("offers.csv:1", "missing-column")]
    assert said(tmp_path, b"PK\x03\x04\xffxl/") == [("offers.csv", "file-type-unlike-name")]
    assert said(tmp_path, b"\xff\xfe") == [("offers.csv", "file-type-unlike-name")]
    assert said(tmp_path, b"a\xff") == [("offers.csv", "not-utf-8")]
    assert said(tmp_path, HEADER + "B\0") == [("offers.csv", "not-csv")]
    assert said(tmp_path, b"a" * 600_000) == [("offers.csv", "too-large")]
    with pytest.raises(InputRefused, match="1 problem"):
        read_offers(tmp_path / "none.csv", "none.csv")


@pytest.mark.parametrize(
    ("cells", "read_as_two", "remedy"),
    [
        (",2,30", '"2,30" in price', "Write 2.30."),
        # 5000.1 units at 50, or 5000 units at 1.50 each: nobody can know
        ("5000,1,50", '"5000,1" in up_to or "1,50" in price',
         "Write 5000.1 in up_to, or 1.50 in price, as the offer has it."),
    ],
)  # fmt: skip
def test_a_decimal_comma_is_told_with_what_was_read_and_what_to_write(
    tmp_path: Path, cells: str, read_as_two: str, remedy: str
) -> None:
    with pytest.raises(InputRefused) as caught:
        read(tmp_path, f"{HEADER}B,Pages,usage,,{cells},,,,EUR,12,exclusive\n")
    (one,) = caught.value.findings
    assert f"{read_as_two} was read as two" in one.message
    assert one.remedy == remedy


def test_a_spreadsheet_may_write_semicolons_between_cells(tmp_path: Path) -> None:
    assert read(tmp_path, (HEADER + GOOD).replace(",", ";")) == read(tmp_path, HEADER + GOOD)
    with pytest.raises(InputRefused) as caught:
        read(tmp_path, (HEADER + GOOD).replace(",", ";").replace("0.85", "0,85"))
    assert [one.remedy for one in caught.value.findings] == ["Write 0.85."]

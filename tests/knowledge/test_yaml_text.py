"""YAML read as text, with the place of every key and value."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposalkit.errors import InputRefused
from proposalkit.knowledge.pydantic_findings import build
from proposalkit.knowledge.text_files import MAX_BYTES, read_text
from proposalkit.knowledge.yaml_text import Mark, parse_yaml
from proposalkit.model.base import Model
from proposalkit.model.fields import DecimalText

TRAPS = """\
version: 1.10
region: NO
price: 0.10
day: 2026-11-23
time: 12:30
flag: yes
"""


def test_every_value_stays_as_it_was_written() -> None:
    assert parse_yaml(TRAPS, "f.yaml").data == {
        "version": "1.10", "region": "NO", "price": "0.10",
        "day": "2026-11-23", "time": "12:30", "flag": "yes",
    }  # fmt: skip


@pytest.mark.parametrize("nothing", ["", "~", "null", '""', "'  '"])
def test_nothing_is_none_however_it_is_written(nothing: str) -> None:
    assert parse_yaml(f"key: {nothing}\n", "f.yaml").data == {"key": None}


def test_the_word_null_in_quotes_is_a_text() -> None:
    assert parse_yaml('key: "null"\n', "f.yaml").data == {"key": "null"}


def test_keys_and_values_have_their_places_counted_from_one() -> None:
    document = parse_yaml("a:\n  - x: 1\n    y: [é, z]\n", "f.yaml")
    assert document.keys[("a", 0, "y")] == Mark(3, 5)
    assert document.values[("a", 0, "y", 1)] == Mark(3, 12)
    assert document.values[("a", 0)] == Mark(2, 5)


def test_a_value_that_is_not_there_has_the_place_of_its_nearest_parent() -> None:
    document = parse_yaml("a:\n  b:\n    c: 1\n", "f.yaml", first_line=10)
    assert document.place(("a", "b", "x", "y")) == "f.yaml:11:3"
    assert document.place(("x",)) == "f.yaml:10:1"


def test_all_duplicate_keys_are_reported_and_the_first_value_stays() -> None:
    document = parse_yaml("a: 1\na: 2\nb: {c: 1, c: 2}\n", "f.yaml")
    assert document.data == {"a": "1", "b": {"c": "1"}}
    assert [one.where for one in document.findings] == ["f.yaml:2:1", "f.yaml:3:11"]


def test_a_bomb_of_references_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    document = parse_yaml(bomb, "f.yaml")
    assert document.data is None
    assert [one.where for one in document.findings] == ["f.yaml:1:4"]


def test_deep_nesting_is_refused_without_a_trace() -> None:
    document = parse_yaml("[" * 5000, "f.yaml")
    assert document.data is None
    assert document.findings[0].message == "Values are nested deeper than 20 levels."


def test_control_characters_are_refused_with_their_place() -> None:
    document = parse_yaml("a: 1\nb: x\x01y\n", "f.yaml")
    assert document.findings[0].where == "f.yaml:2:5"


def test_an_empty_file_holds_nothing_and_has_no_fault() -> None:
    document = parse_yaml("# only a comment\n", "f.yaml")
    assert (document.data, document.findings) == (None, [])


@pytest.mark.parametrize(
    ("data", "where", "message"),
    [
        (b"a: 1\nb: \xfcber\n", "bad.yaml:2:4", 'The byte "0xfc" is not valid UTF-8.'),
        (b"x" * (MAX_BYTES + 1), "bad.yaml",
         "This file has 1000001 bytes; at most 1000000 are read."),
    ],
)  # fmt: skip
def test_bytes_that_are_no_text_are_refused(
    data: bytes, where: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.yaml").write_bytes(data)
    with pytest.raises(InputRefused) as refused:
        read_text(Path("bad.yaml"))
    (finding,) = refused.value.findings
    assert (finding.where, finding.message) == (where, message)


def test_a_folder_in_the_place_of_a_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("seller.yaml").mkdir()
    with pytest.raises(InputRefused) as refused:
        read_text(Path("seller.yaml"))
    assert refused.value.findings[0].line() == (
        "seller.yaml: This file cannot be read: is a directory. "
        "Give your user the right to read it, or put a plain file in its place."
    )


def test_line_ends_and_byte_order_mark_of_other_systems_are_read(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert read_text(path) == "a: 1\nb: 2\n"


def test_a_path_is_shown_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputRefused) as refused:
        read_text(tmp_path / "deals" / "x.yaml")
    assert refused.value.findings[0].where == "deals/x.yaml"


class Line(Model):
    """A record with one number."""

    price: DecimalText


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{price: 2,10}", 'f.yaml:1:11: "price: 2,10" was read as two: is the comma a decimal '
         "comma? Write price: 2.10."),
        ("price: 2,10", 'f.yaml:1:8: "2,10" is not a number like 1250 or 0.0031: its comma may be '
         "a decimal comma: 2.10. Write 2.10."),
    ],
)  # fmt: skip
def test_a_decimal_comma_is_told_as_one(text: str, said: str) -> None:
    _, findings = build(Line, parse_yaml(text, "f.yaml"))
    assert [one.line() for one in findings] == [said]

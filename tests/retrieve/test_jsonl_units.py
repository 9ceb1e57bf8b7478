"""Collections of other people, as plain JSON lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposalkit.errors import InputRefused, Unavailable
from proposalkit.retrieve.jsonl_units import read_jsonl_units


def _file(folder: Path, text: str) -> Path:
    path = folder / "documents.jsonl"
    path.write_text(text, encoding="utf-8")
    return path


def test_each_line_is_a_unit_with_the_metadata_a_filter_knows(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        '{"id": "d1", "text": "A cap.", "metadata": {"title": "Cap", "regions": ["EU"], "x": 1}}\n'
        '\n{"id": "d2", "text": "A floor."}\n',
    )
    first, second = read_jsonl_units(path)
    assert (first.id, first.title, first.regions, first.line) == ("d1", "Cap", ("EU",), 1)
    assert first.indexed == "Cap.\nA cap."
    assert (second.kind, second.title, second.line) == ("document", "d2", 3)


def test_every_bad_line_is_named_at_once(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        '{"id": "d1", "text": "A cap."}\n{"id": "d1", "text": "Again."}\n{"id": "d2"}\nnot json\n'
        '[1]\n{"id": 5, "text": "A number."}\n',
    )
    with pytest.raises(InputRefused) as caught:
        read_jsonl_units(path)
    lines = [one.where.rpartition(":")[2] for one in caught.value.findings]
    said = [one.message for one in caught.value.findings]
    assert lines == ["2", "3", "4", "5", "6"]
    assert said[0] == 'The id "d1" stands here twice.'
    assert said[1] == '"text" is missing.'


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="cannot be read"):
        read_jsonl_units(tmp_path / "none.jsonl")

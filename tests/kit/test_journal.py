"""The journal only grows, and a changed line is found."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from proposalkit.errors import Refused
from proposalkit.kit.journal import append_entry, read_lines

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """A journal of three entries."""
    path = tmp_path / "journal.jsonl"
    for number in (1, 2, 3):
        append_entry(path, "generated", NOW, {"revision": number})
    return path


def test_each_entry_carries_the_digest_of_the_line_before(journal: Path) -> None:
    import hashlib

    lines = journal.read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in lines]
    assert [entry["seq"] for entry in entries] == [1, 2, 3]
    assert entries[0]["previous"] == "0" * 64
    assert entries[2]["previous"] == hashlib.sha256(lines[1].encode()).hexdigest()
    assert entries[0]["at"] == "2026-11-23T09:30:00+00:00"


@pytest.mark.parametrize("line", [0, 1])
def test_a_changed_line_is_found_by_the_next_one(journal: Path, line: int) -> None:
    lines = journal.read_text(encoding="utf-8").splitlines()
    lines[line] = lines[line].replace("generated", "generate_")
    journal.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(Refused, match=rf":{line + 2}: the journal was changed"):
        read_lines(journal)


def test_a_removed_line_and_a_line_that_is_no_json_are_found(journal: Path) -> None:
    lines = journal.read_text(encoding="utf-8").splitlines()
    journal.write_text("\n".join([lines[0], lines[2]]) + "\n", encoding="utf-8")
    with pytest.raises(Refused):
        read_lines(journal)
    journal.write_text("not json\n", encoding="utf-8")
    with pytest.raises(Refused, match=":1:"):
        append_entry(journal, "generated", NOW, {"revision": 4})

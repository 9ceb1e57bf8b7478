"""The folder of a recount: whole or not at all, and harmless in a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposalkit.errors import Refused
from proposalkit.exports.recount_files import BAD, EXCLUDED, RecountFolder


def test_rows_stand_in_the_folder_only_when_it_is_finished(tmp_path: Path) -> None:
    folder = RecountFolder(tmp_path / "may", (BAD,))
    folder.write(BAD, ("log.csv:2", "is bad"))
    assert not (tmp_path / "may").exists()
    assert folder.finish(b"{}\n") == ("bad-lines.csv", "recount.json")
    folder.abandon()
    assert (tmp_path / "may" / BAD).read_text() == "where,problem\nlog.csv:2,is bad\n"
    assert [one.name for one in tmp_path.iterdir()] == ["may"]


def test_what_is_abandoned_leaves_nothing_and_an_older_count_stays(tmp_path: Path) -> None:
    RecountFolder(tmp_path / "may", ()).finish(b"old")
    folder = RecountFolder(tmp_path / "may", (EXCLUDED,))
    folder.abandon()
    assert (tmp_path / "may" / "recount.json").read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["may"]


def test_a_cell_that_a_spreadsheet_would_run_stands_behind_an_apostrophe(tmp_path: Path) -> None:
    folder = RecountFolder(tmp_path / "may", (BAD,))
    folder.write(BAD, ("=1+1", "@x"))
    folder.finish(b"{}")
    assert (tmp_path / "may" / BAD).read_text().splitlines()[1] == "'=1+1,'@x"


def test_a_folder_with_other_files_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine")
    with pytest.raises(Refused, match=r'holds "letters\.txt", which is no file of a recount'):
        RecountFolder(tmp_path, ())
    assert (tmp_path / "letters.txt").read_text() == "mine"

"""The tests mirror the rooms, and every file keeps to its size."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "proposalkit"
LONGEST_FILE = 300


def test_every_room_has_a_folder_of_tests() -> None:
    rooms = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").is_file()}
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir()}
    assert rooms - folders == set()


def test_no_source_file_is_longer_than_three_hundred_lines() -> None:
    lengths = {
        path.relative_to(SOURCE).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in SOURCE.rglob("*.py")
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    names = {path.stem for path in SOURCE.rglob("*.py")}
    assert names & {"utils", "util", "helpers", "helper", "manager", "common", "misc"} == set()

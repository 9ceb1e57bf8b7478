"""The command intake: its exit codes and what a person sees."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from proposalkit.cli.runtime import run
from proposalkit.workflows.schema_files import schema_file

NOTES = "Buyer: Meridian Logistics GmbH\nMonthly volume: 12.000\nPilot: 60 days\n"


def intake(folder: Path, *more: str) -> int:
    return run(["intake", str(folder / "notes.txt"), "-w", str(folder), "--deal", "acme", *more])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "notes.txt").write_text(NOTES, encoding="utf-8")
    return tmp_path


def test_open_questions_end_with_three_and_the_next_step(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert intake(folder) == 3
    said = capsys.readouterr().out
    assert "proposed   buyer.legal_name                   Meridian Logistics GmbH" in said
    assert '           notes.txt, line 1: "Buyer: Meridian Logistics GmbH"' in said
    assert "questions block the brief; acme.questions.md lists them" in said
    assert {one.name for one in (folder / "deals").iterdir()} == {
        "acme.yaml",
        "acme.intake.json",
        "acme.questions.md",
        "acme.questions.json",
    }


def test_a_confirmed_value_shows_the_words_it_comes_from(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = folder / "a.yaml"
    answers.write_text("buyer.legal_name: accept\ncommercial.pilot.days: 45\n", encoding="utf-8")
    assert intake(folder, "--answers", str(answers)) == 3
    said = capsys.readouterr().out
    assert '           notes.txt, line 1: "Buyer: Meridian Logistics GmbH"' in said
    assert "confirmed  commercial.pilot.days              45\n           a.yaml, line 2" in said


def test_a_second_run_refuses_and_force_goes_on(folder: Path) -> None:
    assert intake(folder) == 3
    assert intake(folder) == 1
    assert intake(folder, "--force") == 3


def test_the_locale_decides_how_a_number_is_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert intake(folder, "--locale", "de-DE", "--json") == 3
    found = json.loads(capsys.readouterr().out)
    volume = next(one for one in found["fields"] if one["field"] == "volumes.expected")
    assert (volume["value"], volume["statements"][0]["quote"]) == (
        "12000",
        "Monthly volume: 12.000",
    )


def test_a_file_that_cannot_be_read_ends_with_two_and_writes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "notes.txt").write_text("", encoding="utf-8")
    assert intake(folder) == 2
    assert '"notes.txt" is empty.' in capsys.readouterr().err
    assert not (folder / "deals").exists()


def test_what_is_printed_as_json_is_valid_by_its_schema(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert intake(folder, "--json") == 3
    document = json.loads(capsys.readouterr().out)
    schema = json.loads(schema_file("intake").read_text(encoding="utf-8"))
    jsonschema.validate(document, schema)
    assert [Path(one).name for one in document["files"]] == [
        "acme.intake.json", "acme.questions.md", "acme.questions.json", "acme.yaml",
    ]  # fmt: skip
    assert document["fields"]
    kept = json.loads((folder / "deals" / "acme.intake.json").read_text(encoding="utf-8"))
    assert kept == {name: value for name, value in document.items() if name != "files"}

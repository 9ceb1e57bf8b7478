"""Commitments across kits: what was promised, granted and changed; broken kits are named."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.journeys.workspaces import BRIEF, DEAL, EXAMPLE, NOW, change, copy_example

from proposalkit.cli.runtime import run
from proposalkit.errors import Refused
from proposalkit.workflows.commitments import CommitmentReport, list_commitments
from proposalkit.workflows.generate import Request, generate_kit
from proposalkit.workflows.issue import issue_kit


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, shared_cache: Path) -> Path:
    """A released kit with a lower cap and a longer deletion, and its workspace."""
    folder = copy_example(tmp_path_factory.mktemp("commitments") / "workspace")
    change(folder, BRIEF, "commercial:\n", "commercial:\n  cap: 15000\n")
    brief = folder / BRIEF
    own = "\nclause_params:\n  data-retention-deletion: {delete_backup_days: 120}\n"
    brief.write_text(brief.read_text(encoding="utf-8") + own, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(shared_cache))
        request = Request(workspace=folder, deal=DEAL, output=folder / "output")
        generate_kit(request, now=NOW)
        issue_kit(request, grade="for_discussion", by="Marit de Vries, AE", now=NOW)
    return folder


@pytest.fixture(scope="module")
def report(workspace: Path) -> CommitmentReport:
    return list_commitments(workspace / "output", workspace)


def _copy(workspace: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(workspace / "output", tmp_path / "output"))


def test_every_claim_is_a_promise_with_its_clause_value_and_owner(
    workspace: Path, report: CommitmentReport
) -> None:
    data = json.loads((workspace / "output" / DEAL / "1" / "buyer" / "proposal.json").read_bytes())
    promised = [one for one in report.rows if one.where.startswith("/claims/")]
    assert [one.what for one in promised] == [one["text"] for one in data["claims"]]
    backup = next(one for one in promised if "data.delete_backup_days" in one.detail)
    assert backup.detail == "data.delete_backup_days = 120"
    assert (backup.clause, backup.owner) == ("data-retention-deletion 2", "legal")
    assert "Days until backups are overwritten: 120" in backup.parameters
    assert (backup.deal, backup.buyer, backup.revision) == (DEAL, "Nordwind Outdoor GmbH", 1)
    assert (backup.grade, backup.on) == ("for discussion", date(2026, 11, 23))


def test_a_parameter_set_for_the_deal_is_a_deviation(report: CommitmentReport) -> None:
    changed = [one for one in report.rows if one.kind == "deviation" and one.where != "journal"]
    assert [(one.what, one.detail, one.clause) for one in changed] == [
        ("Days until backups are overwritten: 120", "the standard is 90", "data-retention-deletion")
    ]


def test_the_lower_cap_is_an_exception_beside_the_price_book(report: CommitmentReport) -> None:
    cap = next(one for one in report.rows if one.where == "/pricing/caps/0")
    assert "EUR 15,000.00" in cap.what
    assert cap.detail.startswith("the price book says EUR")
    assert cap.owner == "Marit de Vries, AE"


def test_unapproved_texts_of_a_release_are_listed_with_its_day(
    workspace: Path, report: CommitmentReport
) -> None:
    lines = (workspace / "output" / DEAL / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    covered = next(
        entry["data"]["unapprovedClauses"]
        for entry in map(json.loads, lines)
        if entry["kind"] == "released"
    )
    rows = [one for one in report.rows if one.where == "journal"]
    assert [one.clause for one in rows] == covered
    assert {one.on for one in rows} == {NOW.date()}


def test_a_changed_kit_is_named_and_left_out_and_the_rest_is_listed(
    workspace: Path, tmp_path: Path
) -> None:
    output = _copy(workspace, tmp_path)
    shutil.copytree(output / DEAL, output / "broken")
    data = output / "broken" / "1" / "buyer" / "proposal.json"
    data.write_bytes(data.read_bytes().replace(b"not used", b"used"))
    (output / "empty" / "1").mkdir(parents=True)
    found = list_commitments(output, workspace)
    assert {one.deal for one in found.rows} == {DEAL}
    assert [(one.id, one.where) for one in found.findings] == [
        ("kit-unreadable", "broken/1"),
        ("kit-unreadable", "empty/1"),
    ]
    assert "was changed since the kit was made" in found.findings[0].message


def test_a_broken_journal_is_named_and_the_promises_stay(workspace: Path, tmp_path: Path) -> None:
    output = _copy(workspace, tmp_path)
    journal = output / DEAL / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b"generated", b"Generated"))
    found = list_commitments(output, workspace)
    assert [one.id for one in found.findings] == ["journal-unreadable"]
    assert any(one.kind == "promise" for one in found.rows)
    assert not any(one.where == "journal" for one in found.rows)


def test_an_output_folder_without_a_kit_is_refused(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(Refused, match="There is no kit below"):
            list_commitments(folder, EXAMPLE)


def test_the_command_writes_list_and_hand_over_for_the_owner_alone(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, document = tmp_path / "list.csv", tmp_path / "hand-over.md"
    paths = ["--csv", str(table), "--hand-over", str(document)]
    assert run(["commitments", "-w", str(workspace), *paths]) == 0
    assert capsys.readouterr().out.startswith("INTERNAL - never send this file\n")
    for path in (table, document):
        assert "INTERNAL" in path.read_text(encoding="utf-8").splitlines()[0]
        assert path.stat().st_mode & 0o777 == 0o600
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8").partition("\n")[2])))
    assert {one["kind"] for one in rows} == {"promise", "price_exception", "deviation"}
    assert "Prices leave the price book in: nordwind-support." in document.read_text("utf-8")


def test_the_command_says_by_its_code_that_the_list_has_holes(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = _copy(workspace, tmp_path)
    (output / "empty" / "1").mkdir(parents=True)
    assert run(["commitments", "-w", str(workspace), "-o", str(output), "--json"]) == 3
    document = json.loads(capsys.readouterr().out)
    assert document["internal"] == "INTERNAL - never send this file"
    assert [one["where"] for one in document["findings"]] == ["empty/1"]
    assert [one["deal"] for one in document["deals"]] == [DEAL]


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_of_the_list_starts_a_formula(
    start: str, report: CommitmentReport, replaced: Callable[[str], CommitmentReport]
) -> None:
    table = replaced(f"{start}HYPERLINK(1)").as_csv().decode()
    assert f",'{start}HYPERLINK(1)," in table
    assert f",{start}HYPERLINK" not in table


@pytest.fixture
def replaced(report: CommitmentReport) -> Callable[[str], CommitmentReport]:
    """Give the report with one row whose words are those given."""

    def make(what: str) -> CommitmentReport:
        row = report.rows[0].model_copy(update={"what": what})
        return CommitmentReport((row,), report.sheets, ())

    return make

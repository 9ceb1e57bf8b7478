"""The catalogue: what is read, what an overlay replaces, what comes as a warning."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from proposalkit.errors import InputRefused
from proposalkit.knowledge.library import check_knowledge, knowledge_digest, read_catalogue

SMALL = Path(__file__).parent / "small"
CLAUSE = "clauses/data-and-training/data-retention-deletion"
TODAY = date(2026, 11, 23)


@pytest.fixture
def overlay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("knowledge").mkdir()
    return Path("knowledge")


def _put(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def test_a_clause_carries_header_texts_and_the_place_of_its_files() -> None:
    clause = read_catalogue([SMALL]).library.clauses["data-retention-deletion"]
    assert clause.params["active_days"].max == "60"
    assert clause.params["regions"].source == "residency.storage"
    assert clause.plain_words == "Says when data is gone."
    assert clause.preferred.order == 10
    assert clause.preferred.text.startswith("1. Provider deletes")
    assert clause.preferred.file == f"knowledge/{CLAUSE}/10-preferred.md"
    assert clause.preferred.line == 14


def test_tables_and_passages_are_in_the_catalogue() -> None:
    catalogue = read_catalogue([SMALL])
    assert [one.id for one in catalogue.questions] == ["training", "deletion"]
    assert catalogue.questions[0].key_term
    assert catalogue.wording["title"] == "Proposal to {buyer}"
    assert catalogue.regions == {"eu": ("DE", "NL"), "eea": ("DE", "NL", "NO"), "uk": ("GB",)}
    assert [(one.id, one.kind, one.audience) for one in catalogue.passages] == [
        ("one-channel", "passage", "buyer"),
        ("margin", "guidance", "internal"),
    ]
    assert catalogue.passages[0].line == 11


def test_readme_and_internal_notes_are_not_read() -> None:
    text = read_catalogue([SMALL]).model_dump_json()
    assert "notes for lawyers" not in text
    assert "how to" not in text


def test_a_workspace_file_replaces_the_packaged_file_of_the_same_name(overlay: Path) -> None:
    gates = (SMALL / "gates.yaml").read_text().replace("days: 10", "days: 3")
    _put(overlay, "gates.yaml", gates)
    catalogue = read_catalogue([SMALL, overlay])
    assert catalogue.gates[0].days == 3
    assert len(catalogue.library.clauses) == 2


def test_a_workspace_may_add_a_fallback_to_a_packaged_clause(overlay: Path) -> None:
    text = (SMALL / CLAUSE / "10-preferred.md").read_text()
    _put(overlay, f"{CLAUSE}/20-fallback-1.md", text.replace("seller_rep", "deal_desk"))
    clause = read_catalogue([SMALL, overlay]).library.clauses["data-retention-deletion"]
    assert [(one.order, one.approver) for one in clause.positions] == [
        (10, "seller_rep"), (20, "deal_desk"),
    ]  # fmt: skip
    assert clause.preferred.order == 10


def test_an_overlay_folder_that_does_not_exist_adds_nothing(tmp_path: Path) -> None:
    assert read_catalogue([SMALL, tmp_path / "none"]) == read_catalogue([SMALL])


def test_two_folders_with_one_clause_id_are_refused(overlay: Path) -> None:
    shutil.copytree(
        SMALL / CLAUSE, overlay / "clauses" / "pilot-term-exit" / "data-retention-deletion"
    )
    with pytest.raises(InputRefused) as refused:
        read_catalogue([SMALL, overlay])
    (finding,) = refused.value.findings
    assert finding.id == "duplicate-id"
    assert finding.where == (
        "knowledge/clauses/pilot-term-exit/data-retention-deletion/clause.md:2:9"
    )
    assert finding.message.startswith('The clause "data-retention-deletion" is defined twice;')


def test_two_texts_with_one_number_are_refused(overlay: Path) -> None:
    shutil.copyfile(SMALL / CLAUSE / "10-preferred.md", overlay / "10-copy.md")
    _put(overlay, f"{CLAUSE}/10-copy.md", (overlay / "10-copy.md").read_text())
    (overlay / "10-copy.md").unlink()
    found = check_knowledge([SMALL, overlay], TODAY)
    assert {one.id for one in found} == {"duplicate-id"}
    assert found[0].message == 'The number "10" is used twice in this folder.'


def test_a_wording_for_a_regime_stands_for_a_text_there_is_and_a_regime_that_is_listed(
    overlay: Path,
) -> None:
    text = (SMALL / CLAUSE / "10-preferred.md").read_text()
    _put(overlay, f"{CLAUSE}/variants/eu/20-fallback-1.md", text)
    _put(overlay, f"{CLAUSE}/variants/moon/10-preferred.md", text)
    found = check_knowledge([SMALL, overlay], TODAY)
    assert [(one.id, one.message.partition(".")[0]) for one in found] == [
        ("unknown-regime", '"moon" is not a known regime'),
        ("variant-of-nothing",
         'The clause "data-retention-deletion" has no text with number "20"'),
    ]  # fmt: skip


def test_a_clause_without_its_shared_file_or_without_text_is_refused(overlay: Path) -> None:
    folder = "clauses/assurance/security-assurance"
    _put(overlay, f"{folder}/clause.md", (SMALL / CLAUSE / "clause.md").read_text())
    other = "clauses/assurance/other"
    _put(overlay, f"{other}/10-preferred.md", (SMALL / CLAUSE / "10-preferred.md").read_text())
    assert [one.line() for one in check_knowledge([SMALL, overlay], TODAY)] == [
        f'knowledge/{other}: The clause "other" has no file "clause.md". '
        "Add it; knowledge/README.md shows what it holds.",
        f'knowledge/{folder}: The clause "security-assurance" has no contract text. '
        'Add a file "10-preferred.md" with the text offered first.',
    ]


@pytest.mark.parametrize("name", ["notes.md", "clauses/loose.md", "playbook/deep/er.md", "x.yaml"])
def test_a_file_in_a_place_nobody_reads_is_refused(name: str, overlay: Path) -> None:
    _put(overlay, name, "text\n")
    (finding,) = check_knowledge([SMALL, overlay], TODAY)
    assert finding.where == f"knowledge/{name}"
    assert finding.message == f'"{name}" is not a file the knowledge knows.'


def test_a_misnamed_text_is_refused(overlay: Path) -> None:
    _put(overlay, f"{CLAUSE}/preferred.md", "text\n")
    (finding,) = check_knowledge([SMALL, overlay], TODAY)
    assert finding.message == '"preferred.md" is not the name of a clause file.'


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "small")
    (tmp_path / "small" / "gates.yaml").unlink()
    (finding,) = check_knowledge([tmp_path / "small"], TODAY)
    assert finding.line() == (
        "knowledge/gates.yaml: This file of the knowledge is missing. "
        "Restore it from the packaged knowledge."
    )


def test_a_file_that_is_not_utf_8_is_refused_once(overlay: Path) -> None:
    (overlay / "gates.yaml").write_bytes(b"owner: sales\nx: \xff\n")
    (finding,) = check_knowledge([SMALL, overlay], TODAY)
    assert finding.where == "knowledge/gates.yaml:2:4"


def test_a_file_that_cannot_be_opened_is_refused_with_its_name(overlay: Path) -> None:
    (overlay / "gates.yaml").symlink_to("nowhere.yaml")
    with pytest.raises(InputRefused) as refused:
        read_catalogue([SMALL, overlay])
    assert [one.line() for one in refused.value.findings] == [
        "knowledge/gates.yaml: This file does not exist. Create it, or correct its name."
    ]


def test_the_faults_of_many_files_come_together(overlay: Path) -> None:
    _put(overlay, "gates.yaml", "gates: []\n")
    _put(overlay, "glossary.yaml", "terms: []\n")
    with pytest.raises(InputRefused) as refused:
        read_catalogue([SMALL, overlay])
    assert {one.where for one in refused.value.findings} == {
        "knowledge/gates.yaml:1:1", "knowledge/glossary.yaml:1:1",
    }  # fmt: skip
    assert len(refused.value.findings) == 4


def test_a_clause_that_cannot_be_read_is_no_second_fault_where_it_is_named(
    overlay: Path,
) -> None:
    broken = (SMALL / CLAUSE / "clause.md").read_text().replace("title: Staged deletion\n", "")
    _put(overlay, f"{CLAUSE}/clause.md", broken)
    (finding,) = check_knowledge([SMALL, overlay], TODAY)
    assert finding.message == '"title" is missing.'


def test_a_review_date_that_passed_is_a_warning_and_stops_nothing(overlay: Path) -> None:
    gates = (SMALL / "gates.yaml").read_text().replace("2027-05-31", "2026-11-22")
    _put(overlay, "gates.yaml", gates)
    (finding,) = check_knowledge([SMALL, overlay], TODAY)
    assert finding.severity == "warning"
    assert finding.line() == (
        'knowledge/gates.yaml:2:12: The review date "2026-11-22" has passed. '
        'Have "sales" read the file again and set a new date.'
    )
    assert check_knowledge([SMALL, overlay], date(2026, 11, 22)) == ()
    assert read_catalogue([SMALL, overlay]).gates


def test_the_digest_follows_names_and_content_but_not_places(tmp_path: Path, overlay: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "copy")
    assert knowledge_digest([tmp_path / "copy"]) == knowledge_digest([SMALL])
    _put(overlay, "gates.yaml", (SMALL / "gates.yaml").read_text() + "\n")
    assert knowledge_digest([SMALL, overlay]) != knowledge_digest([SMALL])


def test_the_digest_leaves_out_readme_and_internal_notes(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "copy")
    (tmp_path / "copy" / "README.md").write_text("other words")
    (tmp_path / "copy" / CLAUSE / "90-walk-away.internal.md").write_text("limits")
    assert knowledge_digest([tmp_path / "copy"]) == knowledge_digest([SMALL])

"""A company's own clause bank comes in: mapped first, read by a person, then written as drafts."""

from __future__ import annotations

import csv
import json
import shutil
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement

from proposalkit.errors import InputRefused
from proposalkit.knowledge.packaged import packaged_path
from proposalkit.workflows.clause_export import export_library
from proposalkit.workflows.clause_import import import_bank, map_bank, numbered, write_mapping
from proposalkit.workflows.clause_library import ground_of, list_texts, show_text

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "workspace"
DAY = date(2026, 11, 20)
MARKDOWN = """# Our standard terms

## No training on customer data

Vendor does not use what Customer sends to train a model.

Model providers are held to the same.

## Cap on liability

1. Each party pays at most twelve months of fees.

## Parking at the office

Visitors park behind the house.
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the worked example."""
    shutil.copytree(EXAMPLE, tmp_path / "workspace")
    return tmp_path / "workspace"


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A bank of one Markdown and one Word file."""
    folder = tmp_path / "bank"
    folder.mkdir()
    (folder / "terms.md").write_text(MARKDOWN, encoding="utf-8")
    document = docx.Document()
    document.add_heading("How long we keep data, and its deletion", level=2)
    document.add_paragraph("Vendor deletes Customer Data when the contract ends.")
    document.save(str(folder / "data.docx"))
    return folder


def _ids(error: pytest.ExceptionInfo[InputRefused]) -> list[str]:
    return [one.id for one in error.value.findings]


def test_headings_are_mapped_by_their_words_and_the_rest_is_left_to_a_person(
    bank: Path, workspace: Path
) -> None:
    rows = {one.heading: one.clause for one in map_bank(bank, workspace).rows}
    assert rows == {
        "How long we keep data, and its deletion": "data-retention-deletion",
        "No training on customer data": "data-no-training",
        "Cap on liability": "liability-cap",
        "Parking at the office": None,
    }


def test_an_accepted_mapping_becomes_drafts_of_raised_versions_without_facts(
    bank: Path, workspace: Path, tmp_path: Path
) -> None:
    before = {one.clause: one.version for one in list_texts(ground_of(workspace, DAY))}
    shipped = packaged_path("knowledge") / "clauses"
    digest = [one.read_bytes() for one in sorted(shipped.rglob("*.md"))]
    mapping = tmp_path / "mapping.yaml"
    write_mapping(map_bank(bank, workspace), mapping)
    files = import_bank(bank, mapping, workspace)
    assert len(files) == 6  # a text and its clause.md for each of three clauses
    assert [one.read_bytes() for one in sorted(shipped.rglob("*.md"))] == digest
    sheet = show_text(ground_of(workspace, DAY), "data-no-training")
    assert sheet.text == (
        "1. Vendor does not use what Customer sends to train a model.\n\n"
        "2. Model providers are held to the same."
    )
    assert (sheet.row.status, sheet.facts) == ("draft", {})
    assert int(sheet.row.version) == int(before["data-no-training"]) + 1
    assert sheet.source == "own text, terms.md, No training on customer data"


def test_two_headings_of_one_name_are_refused_with_both_places(bank: Path, workspace: Path) -> None:
    (bank / "more.md").write_text("# Cap on  Liability\n\nNone.\n", encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        map_bank(bank, workspace)
    (found,) = refused.value.findings
    assert (found.id, found.where) == ("bank-heading-twice", "terms.md:9:1")
    assert "more.md:1:1" in found.message


def test_open_tracked_changes_of_a_bank_are_refused_with_their_file(
    bank: Path, workspace: Path
) -> None:
    document = docx.Document(str(bank / "data.docx"))
    document.paragraphs[1]._p.append(OxmlElement("w:del"))
    document.save(str(bank / "data.docx"))
    before = (bank / "data.docx").read_bytes()
    with pytest.raises(InputRefused) as refused:
        map_bank(bank, workspace)
    (found,) = refused.value.findings
    assert (found.id, found.where) == ("tracked-change-open", "data.docx: block 2")
    assert (bank / "data.docx").read_bytes() == before


@pytest.mark.parametrize(
    ("before", "after", "finding"),
    [
        ("clause: liability-cap", "clause: liability-cop", "unknown-clause"),
        ("clause: liability-cap", "clause: data-no-training", "mapping-twice"),
        ('heading: "Cap on liability"', 'heading: "Another"', "mapping-stale"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused_and_nothing_is_written(
    bank: Path, workspace: Path, tmp_path: Path, before: str, after: str, finding: str
) -> None:
    mapping = tmp_path / "mapping.yaml"
    write_mapping(map_bank(bank, workspace), mapping)
    text = mapping.read_text("utf-8")
    assert text.count(before) == 1
    mapping.write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        import_bank(bank, mapping, workspace)
    assert _ids(refused) == [finding]
    assert not (workspace / "knowledge").exists()


def test_a_text_that_breaks_a_rule_of_the_library_is_refused_with_its_place(
    bank: Path, workspace: Path, tmp_path: Path
) -> None:
    (bank / "terms.md").write_text("# Cap on liability\n\n1. **Nothing**.\n\n3. More.\n")
    mapping = tmp_path / "mapping.yaml"
    write_mapping(map_bank(bank, workspace), mapping)
    with pytest.raises(InputRefused) as refused:
        import_bank(bank, mapping, workspace)
    assert {"numbering", "markdown-mark"} & set(_ids(refused))
    assert all("10-preferred.md:" in one.where for one in refused.value.findings)
    assert not (workspace / "knowledge").exists()


def test_a_folder_without_clauses_is_refused(tmp_path: Path, workspace: Path) -> None:
    for folder in (tmp_path / "none", workspace / "deals"):
        with pytest.raises(InputRefused) as refused:
            map_bank(folder, workspace)
        assert _ids(refused) == ["bank-empty"]


def test_paragraphs_get_numbers_only_when_they_have_none() -> None:
    assert list(numbered(["One.", "(a) half;", "Two."])) == ["1. One.", "(a) half;", "2. Two."]
    assert list(numbered(["1. One.", "Tail."])) == ["1. One.", "Tail."]


def test_the_library_is_exported_in_three_forms_with_the_same_texts(
    workspace: Path, tmp_path: Path
) -> None:
    ground = ground_of(workspace, DAY)
    paths = {one.suffix: one for one in export_library(ground, tmp_path / "out")}
    count = len(list_texts(ground))
    texts = json.loads(paths[".json"].read_text("utf-8"))["texts"]
    rows = list(csv.reader(paths[".csv"].read_text("utf-8").splitlines(keepends=True)[1:]))
    assert (len(texts), len(rows) - 1) == (count, count)
    assert (
        paths[".md"].read_text("utf-8").count("\nSHA-256: ")
        + paths[".md"].read_text("utf-8").count(" SHA-256: ")
        == count
    )
    assert all("INTERNAL" in one.read_text("utf-8")[:60] for one in paths.values())

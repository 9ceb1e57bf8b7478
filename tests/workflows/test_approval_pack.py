"""A Word file goes to the lawyer and comes back: decisions become records, edits new versions."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement

from proposalkit.errors import InputRefused
from proposalkit.knowledge.packaged import packaged_path
from proposalkit.model.approval_pack import DATE, DECISION, DIGEST, NAME, NOTE, ROLE, TEXT
from proposalkit.workflows.approval_pack import read_packs
from proposalkit.workflows.approval_sheets import write_packs
from proposalkit.workflows.clause_library import Ground, ground_of, list_texts
from proposalkit.workflows.clause_records import Asked, Person, record_step
from proposalkit.workflows.drift import overlay_status

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "workspace"
DAY = date(2026, 11, 20)
FAMILY = "compute_residency"
Answers = dict[str, str]
APPROVED = {DECISION: "Approve", NAME: "Ada TEST", ROLE: "Counsel", DATE: "2026-11-20"}


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    """The library of a workspace of its own."""
    shutil.copytree(EXAMPLE, tmp_path / "workspace")
    return ground_of(tmp_path / "workspace", DAY)


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """The Word files of all families, written once."""
    return write_packs(ground_of(EXAMPLE, DAY), tmp_path_factory.mktemp("packs"))


@pytest.fixture
def sent(packs: tuple[Path, ...], tmp_path: Path) -> Path:
    """The Word file of one family, as it was sent."""
    pack = next(one for one in packs if one.name == "approval-compute-residency.docx")
    return shutil.copy(pack, tmp_path / pack.name)


def _fill(path: Path, number: int, answers: Answers) -> None:
    document = docx.Document(str(path))
    for label, words in answers.items():
        cell = next(row.cells[1] for row in document.tables[number].rows
                    if row.cells[0].text == label)  # fmt: skip
        if label == TEXT:
            old, _, new = words.partition(" -> ")
            one = next(one for one in cell.paragraphs if old in one.text)
            text = one.text.replace(old, new, 1)
            one.runs[0].text = text
        else:
            cell.paragraphs[0].text = words
    document.save(str(path))


def _findings(ground: Ground, *paths: Path) -> list[tuple[str, str]]:
    before = sorted(one.name for one in ground.workspace.rglob("*"))
    with pytest.raises(InputRefused) as refused:
        read_packs(ground, paths)
    assert sorted(one.name for one in ground.workspace.rglob("*")) == before
    return [(one.id, one.where) for one in refused.value.findings]


def test_each_family_has_a_file_with_every_text_and_the_same_bytes_twice(
    ground: Ground, packs: tuple[Path, ...], tmp_path: Path
) -> None:
    again = write_packs(ground, tmp_path / "again")
    assert [one.read_bytes() for one in packs] == [one.read_bytes() for one in again]
    documents = [docx.Document(str(one)) for one in packs]
    assert sum(len(one.tables) for one in documents) == len(list_texts(ground))
    assert all("INTERNAL" in one.paragraphs[0].text for one in documents)


def test_a_file_nobody_filled_decides_nothing(ground: Ground, sent: Path) -> None:
    found = read_packs(ground, [sent])
    tables = len(docx.Document(str(sent)).tables)
    assert (found.records, found.files, len(found.open)) == ((), (), tables)


def test_an_approval_in_the_file_becomes_a_record_of_that_person(
    ground: Ground, sent: Path
) -> None:
    _fill(sent, 0, {**APPROVED, NOTE: "Fine."})
    _fill(sent, 1, {**APPROVED, DECISION: "reject"})
    found = read_packs(ground, [sent])
    told = [(one.step, one.name, one.role, one.on, one.note) for one in found.records]
    assert [one for one in told if one[0] != "in_review"] == [
        ("approved", "Ada TEST", "Counsel", DAY, "Fine."),
        ("rejected", "Ada TEST", "Counsel", DAY, ""),
    ]
    rows = list_texts(ground_of(ground.workspace, DAY), FAMILY)
    assert [one.status for one in rows][:2] == ["effective", "draft"]


def test_an_edit_becomes_a_draft_of_a_new_version_and_leaves_the_shipped_file(
    ground: Ground, sent: Path
) -> None:
    row = list_texts(ground, FAMILY)[0]
    shipped = packaged_path("knowledge").parent / row.file
    before = shipped.read_bytes()
    _fill(sent, 0, {**APPROVED, DECISION: "edit", TEXT: "Provider -> The Vendor"})
    found = read_packs(ground, [sent])
    assert shipped.read_bytes() == before
    assert [one.name for one in found.files] == ["10-preferred.md", "clause.md"]
    assert found.records == ()
    new = list_texts(ground_of(ground.workspace, DAY), FAMILY)[0]
    assert (new.version, new.status) == (str(int(row.version) + 1), "draft")
    assert "The Vendor" in (ground.workspace / row.file).read_text("utf-8")
    assert {one.state for one in overlay_status(ground.workspace)} == {"own"}


def test_a_text_in_use_is_sent_again_only_when_asked_for(ground: Ground, tmp_path: Path) -> None:
    texts = [f"{one.clause}/{one.position}" for one in list_texts(ground, FAMILY)]
    record_step(ground.workspace, texts, Person("Ada TEST", "Counsel", DAY), Asked("approved"))
    after = ground_of(ground.workspace, DAY)
    names = {one.name for one in write_packs(after, tmp_path / "some")}
    assert "approval-compute-residency.docx" not in names
    every = {one.name for one in write_packs(after, tmp_path / "all", every=True)}
    assert every - names == {"approval-compute-residency.docx"}


@pytest.mark.parametrize(
    ("answers", "finding", "row"),
    [
        ({**APPROVED, DECISION: "perhaps"}, "approval-unclear", DECISION),
        ({**APPROVED, TEXT: "Provider -> Vendor"}, "approval-unclear", DECISION),
        ({**APPROVED, DECISION: "edit"}, "approval-unclear", DECISION),
        ({TEXT: "Provider -> Vendor"}, "approval-unclear", DECISION),
        ({**APPROVED, NAME: ""}, "approval-without-person", NAME),
        ({**APPROVED, ROLE: " "}, "approval-without-person", ROLE),
        ({**APPROVED, DATE: "20.11.2026"}, "approval-without-person", DATE),
        ({**APPROVED, "Why": "Because."}, "approval-edited-outside", "Why"),
        ({**APPROVED, "Source": "mine"}, "approval-edited-outside", "Source"),
        ({**APPROVED, DIGEST: "0" * 64}, "approval-stale", DIGEST),
    ],
)
def test_what_is_unclear_or_outside_the_cells_is_refused_with_its_row(
    ground: Ground, sent: Path, answers: Answers, finding: str, row: str
) -> None:
    _fill(sent, 0, answers)
    found = _findings(ground, sent)
    where = [place for kind, place in found if kind == finding]
    assert where
    assert where[0].startswith(f"{sent.name}: table 1 (")
    assert where[0].endswith(f', row "{row}"')


def _tracked(document: docx.document.Document) -> None:
    change = OxmlElement("w:ins")
    document.tables[0].rows[4].cells[1].paragraphs[0]._p.append(change)


def _hidden(document: docx.document.Document) -> None:
    document.element.body.insert(1, OxmlElement("w:sdt"))


def _outside(document: docx.document.Document) -> None:
    document.paragraphs[2].insert_paragraph_before("Please also see my e-mail.")


def _renamed(document: docx.document.Document) -> None:
    document.paragraphs[1].text = "Clauses to approve: outcome pricing"


def _column(document: docx.document.Document) -> None:
    document.tables[0].add_column(100)


def _foreign(document: docx.document.Document) -> None:
    document.tables[0].rows[0].cells[1].paragraphs[0].text = "no-such-clause/10-preferred"


@pytest.mark.parametrize(
    ("harm", "finding"),
    [
        (_tracked, "tracked-change-open"),
        (_hidden, "text-hidden"),
        (_outside, "approval-edited-outside"),
        (_renamed, "approval-wrong-family"),
        (_column, "approval-table-broken"),
        (_foreign, "approval-unknown-text"),
    ],
)
def test_a_file_that_was_changed_elsewhere_is_refused_whole(
    ground: Ground, sent: Path, harm: Callable[[docx.document.Document], None], finding: str
) -> None:
    _fill(sent, 1, APPROVED)  # a good decision in the same file is not taken either
    document = docx.Document(str(sent))
    harm(document)
    document.save(str(sent))
    found = _findings(ground, sent)
    assert finding in {kind for kind, _ in found}
    assert all(place.startswith(sent.name) for _, place in found)


def test_a_text_changed_after_the_file_was_sent_is_stale(ground: Ground, sent: Path) -> None:
    row = list_texts(ground, FAMILY)[0]
    own = ground.workspace / row.file
    own.parent.mkdir(parents=True)
    shipped = (packaged_path("knowledge").parent / row.file).read_text("utf-8")
    own.write_text(shipped.replace("Provider", "Vendor", 1), encoding="utf-8")
    _fill(sent, 0, APPROVED)
    found = _findings(ground_of(ground.workspace, DAY), sent)
    assert [kind for kind, _ in found] == ["approval-stale"]


def test_an_edit_that_breaks_a_rule_of_the_texts_is_refused_with_its_place(
    ground: Ground, sent: Path
) -> None:
    _fill(sent, 0, {**APPROVED, DECISION: "edit", TEXT: "Provider -> {{ param.nobody }}"})
    found = _findings(ground, sent)
    assert [kind for kind, _ in found] == ["unknown-placeholder"]
    assert "10-preferred.md:" in found[0][1]


def test_what_is_no_word_file_is_refused(ground: Ground, tmp_path: Path) -> None:
    path = tmp_path / "file.docx"
    path.write_bytes(b"not a zip")
    assert [kind for kind, _ in _findings(ground, path)] == ["zip-unreadable"]

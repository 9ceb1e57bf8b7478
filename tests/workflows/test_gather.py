"""From a workspace to the parts of a proposal: what is quoted, and when a kit counts as old."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from proposalkit.model.knowledge import Passage
from proposalkit.model.plan import Hit
from proposalkit.workflows.fingerprint import inputs_fingerprint
from proposalkit.workflows.gather import gather
from proposalkit.workflows.narrative import find_passages

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "workspace"
DEAL = "nordwind-support"


class FirstOnes:
    """Finds the first passages it may choose from, and remembers what it was offered."""

    def __init__(self) -> None:
        self.offered: list[tuple[Passage, ...]] = []

    def find(self, need: str, among: tuple[Passage, ...], limit: int) -> tuple[Hit, ...]:
        self.offered.append(among)
        return tuple(
            Hit(passage_id=one.id, title=one.title, span=one.text, sha256="0" * 64,
                score=1.0, rank=number, matched=())
            for number, one in enumerate(among[:limit], start=1)
        )  # fmt: skip


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the worked example."""
    shutil.copytree(EXAMPLE, tmp_path / "workspace")
    return tmp_path / "workspace"


def test_only_passages_a_buyer_may_read_in_that_section_are_offered() -> None:
    parts = gather(EXAMPLE, DEAL).parts
    retriever = FirstOnes()
    found = find_passages(parts.catalogue, parts.plan, retriever)
    for need, among in zip(parts.plan.needs, retriever.offered, strict=True):
        assert all(one.audience == "buyer" and need.section in one.sections for one in among)
        assert all(set(one.needs) <= set(parts.plan.conditions) for one in among)
    quoted = [hit.passage_id for _, hits in found for hit in hits]
    assert len(quoted) == len(set(quoted)) == len(parts.plan.needs)


def test_the_fingerprint_is_the_same_in_another_folder(workspace: Path, tmp_path: Path) -> None:
    shutil.copytree(workspace, tmp_path / "elsewhere" / "deep")
    first = inputs_fingerprint(workspace, DEAL)
    assert inputs_fingerprint(tmp_path / "elsewhere" / "deep", DEAL) == first


@pytest.mark.parametrize(
    "file",
    [f"deals/{DEAL}.yaml", "seller.yaml", "price-books/2026-11.yaml", "price-books/2027.yaml",
     "knowledge/rules.yaml", "templates/proposal/style.css", "assets/halyard.png",
     "approvals/price-exceptions.jsonl"],
)  # fmt: skip
def test_every_input_moves_the_fingerprint(workspace: Path, file: str) -> None:
    before = inputs_fingerprint(workspace, DEAL)
    path = workspace / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((path.read_bytes() if path.exists() else b"") + b"\n")
    assert inputs_fingerprint(workspace, DEAL) != before


@pytest.mark.parametrize("file", ["deals/another.yaml", "output/x/journal.jsonl", "README.md"])
def test_what_is_no_input_of_the_deal_does_not(workspace: Path, file: str) -> None:
    before = inputs_fingerprint(workspace, DEAL)
    path = workspace / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("else", encoding="utf-8")
    assert inputs_fingerprint(workspace, DEAL) == before


def test_an_input_that_cannot_be_read_does_not_stop_the_fingerprint(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The step that needs the file says what is wrong, with all other problems."""
    before, read = inputs_fingerprint(workspace, DEAL), Path.read_bytes

    def denied(path: Path) -> bytes:
        if path.name == "seller.yaml":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", denied)
    assert inputs_fingerprint(workspace, DEAL) != before

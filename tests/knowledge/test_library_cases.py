"""One faulty file at a time in a small knowledge: the message, word for word."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from proposalkit.errors import InputRefused
from proposalkit.knowledge.library import check_knowledge, read_catalogue

HERE = Path(__file__).parent
SMALL = HERE / "small"
CASES = sorted(
    path for path in (HERE / "library_cases").glob("bad_*") if path.suffix != ".expected"
)
CLAUSES = "clauses/data-and-training"
PLACES = {
    "clause": f"{CLAUSES}/data-retention-deletion/clause.md",
    "text": f"{CLAUSES}/data-retention-deletion/10-preferred.md",
    "training": f"{CLAUSES}/data-no-training/10-preferred.md",
    "negotiation": f"{CLAUSES}/data-no-training/negotiation.yaml",
    "definitions": "clauses/definitions.md",
    "passage": "playbook/one-channel.md",
    "guidance": "pricing/margin.md",
    "motion": "motions/by-hand.md",
    "benchmarks": "catalog/benchmarks.yaml",
    "words": "catalog/seller-words.yaml",
    "fit": "catalog/fit-matrix.yaml",
    "hybrids": "catalog/hybrids.yaml",
    "diagnostic": "catalog/diagnostic.yaml",
    "objections": "catalog/objections.yaml",
}
"""Which file a case replaces, by the second word of its name; a table replaces itself."""


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_faulty_file_is_refused_with_its_place_and_a_remedy(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = case.stem.split("_")[1]
    shutil.copytree(SMALL, tmp_path / "knowledge")
    shutil.copyfile(case, tmp_path / "knowledge" / PLACES.get(kind, f"{kind}.yaml"))
    monkeypatch.chdir(tmp_path)
    found = check_knowledge([Path("knowledge")], date(2026, 11, 23))
    lines = [
        f"{'warning ' if one.severity == 'warning' else ''}{one.id} {one.line()}" for one in found
    ]
    assert lines == case.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
    assert all(one.remedy for one in found)
    if any(one.severity == "error" for one in found):
        with pytest.raises(InputRefused):
            read_catalogue([Path("knowledge")])


def test_the_small_knowledge_of_the_cases_has_no_fault() -> None:
    assert check_knowledge([SMALL], date(2026, 11, 23)) == ()

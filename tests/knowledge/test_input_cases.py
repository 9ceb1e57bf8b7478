"""One faulty input file at a time in a small workspace: the message, word for word."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from proposalkit.errors import InputRefused
from proposalkit.knowledge.inputs import read_workspace

HERE = Path(__file__).parent
PLACES = {"brief": "deals/small.yaml", "seller": "seller.yaml", "book": "price-books/2026-11.yaml"}
CASES = sorted((HERE / "input_cases").glob("bad_*.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_faulty_input_is_refused_with_its_place_and_a_remedy(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(HERE / "workspace", tmp_path / "workspace")
    shutil.copyfile(case, tmp_path / "workspace" / PLACES[case.stem.split("_")[1]])
    monkeypatch.chdir(tmp_path / "workspace")
    with pytest.raises(InputRefused) as refused:
        read_workspace(Path(), "small")
    lines = [f"{one.id} {one.line()}" for one in refused.value.findings]
    assert lines == case.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
    assert all(one.remedy for one in refused.value.findings)

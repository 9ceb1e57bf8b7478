"""Reading a proposal from whatever a buyer holds; the good cases run in tests/docs."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from proposalkit.errors import InputRefused
from proposalkit.workflows.read import read_proposal


def _ids(path: Path) -> list[str]:
    with pytest.raises(InputRefused) as refused:
        read_proposal(path)
    return [one.id for one in refused.value.findings]


def test_a_buyer_folder_without_the_data_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{}")
    assert _ids(tmp_path) == ["proposal-missing"]


def test_a_pdf_without_the_data_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "proposal.pdf"
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(path)
    assert _ids(path) == ["proposal-missing"]


def test_a_pdf_that_is_none_is_refused_by_its_reader(tmp_path: Path) -> None:
    path = tmp_path / "proposal.pdf"
    path.write_bytes(b"%PDF-1.7 and then nothing")
    assert _ids(path) == ["pdf-unreadable"]


def test_data_of_another_kind_is_refused_by_the_schema(tmp_path: Path) -> None:
    path = tmp_path / "proposal.json"
    path.write_text('{"title": "x"}')
    assert set(_ids(path)) == {"schema-invalid"}

"""Reading a proposal from whatever a buyer holds; the good cases run in tests/docs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pikepdf
import pytest
from tests.workflows.buyer_offers import Document, made

from proposalkit.cli.read_screen import summary_lines
from proposalkit.compare.summary import summarise
from proposalkit.errors import InputRefused
from proposalkit.workflows.read import read_proposal

DAY = date(2026, 12, 1)


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


def test_the_screen_counts_the_answers_to_the_list_and_names_those_not_met() -> None:
    answer = {
        "id": "a", "number": 1, "text": "Data is deleted.", "priority": "mandatory",
        "status": "met", "answer": "It is.", "clauseRefs": ["data-retention-deletion"],
    }  # fmt: skip
    silent = {**answer, "number": 2, "text": "Telephone support.", "status": "not_stated"}

    def edit(document: Document) -> None:
        document["requirements"] = [answer, silent]

    lines = list(summary_lines(summarise(made(edit), DAY)))
    at = lines.index("Asked    1 of 2 requirements met, 1 not stated")
    assert lines[at + 1 : at + 3] == ["         2. not stated: Telephone support.", ""]
    assert not any(one.startswith("Asked") for one in summary_lines(summarise(made(), DAY)))

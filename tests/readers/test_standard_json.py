"""Standard answers are known by their names or their own word, and never taken for a proposal."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposalkit.errors import InputRefused
from proposalkit.readers.kit_folder import read_subject
from proposalkit.readers.standard_json import parse_standard_answers

FILES = {
    "standard-answers.json": b'{"documentType":"standard_answers"}',
    "standard-answers.pdf": b"%PDF-1.7",
    "manifest.json": b"{}",
}


def _folder(tmp_path: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def test_a_folder_of_standard_answers_is_read_under_its_own_names(tmp_path: Path) -> None:
    subject = read_subject(_folder(tmp_path, FILES))
    assert subject.standard_bytes == FILES["standard-answers.json"]
    assert subject.pdf_bytes == FILES["standard-answers.pdf"]
    assert subject.proposal_bytes is None
    assert subject.buyer_files == dict(sorted(FILES.items()))


def test_beside_a_proposal_they_are_strange_files(tmp_path: Path) -> None:
    """One folder holds one document: the manifest check then names what it does not list."""
    subject = read_subject(_folder(tmp_path, {**FILES, "proposal.json": b"{}"}))
    assert subject.standard_bytes is None
    assert subject.proposal_bytes == b"{}"
    assert set(subject.other_files) == {"standard-answers.json", "standard-answers.pdf"}


@pytest.mark.parametrize(
    ("data", "standard"),
    [
        (b'{"documentType": "standard_answers"}', True),
        (b'{"documentType": "proposal"}', False),
        (b'{"documentType": "standard_answers"', False),
        (b'{"documentType": ["standard_answers"]}', False),
    ],
)
def test_one_json_file_is_told_by_its_own_word(data: bytes, standard: bool, tmp_path: Path) -> None:
    path = tmp_path / "received.json"
    path.write_bytes(data)
    subject = read_subject(path)
    assert (subject.standard_bytes is not None) is standard
    assert (subject.proposal_bytes is None) is standard


def test_every_problem_of_the_data_has_its_pointer() -> None:
    with pytest.raises(InputRefused) as refused:
        parse_standard_answers(b'{"title": 1, "asOf": "2026"}')
    wheres = {one.where for one in refused.value.findings}
    assert {"standard-answers.json:/asOf", "standard-answers.json:/title"} <= wheres

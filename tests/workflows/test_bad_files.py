"""Every bad file a buyer may meet is a finding of its own; memory is bounded, nothing written."""

from __future__ import annotations

import io
import resource
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from tests.readers.samples import changed, print_sample, sample_html
from tests.workflows.fuzzed import near_readers

from proposalkit.errors import InputRefused
from proposalkit.kit.keys import read_private_key, write_key_pair
from proposalkit.kit.signature import sign_detached
from proposalkit.model.canonical import canonical_bytes
from proposalkit.model.proposal import Proposal
from proposalkit.workflows.verify import verify_path

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "minimal" / "proposal.json"
PROPOSAL = Proposal.model_validate_json(EXAMPLE.read_bytes())
DATA = canonical_bytes(PROPOSAL)
LAST_DAY = PROPOSAL.validity.valid_until


@pytest.fixture(scope="module", autouse=True)
def _near():
    patch = near_readers()
    yield
    patch.undo()


@pytest.fixture(scope="module")
def whole() -> bytes:
    """A small PDF that carries the minimal proposal; its pages say something else."""
    return print_sample(sample_html(rows=2, clauses=1), DATA)


def ids(path: Path, **asked: object) -> set[str]:
    try:
        findings = verify_path(path, **asked).findings  # type: ignore[arg-type]
    except InputRefused as refused:
        findings = refused.findings
    assert all(one.message and one.remedy for one in findings)
    return {one.id for one in findings}


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def without_attachment(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Names
    del pdf.Root.AF


def second_of_the_name(pdf: pikepdf.Pdf) -> None:
    names = pdf.Root.Names.EmbeddedFiles.Names
    names.extend([pikepdf.String("proposal.json"), names[1]])


def path_in_the_name(pdf: pikepdf.Pdf) -> None:
    spec = pdf.Root.Names.EmbeddedFiles.Names[1]
    spec.UF = spec.F = pikepdf.String("../../evil/proposal.json")


def encrypted(data: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user="secret"))
    return out.getvalue()


def zipped(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("proposal.json", data)
    return buffer.getvalue()


PDFS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "without an attachment": (lambda pdf: changed(pdf, without_attachment), "attachment-missing"),
    "with two attachments": (lambda pdf: changed(pdf, second_of_the_name), "pdf-payload-twice"),
    "with a path in the attachment's name": (
        lambda pdf: changed(pdf, path_in_the_name),
        "attachment-name-unsafe",
    ),
    "whose data says something else than its pages": (lambda pdf: pdf, "value-not-on-page"),
    "truncated": (lambda pdf: pdf[: len(pdf) // 2], "pdf-unreadable"),
    "encrypted": (encrypted, "pdf-encrypted"),
    "that is a zip as well": (lambda pdf: pdf + zipped(DATA), "pdf-data-after-end"),
    "that begins as something else": (lambda pdf: b"#!/bin/sh\n" + pdf, "pdf-header-version"),
}


@pytest.mark.parametrize("name", PDFS)
def test_a_bad_pdf_is_named(name: str, whole: bytes, tmp_path: Path) -> None:
    make, wanted = PDFS[name]
    assert wanted in ids(written(tmp_path, "proposal.pdf", make(whole)))
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["proposal.pdf"]


JSONS: dict[str, tuple[bytes, str]] = {
    "with a key twice": (DATA.replace(b'"title":', b'"title":"x","title":'), "json-key-twice"),
    "with a text of ten megabytes": (b'{"a":"' + b"x" * 10_000_000 + b'"}', "json-too-large"),
    "nested bottomlessly": (b'{"a":' + b"[" * 100_000, "json-too-deep"),
    "with NaN": (DATA.replace(b'"revision":1', b'"revision":NaN'), "json-not-a-number"),
    "of an unknown version": (
        DATA.replace(
            f'"schemaVersion":"{PROPOSAL.schema_version}"'.encode(), b'"schemaVersion":"9.7"', 1
        ),
        "schema-version-unknown",
    ),
}


@pytest.mark.parametrize("name", JSONS)
def test_a_bad_json_is_named(name: str, tmp_path: Path) -> None:
    data, wanted = JSONS[name]
    assert data != DATA
    assert ids(written(tmp_path, "proposal.json", data)) == {wanted}


def test_half_a_gigabyte_is_refused_by_its_size_and_never_read(tmp_path: Path) -> None:
    for name in ("proposal.pdf", "proposal.json", "kit.zip"):
        path = tmp_path / name
        with path.open("wb") as file:
            file.truncate(500 * 1024 * 1024)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        assert ids(path) == {"file-too-large"}
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        assert grown < 64 * 1024  # kilobytes on Linux; bytes on macOS, where it holds the more
        path.unlink()


def test_an_expired_offer_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, "proposal.json", DATA)
    assert "offer-expired" in ids(path, on=date(LAST_DAY.year + 1, 1, 1))
    assert "offer-expired" not in ids(path, on=LAST_DAY)


def test_an_unsigned_file_and_a_wrong_key_are_two_findings(tmp_path: Path) -> None:
    ours = write_key_pair(tmp_path / "keys", "ours", "", "")
    theirs = write_key_pair(tmp_path / "keys", "theirs", "", "")
    path = written(tmp_path, "proposal.json", DATA)
    assert ids(path, key=ours.public) == {"signature-missing"}
    signed = sign_detached(DATA, read_private_key(ours.private), "proposal")
    path.with_suffix(".jws").write_text(signed)
    assert ids(path, key=ours.public) == set()
    assert ids(path, key=theirs.public) == {"signature-wrong-key"}


def test_a_folder_with_a_second_pdf_that_is_another_is_named(whole: bytes, tmp_path: Path) -> None:
    """The second PDF is on no list; with a list it would have to be the very bytes listed."""
    folder = tmp_path / "buyer"
    folder.mkdir()
    written(folder, "proposal.pdf", whole)
    written(folder, "proposal.json", DATA)
    written(folder, "manifest.json", b'{"files":[],"grade":"draft"}')
    written(folder, "compliance.pdf", b"%PDF-1.7 other")
    assert "file-not-listed" in ids(folder)
    shutil.rmtree(folder)

"""Finding out what a path holds, safely."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from proposalkit.errors import InputRefused
from proposalkit.readers import limits
from proposalkit.readers.kit_folder import read_subject

PDF = b"%PDF-1.7\nsample"
BUYER = {
    "proposal.json": b'{"a":1}',
    "proposal.pdf": PDF,
    "manifest.json": b'{"files":[]}',
    "parity.json": b"[]",
    "exports/quotation.ubl.xml": b"<Quotation/>",
    "clauses.docx": b"PK docx",
}


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def write_zip(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def finding_ids(path: Path) -> list[str]:
    with pytest.raises(InputRefused) as caught:
        read_subject(path)
    assert all(finding.remedy and finding.where for finding in caught.value.findings)
    return [finding.id for finding in caught.value.findings]


@pytest.fixture
def kit(tmp_path) -> Path:
    """A kit of revision 2 in the folder of a deal."""
    folder = write(tmp_path / "contacts" / "2", {f"buyer/{k}": v for k, v in BUYER.items()})
    return write(folder, {"internal/canaries.json": b'{"floor":"0.41"}'})


def test_a_kit_folder_gives_all_files_and_the_canaries(kit):
    """The named files have their own places, the rest keep their names."""
    subject = read_subject(kit)
    assert (subject.kind, subject.name, subject.revision) == ("kit", "contacts/2", 2)
    assert subject.proposal_bytes == BUYER["proposal.json"]
    assert subject.pdf_bytes == PDF
    assert subject.manifest_bytes == BUYER["manifest.json"]
    assert subject.parity_bytes == b"[]"
    assert list(subject.other_files) == ["clauses.docx", "exports/quotation.ubl.xml"]
    assert subject.canaries_bytes == b'{"floor":"0.41"}'
    assert subject.buyer_files == dict(sorted(BUYER.items()))


def test_a_deal_folder_gives_its_highest_revision_by_number(kit):
    """Revision 10 comes after revision 2, whatever their names say as text."""
    write(kit.parent / "10", {"buyer/proposal.json": b"{}"})
    write(kit.parent / "notices", {"1.json": b"{}"})
    subject = read_subject(kit.parent)
    assert (subject.kind, subject.revision) == ("kit", 10)
    assert subject.canaries_bytes is None


def test_a_buyer_folder_has_no_canaries_and_no_revision(kit):
    """What the other side holds."""
    subject = read_subject(kit / "buyer")
    assert (subject.kind, subject.revision) == ("buyer_folder", None)
    assert subject.buyer_files == dict(sorted(BUYER.items()))
    assert subject.canaries_bytes is None


def test_a_buyer_zip_is_read_like_the_folder(tmp_path):
    """Flat, or with all files in one folder inside."""
    flat = read_subject(write_zip(tmp_path / "a.zip", BUYER))
    nested = read_subject(
        write_zip(tmp_path / "b.zip", {f"offer/{k}": v for k, v in BUYER.items()})
    )
    assert (flat.kind, flat.name) == ("buyer_zip", "a.zip")
    assert flat.buyer_files == nested.buyer_files == dict(sorted(BUYER.items()))


def test_a_single_pdf_or_json_is_known_by_its_bytes(tmp_path):
    """The name does not matter."""
    write(tmp_path, {"offer.bin": PDF, "data": b'\n{"a":1}'})
    assert read_subject(tmp_path / "offer.bin").pdf_bytes == PDF
    assert read_subject(tmp_path / "offer.bin").kind == "pdf"
    assert read_subject(tmp_path / "data").kind == "proposal_json"


def test_what_is_not_there_or_not_ours_is_refused(tmp_path):
    """A missing file, an empty folder, a text, a zip of something else, an empty kit."""
    write(tmp_path, {"note.txt": b"hello"})
    (tmp_path / "empty").mkdir()
    (tmp_path / "kit" / "buyer").mkdir(parents=True)
    assert finding_ids(tmp_path / "nothing.pdf") == ["file-unreadable"]
    assert finding_ids(tmp_path / "note.txt") == ["subject-unknown"]
    assert finding_ids(tmp_path / "empty") == ["subject-unknown"]
    assert finding_ids(tmp_path / "kit") == ["subject-empty"]
    other = write_zip(tmp_path / "z.zip", {"readme.txt": b"x"})
    assert finding_ids(other) == ["subject-unknown"]


def test_links_that_lead_out_are_refused_and_links_inside_are_followed(kit, tmp_path):
    """All of them are named at once."""
    secret = tmp_path / "secret.txt"
    secret.write_bytes(b"secret")
    buyer = kit / "buyer"
    (buyer / "inside.json").symlink_to(buyer / "parity.json")
    assert read_subject(kit).other_files["inside.json"] == b"[]"
    (buyer / "a.txt").symlink_to(secret)
    (buyer / "b.txt").symlink_to("../../../secret.txt")
    assert finding_ids(kit) == ["link-leads-out", "link-leads-out"]


def test_a_buyer_folder_or_canaries_that_are_links_out_are_refused(kit, tmp_path):
    """Else a kit from elsewhere could make us read any file."""
    elsewhere = write(tmp_path / "elsewhere", {"proposal.json": b"{}"})
    canaries = kit / "internal" / "canaries.json"
    canaries.unlink()
    canaries.symlink_to(elsewhere / "proposal.json")
    assert finding_ids(kit) == ["link-leads-out"]
    other = tmp_path / "other" / "1"
    other.mkdir(parents=True)
    (other / "buyer").symlink_to(elsewhere)
    assert finding_ids(other) == ["link-leads-out"]


def test_a_pipe_in_the_folder_is_refused_and_not_waited_for(kit):
    """Reading it would never end."""
    os.mkfifo(kit / "buyer" / "pipe")
    assert finding_ids(kit) == ["not-a-file"]


def test_too_many_and_too_large_files_are_refused(kit, monkeypatch):
    """Limits lowered here."""
    monkeypatch.setattr(limits, "MAX_FILES", 3)
    assert finding_ids(kit) == ["too-many-files"]
    monkeypatch.setattr(limits, "MAX_FILES", 30)
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", 11)
    assert set(finding_ids(kit)) == {"file-too-large"}
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", 1000)
    monkeypatch.setattr(limits, "MAX_TOTAL_BYTES", 20)
    assert finding_ids(kit) == ["too-many-bytes"]


@pytest.mark.parametrize(
    "name", ["../proposal.json", "/proposal.json", "a/../../b", "a\\b", "c:x", "a//b", "x" * 300]
)
def test_names_that_lead_out_of_a_zip_are_refused(tmp_path, name):
    """Whatever else is in it."""
    path = write_zip(tmp_path / "z.zip", {"proposal.json": b"{}", name: b"x"})
    assert finding_ids(path) == ["zip-name-unsafe"]


def test_links_in_a_zip_are_refused(tmp_path):
    """A link is stored as a file with a mode."""
    path = tmp_path / "z.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("proposal.json")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/hosts")
    assert finding_ids(path) == ["zip-not-a-file"]


def test_two_files_of_one_name_in_a_zip_are_refused(tmp_path):
    """Two programs may take two different ones; letter case does not make a difference."""
    path = write_zip(tmp_path / "z.zip", {"proposal.json": b"1", "Proposal.JSON": b"2"})
    assert finding_ids(path) == ["zip-name-twice"]


def test_a_zip_with_too_many_files_is_refused(tmp_path, monkeypatch):
    """By its list, before anything is unpacked."""
    from proposalkit.readers import zip_files

    monkeypatch.setattr(zip_files, "MAX_FILES", 3)
    path = write_zip(tmp_path / "z.zip", {f"{n}.txt": b"" for n in range(4)})
    assert finding_ids(path) == ["too-many-files"]


def test_a_zip_that_lies_about_a_size_is_refused(tmp_path):
    """The list says 3 bytes; a hundred thousand come out."""
    path = write_zip(tmp_path / "z.zip", {"proposal.json": b"0" * 100_000})
    data = path.read_bytes()
    path.write_bytes(data.replace((100_000).to_bytes(4, "little"), (3).to_bytes(4, "little")))
    assert finding_ids(path) == ["zip-damaged"]


def test_a_large_zip_is_refused_by_its_true_size(tmp_path, monkeypatch):
    """A zip of a few bytes can hold a lot."""
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", 1_000_000)
    path = write_zip(tmp_path / "z.zip", {"proposal.json": b"0" * 2_000_000})
    assert path.stat().st_size < 10_000
    assert finding_ids(path) == ["file-too-large"]


def test_a_damaged_zip_is_refused(tmp_path):
    """Cut off, or with a changed byte in the middle."""
    whole = write_zip(tmp_path / "z.zip", {"proposal.json": os.urandom(400)}).read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[:-30])
    assert finding_ids(tmp_path / "cut.zip") == ["zip-unreadable"]
    (tmp_path / "bent.zip").write_bytes(whole[:100] + bytes([whole[100] ^ 255]) + whole[101:])
    assert finding_ids(tmp_path / "bent.zip") == ["zip-damaged"]


def test_a_zip_with_a_password_or_an_odd_packing_is_refused(tmp_path):
    """Both are marked in the list of the zip."""
    data = bytearray(write_zip(tmp_path / "z.zip", {"proposal.json": b"{}"}).read_bytes())
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1
    (tmp_path / "locked.zip").write_bytes(data)
    assert finding_ids(tmp_path / "locked.zip") == ["zip-encrypted"]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("proposal.json", b"{}")
    (tmp_path / "lzma.zip").write_bytes(out.getvalue())
    assert finding_ids(tmp_path / "lzma.zip") == ["zip-method"]

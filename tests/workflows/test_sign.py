"""A kit is signed beside its files; each way in which that can be wrong is its own finding."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
import rfc8785

from proposalkit.errors import InputRefused, Refused
from proposalkit.kit.journal import append_entry, read_lines
from proposalkit.kit.keys import KeyFiles, write_key_pair
from proposalkit.kit.pack import pack_bytes
from proposalkit.model.canonical import sha256_hex
from proposalkit.model.finding import CheckResult
from proposalkit.readers.kit_folder import read_subject
from proposalkit.verify.manifest import check_manifest
from proposalkit.workflows.judging_signature import judge_signature
from proposalkit.workflows.keys import new_key_pair
from proposalkit.workflows.notices import Said, withdraw
from proposalkit.workflows.sign import sign_kit

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def keys(tmp_path: Path) -> KeyFiles:
    """The seller's pair."""
    return write_key_pair(tmp_path / "keys", "seller", "", "")


def _deal(folder: Path, grade: str) -> Path:
    buyer = folder / "1" / "buyer"
    buyer.mkdir(parents=True)
    files = {"proposal.json": b'{"proposalId":"urn:x","revision":1}', "proposal.pdf": b"%PDF-1.7"}
    rows = [
        {"name": name, "bytes": len(data), "sha256": sha256_hex(data)}
        for name, data in files.items()
    ]
    manifest = rfc8785.dumps({"grade": grade, "files": rows})
    for name, data in {**files, "manifest.json": manifest}.items():
        (buyer / name).write_bytes(data)
    return folder


@pytest.fixture
def deal(tmp_path: Path) -> Path:
    """A deal with one revision that may be sent."""
    return _deal(tmp_path / "deal", "for_discussion")


def _ids(path: Path, key: Path | None) -> list[str]:
    return [one.id for one in _result(path, key).findings]


def _result(path: Path, key: Path | None) -> CheckResult:
    subject = read_subject(path)
    return judge_signature(subject.buyer_files, subject.proposal_bytes, key)


def test_a_signed_kit_is_valid_and_no_signed_file_changes(deal: Path, keys: KeyFiles) -> None:
    before = {one: one.read_bytes() for one in (deal / "1" / "buyer").iterdir()}
    report = sign_kit(deal, keys.private, now=NOW)
    assert report.files == ("manifest.jws", "proposal.jws")
    assert {one: one.read_bytes() for one in before} == before
    result = _result(deal, keys.public)
    assert (result.outcome, result.findings) == ("ran", ())
    assert keys.kid in result.detail
    (entry,) = (json.loads(line) for line in read_lines(deal / "journal.jsonl"))
    assert (entry["kind"], entry["data"]["kid"]) == ("signed", keys.kid)


def test_wrong_key_broken_and_unsigned_are_three_findings(
    deal: Path, keys: KeyFiles, tmp_path: Path
) -> None:
    other = write_key_pair(tmp_path / "other", "other", "", "")
    assert _ids(deal, keys.public) == ["signature-missing"]
    sign_kit(deal, keys.private, now=NOW)
    assert _ids(deal, other.public) == ["signature-wrong-key"] * 2
    manifest = deal / "1" / "buyer" / "manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b"for_discussion", b"issued"))
    assert _ids(deal, keys.public) == ["signature-broken"]


def test_a_stripped_signature_is_found_when_a_key_is_given(deal: Path, keys: KeyFiles) -> None:
    sign_kit(deal, keys.private, now=NOW)
    (deal / "1" / "buyer" / "manifest.jws").unlink()
    assert _ids(deal, keys.public) == ["signature-missing"]
    bare = _result(deal, None)
    assert (bare.outcome, bare.findings) == ("not_applicable", ())


def test_without_a_key_the_check_says_that_it_did_not_run(deal: Path, keys: KeyFiles) -> None:
    assert "not signed" in _result(deal, None).detail
    sign_kit(deal, keys.private, now=NOW)
    assert "manifest.jws, proposal.jws not checked" in _result(deal, None).detail


def test_the_data_alone_is_held_against_the_signature_beside_it(
    deal: Path, keys: KeyFiles, tmp_path: Path
) -> None:
    sign_kit(deal, keys.private, now=NOW)
    alone = tmp_path / "offer.json"
    alone.write_bytes((deal / "1" / "buyer" / "proposal.json").read_bytes())
    assert _ids(alone, keys.public) == ["signature-missing"]
    signature = deal / "1" / "buyer" / "proposal.jws"
    (tmp_path / "offer.jws").write_bytes(signature.read_bytes())
    assert _ids(alone, keys.public) == []
    alone.write_bytes(alone.read_bytes() + b" ")
    assert _ids(alone, keys.public) == ["signature-broken"]


def test_the_zip_carries_the_signatures_and_the_manifest_check_knows_them(
    deal: Path, keys: KeyFiles
) -> None:
    buyer = deal / "1" / "buyer"
    unsigned = pack_bytes(buyer)
    sign_kit(deal, keys.private, now=NOW)
    with zipfile.ZipFile(io.BytesIO(pack_bytes(buyer))) as archive:
        names = set(archive.namelist())
    assert names - set(zipfile.ZipFile(io.BytesIO(unsigned)).namelist()) == {
        "manifest.jws", "proposal.jws",
    }  # fmt: skip
    files = read_subject(deal).buyer_files
    listed = {name: sha256_hex(files[name]) for name in ("proposal.json", "proposal.pdf")}
    assert check_manifest(listed, files).findings == ()
    hidden = {**files, "proposal.jws": b"a text that is no signature"}
    assert [one.id for one in check_manifest(listed, hidden).findings] == ["file-not-listed"]


def test_a_draft_and_a_changed_file_are_not_signed(tmp_path: Path, keys: KeyFiles) -> None:
    draft = _deal(tmp_path / "draft", "draft")
    with pytest.raises(Refused, match="a draft is not signed"):
        sign_kit(draft, keys.private, now=NOW)
    changed = _deal(tmp_path / "changed", "issued")
    (changed / "1" / "buyer" / "proposal.pdf").write_bytes(b"%PDF-1.8")
    with pytest.raises(Refused, match=r"proposal.pdf.* was changed"):
        sign_kit(changed, keys.private, now=NOW)
    with pytest.raises(Refused, match="There is no kit"):
        sign_kit(tmp_path / "nothing", keys.private, now=NOW)
    assert not list(tmp_path.rglob("*.jws"))


def test_a_withdrawn_offer_and_a_broken_journal_are_not_signed(
    deal: Path, keys: KeyFiles, tmp_path: Path
) -> None:
    withdraw(deal, 1, Said("Marit TEST", "The price changed."), now=NOW)
    with pytest.raises(Refused, match="withdrawn"):
        sign_kit(deal, keys.private, now=NOW)
    other = _deal(tmp_path / "other", "issued")
    append_entry(other / "journal.jsonl", "generated", NOW, {"revision": 1})
    append_entry(other / "journal.jsonl", "generated", NOW, {"revision": 1})
    lines = (other / "journal.jsonl").read_text("utf-8")
    (other / "journal.jsonl").write_text(lines.replace('"revision":1', '"revision":2', 1))
    with pytest.raises(Refused, match="chain breaks"):
        sign_kit(other, keys.private, now=NOW)
    assert not list(tmp_path.rglob("*.jws"))


def test_a_public_key_does_not_sign_and_a_private_one_does_not_verify(
    deal: Path, keys: KeyFiles
) -> None:
    with pytest.raises(InputRefused):
        sign_kit(deal, keys.public, now=NOW)
    with pytest.raises(InputRefused):
        _ids(deal, keys.private)


def test_a_key_file_has_a_plain_name(tmp_path: Path) -> None:
    for name in ("../seller", "", "A", "a/b", "-a"):
        with pytest.raises(Refused, match="cannot be the name"):
            new_key_pair(tmp_path, name, "", NOW.date())
    made = new_key_pair(tmp_path, "ada", " Ada  TEST ", NOW.date())
    public = json.loads(made.public.read_text("utf-8"))
    assert (public["name"], public["since"]) == ("Ada TEST", "2026-12-01")

"""One writer at a time; the buyer's zip holds what the manifest lists and nothing else."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from proposalkit.errors import InputRefused, Refused, Unavailable
from proposalkit.kit.lock import deal_lock
from proposalkit.kit.manifest import listed_files
from proposalkit.kit.pack import pack_bytes
from proposalkit.model.canonical import sha256_hex


@pytest.fixture
def buyer(tmp_path: Path) -> Path:
    """A buyer folder of two listed files and one that is not listed."""
    folder = tmp_path / "buyer"
    folder.mkdir()
    files = {"proposal.json": b"{}", "proposal.pdf": b"%PDF"}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (folder / "stray.txt").write_text("not listed", encoding="utf-8")
    rows = [{"name": n, "bytes": len(d), "sha256": sha256_hex(d)} for n, d in files.items()]
    manifest = {"grade": "for_discussion", "files": rows}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    deal = tmp_path / "deal"
    with (
        deal_lock(deal),
        pytest.raises(Unavailable, match="Another process"),
        deal_lock(deal),
    ):
        pass
    with deal_lock(deal):
        pass


def test_the_zip_holds_the_listed_files_only_and_is_the_same_twice(buyer: Path) -> None:
    first, second = pack_bytes(buyer), pack_bytes(buyer)
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.namelist() == ["manifest.json", "proposal.json", "proposal.pdf"]
        assert archive.read("proposal.pdf") == b"%PDF"


def test_a_draft_is_not_packed(buyer: Path) -> None:
    manifest = buyer / "manifest.json"
    manifest.write_text(manifest.read_text().replace("for_discussion", "draft"))
    with pytest.raises(Refused, match="draft is not packed"):
        pack_bytes(buyer)


@pytest.mark.parametrize("change", ["edit", "remove"])
def test_a_changed_or_missing_file_is_not_packed(buyer: Path, change: str) -> None:
    path = buyer / "proposal.pdf"
    path.unlink() if change == "remove" else path.write_bytes(b"%PDF changed")
    with pytest.raises(Refused, match=r"proposal\.pdf"):
        pack_bytes(buyer)


@pytest.mark.parametrize("text", ["", "[]", '{"files": [{"name": "a"}]}', '{"files": 3}'])
def test_what_is_no_manifest_is_refused(text: str) -> None:
    with pytest.raises(InputRefused):
        listed_files(text.encode())

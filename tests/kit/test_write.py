"""A kit folder is whole or not there; an existing kit is never half-overwritten."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from proposalkit.errors import Unavailable
from proposalkit.kit.layout import DealFolder
from proposalkit.kit.write import KitFiles, recover, write_revision

OLD = KitFiles(buyer={"a.txt": b"old"}, internal={"memo.md": b"old memo"})
NEW = KitFiles(buyer={"a.txt": b"new", "exports/b.txt": b"more"}, internal={"memo.md": b"new"})


@pytest.fixture
def deal(tmp_path: Path) -> DealFolder:
    """An empty deal folder."""
    folder = DealFolder(tmp_path / "deal")
    folder.root.mkdir()
    return folder


def _contents(deal: DealFolder) -> dict[str, bytes]:
    root = deal.root
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_a_revision_replaces_the_old_one_whole(deal: DealFolder) -> None:
    write_revision(deal, 1, OLD)
    write_revision(deal, 1, NEW)
    assert _contents(deal) == {
        "1/buyer/a.txt": b"new",
        "1/buyer/exports/b.txt": b"more",
        "1/internal/memo.md": b"new",
    }


def test_the_internal_folder_is_private(deal: DealFolder) -> None:
    write_revision(deal, 1, OLD)
    assert stat.S_IMODE(deal.internal(1).stat().st_mode) == 0o700
    assert stat.S_IMODE((deal.internal(1) / "memo.md").stat().st_mode) == 0o600


def test_a_full_disk_half_way_leaves_the_old_kit(
    deal: DealFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_revision(deal, 1, OLD)
    before = _contents(deal)
    calls = []

    def full(_descriptor: int) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable, match="full; nothing was changed"):
        write_revision(deal, 1, NEW)
    assert _contents(deal) == before


def test_a_swap_that_fails_puts_the_old_kit_back(
    deal: DealFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_revision(deal, 1, OLD)
    before = _contents(deal)
    rename = Path.rename

    def broken(self: Path, target: Path) -> Path:
        if self.name.startswith(".staging"):
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", broken)
    with pytest.raises(Unavailable, match="cannot be written"):
        write_revision(deal, 1, NEW)
    assert _contents(deal) == before


def test_an_interrupted_swap_is_mended_at_the_next_start(deal: DealFolder) -> None:
    """The process died between taking the old kit away and putting the new one there."""
    write_revision(deal, 1, OLD)
    before = _contents(deal)
    deal.revision(1).rename(deal.root / ".previous-1")
    (deal.root / ".staging-1" / "buyer").mkdir(parents=True)
    recover(deal)
    assert _contents(deal) == before
    assert not list(deal.root.glob(".*"))


def test_a_leftover_of_a_finished_swap_is_removed(deal: DealFolder) -> None:
    write_revision(deal, 1, NEW)
    (deal.root / ".previous-1").mkdir()
    recover(deal)
    assert not (deal.root / ".previous-1").exists()
    assert (deal.buyer(1) / "a.txt").read_bytes() == b"new"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_without_permission_is_named(deal: DealFolder) -> None:
    deal.root.chmod(0o500)
    with pytest.raises(Unavailable, match="no permission"):
        write_revision(deal, 1, OLD)


def test_no_permission_reads_as_a_sentence_with_a_remedy(
    deal: DealFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", denied)
    with pytest.raises(Unavailable) as caught:
        write_revision(deal, 1, OLD)
    assert caught.value.message == f'"{deal.root}" cannot be written: no permission.'
    assert "--output" in caught.value.remedy


def test_the_latest_revision_is_the_highest_number(deal: DealFolder) -> None:
    for number in (2, 10, 9):
        write_revision(deal, number, OLD)
    assert deal.latest() == 10

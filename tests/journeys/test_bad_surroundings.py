"""What lies around the input goes wrong: permission, disk, lock, an empty folder, a wrong command.

The message and the exit code are exact, the kit that is there stays as it was.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.journeys.workspaces import BOOK, DEAL, DEALS, change, contents, copy_example

from proposalkit.cli.runtime import run
from proposalkit.kit.layout import DealFolder
from proposalkit.kit.lock import deal_lock

GENERATE = ["generate", DEAL, "-o", "kits"]
FULL = (
    f'The disk that holds "kits/{DEAL}" is full; nothing was changed. '
    "Free some space and run the command again.\n"
)
DENIED = (
    f'"kits/{DEAL}" cannot be written: no permission. '
    "Give yourself the permission, or choose another folder with --output.\n"
)
LOCKED = (
    f'Another process is working on "{DEAL}". '
    "Wait until it has finished and run the command again.\n"
)


@pytest.fixture
def workspace(tmp_path: Path, example_output: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a kit in kits/ and a price changed since, as the current folder."""
    folder = copy_example(tmp_path / "workspace")
    shutil.copytree(example_output, folder / "kits")
    change(folder, BOOK, 'price: "0.82"', 'price: "0.81"')
    monkeypatch.chdir(folder)
    return folder


@contextmanager
def _mounted(folder: Path, options: str) -> Iterator[bool]:
    """Mount a small file system of its own over a folder, where the machine lets us."""
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        done = False
    try:
        yield done
    finally:
        if done:
            subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_half_way_leaves_the_kit(
    workspace: Path, example_output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A real file system with room for one kit and a half."""
    size = _size(example_output) * 3 // 2
    with _mounted(workspace / "kits", f"size={size}") as mounted:
        if not mounted:
            pytest.skip("this machine mounts nothing; the injected disk-full test runs anyway")
        shutil.copytree(example_output, workspace / "kits", dirs_exist_ok=True)
        before = contents(workspace / "kits")
        code = run(GENERATE)
        assert (code, capsys.readouterr().err) == (2, FULL)
        assert contents(workspace / "kits") == before


@pytest.mark.deep
@pytest.mark.parametrize("deal", DEALS)
def test_a_real_disk_too_small_for_a_second_kit_leaves_the_kit_of_each_deal(
    deal: str,
    tmp_path: Path,
    output_of: Callable[[str], Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The disk holds the kit and has room for half of the same kit made again."""
    kits, size = tmp_path / "kits", _size(output_of(deal))
    kits.mkdir()
    with _mounted(kits, f"size={size * 3 // 2}") as mounted:
        if not mounted:
            pytest.skip("this machine mounts nothing; the injected disk-full test runs anyway")
        shutil.copytree(output_of(deal), kits, dirs_exist_ok=True)
        before = contents(kits)
        code = run(["generate", deal, "-w", str(DEALS[deal]), "-o", str(kits), "--force"])
        assert (code, "is full; nothing was changed" in capsys.readouterr().err) == (2, True)
        assert contents(kits) == before


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


@pytest.mark.deep
@pytest.mark.parametrize("deal", [one for one in DEALS if one != DEAL])
def test_a_disk_that_fills_up_leaves_the_kits_of_the_further_deals(
    deal: str,
    tmp_path: Path,
    output_of: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The disk takes the first two files of the new kit and no third one."""
    kits, written = tmp_path / "kits", 0
    shutil.copytree(output_of(deal), kits)
    before, sync = contents(kits), os.fsync

    def fills_up(descriptor: int) -> None:
        nonlocal written
        written += 1
        if written > 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fills_up)
        code = run(["generate", deal, "-w", str(DEALS[deal]), "-o", str(kits), "--force"])
    assert (code, "is full; nothing was changed" in capsys.readouterr().err) == (2, True)
    assert contents(kits) == before


def test_a_journal_that_finds_the_disk_full_leaves_the_kit(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The last write before the swap fails: four files for the buyer and four inside went well."""
    before, calls = contents(workspace / "kits"), []

    def full(_descriptor: int) -> None:
        calls.append(1)
        if len(calls) == 9:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    code = run(GENERATE)
    assert (code, capsys.readouterr().err, len(calls)) == (2, FULL, 9)
    assert contents(workspace / "kits") == before


def test_a_folder_that_may_not_be_written_is_named(
    workspace: Path, example_output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A read-only file system for the superuser, whom no file mode stops; else the file mode."""
    kits = workspace / "kits"
    with _mounted(kits, "size=2m") as mounted:
        if mounted:
            shutil.copytree(example_output, kits, dirs_exist_ok=True)
            subprocess.run(["mount", "-o", "remount,ro", str(kits)], check=True)
        elif os.geteuid() == 0:
            pytest.skip("the superuser may write everywhere here; the injected test runs anyway")
        before = contents(kits)
        if not mounted:
            (kits / DEAL).chmod(0o500)
        code = run(GENERATE)
        (kits / DEAL).chmod(0o700) if not mounted else None
        assert (code, capsys.readouterr().err) == (2, DENIED)
        assert contents(kits) == before


def test_a_lock_that_may_not_be_written_is_named(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, opened = contents(workspace / "kits"), Path.open

    def denied(path: Path, *arguments: object, **named: object) -> object:
        if path.name == ".lock":
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, *arguments, **named)  # type: ignore[call-overload]

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", denied)
        code = run(GENERATE)
    assert (code, capsys.readouterr().err) == (2, DENIED)
    assert contents(workspace / "kits") == before


def test_an_output_folder_that_is_a_file_is_named(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["generate", DEAL, "-o", "seller.yaml"])
    assert (code, capsys.readouterr().err) == (
        2,
        f'"seller.yaml/{DEAL}" cannot be written: not a directory. '
        "Mend the folder, or choose another one with --output.\n",
    )


@pytest.mark.parametrize(
    "command",
    [GENERATE, ["issue", DEAL, "-o", "kits", "--by", "Marit de Vries"]],
    ids=["generate", "issue"],
)
def test_a_deal_another_process_works_on_is_left_alone(
    workspace: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    before = contents(workspace / "kits")
    with deal_lock(DealFolder(workspace / "kits" / DEAL).root):
        code = run(command)
    assert (code, capsys.readouterr().err) == (2, LOCKED)
    assert contents(workspace / "kits") == before


def test_the_lock_ends_with_the_process_that_held_it(workspace: Path) -> None:
    """A killed process leaves its lock file; the lock itself goes with the process."""
    code = (
        "import sys, time; from pathlib import Path; from proposalkit.kit.lock import deal_lock\n"
        f"with deal_lock(Path('kits/{DEAL}')): print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=workspace)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    assert run(["pack", DEAL, "-o", "kits"]) == 2
    holder.kill()
    holder.communicate()
    assert run(["pack", DEAL, "-o", "kits"]) == 1  # refused as a draft: the lock is free again


def test_an_empty_folder_is_no_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    assert run(["generate", "first-deal"]) == 2
    assert capsys.readouterr().err == (
        '"." is not a workspace: it has no seller.yaml, deals or price-books. '
        "Go to your workspace or name it with --workspace; proposalkit init DIR makes one.\n"
    )
    assert contents(empty) == {}


def test_a_first_deal_that_fails_leaves_no_folder(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(workspace, BOOK, "currency: EUR", "currency: EURO")
    assert run(["generate", DEAL, "-o", "elsewhere"]) == 2
    assert not (workspace / "elsewhere").exists()


def test_a_journal_that_was_changed_stops_the_work(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal = workspace / "kits" / DEAL / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b'"previous":"0', b'"previous":"1'))
    before = contents(workspace / "kits")
    assert run(GENERATE) == 1
    assert capsys.readouterr().err == (
        f"kits/{DEAL}/journal.jsonl:1: the journal was changed; its chain breaks here. "
        "Restore the journal from a backup; entries are only ever appended.\n"
    )
    assert contents(workspace / "kits") == before

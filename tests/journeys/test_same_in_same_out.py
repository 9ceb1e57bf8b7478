"""Same inputs, same bytes, wherever and whenever; one writer at a time; a crash loses no kit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.journeys.workspaces import DEAL, DEALS, EXAMPLE, NOW, contents, copy_example

from proposalkit.cli.runtime import run
from proposalkit.kit.journal import append_entry, read_lines
from proposalkit.kit.lock import deal_lock

ELSEWHERE = {
    "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8",
    "PYTHONHASHSEED": "4711", "PYTHONUTF8": "0", "COLUMNS": "40",
}  # fmt: skip
LOCKED = (
    f'Another process is working on "{DEAL}". '
    "Wait until it has finished and run the command again.\n"
)


def _kit(output: Path, deal: str = DEAL) -> dict[str, str]:
    """Give what is promised to be the same: the buyer's files and the memo."""
    state = contents(output / deal / "1")
    return {
        name: digest
        for name, digest in state.items()
        if name.startswith("buyer") or name == "internal/deal-desk.md"
    }


def test_another_folder_zone_locale_and_hash_seed_give_the_same_bytes_and_hold_the_lock(
    tmp_path: Path, example_output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A process of its own makes the kit; while it works, a second one is told to wait."""
    workspace = copy_example(tmp_path / "an other place" / "wörkspace")
    output = tmp_path / "kits"
    command = [sys.executable, "-m", "proposalkit", "generate", DEAL, "-o", str(output)]
    first = subprocess.Popen(
        command, cwd=workspace, env={**os.environ, **ELSEWHERE},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    while not (output / DEAL / ".lock").exists() and first.poll() is None:
        time.sleep(0.02)
    time.sleep(0.1)  # the file is there a moment before the lock is held
    second = run(["generate", DEAL, "-w", str(EXAMPLE), "-o", str(output)])
    assert (second, capsys.readouterr().err) == (2, LOCKED)
    _, errors = first.communicate()
    assert (first.returncode, errors) == (0, "")
    assert _kit(output) == _kit(example_output)


@pytest.mark.deep
@pytest.mark.parametrize("deal", [one for one in DEALS if one != DEAL])
def test_the_further_deals_give_the_same_bytes_elsewhere_too(
    deal: str, tmp_path: Path, output_of: Callable[[str], Path]
) -> None:
    workspace, output = tmp_path / "an other place" / "wörkspace", tmp_path / "kits"
    shutil.copytree(DEALS[deal], workspace)
    command = [sys.executable, "-m", "proposalkit", "generate", deal, "-o", str(output)]
    done = subprocess.run(
        command, cwd=workspace, env={**os.environ, **ELSEWHERE}, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert _kit(output, deal) == _kit(output_of(deal), deal)


@pytest.mark.parametrize("command", [["generate", DEAL, "-w", str(EXAMPLE)], ["pack", DEAL]])
def test_a_run_that_died_in_the_swap_is_mended_first(
    tmp_path: Path, example_output: Path, command: list[str]
) -> None:
    """The old kit was taken away and the new one, half written, was not put in its place."""
    output = tmp_path / "kits"
    shutil.copytree(example_output, output)
    before = contents(output)
    (output / DEAL / "1").rename(output / DEAL / ".previous-1")
    (output / DEAL / ".staging-1" / "buyer").mkdir(parents=True)
    (output / DEAL / ".staging-1" / "buyer" / "proposal.json").write_bytes(b'{"half":')
    assert run([*command, "-o", str(output)]) == (0 if command[0] == "generate" else 1)
    assert contents(output) == before


def test_the_leftovers_of_a_process_that_still_works_are_not_touched(
    tmp_path: Path, example_output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "kits"
    shutil.copytree(example_output, output)
    (output / DEAL / ".staging-1" / "buyer").mkdir(parents=True)
    before = contents(output)
    with deal_lock(output / DEAL):
        assert run(["generate", DEAL, "-w", str(EXAMPLE), "-o", str(output)]) == 2
    assert capsys.readouterr().err == LOCKED
    assert contents(output) == before


def test_an_unfinished_last_line_of_the_journal_is_dropped(
    tmp_path: Path, example_output: Path
) -> None:
    """The machine stopped while the line was written: the chain before it is whole."""
    journal = tmp_path / "journal.jsonl"
    shutil.copyfile(example_output / DEAL / "journal.jsonl", journal)
    whole = journal.read_bytes()
    journal.write_bytes(whole + whole[:40])
    assert len(read_lines(journal)) == 1
    append_entry(journal, "packed", NOW, {"revision": 1})
    assert journal.read_bytes().startswith(whole)
    assert len(read_lines(journal)) == 2

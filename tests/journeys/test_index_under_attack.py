"""Processes index at once, are killed half-way or find the disk full; the index stays whole."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.journeys.workspaces import copy_example, write
from tests.retrieve.small_index import WordEmbedder, contents, some_units

from proposalkit.cli.runtime import run
from proposalkit.model.search import SearchAnswer
from proposalkit.retrieve.build import build_index
from proposalkit.retrieve.generation import open_generation
from proposalkit.retrieve.index_lock import index_lock
from proposalkit.workflows.search import SearchRequest, search_knowledge

ROOT = Path(__file__).resolve().parents[2]
WRITER = """
import os, resource, signal, sys
from pathlib import Path
from tests.retrieve.small_index import WordEmbedder, some_units
from proposalkit.errors import ProposalkitError
from proposalkit.retrieve.build import build_index

folder, count, what = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]

def tell(step, done, total):
    if what == f"kill {step} {done}":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == f"wait {step}":
        print("waiting", flush=True)
        sys.stdin.readline()

if what.startswith("room"):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(what.split()[1]),) * 2)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
try:
    print(build_index(some_units(count), WordEmbedder(), folder, progress=tell).generation)
except ProposalkitError as error:
    print(error.message, file=sys.stderr)
    sys.exit(int(error.exit_code))
"""
OWN_PASSAGE = """---
id: reopened-work
title: Work that comes back
audience: buyer
sections: [solution]
needs: [pricing_outcome]
owner: sales
source: own text
review_by: 2027-05-31
---
Our own words on work that comes back.
"""
STEPS = (
    "snapshot 0",
    "chroma 1",
    "publish 1",
    *(
        pytest.param(step, marks=pytest.mark.deep)
        for step in ("embed 1", "lexical 0", "verify 0", "publish 0", "publish 2")
    ),
)


def _write(folder: Path, count: int, what: str) -> subprocess.Popen[str]:
    """Start a process that indexes so many units and then does as it is told."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), str(count), what],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def _healthy(folder: Path, count: int) -> None:
    """The index is of so many units, and its store gives each of them."""
    opened = open_generation(folder, "words")
    assert len(opened.units) == count
    vector = WordEmbedder().embed(["pilot"])[0]
    assert list(opened.chroma_rows(vector, (), count)) == list(range(count))
    opened.close()


def test_two_that_index_at_once_end_in_locked_and_the_index_is_whole(tmp_path: Path) -> None:
    build_index(some_units(8), WordEmbedder(), tmp_path)
    with _write(tmp_path, 9, "wait chroma") as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "waiting\n"
        with _write(tmp_path, 10, "") as second:
            _, said = second.communicate(timeout=60)
        assert (second.returncode, "is locked: another process is writing it" in said) == (1, True)
        _healthy(tmp_path, 8)  # a reader meanwhile has the old one
        first.communicate("go on\n" * 9, timeout=60)
    assert first.returncode == 0
    _healthy(tmp_path, 9)
    assert not list(tmp_path.glob(".building-*"))


@pytest.mark.parametrize("step", STEPS)
def test_after_a_kill_at_any_step_one_whole_index_serves_and_the_next_run_goes_through(
    tmp_path: Path, step: str
) -> None:
    build_index(some_units(8), WordEmbedder(), tmp_path)
    with _write(tmp_path, 9, f"kill {step}") as writer:
        writer.communicate(timeout=60)
    assert writer.returncode == -signal.SIGKILL
    _healthy(tmp_path, 9 if step == "publish 2" else 8)
    build_index(some_units(9), WordEmbedder(), tmp_path)
    _healthy(tmp_path, 9)
    build_index(some_units(10), WordEmbedder(), tmp_path)
    assert len(list(tmp_path.glob("generation-*"))) == 2
    assert not list(tmp_path.glob(".building-*"))


@pytest.mark.parametrize("room", [100, 3_000, pytest.param(50_000, marks=pytest.mark.deep)])
def test_a_real_write_that_fails_leaves_the_old_index(tmp_path: Path, room: int) -> None:
    """The system refuses files longer than the room: ours, then those of Chroma."""
    build_index(some_units(8), WordEmbedder(), tmp_path)
    before = contents(tmp_path)
    with _write(tmp_path, 9, f"room {room}") as writer:
        _, said = writer.communicate(timeout=60)
    assert writer.returncode == 2, said
    assert contents(tmp_path) == before
    _healthy(tmp_path, 8)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The worked example as the current folder, on a machine without the embedding model."""
    monkeypatch.setenv("PROPOSALKIT_MODELS", str(tmp_path / "no-models"))
    folder = copy_example(tmp_path / "workspace")
    monkeypatch.chdir(folder)
    return folder


def _answers() -> list[SearchAnswer]:
    queries = ("who pays when the model is wrong", "how do we leave", "where is data processed")
    answers = [search_knowledge(SearchRequest(query, mode="lexical")) for query in queries]
    return [one.model_copy(update={"notes": (), "generation": ""}) for one in answers]


def test_deleting_the_index_of_the_example_loses_nothing(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["index"]) == 0
    first = capsys.readouterr().out
    assert "is now current" in first
    assert "not installed" in first  # the model; and what to do
    with_index = _answers()
    assert all(answer.found for answer in with_index)
    shutil.rmtree(workspace / ".proposalkit")
    assert _answers() == with_index
    assert run(["index"]) == 0
    assert capsys.readouterr().out == first
    assert _answers() == with_index


def test_the_index_says_how_it_stands(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["index", "--status"]) == 1
    assert "There is no index" in capsys.readouterr().out
    assert run(["index", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert run(["index", "--status"]) == 0
    assert f"none: current, {report['generation']}, {report['units']} units" in _said(capsys)
    write(workspace, "knowledge/playbook/reopened-work.md", OWN_PASSAGE)
    assert run(["index", "--status"]) == 1
    assert "The knowledge has changed since." in _said(capsys)
    assert run(["index"]) == 0
    assert run(["index", "--status"]) == 0
    _said(capsys)
    units = Path(".proposalkit/index") / _current() / "units.jsonl"
    units.write_bytes(units.read_bytes()[:-1])
    assert run(["index", "--status"]) == 1
    assert "none: damaged." in _said(capsys)
    assert run(["index"]) == 0
    assert "was set aside as set-aside-generation-" in _said(capsys)


def _said(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


def _current() -> str:
    pointer = json.loads(Path(".proposalkit/index/CURRENT-none").read_bytes())
    return str(pointer["generation"])


def test_a_locked_index_refuses_the_command_with_what_to_do(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with index_lock(Path(".proposalkit/index")):
        assert run(["index"]) == 1
    assert capsys.readouterr().err == (
        'The index ".proposalkit/index" is locked: another process is writing it. '
        "Wait until it has finished and run the command again; search works meanwhile.\n"
    )


def test_a_model_asked_for_by_name_that_lacks_is_refused(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["index", "--embedder", "minilm"]) == 2
    assert "not installed" in capsys.readouterr().err
    assert not (workspace / ".proposalkit").exists()


def test_git_overlooks_the_index(workspace: Path) -> None:
    assert run(["index"]) == 0
    assert (workspace / ".proposalkit" / ".gitignore").read_text(encoding="utf-8") == "*\n"

"""What doctor says of a machine and a workspace, sound and broken."""

from __future__ import annotations

import errno
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Literal

import pytest
from tests.journeys.workspaces import copy_example, write

from proposalkit.knowledge import packaged
from proposalkit.retrieve.chroma_probe import ChromaState
from proposalkit.workflows import machine
from proposalkit.workflows.doctor import examine
from proposalkit.workflows.index import IndexState, IndexStatus
from proposalkit.workflows.machine import Part

ROOT = Path(__file__).resolve().parents[2]


class _NoProbe:
    """Stands in for the process that opens a store; tests/retrieve runs the real one."""

    state = ChromaState(True, "1.5.9")

    def __enter__(self) -> _NoProbe:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def result(self) -> ChromaState:
        return self.state


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("proposalkit.retrieve.chroma_probe.ChromaProbe", _NoProbe)
    monkeypatch.setenv("PROPOSALKIT_MODELS", str(tmp_path / "models"))
    for name in (*machine._SETTINGS, *machine._SERVERS):
        monkeypatch.delenv(name, raising=False)


def _parts(workspace: Path) -> dict[str, Part]:
    return {one.name: one for one in examine(workspace)}


def test_this_machine_and_the_example_are_sound_but_for_model_and_index(tmp_path: Path) -> None:
    parts = _parts(copy_example(tmp_path / "workspace"))
    assert [name for name, one in parts.items() if one.state != "ok"] == [
        "Embedding model", "Index",
    ]  # fmt: skip
    assert parts["Embedding model"].run == "proposalkit models install"
    assert parts["Fonts"].says.startswith("6 shipped fonts")
    assert {"Python", "Packages", "SQLite", "Pango", "Chroma", "Cache", "Model folder", "Workspace",
            "Output", "Own files", "OpenAI settings"} < set(parts)  # fmt: skip
    for package in ("proposalkit 0.1.0", "weasyprint ", "chromadb ", "langchain ", "openai ",
                    "onnxruntime "):  # fmt: skip
        assert package in parts["Packages"].says
    assert all(one.run for one in parts.values() if one.state != "ok")


def test_outside_a_workspace_it_says_so_and_looks_at_the_machine(tmp_path: Path) -> None:
    parts = _parts(tmp_path)
    assert "--workspace" in parts["Workspace"].says
    assert "Output" not in parts


def test_a_library_that_does_not_load_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    part = machine._renderer()
    assert (part.state, "libpango" in part.says) == ("fail", True)
    assert part.run.startswith(("apt-get install ", "brew install "))


def test_a_package_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_PACKAGES", ("pydantic", "proposalkit-no-such-package"))
    part = machine._packages()
    assert (part.state, part.says) == ("fail", "not installed: proposalkit-no-such-package")


def test_a_chroma_that_does_not_answer_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_NoProbe, "state", ChromaState(False, "it did not answer"))
    (part,) = [one for one in machine.examine_machine() if one.name == "Chroma"]
    assert part.state == "warn"
    assert "exact copy" in part.says
    assert part.run.endswith("chromadb")


def test_a_font_that_was_changed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fonts = tmp_path / "_data" / "templates" / "fonts"
    shutil.copytree(ROOT / "templates" / "fonts", fonts)
    monkeypatch.setattr(packaged, "_INSTALLED", tmp_path / "_data")
    assert machine._fonts().state == "ok"
    (fonts / "Inter-Bold.otf").write_bytes(b"changed")
    assert machine._fonts()[1:3] == ("fail", "changed since they were shipped: Inter-Bold.otf")
    (fonts / "Inter-Bold.otf").unlink()
    assert "cannot be read" in machine._fonts().says


@pytest.mark.parametrize(
    ("number", "words", "run"),
    [(errno.EACCES, "permission denied", "chmod"), (errno.EROFS, "read-only", "chmod"),
     (errno.ENOSPC, "no space left", "df -h ")],
)  # fmt: skip
def test_a_folder_that_cannot_be_written_is_found_by_writing(
    number: int, words: str, run: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        import os

        raise OSError(number, os.strerror(number))

    workspace = copy_example(tmp_path / "workspace")
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    parts = _parts(workspace)
    assert [parts[name].state for name in ("Workspace", "Output", "Cache")] == [
        "fail", "fail", "warn",
    ]  # fmt: skip
    assert words in parts["Workspace"].says
    assert parts["Workspace"].run.startswith(run)


def test_looking_leaves_nothing_behind(tmp_path: Path) -> None:
    workspace = copy_example(tmp_path / "workspace")
    before = sorted(workspace.rglob("*"))
    examine(workspace)
    assert sorted(workspace.rglob("*")) == before


def test_the_key_is_named_and_never_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "https://mira:pass@models.example/v1")
    assert machine._openai({"OPENAI_BASE_URL": "x"}).state == "warn"
    monkeypatch.setenv("OPENAI_API_KEY", "sk-proj-Abc123Abc123")
    parts = _parts(tmp_path)
    assert parts["OpenAI settings"].says == "set: OPENAI_API_KEY, OPENAI_BASE_URL"
    assert not any("Abc123" in str(one) or "pass@" in str(one) for one in parts.values())


def test_drift_and_a_damaged_record_are_told_with_the_command(tmp_path: Path) -> None:
    workspace = copy_example(tmp_path / "workspace")
    write(workspace, "knowledge/rules.yml", "rules: []\n")
    part = _parts(workspace)["Own files"]
    assert (part.state, part.run) == ("warn", "proposalkit overlay status")
    assert part.says.endswith("; 1 unknown")
    write(workspace, "overlay.yaml", "nonsense: 1\n")
    assert _parts(workspace)["Own files"].state == "fail"


@pytest.mark.parametrize(
    ("states", "state", "says"),
    [(("current",), "ok", "minilm current, 7 units"),
     (("current", "stale"), "warn", "minilm current, 7 units, minilm stale, 7 units"),
     (("damaged",), "warn", "minilm damaged, 7 units"),
     ((), "warn", "none yet")],
)  # fmt: skip
def test_the_index_is_told_with_the_command_that_mends_it(
    states: tuple[Literal["current", "stale", "damaged"], ...],
    state: str,
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = tuple(IndexState(embedder="minilm", state=one, units=7) for one in states)
    status = IndexStatus(folder="index", indexes=rows, set_aside=())
    monkeypatch.setattr("proposalkit.workflows.index.index_status", lambda _: status)
    part = _parts(copy_example(tmp_path / "workspace"))["Index"]
    assert (part.state, part.says) == (state, says)
    assert part.run == ("" if state == "ok" else "proposalkit index")

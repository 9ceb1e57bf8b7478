"""What a person sees who asks for help: every command, in 80 columns, and as documented."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import typer

from proposalkit import __version__
from proposalkit.cli.app import app
from proposalkit.cli.runtime import run

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {"chromadb", "langchain", "langchain_core", "openai", "weasyprint"}


def _commands(group: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    inner: dict[str, object] = getattr(group, "commands", {})
    for name, command in inner.items():
        yield from _commands(command, (*path, name))
    if not inner:
        yield path


COMMANDS = list(_commands(typer.main.get_group(app)))
DOCUMENTED = [command for command in COMMANDS if command != ("schema",)]  # hidden: `make schema`


def _reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "scripts/cli_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import json, sys\n"
        "from proposalkit.cli.runtime import run\n"
        "code = run(['--help'])\n"
        "print(json.dumps([code, sorted({name.partition('.')[0] for name in sys.modules})]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    exit_code, loaded = json.loads(done.stdout.splitlines()[-1])
    assert exit_code == 0
    assert HEAVY & set(loaded) == set()
    assert {"pydantic", "jinja2", "yaml", "rich", "numpy"} & set(loaded) == set()


def test_the_program_says_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"proposalkit {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_says_what_it_does_and_what_each_option_is(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERMINAL_WIDTH", "80")
    assert run([*command, "--help"]) == 0
    text = capsys.readouterr().out
    assert text.startswith(f"Usage: proposalkit {' '.join(command)} ")
    assert [line for line in text.splitlines() if len(line) > 80] == []
    found: object = typer.main.get_group(app)
    for name in command:
        found = getattr(found, "commands")[name]  # noqa: B009 - typer's own kind of command
    said = str(getattr(found, "help", ""))
    assert said
    assert " ".join(said.split()) in " ".join(text.split())
    params = getattr(found, "params", ())
    assert [one.name for one in params if not getattr(one, "help", None)] == []


def test_the_first_page_names_every_command_in_80_columns(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERMINAL_WIDTH", "80")
    assert run(["--help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines[1:] if len(line) > 80 or "..." in line] == []
    named = {line.split()[0] for line in lines if line.startswith("  ") and line.split()}
    assert {command[0] for command in DOCUMENTED} <= named


def test_the_reference_page_is_as_the_commands_say() -> None:
    """Run `make docs` when this fails."""
    reference = _reference()
    assert sorted(reference.COMMANDS) == sorted([(), *DOCUMENTED])
    assert reference.PAGE.read_text("utf-8") == reference.reference()

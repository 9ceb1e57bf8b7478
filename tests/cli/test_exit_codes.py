"""The exit codes a script can rely on: 0, 1, 2, 3, 70, 130; and what stands on which stream."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from proposalkit.__main__ import main
from proposalkit.cli import runtime, show
from proposalkit.cli.runtime import run
from proposalkit.errors import InputRefused, ProposalkitError, Refused, Unavailable
from proposalkit.model.finding import CheckResult, Finding, Verdict, fold_verdict
from proposalkit.workflows.machine import Part

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "workspace"
FINDING = Finding(
    id="price-differs", where="/pricing/0", message='"3.10" is not 3.11.', remedy="Ask the seller."
)
NOTE = Finding(id="n", severity="note", where="page 1", message="A note.", remedy="")


def _raise(error: BaseException) -> object:
    def step(*_: object, **__: object) -> object:
        raise error

    return step


def _verdict(*results: CheckResult) -> object:
    def verify(*_: object) -> Verdict:
        return fold_verdict("kit/1", results)

    return verify


@pytest.mark.parametrize(
    "arguments",
    [[], ["frobnicate"], ["generate"], ["generate", "a", "--colour", "red"], ["issue", "deal"],
     ["knowledge"], ["knowledge", "check", "--on", "tomorrow"], ["verify"]],
    ids=" ".join,
)  # fmt: skip
def test_a_command_typed_wrong_is_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    printed = capsys.readouterr()
    assert "Usage: proposalkit" in printed.err + printed.out
    assert "Traceback" not in printed.err


@pytest.mark.parametrize(
    ("error", "code", "text"),
    [
        (InputRefused([FINDING]), 2,
         '/pricing/0: "3.10" is not 3.11. Ask the seller.\n'
         "1 problem in the input. Mend each place listed and run again.\n"),
        (Refused('There is no kit in "../kits/a".', "Make one"), 1,
         'There is no kit in "../kits/a". Make one\n'),
        (Unavailable("The disk is full", "Free some space."), 2,
         "The disk is full. Free some space.\n"),
    ],
    ids=["input", "refused", "unavailable"],
)  # fmt: skip
def test_each_kind_of_error_has_its_code_and_its_sentence(
    error: ProposalkitError,
    code: int,
    text: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("proposalkit.workflows.verify.verify_path", _raise(error))
    assert run(["verify", "kit"]) == code
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", text)


def test_a_bug_is_70_and_keeps_its_trace(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("proposalkit.workflows.verify.verify_path", _raise(RuntimeError("odd")))
    assert run(["verify", "kit"]) == 70
    error = capsys.readouterr().err
    assert "RuntimeError: odd" in error
    assert error.endswith("This is a bug in proposalkit; please report the lines above.\n")


def test_ctrl_c_is_130_and_says_that_no_kit_was_harmed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("proposalkit.workflows.verify.verify_path", _raise(KeyboardInterrupt()))
    assert run(["verify", "kit"]) == 130
    assert capsys.readouterr().err == "Stopped; a kit that was there is as it was.\n"


def _raised_by_sigterm(command: str, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Say whether the signal reaches a command as Ctrl-C does; the handlers are put back."""

    def catches(_: object) -> int:
        try:
            signal.raise_signal(signal.SIGTERM)
        except KeyboardInterrupt:
            return 130
        return 0

    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    monkeypatch.setattr("sys.argv", ["proposalkit", command])
    monkeypatch.setattr("proposalkit.cli.runtime.run", catches)
    try:
        with pytest.raises(SystemExit) as ended:
            main()
    finally:
        signal.signal(signal.SIGTERM, before)
    return ended.value.code == 130


def test_sigterm_ends_a_command_as_ctrl_c_does_and_a_server_of_tools_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert _raised_by_sigterm("generate", monkeypatch)
    assert not _raised_by_sigterm("mcp", monkeypatch)


def test_a_reader_that_went_away_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in `proposalkit verify kit | head -1`."""
    monkeypatch.setattr("proposalkit.workflows.verify.verify_path", _raise(BrokenPipeError()))
    assert runtime.run(["verify", "kit"]) == 0


@pytest.mark.parametrize(
    ("results", "code", "word"),
    [
        ([CheckResult(check="a", findings=(NOTE,))], 0, "PASSED"),
        ([CheckResult(check="a", findings=(FINDING,))], 1, "FAILED"),
        ([CheckResult(check="a", outcome="could_not_run", detail="stopped")], 3, "INDETERMINATE"),
        ([CheckResult(check="a", outcome="not_applicable")], 0, "PASSED"),
    ],
    ids=["passed", "failed", "indeterminate", "not applicable"],
)
def test_a_verdict_is_told_by_code_word_and_json(
    results: list[CheckResult],
    code: int,
    word: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("proposalkit.workflows.verify.verify_path", _verdict(*results))
    assert run(["verify", "kit"]) == code
    assert capsys.readouterr().out.splitlines()[-1].startswith(f"{word} kit/1:")
    assert run(["verify", "kit", "--json"]) == code
    document = json.loads(capsys.readouterr().out)
    assert document["status"] == word
    assert [row["check"] for row in document["results"]] == ["a"]


def test_what_can_be_checked_by_itself_is_checked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(EXAMPLE)
    for arguments, text in (
        (["validate", "seller.yaml"], "seller.yaml: a valid seller profile"),
        (["validate", "deals/nordwind-support.yaml"],
         "deals/nordwind-support.yaml: a valid deal brief"),
        (["validate", "price-books/2026-11.yaml"], "price-books/2026-11.yaml: a valid price book"),
        (["pricebook", "check", "--on", "2026-11-23"],
         "1 price book is sound: 2026-11; 1 warning"),
        (["knowledge", "check", "--on", "2026-11-23"], "knowledge: 0 errors, 0 warnings"),
    ):  # fmt: skip
        assert run(arguments) == 0
        assert capsys.readouterr().out.splitlines()[-1] == text
    monkeypatch.chdir(tmp_path)
    assert run(["pricebook", "check"]) == 1
    assert run(["validate", "nothing.yaml"]) == 2
    assert run(["verify", "nothing"]) == 2


def test_a_passed_review_date_is_a_warning_and_a_fault_is_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["knowledge", "check", "--on", "2036-01-01"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("knowledge: 0 errors, ")
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "limits.yaml").write_text("nonsense: 1\n", encoding="utf-8")
    assert run(["knowledge", "check", "-w", str(tmp_path), "--json"]) == 2
    rows = json.loads(capsys.readouterr().out)
    assert {row["severity"] for row in rows} == {"error"}


def test_doctor_prints_each_part_and_the_command_that_mends_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    parts = (
        Part("Pango", "fail", "a library lacks: pango", "apt-get install libpango-1.0-0"),
        Part("Chroma", "warn", "it did not answer", "python -m pip install chromadb"),
        Part("Fonts", "ok", "6 shipped fonts"),
    )
    monkeypatch.setattr("proposalkit.workflows.doctor.examine", lambda *_: parts)
    assert run(["doctor"]) == 2
    assert capsys.readouterr().out.splitlines() == [
        "fail  Pango            a library lacks: pango",
        "      Run: apt-get install libpango-1.0-0",
        "warn  Chroma           it did not answer",
        "      Run: python -m pip install chromadb",
        "ok    Fonts            6 shipped fonts",
    ]
    monkeypatch.setattr("proposalkit.workflows.doctor.examine", lambda *_: parts[1:])
    assert run(["doctor", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows[1] == {"name": "Fonts", "state": "ok", "says": "6 shipped fonts", "run": ""}


def test_long_lines_are_broken_between_words_on_a_terminal_and_whole_in_a_pipe(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Stream:
        def __init__(self, terminal: bool) -> None:
            self.isatty = lambda: terminal

    monkeypatch.setenv("COLUMNS", "80")
    line = f"    {FINDING.line()} " + "word " * 40
    assert show.fit(line, Stream(False)) == line  # type: ignore[arg-type]
    pieces = show.fit(line, Stream(True)).splitlines()  # type: ignore[arg-type]
    assert max(map(len, pieces)) <= 80
    assert all(piece.startswith("        ") for piece in pieces[1:])
    assert " ".join(" ".join(pieces).split()) == " ".join(line.split())


def test_a_reader_that_leaves_before_the_last_line_is_no_fault() -> None:
    """As `| head` does: what was not yet sent at the end of the process is dropped in silence."""
    program = (
        "import proposalkit.cli.runtime as runtime\n"
        "runtime.run = lambda _: print('one line') or 0\n"
        "from proposalkit.__main__ import main\n"
        "main()\n"
    )
    buffered = {name: said for name, said in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=buffered,
    ) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdout.close()
        assert started.stderr.read() == b""
    assert started.returncode == 0

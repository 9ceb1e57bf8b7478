"""One case file for each fault of an input: the exact message, the exit code, the kit untouched.

A case changes the worked example (`replace` and `by`, `write`, `copy` of packaged knowledge, or
`remove`), runs one command in it and says word for word what a person reads on the terminal.
`<line of TEXT>` stands for the number of the only line of that file that holds the text, so that an
edit of the example elsewhere does not touch the cases.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml
from tests.journeys.workspaces import DEAL, change, contents, copy_example, write

from proposalkit.cli.runtime import run
from proposalkit.knowledge.packaged import packaged_path

PACKAGED = str(packaged_path("knowledge"))
_LINE_OF = re.compile(r"<(last )?line of (.+?)>")
CASES = sorted((Path(__file__).parent / "bad_input").glob("bad_*.yaml"))

FAULTS_OF_THE_ISSUE = {
    "unknown_key", "wrong_type", "missing_field", "currency", "floor_above_cap", "tiers_not_rising",
    "parameter_out_of_range", "unknown_clause", "two_clauses_with_one_id",
    "two_passages_with_one_id", "unreadable_yaml", "missing_image", "character_without_glyph",
}  # fmt: skip
"""The rest (no permission, full disk, lock, unknown deal) stands in test_bad_surroundings.py."""


def test_every_fault_the_issue_names_has_a_case() -> None:
    assert {path.stem.removeprefix("bad_") for path in CASES} >= FAULTS_OF_THE_ISSUE


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_fault_is_said_with_place_and_remedy_and_the_kit_stays(
    path: Path,
    tmp_path: Path,
    example_output: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    workspace = copy_example(tmp_path / "workspace")
    shutil.copytree(example_output, workspace / "output")
    _apply(workspace, case["change"])
    before, expected = contents(workspace), _with_lines(workspace, case["expected"])
    monkeypatch.chdir(workspace)
    arguments = case.get("command", f"generate {DEAL}").split()

    code = run(arguments)
    printed = capsys.readouterr()
    assert printed.err.replace(PACKAGED, "<packaged>") == expected
    assert printed.out == ""
    assert code == case["exit_code"]

    assert run([*arguments, "--json"]) == code
    printed = capsys.readouterr()
    assert _as_lines(printed.out).replace(PACKAGED, "<packaged>") == expected
    assert printed.err == ""
    assert contents(workspace) == before


def _apply(workspace: Path, changes: list[dict[str, str]]) -> None:
    for one in changes:
        if "write" in one:
            write(workspace, one["file"], one["write"])
        elif "copy" in one:
            write(workspace, one["file"], (Path(PACKAGED) / one["copy"]).read_text("utf-8"))
        elif "remove" in one:
            (workspace / one["file"]).unlink()
        else:
            change(workspace, one["file"], one["replace"], one["by"])


def _with_lines(workspace: Path, expected: str) -> str:
    """Put the numbers of lines in; a plain search, apart from the program's own reader."""
    rows = []
    for row in expected.splitlines(keepends=True):
        file = row.partition(":")[0]
        rows.append(_LINE_OF.sub(lambda match, file=file: _number(workspace / file, match), row))
    return "".join(rows)


def _number(path: Path, wanted: re.Match[str]) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    numbers = [number for number, line in enumerate(lines, start=1) if wanted[2] in line]
    assert numbers, wanted[0]
    assert wanted[1] or len(numbers) == 1, f"{wanted[0]} is on {numbers}"
    return str(numbers[-1])


def _as_lines(document: str) -> str:
    """Write the JSON report of an error as the terminal would."""
    report = json.loads(document)
    lines = [f"{row['where']}: {row['message']} {row['remedy']}" for row in report["findings"]]
    stop = "" if report["error"].endswith(".") else "."
    return "".join(f"{line}\n" for line in (*lines, f"{report['error']}{stop} {report['remedy']}"))

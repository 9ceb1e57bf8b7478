"""A workspace's own files over the shipped ones: copied, recorded, compared, never lost."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from tests.journeys.workspaces import contents, copy_example, write

from proposalkit.cli.runtime import run
from proposalkit.errors import InputRefused, Refused
from proposalkit.knowledge import packaged
from proposalkit.knowledge.knowledge_files import knowledge_files
from proposalkit.render.environment import template_environment
from proposalkit.workflows.check import check_knowledge_of
from proposalkit.workflows.customise import accept_files, add_files
from proposalkit.workflows.drift import overlay_findings, overlay_status, shipped_wordings
from proposalkit.workflows.overlay import deal_form, knowledge_folders, shipped_files
from proposalkit.workflows.pages import template_folders

ROOT = Path(__file__).resolve().parents[2]
CLAUSE = "knowledge/clauses/outcome-pricing/pricing-floor-cap"
LIMITS = "knowledge/limits.yaml"
STYLE = "templates/proposal/style.css"


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data of an installed program, which a test may change as a new version would."""
    data = tmp_path / "program" / "_data"
    for folder in ("knowledge", "templates", "examples/workspace", "schema"):
        target = data / folder.rpartition("/")[2]
        ignored = shutil.ignore_patterns("*.otf", "*.ttf")
        shutil.copytree(ROOT / folder, target, ignore=ignored)
    monkeypatch.setattr(packaged, "_INSTALLED", data)
    return data


@pytest.fixture
def workspace(shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The worked example, and the program run from inside it."""
    folder = copy_example(tmp_path / "workspace")
    monkeypatch.chdir(folder)
    return Path()


def _states(workspace: Path) -> dict[str, str]:
    return {one.file: one.state for one in overlay_status(workspace)}


def _move(shipped: Path, name: str, line: str) -> None:
    """Let a new version of the program say one line more in a file."""
    path = shipped / name
    path.write_text(f"{path.read_text('utf-8')}{line}\n", encoding="utf-8")


def test_every_shipped_file_can_be_replaced_one_by_one(workspace: Path) -> None:
    """Each kind of knowledge file, each partial, the stylesheet and the form of a brief."""
    names = list(shipped_files())
    assert {"knowledge/clauses/definitions.md", LIMITS, STYLE, f"{CLAUSE}/clause.md",
            "templates/proposal/words.html.j2", "templates/workspace/deal.yaml",
            "knowledge/playbook/stop-control.md"} <= set(names)  # fmt: skip
    assert [path.as_posix() for path in add_files(workspace, names)] == names
    assert set(_states(workspace).values()) == {"same"}
    for name in names:
        (workspace / name).write_text(f"own {name}", encoding="utf-8")

    read = {f"knowledge/{file.name}": file.data.decode()
            for file in knowledge_files(knowledge_folders(workspace))}  # fmt: skip
    folders = template_folders(workspace)
    environment = template_environment(folders)
    for name in names:
        inside = name.partition("/")[2]
        if name.startswith("knowledge/"):
            assert read[name] == f"own {name}"
        elif name.endswith(".j2"):
            assert environment.get_template(inside).render() == f"own {name}"
        elif name.endswith(".css"):
            assert folders.text(inside) == f"own {name}"
        else:
            assert deal_form(workspace).read_text("utf-8") == f"own {name}"
    assert set(_states(workspace).values()) == {"own"}


def test_a_copy_is_recorded_with_the_digest_of_what_it_replaced(
    workspace: Path, shipped: Path
) -> None:
    assert add_files(workspace, [CLAUSE]) == tuple(
        workspace / CLAUSE / name
        for name in (
            "10-preferred.md",
            "20-fallback-1.md",
            "30-fallback-2.md",
            "clause.md",
            "negotiation.yaml",
        )
    )
    digest = hashlib.sha256((shipped / CLAUSE / "clause.md").read_bytes()).hexdigest()
    record = Path("overlay.yaml").read_text("utf-8")
    assert f"  - file: {CLAUSE}/clause.md\n    replaced: {digest}\n    version: 0.1.0\n" in record
    kept = workspace / "originals" / CLAUSE / "clause.md"
    assert kept.read_bytes() == (shipped / CLAUSE / "clause.md").read_bytes()


def test_a_default_that_moved_is_reported_with_what_changed(workspace: Path, shipped: Path) -> None:
    add_files(workspace, [LIMITS])
    write(workspace, LIMITS, "crossover_units: 1\n")
    assert _states(workspace) == {LIMITS: "own"}
    assert overlay_findings(workspace) == ()
    _move(shipped, LIMITS, "new_limit: 7")

    (one,) = overlay_status(workspace)
    assert one.state == "moved"
    changed = [line for line in one.change.splitlines() if line[0] in "+-"]
    assert changed == ["--- shipped with 0.1.0", "+++ shipped now", "+new_limit: 7"]
    (finding,) = overlay_findings(workspace)
    assert finding.severity == "warning"
    assert finding.line() == (
        f"{LIMITS}:1: Your file is used; the shipped one has changed since you took your copy. "
        f"Take over what you want, then run: proposalkit overlay accept {LIMITS}"
    )

    accept_files(workspace, [LIMITS])
    assert _states(workspace) == {LIMITS: "own"}
    assert Path(LIMITS).read_text("utf-8") == "crossover_units: 1\n"


def test_a_change_without_its_original_is_said_not_guessed(workspace: Path, shipped: Path) -> None:
    add_files(workspace, [LIMITS])
    write(workspace, LIMITS, "crossover_units: 1\n")
    write(workspace, f"originals/{LIMITS}", "touched: yes\n")
    _move(shipped, LIMITS, "new_limit: 7")
    (one,) = overlay_status(workspace)
    assert one.change == (
        f'The change cannot be shown: "originals/{LIMITS}" is not the file that was copied.'
    )


def test_a_long_change_is_cut_with_a_count(workspace: Path, shipped: Path) -> None:
    add_files(workspace, [LIMITS])
    write(workspace, LIMITS, "crossover_units: 1\n")
    _move(shipped, LIMITS, "\n".join(f"limit_{number}: 1" for number in range(60)))
    (one,) = overlay_status(workspace)
    assert len(one.change.splitlines()) == 41
    assert one.change.endswith("... and 24 more lines")  # 2 headings, 1 mark, 1 before, 60 new


def test_line_ends_changed_by_version_control_are_no_change(workspace: Path, shipped: Path) -> None:
    add_files(workspace, [LIMITS])
    for name in (LIMITS, f"originals/{LIMITS}"):
        path = workspace / name
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert _states(workspace) == {LIMITS: "same"}
    write(workspace, LIMITS, "crossover_units: 1\r\n")
    _move(shipped, LIMITS, "new_limit: 7")
    assert "+new_limit: 7" in overlay_status(workspace)[0].change


def test_each_other_state_has_its_name_and_its_remedy(workspace: Path, shipped: Path) -> None:
    add_files(workspace, [LIMITS, "knowledge/playbook/stop-control.md", STYLE])
    write(workspace, "knowledge/rules.yaml", "rules: []\n")
    write(workspace, "knowledge/playbook/our-own.md", "text\n")
    write(workspace, "knowledge/rules.yml", "rules: []\n")
    write(workspace, f"{CLAUSE.replace('outcome-', 'outcom-')}/clause.md", "text\n")
    write(workspace, "templates/proposal/stile.css", "p {}\n")
    write(workspace, "templates/proposal/badge.html.j2", "badge\n")
    write(workspace, "templates/proposal/never.html.j2", "badge\n")
    write(workspace, "templates/proposal/proof.html.j2", '{% include "proposal/badge.html.j2" %}\n')
    write(workspace, "templates/fonts/Own.otf", "font\n")
    write(workspace, "knowledge/README.md", "not content\n")
    write(workspace, "knowledge/notes.internal.md", "not content\n")
    (shipped / "knowledge/playbook/stop-control.md").unlink()
    (workspace / STYLE).unlink()
    assert _states(workspace) == {
        LIMITS: "same",
        "knowledge/clauses/outcom-pricing/pricing-floor-cap/clause.md": "unknown",
        "knowledge/playbook/our-own.md": "added",
        "knowledge/playbook/stop-control.md": "gone",
        "knowledge/rules.yaml": "unrecorded",
        "knowledge/rules.yml": "unknown",
        "templates/fonts/Own.otf": "unknown",
        "templates/proposal/badge.html.j2": "added",
        "templates/proposal/never.html.j2": "unknown",
        "templates/proposal/proof.html.j2": "unrecorded",
        "templates/proposal/stile.css": "unknown",
        STYLE: "absent",
    }
    says = {one.file: f"{one.says} {one.remedy}" for one in overlay_status(workspace)}
    assert 'Did you mean "knowledge/rules.yaml"?' in says["knowledge/rules.yml"]
    assert f'Did you mean "{STYLE}"?' in says["templates/proposal/stile.css"]
    assert "shipped fonts alone" in says["templates/fonts/Own.otf"]
    assert "overlay accept knowledge/rules.yaml" in says["knowledge/rules.yaml"]

    accept_files(workspace, ["knowledge/playbook/stop-control.md", STYLE, "knowledge/rules.yaml"])
    after = _states(workspace)
    assert after["knowledge/playbook/stop-control.md"] == "added"
    assert after["knowledge/rules.yaml"] == "own"
    assert STYLE not in after


def test_nothing_is_written_over_and_nothing_by_half(workspace: Path) -> None:
    write(workspace, LIMITS, "mine: yes\n")
    before = contents(workspace)
    for names in ([STYLE, LIMITS], [STYLE, "knowledge/limit.yaml"], [STYLE, "../seller.yaml"]):
        with pytest.raises(Refused, match="nothing was changed"):
            add_files(workspace, names)
    with pytest.raises(Refused, match="not a workspace"):
        add_files(workspace / "deals", [STYLE])
    assert contents(workspace) == before


def test_a_damaged_record_is_refused_with_its_line(workspace: Path) -> None:
    row = f"  - {{file: ../../x, replaced: {'0' * 64}, version: 0.1.0}}\n"
    write(workspace, "overlay.yaml", f"format: 1\nfiles:\n{row}")
    with pytest.raises(InputRefused) as refused:
        overlay_status(workspace)
    assert [one.where.rpartition(":")[0] for one in refused.value.findings] == ["overlay.yaml:3"]


def test_the_check_of_the_knowledge_names_drift_once(workspace: Path, shipped: Path) -> None:
    add_files(workspace, [LIMITS, STYLE])
    own = (workspace / LIMITS).read_text("utf-8")
    write(workspace, LIMITS, f"{own}# ours\n")
    write(workspace, STYLE, "p {}\n")
    for name in (LIMITS, STYLE):
        _move(shipped, name, "# a word of the new version")
    write(workspace, "knowledge/rules.yml", "rules: []\n")
    write(workspace, "knowledge/rulez.yaml", "rules: []\n")
    found = check_knowledge_of(workspace, date(2026, 11, 23)).findings
    own_places = [one for one in found if one.where.startswith("knowledge/")]
    assert sorted((one.id, one.severity, one.where) for one in own_places) == [
        ("overlay-moved", "warning", f"{LIMITS}:1"),
        ("overlay-unknown", "warning", "knowledge/rules.yml:1"),
        ("unknown-place", "error", "knowledge/rulez.yaml"),
    ]


def test_the_commands_tell_a_person_and_a_program(
    workspace: Path, shipped: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["overlay", "status"]) == 0
    assert capsys.readouterr().out == "0 own files\n"
    assert run(["overlay", "add", "./knowledge/limits.yaml"]) == 0
    assert capsys.readouterr().out == f"{LIMITS}\n"
    write(workspace, LIMITS, "mine: yes\n")
    _move(shipped, LIMITS, "new_limit: 7")
    assert run(["overlay", "status"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"moved      {LIMITS}"
    assert "    | +new_limit: 7" in lines
    assert lines[-1] == "1 own file"
    assert run(["overlay", "status", "--json"]) == 1
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["file"], row["state"]) == (LIMITS, "moved")
    assert run(["overlay", "accept", LIMITS, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"accepted": [LIMITS]}
    assert run(["overlay", "add", "knowledge/rulez.yaml"]) == 1
    assert 'Did you mean "knowledge/rules.yaml"?' in capsys.readouterr().err


def test_a_wording_of_ones_own_for_a_regime_counts_as_added(workspace: Path) -> None:
    own = "knowledge/clauses/data-and-training/data-retention-deletion/variants/eu/10-preferred.md"
    write(workspace, own, "text\n")
    assert _states(workspace)[own] == "added"


def test_an_own_text_that_a_shipped_wording_takes_the_place_of_is_a_warning(
    workspace: Path,
) -> None:
    folder = "knowledge/clauses/behaviour-and-liability/liability-cap"
    add_files(workspace, [f"{folder}/10-preferred.md"])
    assert shipped_wordings(workspace) == ()  # it still says the same as the shipped one
    own = workspace / folder / "10-preferred.md"
    own.write_text(own.read_text("utf-8").replace("For all events", "For each event", 1), "utf-8")
    (warning,) = shipped_wordings(workspace)
    assert (warning.severity, warning.where) == ("warning", f"{folder}/10-preferred.md:1")
    assert "the shipped wording is used and not your text: eu, uk." in warning.message
    assert "overlay-wording-shipped" in [
        one.id for one in check_knowledge_of(workspace, date(2026, 11, 23)).findings
    ]
    add_files(workspace, [f"{folder}/variants/eu/10-preferred.md"])
    (left,) = shipped_wordings(workspace)
    assert left.message.endswith("not your text: uk.")

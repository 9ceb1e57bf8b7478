"""An outcome taken by name is the ready definition, and what the brief writes beside it wins."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from proposalkit.errors import InputRefused
from proposalkit.knowledge.inputs import read_brief, read_workspace
from proposalkit.model.brief_outcome import OutcomeIn

ROOT = Path(__file__).resolve().parents[2]
DEAL = "nordwind-support"

# name, columns a count looks at, an example that is billed and one that is not
READY = {
    "ticket-resolved": {"closed_by", "human_replies", "reopened_at", "handed_over_at"},
    "meeting-held": {"status", "minutes", "accepted_by_ae", "no_show"},
    "money-recovered": {"payment_status", "agent_contact_at", "reversed_at"},
    "document-validated": {"prepared_by", "status", "human_changes", "rejected_at"},
}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the worked example."""
    shutil.copytree(ROOT / "examples" / "workspace", tmp_path / "w")
    return tmp_path / "w"


def _take(workspace: Path, outcome: str) -> Path:
    """Write the outcome of the deal anew, in one line."""
    path = workspace / "deals" / f"{DEAL}.yaml"
    text = path.read_text(encoding="utf-8")
    made, count = re.subn(r"  outcome:\n(?:    .*\n)+", f"  outcome: {outcome}\n", text)
    assert count == 1
    path.write_text(made, encoding="utf-8")
    return path


def _outcome(workspace: Path) -> OutcomeIn:
    outcome = read_workspace(workspace, DEAL).brief.workflow.outcome
    assert outcome is not None
    return outcome


@pytest.mark.parametrize("name", READY)
def test_each_ready_definition_can_be_taken_by_name(workspace: Path, name: str) -> None:
    _take(workspace, f"{{ready: {name}}}")
    outcome = _outcome(workspace)
    fields = {one.field for one in (*outcome.qualifies, *outcome.excludes)}
    assert READY[name] <= fields
    assert {one.billed for one in outcome.cases} == {True, False}
    assert outcome.record is not None
    assert not outcome.handoff_counts
    assert not outcome.silence_counts


def test_a_meeting_counts_from_fifteen_minutes_and_with_the_account_executive(
    workspace: Path,
) -> None:
    _take(workspace, "{ready: meeting-held}")
    rules = {one.field: (one.operator, one.value) for one in _outcome(workspace).qualifies}
    assert rules["minutes"] == ("at_least", ("15",))
    assert rules["accepted_by_ae"] == ("equals", ("yes",))


def test_own_fields_win_over_the_ready_ones(workspace: Path) -> None:
    _take(workspace, "{ready: meeting-held, label: Visit held, dedupe_days: 30}")
    outcome = _outcome(workspace)
    assert (outcome.label, outcome.dedupe_days) == ("Visit held", 30)
    assert outcome.event == "Meeting is marked as held"


def test_an_unknown_name_is_one_finding_with_its_place_and_the_nearest_name(
    workspace: Path,
) -> None:
    path = _take(workspace, "{ready: meeting-hold}")
    line = path.read_text(encoding="utf-8").split("outcome: {")[0].count("\n") + 1
    with pytest.raises(InputRefused) as caught:
        read_workspace(workspace, DEAL)
    (finding,) = caught.value.findings
    assert finding.where.endswith(f"{DEAL}.yaml:{line}:20")
    assert 'Did you mean "meeting-held"?' in finding.message


def test_the_workspace_has_definitions_of_its_own(workspace: Path) -> None:
    shipped = (ROOT / "knowledge" / "outcomes.yaml").read_text(encoding="utf-8")
    (workspace / "knowledge").mkdir()
    own = shipped.replace("  meeting-held:", "  visit-made:")
    (workspace / "knowledge" / "outcomes.yaml").write_text(own, encoding="utf-8")
    _take(workspace, "{ready: visit-made}")
    assert _outcome(workspace).ready == "visit-made"


def test_a_brief_read_alone_is_filled_too(workspace: Path) -> None:
    path = _take(workspace, "{ready: ticket-resolved}")
    outcome = read_brief(path).workflow.outcome
    assert outcome is not None
    assert outcome.label == "Ticket resolved without hand-off"


@pytest.mark.parametrize("days", ["29", "91"])
def test_a_pilot_outside_30_to_90_days_is_refused_with_its_line(workspace: Path, days: str) -> None:
    path = workspace / "deals" / f"{DEAL}.yaml"
    text = path.read_text(encoding="utf-8").replace("    days: 60\n", f"    days: {days}\n")
    path.write_text(text, encoding="utf-8")
    line = text.split(f"    days: {days}")[0].count("\n") + 1
    with pytest.raises(InputRefused) as caught:
        read_workspace(workspace, DEAL)
    (finding,) = caught.value.findings
    assert finding.where.endswith(f"{DEAL}.yaml:{line}:11")
    assert f'"{days}"' in finding.message

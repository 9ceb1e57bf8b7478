"""The review of what a person names: a deal before its kit, a file, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from proposalkit.cli.app import app
from proposalkit.cli.objections import review_lines
from proposalkit.errors import InputRefused
from proposalkit.workflows.review import review

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "workspace"
GOLDEN = ROOT / "tests" / "golden" / "nordwind-support" / "proposal.json"


def test_a_deal_and_its_proposal_get_the_same_answers(tmp_path: Path) -> None:
    file = tmp_path / "proposal.json"
    file.write_bytes(GOLDEN.read_bytes())
    before, after = review("nordwind-support", EXAMPLE), review(str(file), tmp_path)
    assert (before.read_from, after.read_from) == ("deal", "file")
    assert before.rules == after.rules


def test_a_deal_is_found_by_its_file_too() -> None:
    by_file = review(str(EXAMPLE / "deals" / "nordwind-support.yaml"), Path("/nowhere"))
    assert by_file == review("nordwind-support", EXAMPLE)


def test_a_workspace_moves_a_limit(tmp_path: Path) -> None:
    """A house that is content with 14 days for a new model has one objection less."""
    shipped = (ROOT / "knowledge" / "review-rules.yaml").read_text(encoding="utf-8")
    at = shipped.index("id: B-36")
    own = shipped[:at] + shipped[at:].replace('days: "30"', 'days: "14"', 1)
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "review-rules.yaml").write_text(own, encoding="utf-8")
    found = {one.rule.id: one.outcome for one in review(str(GOLDEN), tmp_path).rules}
    assert found["B-36"] == "met"


def test_a_rule_without_a_test_is_refused_with_its_file(tmp_path: Path) -> None:
    shipped = (ROOT / "knowledge" / "review-rules.yaml").read_text(encoding="utf-8")
    (tmp_path / "knowledge").mkdir()
    own = tmp_path / "knowledge" / "review-rules.yaml"
    own.write_text(shipped.replace("id: B-55", "id: B-57"), encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        review(str(GOLDEN), tmp_path)
    assert {one.where for one in refused.value.findings} == {str(own)}
    assert len(refused.value.findings) == 2


def test_the_command_leaves_with_one_when_a_buyer_objects() -> None:
    done = CliRunner().invoke(app, ["review", "nordwind-support", "-w", str(EXAMPLE)])
    assert done.exit_code == 1
    assert "B-23 OBJECTION" in done.output


def test_each_objection_says_place_reason_and_change() -> None:
    lines = list(review_lines(review("nordwind-support", EXAMPLE), everything=True))
    at = next(number for number, line in enumerate(lines) if line.startswith("B-36 OBJECTION"))
    assert [line.split(":")[0].strip() for line in lines[at + 1 : at + 5]] == [
        "found", "where", "why", "change",
    ]  # fmt: skip
    told = [line[:4] for line in lines if line.startswith("B-")]
    assert len(told) == len(set(told)) == 56

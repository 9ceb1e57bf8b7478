"""Approvals are what named people say: recorded, held against the words, never set by itself."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from proposalkit.errors import InputRefused, Refused
from proposalkit.knowledge.packaged import packaged_path
from proposalkit.workflows.approved import record_findings
from proposalkit.workflows.clause_library import (
    diff_texts,
    ground_of,
    list_texts,
    overdue_texts,
    show_text,
)
from proposalkit.workflows.clause_records import Asked, Person, record_step
from proposalkit.workflows.deviations import Grant, list_deviations, record_deviation
from proposalkit.workflows.where_used import where_used

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "workspace"
CLAUSE = "exit-data-export"
FILE = f"knowledge/clauses/pilot-term-exit/{CLAUSE}/10-preferred.md"
DAY = date(2026, 11, 20)
ADA = Person("Ada TEST", "General counsel", DAY)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the worked example."""
    shutil.copytree(EXAMPLE, tmp_path / "workspace")
    return tmp_path / "workspace"


def _own(workspace: Path, replace: str, by: str) -> None:
    """Take the shipped text into the workspace with one change."""
    shipped = (packaged_path("knowledge").parent / FILE).read_text("utf-8")
    assert shipped.count(replace) >= 1
    (workspace / FILE).parent.mkdir(parents=True, exist_ok=True)
    (workspace / FILE).write_text(shipped.replace(replace, by, 1), encoding="utf-8")


def _status(workspace: Path, on: date = DAY) -> str:
    rows = list_texts(ground_of(workspace, on))
    return next(
        one.status for one in rows if (one.clause, one.position) == (CLAUSE, "10-preferred")
    )


def test_an_approval_records_name_role_day_and_digest(workspace: Path) -> None:
    record_step(workspace, [CLAUSE], ADA, Asked("approved"))
    lines = (workspace / "approvals/clauses.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert [row["step"] for row in rows] == ["in_review", "approved"]
    last = rows[-1]
    told = [last[key] for key in ("kind", "name", "role", "on", "clause", "position")]
    assert told == [
        "clause_text", "Ada TEST", "General counsel", "2026-11-20", CLAUSE, "10-preferred",
    ]  # fmt: skip
    assert (workspace / f"approvals/texts/{last['digest']}.md").is_file()
    assert _status(workspace) == "effective"
    sheet = show_text(ground_of(workspace, DAY), CLAUSE)
    assert [one.step for one in sheet.records] == ["in_review", "approved"]


@pytest.mark.parametrize(("name", "role"), [(" ", "Counsel"), ("Ada", "")])
def test_an_approval_without_a_person_is_refused_and_leaves_nothing(
    workspace: Path, name: str, role: str
) -> None:
    with pytest.raises(Refused, match="names nobody"):
        record_step(workspace, [CLAUSE], Person(name, role, DAY), Asked("approved"))
    assert not (workspace / "approvals").exists()


def test_a_text_that_may_not_take_the_step_stops_the_whole_command(workspace: Path) -> None:
    record_step(workspace, [CLAUSE], ADA, Asked("withdrawn"))
    before = (workspace / "approvals/clauses.jsonl").read_bytes()
    with pytest.raises(Refused, match=f'"{CLAUSE}/10-preferred" is withdrawn'):
        record_step(workspace, ["liability-cap", CLAUSE], ADA, Asked("approved"))
    assert (workspace / "approvals/clauses.jsonl").read_bytes() == before


def test_a_clause_nobody_knows_is_refused_with_the_one_that_was_meant(workspace: Path) -> None:
    with pytest.raises(Refused) as refused:
        record_step(workspace, ["exit-data-exprt"], ADA, Asked("approved"))
    assert refused.value.remedy == f'Did you mean "{CLAUSE}"?'


def test_a_changed_approved_text_is_a_finding_of_the_check(workspace: Path) -> None:
    record_step(workspace, [CLAUSE], ADA, Asked("approved"))
    assert record_findings(workspace) == ()
    _own(workspace, "software", "programs")
    (found,) = record_findings(workspace)
    assert (found.id, found.where) == ("approved-text-changed", FILE)
    assert _status(workspace) == "draft"


def test_a_change_after_an_approval_is_shown_word_by_word(workspace: Path) -> None:
    record_step(workspace, [CLAUSE], ADA, Asked("approved"))
    _own(workspace, "software", "programs")
    found = diff_texts(ground_of(workspace, DAY), CLAUSE, "", "")
    kinds = [(one.kind, one.text) for one in found.changes if one.kind != "same"]
    assert kinds[0][0] == "removed"
    assert "programs" in kinds[1][1]
    same = diff_texts(ground_of(workspace, DAY), CLAUSE, "shipped", "shipped")
    assert {one.kind for one in same.changes} == {"same"}
    with pytest.raises(Refused, match='Version "9" of'):
        diff_texts(ground_of(workspace, DAY), CLAUSE, "9", "")


def test_records_that_cannot_be_read_are_named_line_by_line(workspace: Path) -> None:
    record_step(workspace, [CLAUSE], ADA, Asked("approved"))
    path = workspace / "approvals/clauses.jsonl"
    first, second = path.read_text("utf-8").splitlines()
    path.write_text(
        f'{first}\n{{"kind": "clause_text"}}\n{second.replace("approved", "blessed", 1)}\n'
    )
    with pytest.raises(InputRefused) as refused:
        list_texts(ground_of(workspace, DAY))
    places = {one.where.rpartition("clauses.jsonl:")[2] for one in refused.value.findings}
    assert places == {"2:1", "3:1"}


def test_a_header_that_calls_itself_approved_is_a_warning(workspace: Path) -> None:
    _own(workspace, "status: draft", "status: approved")
    (found,) = record_findings(workspace)
    assert (found.id, found.severity, found.where) == ("header-approves-nothing", "warning", FILE)


def test_what_is_past_its_review_is_stale_on_that_day_only(workspace: Path) -> None:
    ground = ground_of(workspace, date(2026, 11, 21))
    due = min(one.review_by for one in ground.library.clauses.values())
    told = [one.id for one in overdue_texts(ground_of(workspace, due))]
    assert "review-overdue" not in told
    late = [one.id for one in overdue_texts(ground_of(workspace, date(2100, 1, 1)))]
    assert late.count("review-overdue") == len(ground.library.clauses)


def test_a_clause_is_stale_once_the_day_of_a_law_it_names_has_come(workspace: Path) -> None:
    """Article 50(2) applies to older systems from 2 December 2026; it was last read before."""

    def moved(on: date) -> list[str]:
        found = overdue_texts(ground_of(workspace, on))
        return [one.message for one in found if one.id == "law-moved"]

    assert moved(date(2026, 12, 1)) == []
    (told,) = moved(date(2026, 12, 2))
    assert told.startswith('"Roles under the EU AI Act" names "EU AI Act, Article 50(2)')
    assert "it applies since 2026-12-02, and was last read on 2026-11-01" in told


def test_a_deviation_names_who_asked_who_granted_why_and_until_when(workspace: Path) -> None:
    grant = Grant(
        "nordwind-support", CLAUSE, "Marit", "Their standard.", "60 days.", date(2027, 3, 1)
    )
    made = record_deviation(workspace, grant, ADA)
    assert (made.requester, made.name) == ("Marit", "Ada TEST")
    assert made.position == "variants/eu/10-preferred"  # the wording the buyer in Germany has
    (held,) = list_deviations(workspace, date(2027, 3, 1))
    assert held.holds
    assert not list_deviations(workspace, date(2027, 3, 2))[0].holds
    assert list_deviations(workspace, DAY, "another-deal") == ()
    with pytest.raises(InputRefused, match="1 problem"):
        record_deviation(workspace, grant, Person("marit", "Sales", DAY))
    with pytest.raises(Refused, match='no open conflict "X-05"'):
        record_deviation(workspace, Grant("nordwind-support", "X-05", "Marit", "Why.", "What.",
                                          DAY), ADA)  # fmt: skip


def test_where_used_finds_version_and_digest_in_every_revision(tmp_path: Path) -> None:
    clause = {"facts": [{"id": CLAUSE, "value": "no"}], "family": "assurance", "id": CLAUSE,
              "landsIn": "dpa", "origin": "standard", "text": 'With a "quote" and \\ a slash.',
              "textSha256": "a" * 64, "title": "Exit", "version": "3"}  # fmt: skip
    for deal, number, clauses in (("one", 1, []), ("one", 2, [clause]), ("two", 10, [clause])):
        buyer = tmp_path / deal / str(number) / "buyer"
        buyer.mkdir(parents=True)
        data = json.dumps({"clauses": clauses}, sort_keys=True, separators=(",", ":"))
        (buyer / "proposal.json").write_text(data, encoding="utf-8")
        (buyer / "manifest.json").write_text('{"grade": "issued"}', encoding="utf-8")
    uses = where_used(tmp_path, CLAUSE)
    assert [(one.deal, one.revision, one.version, one.digest[:2]) for one in uses] == [
        ("one", 2, "3", "aa"), ("two", 10, "3", "aa"),
    ]  # fmt: skip
    assert {one.grade for one in uses} == {"issued"}
    assert where_used(tmp_path, "exit") == ()
    with pytest.raises(Refused, match="There is no folder"):
        where_used(tmp_path / "none", CLAUSE)

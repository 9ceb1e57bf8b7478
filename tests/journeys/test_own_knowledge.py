"""A company's own knowledge lies over the shipped one, file by file, and the kit shows it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from tests.journeys.workspaces import DEAL, NOW, change, copy_example, write

from proposalkit.compose.parts import Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.knowledge.packaged import packaged_path
from proposalkit.model.finding import Status
from proposalkit.model.proposal import Proposal
from proposalkit.workflows.clause_records import Asked, Person, record_step
from proposalkit.workflows.gather import Gathered, gather
from proposalkit.workflows.generate import Request, generate_kit
from proposalkit.workflows.verify import verify_path

TEXT = "knowledge/clauses/pilot-term-exit/term-termination/10-preferred.md"
RULES = "knowledge/rules.yaml"
OWN_SENTENCE = "Our own lawyers wrote this sentence."


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The worked example, ready for files of its own."""
    return copy_example(tmp_path / "workspace")


def _overlay(workspace: Path, file: str) -> None:
    """Copy one shipped file of the knowledge into the workspace."""
    shipped = packaged_path("knowledge") / file.removeprefix("knowledge/")
    write(workspace, file, shipped.read_text("utf-8"))


def _approve(workspace: Path, file: str) -> None:
    clause = Path(file).parent.name
    ada = Person("Ada Lindqvist", "General counsel", date(2026, 11, 2))
    record_step(workspace, [clause], ada, Asked("approved"))


def _ask_for(workspace: Path, clause: str) -> None:
    """Let the first rule ask for one clause more."""
    _overlay(workspace, RULES)
    path = workspace / RULES
    rules = path.read_text("utf-8")
    path.write_text(rules.replace("clauses: [", f"clauses: [{clause}, ", 1), encoding="utf-8")


def _compose(workspace: Path) -> tuple[Gathered, Proposal]:
    gathered = gather(workspace, DEAL)
    return gathered, compose_proposal(gathered.parts, Release(deal=DEAL))


def _unapproved(gathered: Gathered) -> set[str | None]:
    blockers = gathered.parts.terms.blockers
    return {one.clause for one in blockers if one.kind == "clause_not_approved"}


def test_an_approved_text_leaves_the_list_of_the_unapproved(workspace: Path) -> None:
    before, _ = _compose(workspace)
    _overlay(workspace, TEXT)
    _approve(workspace, TEXT)
    after, proposal = _compose(workspace)
    assert _unapproved(before) - _unapproved(after) == {"term-termination"}
    row = next(one for one in proposal.to_be_supplied if one.id == "clause-approval")
    assert "term-termination" not in row.clause_refs
    assert f": {len(_unapproved(before)) - 1}." in row.what


def test_a_file_that_calls_itself_approved_approves_nothing(workspace: Path) -> None:
    _overlay(workspace, TEXT)
    change(workspace, TEXT, "status: draft", "status: approved")
    change(workspace, TEXT, "approved_by: null", "approved_by: Ada Lindqvist")
    assert "term-termination" in _unapproved(_compose(workspace)[0])


def test_a_text_past_its_review_waits_for_approval_again(workspace: Path) -> None:
    """The clause was approved, but was to be read again before the offer date."""
    clause = TEXT.replace("10-preferred", "clause")
    for file in (TEXT, clause):
        _overlay(workspace, file)
    header = (workspace / clause).read_text("utf-8")
    due = re.search(r"review_by: (\S+)", header)
    assert due is not None
    assert date.fromisoformat(due[1]) > date(2026, 11, 23)
    change(workspace, clause, f"review_by: {due[1]}", "review_by: 2026-11-22")
    _approve(workspace, TEXT)
    gathered, _ = _compose(workspace)
    blocker = next(one for one in gathered.parts.terms.blockers
                   if one.id == "clause-not-approved:term-termination")  # fmt: skip
    assert "was to be reviewed by 22 November 2026" in blocker.what


def test_a_clause_no_library_has_is_to_be_supplied_by_name(workspace: Path) -> None:
    _ask_for(workspace, "escrow-of-weights")
    gathered, proposal = _compose(workspace)
    row = next(one for one in proposal.to_be_supplied if one.id == "missing-clauses")
    assert "escrow-of-weights" in row.what
    assert "escrow-of-weights" in row.clause_refs
    ids = {one.id for one in gathered.parts.terms.blockers}
    assert "clause-missing:escrow-of-weights" in ids


def test_the_kit_prints_the_companys_own_text_and_what_it_still_owes(
    workspace: Path, shared_cache: Path
) -> None:
    """One kit with all of it: own sentence, approval, a clause nobody wrote, a moved default."""
    _overlay(workspace, TEXT)
    _approve(workspace, TEXT)
    path = workspace / TEXT
    path.write_text(f"{path.read_text('utf-8').rstrip()} {OWN_SENTENCE}\n", encoding="utf-8")
    _ask_for(workspace, "escrow-of-weights")
    row = f"{{file: {TEXT}, replaced: {'0' * 64}, version: 0.0.9}}"
    write(workspace, "overlay.yaml", f"format: 1\nfiles: [{row}]\n")
    request = Request(workspace=workspace, deal=DEAL, output=workspace / "output")
    report = generate_kit(request, now=NOW)
    folder = report.folder
    with pypdfium2.PdfDocument(folder / "buyer" / "proposal.pdf") as document:
        pages = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    assert any(OWN_SENTENCE in page for page in pages)
    assert "escrow-of-weights" in pages[0] + pages[1]  # a long list runs on to the next page
    assert [one.id for one in report.warnings] == ["overlay-moved"]
    assert f"warning: {report.warnings[0].line()}" in report.text()
    memo = (folder / "internal" / "deal-desk.md").read_text("utf-8")
    assert f"- `{TEXT}`: Your file is used; the shipped one has changed" in memo
    assert not any("shipped" in page or "overlay" in page for page in pages)
    assert b"overlay" not in (folder / "buyer" / "proposal.json").read_bytes()
    verdict = verify_path(folder)
    assert (verdict.status, verdict.findings) == (Status.PASSED, ())


def test_a_sentence_that_lost_a_slot_is_named_with_its_line(workspace: Path) -> None:
    from proposalkit.errors import InputRefused

    _overlay(workspace, "knowledge/wording.yaml")
    path = workspace / "knowledge" / "wording.yaml"
    change(workspace, "knowledge/wording.yaml", "In scope: {workflow}, on the", "In scope: on the")
    lines = path.read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "pilot.scope.both:" in text)
    with pytest.raises(InputRefused) as refused:
        generate_kit(Request(workspace, DEAL, workspace / "output"), now=NOW)
    (finding,) = refused.value.findings
    assert finding.line().endswith(
        f'knowledge/wording.yaml:{line}:21: The sentence "pilot.scope.both" has other slots than '
        "the program fills. Write it with {workflow}, each as it stands here."
    )

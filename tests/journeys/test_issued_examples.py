"""The worked deals become firm offers with test approvals, and not before."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.journeys.approvals import (
    TEST,
    approve_all,
    ask_for_no_missing_clause,
    blockers_of,
    edit_a_text,
)
from tests.journeys.workspaces import DEALS, NOW, contents, write

from proposalkit.compose.parts import Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.errors import Refused
from proposalkit.knowledge.packaged import packaged_path
from proposalkit.model.finding import Status
from proposalkit.verify.consistency import check_consistency
from proposalkit.workflows.clause_records import Asked, record_step
from proposalkit.workflows.gather import gather
from proposalkit.workflows.generate import Request, generate_kit
from proposalkit.workflows.issue import issue_kit
from proposalkit.workflows.offer import refuse_blocked_offer
from proposalkit.workflows.verify import verify_path

BY = "Marit TEST, account executive"


@pytest.fixture(params=DEALS)
def request_of(request: pytest.FixtureRequest, tmp_path: Path) -> Request:
    """A worked deal in a copy of its workspace, asked for as a firm offer."""
    deal = str(request.param)
    shutil.copytree(DEALS[deal], tmp_path / "workspace")
    return Request(
        workspace=tmp_path / "workspace", deal=deal, output=tmp_path / "kits", grade="issued",
        released_by=BY,
    )  # fmt: skip


def test_every_blocker_is_named_at_once_with_its_kind_and_who_clears_it(
    request_of: Request,
) -> None:
    gathered = gather(request_of.workspace, request_of.deal)
    with pytest.raises(Refused) as refused:
        refuse_blocked_offer(request_of, gathered)
    blockers = gathered.parts.terms.blockers
    told = [(one.id, one.where, one.remedy) for one in refused.value.findings]
    assert told == [
        (one.kind.replace("_", "-"), one.id, f"Cleared by: {one.who}.") for one in blockers
    ]
    assert len(told) > 15


def test_approvals_clear_the_way_to_a_firm_offer(request_of: Request) -> None:
    workspace, deal = request_of.workspace, request_of.deal
    approve_all(workspace)
    assert {one.kind for one in blockers_of(workspace, deal)} <= {"clause_missing"}
    ask_for_no_missing_clause(workspace, deal)
    gathered = gather(workspace, deal)
    refuse_blocked_offer(request_of, gathered)
    offer = compose_proposal(gathered.parts, Release(deal=deal, grade="issued", released_by=BY))
    assert (offer.status, offer.binding_nature) == ("issued", "firm_offer")
    assert check_consistency(offer).findings == ()
    assert {one.id for one in offer.to_be_supplied} <= {"contract-documents"}


@pytest.mark.deep
def test_the_whole_kit_is_issued_and_verifies(request_of: Request) -> None:
    workspace, deal = request_of.workspace, request_of.deal
    with pytest.raises(Refused):
        issue_kit(request_of, grade="issued", by=BY, now=NOW)
    approve_all(workspace)
    ask_for_no_missing_clause(workspace, deal)
    draft = Request(workspace=workspace, deal=deal, output=request_of.output)
    generate_kit(draft, now=NOW)
    report = issue_kit(draft, grade="issued", by=BY, now=NOW)
    assert report.grade == "issued"
    verdict = verify_path(report.folder, workspace, NOW.date())
    assert (verdict.status, verdict.findings) == (Status.PASSED, ())
    before = contents(report.folder)
    edit_a_text(workspace, "model-change-control")  # has no wording for a regime of law
    assert generate_kit(draft, now=NOW).revision == report.revision + 1
    assert contents(report.folder) == before


DOZEN = (
    "data-no-training", "data-use-limits", "data-retention-deletion", "data-ownership-io",
    "output-accuracy-warranty", "human-oversight", "hallucination-allocation", "liability-cap",
    "acceptable-use", "incident-and-rollback", "term-termination", "exit-data-export",
)  # fmt: skip


def test_a_dozen_approved_clauses_are_enough_where_the_rules_ask_for_no_more(
    tmp_path: Path,
) -> None:
    deal = "nordwind-support"
    shutil.copytree(DEALS[deal], tmp_path / "shop")
    shipped = (packaged_path("knowledge") / "rules.yaml").read_text("utf-8")
    head, _, rest = shipped.partition("rules:\n")
    _, mark, safety = rest.partition("# What may not be asserted")
    row = f"  - {{id: R-01, when: Always., condition: always, clauses: [{', '.join(DOZEN)}]}}\n"
    row += "  - {id: R-07, when: Public., condition: public_sector, clauses: [ai-use-disclosure]}\n"
    write(tmp_path / "shop", "knowledge/rules.yaml", f"{head}rules:\n{row}{mark}{safety}")
    before = blockers_of(tmp_path / "shop", deal)
    assert {one.clause for one in before} == set(DOZEN)
    german = ("liability-cap", "exit-data-export")
    names = [f"{one}/variants/eu/10-preferred" if one in german else one for one in DOZEN]
    record_step(tmp_path / "shop", names, TEST, Asked("approved"))
    gathered = gather(tmp_path / "shop", deal)
    asked = Request(tmp_path / "shop", deal, tmp_path, grade="issued", released_by=BY)
    refuse_blocked_offer(asked, gathered)
    assert {one.id for one in gathered.parts.terms.clauses} == {"definitions", *DOZEN}

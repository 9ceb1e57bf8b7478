"""An alternative text of a worked deal: granted on record, in the memo, and never told outside."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from proposalkit.compare.revisions import compare_revisions
from proposalkit.compose.memo import MemoNumbers, deal_desk_memo
from proposalkit.compose.parts import Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.errors import Refused
from proposalkit.verify.consistency import check_consistency
from proposalkit.workflows.clause_records import Person
from proposalkit.workflows.deviations import Grant, record_deviation
from proposalkit.workflows.gather import Gathered, gather
from proposalkit.workflows.generate import Request
from proposalkit.workflows.inside import kept_inside
from proposalkit.workflows.negotiation_inside import negotiation_bytes
from proposalkit.workflows.offer import refuse_blocked_offer, refuse_ungranted

EXAMPLE = Path(__file__).parents[2] / "examples" / "workspace"
DEAL, CLAUSE = "nordwind-support", "liability-cap"
DEAL_DESK = Person("Ada TEST", "TEST deal desk", date(2026, 11, 20))
GRANT = Grant(DEAL, f"{CLAUSE}/fallback-1", "Marit TEST", "Their policy.", "", date(2027, 3, 1))
NONE = MemoNumbers(header=(), rows=(), notes=(), warnings=())


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The worked deal, which asks for the first alternative of one clause."""
    shutil.copytree(EXAMPLE, tmp_path / "shop")
    brief = tmp_path / "shop" / "deals" / f"{DEAL}.yaml"
    brief.write_text(brief.read_text("utf-8") + f"positions: {{{CLAUSE}: fallback-1}}\n", "utf-8")
    return tmp_path / "shop"


def _ungranted(gathered: Gathered) -> list[str]:
    return [one.id for one in gathered.parts.terms.blockers if one.kind == "deviation_missing"]


def test_no_release_lets_an_alternative_out_that_nobody_granted(workspace: Path) -> None:
    gathered = gather(workspace, DEAL)
    assert _ungranted(gathered) == [f"position-not-granted:{CLAUSE}"]
    with pytest.raises(Refused, match="granted by nobody"):
        refuse_ungranted(gathered)
    asked = Request(workspace, DEAL, workspace / "output", grade="issued", released_by="Marit TEST")
    with pytest.raises(Refused) as refused:
        refuse_blocked_offer(asked, gathered)
    assert f"position-not-granted:{CLAUSE}" in [one.where for one in refused.value.findings]


def test_a_grant_on_record_clears_it_until_its_last_day(workspace: Path) -> None:
    record = record_deviation(workspace, GRANT, DEAL_DESK)
    assert record.position == "variants/eu/20-fallback-1"  # the buyer is German
    granted = gather(workspace, DEAL)
    assert _ungranted(granted) == []
    refuse_ungranted(granted)
    (choice,) = granted.parts.terms.positions
    assert (choice.granted_by, choice.expires) == ("Ada TEST, TEST deal desk", GRANT.expires)


# The offer of 23 November 2026 stands for 45 days, to 7 January 2027.
@pytest.mark.parametrize(
    "grant",
    [
        replace(GRANT, expires=date(2027, 1, 6)),
        replace(GRANT, subject=f"{CLAUSE}/fallback-2"),
        replace(GRANT, subject="data-no-training/fallback-1"),
    ],
)
def test_a_grant_that_ends_earlier_or_is_of_another_text_clears_nothing(
    workspace: Path, grant: Grant
) -> None:
    record_deviation(workspace, grant, DEAL_DESK)
    assert _ungranted(gather(workspace, DEAL)) == [f"position-not-granted:{CLAUSE}"]


def test_a_text_the_library_changed_since_has_to_be_granted_again(workspace: Path) -> None:
    record_deviation(workspace, GRANT, DEAL_DESK)
    text = f"knowledge/clauses/behaviour-and-liability/{CLAUSE}/variants/eu/20-fallback-1.md"
    own = workspace / text
    own.parent.mkdir(parents=True)
    shipped = EXAMPLE.parents[1] / text
    own.write_text(shipped.read_text("utf-8").replace("Customer", "The Customer", 1), "utf-8")
    assert _ungranted(gather(workspace, DEAL)) == [f"position-not-granted:{CLAUSE}"]


def test_a_grant_for_a_clause_the_deal_has_not_is_refused(workspace: Path) -> None:
    with pytest.raises(Refused, match='has no clause "baa-hipaa"'):
        record_deviation(workspace, replace(GRANT, subject="baa-hipaa/fallback-1"), DEAL_DESK)


def test_memo_sheet_answers_and_comparison_follow_the_text_and_no_buyer_learns_its_place(
    workspace: Path,
) -> None:
    record_deviation(workspace, GRANT, DEAL_DESK)
    gathered, release = gather(workspace, DEAL), Release(deal=DEAL)
    offer = compose_proposal(gathered.parts, release)
    standard = compose_proposal(gather(EXAMPLE, DEAL).parts, release)

    assert check_consistency(offer).findings == ()
    multiple = {one.value for one in offer.claims if one.predicate == "liability.cap_multiple"}
    before = {one.value for one in standard.claims if one.predicate == "liability.cap_multiple"}
    assert (before, multiple) == ({"1"}, {"1.5"})  # the defaults of clause.md

    memo = deal_desk_memo(gathered.parts, offer, NONE)
    row = f"| {CLAUSE} | variants/eu/20-fallback-1 | Ada TEST, TEST deal desk | 2027-03-01 |"
    assert row in memo.split("## Alternative texts in this kit")[1]
    sheet = negotiation_bytes(gathered, offer).decode()
    mine = next(one for one in sheet.split("\n### ") if f"({CLAUSE} v" in one.partition("\n")[0])
    assert "The kit holds the text variants/eu/20-fallback-1 already, granted by Ada TEST" in mine
    assert "**Next text (never show):** 30:" in mine

    changes = compare_revisions(standard, offer, ("1", "2")).changes
    (clause,) = [one for one in changes if one.kind == "clause"]
    assert clause.what == f"Liability cap ({CLAUSE})"
    assert {one.kind for one in clause.words} >= {"added", "removed"}

    told = offer.model_dump_json()
    assert "fallback" not in told
    used = next(one.text for one in offer.clauses if one.id == CLAUSE)
    kept = kept_inside(gathered, offer)
    assert [name for name, text in kept.items() if text in used] == []

"""A kit with a price exception: blocked, released, and blocked again when it changes."""

from __future__ import annotations

import json
import shutil
from contextlib import nullcontext
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from proposalkit.compose.memo_exceptions import exception_section
from proposalkit.errors import InputRefused, Refused
from proposalkit.knowledge.price_releases import RELEASES
from proposalkit.workflows import engines
from proposalkit.workflows.clause_records import Person
from proposalkit.workflows.gather import gather
from proposalkit.workflows.generate import Request
from proposalkit.workflows.issue import issue_kit
from proposalkit.workflows.kit_report import exception_line
from proposalkit.workflows.price_release_record import record_release
from proposalkit.workflows.price_releases import exception_row, refuse_unreleased

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "workspace"
DEAL = "nordwind-support"
TODAY = date(2026, 11, 24)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The worked example with 45 days to pay, 15 more than an account executive may give."""
    shutil.copytree(EXAMPLE, tmp_path / "workspace")
    pay_within(tmp_path / "workspace", 30, 45)
    return tmp_path / "workspace"


def pay_within(workspace: Path, before: int, days: int) -> None:
    brief = workspace / "deals" / f"{DEAL}.yaml"
    text = brief.read_text(encoding="utf-8")
    assert f"payment_days: {before}" in text
    changed = text.replace(f"payment_days: {before}", f"payment_days: {days}")
    brief.write_text(changed, encoding="utf-8")


def release(workspace: Path, role: str = "Head of finance", on: str = "2026-11-23") -> None:
    (one,) = gather(workspace, DEAL).exceptions
    row = {"kind": "price_exception", "digest": one.digest, "name": "TEST Ruth Holm",
           "role": role, "on": on}  # fmt: skip
    path = workspace / RELEASES
    path.parent.mkdir(exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")


def test_the_shipped_deals_keep_to_their_books() -> None:
    assert gather(EXAMPLE, DEAL).exceptions == ()


def test_an_exception_blocks_names_its_role_and_cannot_go_out(workspace: Path) -> None:
    gathered = gather(workspace, DEAL)
    (blocker,) = (one for one in gathered.parts.terms.blockers if one.kind == "price_exception")
    assert blocker.who == "Head of finance (substitute: Chief financial officer), within 24 hours"
    with pytest.raises(Refused) as refused:
        refuse_unreleased(gathered.exceptions, TODAY)
    (finding,) = refused.value.findings
    assert finding.id == "payment-days-not-released"
    assert gathered.exceptions[0].digest in finding.remedy


def test_issue_refuses_before_it_makes_anything(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "start_engines", nullcontext)
    request = Request(workspace=workspace, deal=DEAL, output=tmp_path / "output")
    now = datetime(2026, 11, 24, 9, tzinfo=UTC)
    with pytest.raises(Refused, match="1 price exception is not released"):
        issue_kit(request, grade="for_discussion", by="Marit de Vries, account executive", now=now)
    assert not (tmp_path / "output").exists()


def test_a_release_on_record_clears_it(workspace: Path) -> None:
    release(workspace)
    gathered = gather(workspace, DEAL)
    assert not [one for one in gathered.parts.terms.blockers if one.kind == "price_exception"]
    refuse_unreleased(gathered.exceptions, TODAY)
    (row,) = map(exception_row, gathered.exceptions)
    assert row["releasedBy"] == "TEST Ruth Holm, Head of finance, 2026-11-23"
    assert exception_line(row).startswith("\nPrice exception released by TEST Ruth Holm")


def test_an_exception_changed_after_its_release_blocks_again(workspace: Path) -> None:
    release(workspace)
    pay_within(workspace, 45, 46)
    with pytest.raises(Refused):
        refuse_unreleased(gather(workspace, DEAL).exceptions, TODAY)


def test_a_release_dated_on_a_day_to_come_does_not_count_yet(workspace: Path) -> None:
    release(workspace, on="2026-11-25")
    exceptions = gather(workspace, DEAL).exceptions
    with pytest.raises(Refused) as refused:
        refuse_unreleased(exceptions, TODAY)
    assert [one.id for one in refused.value.findings] == ["release-in-the-future"]
    refuse_unreleased(exceptions, date(2026, 11, 25))


def test_a_role_of_a_lower_step_cannot_release(workspace: Path) -> None:
    release(workspace, role="Account executive")
    with pytest.raises(Refused) as refused:
        refuse_unreleased(gather(workspace, DEAL).exceptions, TODAY)
    assert '"Account executive" may not release it' in refused.value.findings[0].message


def test_the_memo_shows_the_exception_with_its_digest_and_the_buyer_gets_no_word_of_it(
    workspace: Path,
) -> None:
    gathered = gather(workspace, DEAL)
    (one,) = gathered.exceptions
    ((title, body),) = exception_section(gathered.exceptions)
    assert title == "Price exceptions"
    assert one.digest in body
    assert "Head of finance (substitute: Chief financial officer)" in body
    assert exception_section(()) == []


def person(role: str = "Head of finance", name: str = "TEST Ruth Holm") -> Person:
    return Person(name, role, date(2026, 11, 23))


def test_a_recorded_release_is_the_one_that_clears(workspace: Path) -> None:
    (one,) = gather(workspace, DEAL).exceptions
    record_release(workspace, DEAL, one.digest[:12], person(), "for a reference")
    (after,) = gather(workspace, DEAL).exceptions
    assert after.release is not None
    assert (after.release.name, after.release.note) == ("TEST Ruth Holm", "for a reference")


@pytest.mark.parametrize(
    ("digest", "role", "said"),
    [
        ("0" * 64, "Head of finance", "may have changed"),
        ("", "Head of finance", "may have changed"),  # the empty text begins every digest
        (None, "Account executive", '"Account executive" may not release "45 days to pay"'),
    ],
)
def test_a_release_of_something_else_or_by_somebody_else_is_not_recorded(
    workspace: Path, digest: str | None, role: str, said: str
) -> None:
    (one,) = gather(workspace, DEAL).exceptions
    wanted = one.digest if digest is None else digest
    with pytest.raises(Refused, match=said):
        record_release(workspace, DEAL, wanted, person(role))
    assert not (workspace / RELEASES).exists()


def test_a_release_without_a_name_is_not_recorded(workspace: Path) -> None:
    (one,) = gather(workspace, DEAL).exceptions
    with pytest.raises(InputRefused) as refused:
        record_release(workspace, DEAL, one.digest, person(name=" "))
    assert [row.where for row in refused.value.findings] == ["--name"]


def test_without_a_matrix_nobody_can_release_a_cut_pilot_fee(workspace: Path) -> None:
    """The fee of 7,500 less its credit of 3,750 is due; 4,000 offered is 3,500 less."""
    pay_within(workspace, 45, 30)
    brief = workspace / "deals" / f"{DEAL}.yaml"
    text = brief.read_text(encoding="utf-8")
    brief.write_text(
        text.replace("    days: 60\n", "    days: 60\n    fee: 4000\n"), encoding="utf-8"
    )
    assert gather(workspace, DEAL).exceptions == ()  # 2.4 % is the account executive's own step
    book = workspace / "price-books" / "2026-11.yaml"
    book.write_text(book.read_text(encoding="utf-8").partition("approvals:")[0], encoding="utf-8")
    (one,) = gather(workspace, DEAL).exceptions
    assert one.beyond.offered == "EUR 144,030.00"  # 147,530 - 3,500
    assert one.why().endswith("The price book has no approval matrix")
    with pytest.raises(Refused, match="nobody can release it"):
        record_release(workspace, DEAL, one.digest, person("Chief executive officer"))

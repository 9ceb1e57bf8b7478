"""`pricebook diff`: open deals with old and new total, issued offers with the price they keep."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from proposalkit.cli.app import app
from proposalkit.errors import InputRefused
from proposalkit.workflows.notices import Said, withdraw
from proposalkit.workflows.price_book_diff import diff_price_books

ROOT = Path(__file__).resolve().parents[2]
DEAL = "nordwind-support"
ON = date(2026, 11, 24)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The worked example, and a second book with 0.84 in place of 0.82."""
    shutil.copytree(ROOT / "examples" / "workspace", tmp_path / "shop")
    books = tmp_path / "shop" / "price-books"
    text = (books / "2026-11.yaml").read_text(encoding="utf-8")
    new = text.replace('"0.82"', '"0.84"').replace('version: "2026-11"', 'version: "2026-12"')
    (books / "2026-12.yaml").write_text(new, encoding="utf-8")
    return tmp_path / "shop"


def kit(workspace: Path, grade: str, number: int = 1) -> None:
    """Put a kit there: the golden proposal, valid to 6 January 2027, at a grade."""
    buyer = workspace / "output" / DEAL / str(number) / "buyer"
    buyer.mkdir(parents=True)
    golden = json.loads((ROOT / "tests/golden" / DEAL / "proposal.json").read_bytes())
    golden["revision"] = number
    (buyer / "proposal.json").write_text(json.dumps(golden), encoding="utf-8")
    (buyer / "manifest.json").write_text(json.dumps({"grade": grade}), encoding="utf-8")


def test_an_open_deal_shows_both_totals(workspace: Path) -> None:
    """7,000 units x 0.02 x 12 months = 1,680 more than the 147,530 worked by hand."""
    found = diff_price_books(workspace, workspace / "output", "2026-11", "2026-12", ON)
    assert list(found.lines()) == [
        "Price book 2026-11 -> 2026-12",
        "  offer support-outcomes-eu, line resolved-contacts, tier 2, price:",
        "    0.82 -> 0.84 (+0.02, +2.44%)",
        "",
        "nordwind-support: EUR 147,530.00 -> EUR 149,210.00 (+1,680.00)",
        "1 change; deals: 1 open",
    ]
    assert max(map(len, found.lines())) <= 80


def test_an_issued_offer_keeps_its_price_until_it_expires(workspace: Path) -> None:
    kit(workspace, "issued")
    (one,) = diff_price_books(workspace, workspace / "output", "2026-11", "2026-12", ON).deals
    golden = json.loads((ROOT / "tests/golden" / DEAL / "proposal.json").read_bytes())
    last = date.fromisoformat(golden["validity"]["validUntil"])
    assert (one.state, one.expires, one.revision) == ("keeps_its_price", last, 1)
    assert one.old == one.new
    day_after = date.fromordinal(last.toordinal() + 1)
    found = diff_price_books(workspace, workspace / "output", "2026-11", "2026-12", day_after)
    assert [one.state for one in found.deals] == ["open"]


def test_an_offer_that_was_taken_back_keeps_nothing(workspace: Path) -> None:
    kit(workspace, "issued")
    said = Said(by="TEST Ruth Holm, head of finance", reason="Wrong buyer.")
    withdraw(workspace / "output" / DEAL, 1, said, now=datetime(2026, 11, 23, 9, tzinfo=UTC))
    (one,) = diff_price_books(workspace, workspace / "output", "2026-11", "2026-12", ON).deals
    assert one.state == "open"


def test_what_went_out_for_discussion_is_open_and_says_so(workspace: Path) -> None:
    kit(workspace, "for_discussion")
    (one,) = diff_price_books(workspace, workspace / "output", "2026-11", "2026-12", ON).deals
    assert one.state == "open"
    assert one.note.startswith("Revision 1 went out for discussion at the old price")


def test_a_deal_that_names_another_book_is_counted_and_left_alone(workspace: Path) -> None:
    brief = workspace / "deals" / f"{DEAL}.yaml"
    text = brief.read_text(encoding="utf-8")
    offer = "  offer: support-outcomes-eu\n"
    brief.write_text(text.replace(offer, f'{offer}  price_book: "2025-01"\n'), encoding="utf-8")
    found = diff_price_books(workspace, workspace / "output", "2026-11", "2026-12", ON)
    assert (found.deals, found.elsewhere) == ((), 1)


def test_a_brief_that_cannot_be_read_is_a_row_and_stops_nothing(workspace: Path) -> None:
    (workspace / "deals" / "broken.yaml").write_text("buyer: x\n", encoding="utf-8")
    found = diff_price_books(workspace, workspace / "output", "2026-11", "2026-12", ON)
    assert [(one.deal, one.state) for one in found.deals] == [
        ("broken", "unreadable"), (DEAL, "open"),
    ]  # fmt: skip


def test_both_books_that_are_not_there_are_named_at_once(workspace: Path) -> None:
    with pytest.raises(InputRefused) as refused:
        diff_price_books(workspace, workspace / "output", "2025-01", "2025-02", ON)
    assert [one.where for one in refused.value.findings] == ["A", "B"]
    assert '"2026-11", "2026-12"' in refused.value.findings[0].remedy


def test_the_command_gives_the_same_as_json(workspace: Path) -> None:
    args = ["pricebook", "diff", "2026-11", "2026-12", "-w", str(workspace), "--on", "2026-11-24"]
    run = CliRunner().invoke(app, [*args, "--json"])
    assert run.exit_code == 0
    printed = json.loads(run.stdout)
    assert [one["difference"] for one in printed["deals"]] == ["1680.00"]
    assert "147,530.00" in CliRunner().invoke(app, args).stdout

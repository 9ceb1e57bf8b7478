"""The three files of a deal, read together."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from proposalkit.errors import InputRefused
from proposalkit.knowledge.inputs import list_deals, read_workspace, read_yaml_model
from proposalkit.model.price_book import PriceBook

SMALL = Path(__file__).parent / "workspace"
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "workspace"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(SMALL, tmp_path / "workspace")
    monkeypatch.chdir(tmp_path / "workspace")
    return Path()


def _refusals(folder: Path, deal: str = "small") -> list[str]:
    with pytest.raises(InputRefused) as refused:
        read_workspace(folder, deal)
    return [one.line() for one in refused.value.findings]


def test_a_small_workspace_is_read_with_its_defaults(workspace: Path) -> None:
    inputs = read_workspace(workspace, "small")
    assert inputs.brief.buyer.legal_name == "Nord GmbH"
    assert inputs.brief.valid_days == 30
    assert inputs.price_book.offers[0].rates[0].tiers[0].price == Decimal("0.90")
    assert str(inputs.price_book.offers[0].rates[0].tiers[0].price) == "0.90"


def test_a_price_book_without_version_has_the_name_of_its_file(workspace: Path) -> None:
    assert read_workspace(workspace, "small").price_book.version == "2026-11"


def test_each_value_can_be_found_again(workspace: Path) -> None:
    places = read_workspace(workspace, "small").places
    assert places.at("brief", "volumes.expected") == "deals/small.yaml:9:31"
    assert places.at("seller", "public.agents.0.summary") == "seller.yaml:8:32"
    assert places.at("price_book", "offers.0.rates.0.tiers.1.price") == (
        "price-books/2026-11.yaml:11:21"
    )


def test_a_value_that_was_not_given_has_the_place_of_its_parent(workspace: Path) -> None:
    places = read_workspace(workspace, "small").places
    assert places.at("brief", "commercial.cap") == "deals/small.yaml:16:1"
    assert places.at("brief") == "deals/small.yaml:1:1"


def test_the_faults_of_all_three_files_come_together(workspace: Path) -> None:
    for name in ("deals/small.yaml", "seller.yaml", "price-books/2026-11.yaml"):
        path = workspace / name
        path.write_text(path.read_text() + "colour: red\n")
    lines = _refusals(workspace)
    assert [line.split(":")[0] for line in lines] == [
        "deals/small.yaml", "seller.yaml", "price-books/2026-11.yaml",
    ]  # fmt: skip
    assert all('"colour" is not a known key.' in line for line in lines)


def test_missing_files_are_named_with_what_to_do(workspace: Path) -> None:
    (workspace / "seller.yaml").unlink()
    (workspace / "price-books" / "2026-11.yaml").unlink()
    assert _refusals(workspace) == [
        "seller.yaml: This file does not exist. Create it, or correct its name.",
        "price-books: There is no price book in this folder. "
        "Write one, such as price-books/2026-01.yaml.",
    ]


@pytest.mark.parametrize("deal", ["smal", "../seller", ""])
def test_a_deal_that_is_not_there_is_refused_with_the_deals_there_are(
    deal: str, workspace: Path
) -> None:
    assert _refusals(workspace, deal) == [
        f'deals: There is no deal "{deal}" in this folder. The deals here are "small".'
    ]


def test_of_several_price_books_the_brief_has_to_name_one(workspace: Path) -> None:
    books = workspace / "price-books"
    shutil.copyfile(books / "2026-11.yaml", books / "2027-01.yaml")
    assert _refusals(workspace) == [
        "deals/small.yaml:16:1: The workspace has 2 price books and the brief names none. "
        'Add "price_book" under "commercial" with one of "2026-11", "2027-01".'
    ]
    brief = workspace / "deals" / "small.yaml"
    brief.write_text(brief.read_text() + "  price_book: 2027-01\n")
    assert read_workspace(workspace, "small").price_book.version == "2027-01"


def test_a_slip_in_the_brief_is_the_only_fault_beside_two_price_books(workspace: Path) -> None:
    """Which book a brief names that cannot be read is not known."""
    books = workspace / "price-books"
    shutil.copyfile(books / "2026-11.yaml", books / "2027-01.yaml")
    brief = workspace / "deals" / "small.yaml"
    brief.write_text(brief.read_text().replace("  offer: standard", "  offer: [standard"))
    (said,) = _refusals(workspace)
    assert said.startswith("deals/small.yaml:")
    assert "price book" not in said


def test_deals_are_listed_by_name() -> None:
    assert list_deals(SMALL) == ("small",)
    assert list_deals(SMALL / "nowhere") == ()


def test_one_file_can_be_read_alone() -> None:
    book = read_yaml_model(SMALL / "price-books" / "2026-11.yaml", PriceBook)
    assert book.currency == "EUR"


def test_the_example_workspace_is_read_without_a_fault() -> None:
    for deal in list_deals(EXAMPLE):
        assert read_workspace(EXAMPLE, deal).brief.buyer.legal_name

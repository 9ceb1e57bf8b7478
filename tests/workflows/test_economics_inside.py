"""The economics where a seller reads them: memo, numbers for the CRM, and never with a buyer."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from proposalkit.compose.memo import INTERNAL_LINE
from proposalkit.compose.parts import Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.errors import InputRefused
from proposalkit.kit.layout import MEMO, NUMBERS
from proposalkit.knowledge.packaged import packaged_path
from proposalkit.model.canonical import canonical_bytes, sha256_hex
from proposalkit.model.deal_numbers import NUMBER_NAMES, CrmFields, DealNumber
from proposalkit.model.proposal import Proposal, Term
from proposalkit.verify.canaries import check_canaries
from proposalkit.workflows.economics_inside import (
    crm_fields,
    deal_numbers,
    economics_rules,
    numbers_bytes,
    price_inside,
)
from proposalkit.workflows.gather import Gathered, gather
from proposalkit.workflows.inside import internal_files, kept_inside
from proposalkit.workflows.pages import PageView

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
DEALS = {
    "nordwind-support": EXAMPLES / "workspace",
    "tamarack-authorizations": EXAMPLES / "hospital-group",
    "huettental-service": EXAMPLES / "manufacturer",
}
DEAL = "nordwind-support"


class Made(NamedTuple):
    """One worked deal: what was read, the proposal, its internal files and its canaries."""

    gathered: Gathered
    proposal: Proposal
    inside: Mapping[str, bytes]
    canaries: Mapping[str, str]


@pytest.fixture(scope="module")
def made(shared_cache: Path) -> dict[str, Made]:
    """The three worked deals."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(shared_cache))
        return {deal: _made(deal) for deal in DEALS}


def _made(deal: str) -> Made:
    gathered = gather(DEALS[deal], deal)
    proposal = compose_proposal(gathered.parts, Release(deal=deal))
    canaries = kept_inside(gathered, proposal)
    return Made(gathered, proposal, internal_files(gathered, proposal, "f", canaries), canaries)


def _rows(data: bytes) -> dict[str, tuple[str, str, str]]:
    first, header, *rows = data.decode().splitlines()
    assert (first, header) == (f"# {INTERNAL_LINE}", "name,value,unit,crm_field")
    return {row[0]: (row[1], row[2], row[3]) for row in csv.reader(rows)}


def test_the_numbers_of_a_deal_are_those_worked_by_hand(made: dict[str, Made]) -> None:
    # totals: tests/golden/nordwind-support/hand-calculation.md. ACV: 6,520, 11,440 and 16,950 x 12;
    # nothing used 4,450 x 12. Margin: tests/pricing/test_margin.py. Commission of 10 %: 13,728,
    # at signing 0.30 x 7,824 on the low volume. Offer of 2026-12-01; the days are the proposal's.
    rows = _rows(made[DEAL].inside[NUMBERS])
    assert tuple(rows) == NUMBER_NAMES
    assert {name: row[:2] for name, row in rows.items()} == {
        "deal": (DEAL, "text"),
        "revision": ("1", "count"),
        "pilot_fee": ("7500.00", "EUR"),
        "committed_acv": ("0.00", "EUR"),
        "acv_minimum": ("53400.00", "EUR"),
        "acv_low": ("78240.00", "EUR"),
        "acv_expected": ("137280.00", "EUR"),
        "acv_high": ("203400.00", "EUR"),
        "tcv_low": ("88490.00", "EUR"),
        "tcv_expected": ("147530.00", "EUR"),
        "tcv_high": ("213650.00", "EUR"),
        "margin": ("69154.28", "EUR"),
        "margin_rate": ("0.4687", "share"),
        "commission": ("13728.00", "EUR"),
        "commission_at_signing": ("2347.20", "EUR"),
        "partner_net": ("", "EUR"),
        "expiry": (str(made[DEAL].proposal.validity.valid_until), "date"),
        "decision_deadline": ("2027-04-10", "date"),
    }
    assert rows["acv_expected"][2] == "ACV_Expected"


def test_a_commitment_in_the_terms_commits_the_buyer_to_the_year_without_volume(
    made: dict[str, Made],
) -> None:
    one = made[DEAL]
    term = one.proposal.term
    assert isinstance(term, Term)
    at_once = {"commitment": "P12M", "clean_days": None}
    bound = one.proposal.model_copy(update={"term": term.model_copy(update=at_once)})
    numbers = {row.name: row.value for row in deal_numbers(one.gathered.economics, bound)}
    assert numbers["committed_acv"] == "53400.00"


@pytest.mark.parametrize("deal", DEALS)
def test_every_deal_has_every_row_and_the_same_bytes_each_time(
    deal: str, made: dict[str, Made]
) -> None:
    one = made[deal]
    assert tuple(_rows(one.inside[NUMBERS])) == NUMBER_NAMES
    again = numbers_bytes(
        deal_numbers(one.gathered.economics, one.proposal), crm_fields(DEALS[deal])
    )
    assert again == one.inside[NUMBERS]


def test_no_cell_is_a_formula_and_a_loss_keeps_its_minus(made: dict[str, Made]) -> None:
    shipped = crm_fields(DEALS[DEAL])
    names = {**shipped.fields, "deal": "=HYPERLINK(1)", "revision": "+A", "margin": "@B,C"}
    fields = CrmFields(owner="sales", review_by=date(2027, 1, 1), fields=names)
    numbers = (
        DealNumber(name="deal", value="-2+3", unit="text"),
        DealNumber(name="revision", value="1", unit="count"),
        DealNumber(name="margin", value="-8400.00", unit="EUR"),
    )
    lines = numbers_bytes(numbers, fields).decode().splitlines()[2:]
    assert lines == [
        "deal,'-2+3,text,'=HYPERLINK(1)",
        "revision,1,count,'+A",
        'margin,-8400.00,EUR,"\'@B,C"',
    ]


def test_a_workspace_names_its_own_fields_once(tmp_path: Path, made: dict[str, Made]) -> None:
    (tmp_path / "knowledge").mkdir()
    shipped = packaged_path("knowledge") / "crm-fields.yaml"
    own = shipped.read_text(encoding="utf-8").replace("ACV_Expected", "Annual_Value__c")
    (tmp_path / "knowledge" / "crm-fields.yaml").write_text(own, encoding="utf-8")
    one = made[DEAL]
    numbers = deal_numbers(one.gathered.economics, one.proposal)
    assert _rows(numbers_bytes(numbers, crm_fields(tmp_path)))["acv_expected"][2] == (
        "Annual_Value__c"
    )


def test_the_memo_has_the_section_before_the_advice(made: dict[str, Made]) -> None:
    memo = made[DEAL].inside[MEMO].decode()
    section = memo.split("## Economics\n")[1].split("\n## ")[0]
    assert "Ask for EUR 0.99." in section
    assert "| 12,000 | 11,440.00 | 6,531.31 | 4,908.69 | 42.91% |" in section
    assert memo.index("## Economics") < memo.index("## How to sell this deal")
    assert "below the early margin of 50%" in memo.split("## Price warnings\n")[1]


@pytest.mark.parametrize("deal", DEALS)
def test_no_figure_of_the_economics_stands_in_what_a_buyer_reads(
    deal: str, made: dict[str, Made]
) -> None:
    one = made[deal]
    data = canonical_bytes(one.proposal)
    pages = "\n".join(block.text for block in PageView(one.proposal, sha256_hex(data)).blocks())
    files = {"proposal.json": data.decode(), "proposal.pdf": pages}
    figures = {name: text for name, text in one.canaries.items() if name.startswith("economics.")}
    assert len(figures) >= 10
    assert check_canaries(one.canaries, files).findings == ()


@pytest.mark.parametrize(
    "planted",
    [
        "0.4293", "0.5443", "69154.28", "69,154.28", "6531.31", "6,531.31", "0.1186", "0.0465",
        "11860", "0.289",
    ],
)  # fmt: skip
def test_a_figure_planted_in_a_buyer_file_is_found(planted: str, made: dict[str, Made]) -> None:
    found = check_canaries(made[DEAL].canaries, {"note.txt": f"see {planted} here"})
    assert [one.id for one in found.findings][:1] == ["internal-text-leaked"]


def test_an_amount_of_the_public_price_is_no_canary(made: dict[str, Made]) -> None:
    values = set(made[DEAL].canaries.values())
    assert not values & {"11440", "11440.00", "11,440.00", "147530.00", "16950.00"}


def test_the_command_works_on_a_deal_by_id_and_by_file_and_refuses_a_proposal() -> None:
    workspace = DEALS[DEAL]
    by_id = price_inside(DEAL, workspace)
    by_file = price_inside(str(workspace / "deals" / f"{DEAL}.yaml"), Path())
    assert by_id == by_file
    assert [one.id for one in by_id.warnings] == ["early-margin-low"]
    with pytest.raises(InputRefused) as refused:
        price_inside("output/1/buyer/proposal.json", workspace)
    assert [one.id for one in refused.value.findings] == ["price-inside-no-deal"]


def test_a_wish_the_price_book_does_not_allow_is_refused_at_its_line(tmp_path: Path) -> None:
    workspace = tmp_path / "own"
    shutil.copytree(DEALS[DEAL], workspace)
    path = workspace / "deals" / f"{DEAL}.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "payment_days: 30", "payment_days: 30\n  cap: 1"
    )
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        price_inside(DEAL, workspace)
    assert all(f"{DEAL}.yaml:" in one.where for one in refused.value.findings)


def test_the_rules_agree_with_the_guidance_they_rest_on(made: dict[str, Made]) -> None:
    catalogue = made[DEAL].gathered.parts.catalogue
    rules = economics_rules(Path("nowhere"))
    guidance = {one.id: one for one in catalogue.passages}["gross-margin-of-agents"]
    early = next(one for one in guidance.figures if one.id == "early")
    assert rules.early_margin * 100 == early.low
    mixed = next(one for one in catalogue.selling.commissions if one.id == "mixed")
    first = next(one for one in mixed.figures if one.id == "first")
    assert rules.signing_share * 100 == first.low

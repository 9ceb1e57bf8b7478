"""The negotiation sheet: what a seller finds in it, and the figures against a hand calculation."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from proposalkit.compose.memo import INTERNAL_LINE
from proposalkit.compose.negotiation import Sheet, negotiation_sheet, tier_of
from proposalkit.compose.negotiation_money import Figures, cost_lines
from proposalkit.compose.parts import Parts, Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.knowledge.inputs import read_yaml_model
from proposalkit.model.negotiation import DealTiers
from proposalkit.model.proof import Clause
from proposalkit.workflows.gather import gather
from proposalkit.workflows.recommend import first_year_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    """The sheet of the retailer."""
    gathered = gather(ROOT / "examples" / "workspace", "nordwind-support")
    return Sheet(
        parts=gathered.parts,
        proposal=compose_proposal(gathered.parts, Release(deal="nordwind-support")),
        economics=gathered.economics,
        tiers=read_yaml_model(ROOT / "knowledge" / "negotiation-tiers.yaml", DealTiers),
        first_year=first_year_of(gathered.inputs, gathered.order),
    )


@pytest.fixture(scope="module")
def text(sheet: Sheet) -> str:
    return negotiation_sheet(sheet)


def _with(sheet: Sheet, **catalogue: object) -> Sheet:
    parts: Parts = sheet.parts
    return replace(
        sheet, parts=replace(parts, catalogue=parts.catalogue.model_copy(update=catalogue))
    )


def test_the_sheet_says_first_that_it_is_internal(text: str) -> None:
    assert text.startswith(f"# {INTERNAL_LINE}\n")


def test_what_a_buyer_says_leads_to_the_number_of_its_clause(text: str) -> None:
    row = next(one for one in text.splitlines() if one.startswith("| The cap is too low. |"))
    heading = row.split("|")[2].strip()  # such as "12. Liability cap"
    assert heading.endswith(". Liability cap")
    assert f"\n### {heading} (liability-cap v1)\n" in text


def test_every_clause_of_the_kit_has_its_part_with_all_a_seller_asks(
    sheet: Sheet, text: str
) -> None:
    parts = text.split("## Clause by clause")[1].split("\n### ")[1:]
    held: list[Clause] = [one for one in sheet.proposal.clauses if one.id != "definitions"]
    assert len(parts) == len(held)
    for clause, part in zip(held, parts, strict=True):
        assert f"({clause.id} v{clause.version})" in part.splitlines()[0]
        for label in ("Answer:", "Trade:", "Approves:", "Costs:", "Next text", "Attach:"):
            assert f"**{label}" in part, (clause.id, label)


def test_the_pages_for_the_first_call_tag_each_sentence_with_clause_and_version(
    sheet: Sheet, text: str
) -> None:
    pages = text.split("## First executive call, page ")[1:]
    assert len(pages) == 3
    versions = {one.id: one.version for one in sheet.proposal.clauses}
    for page in pages:
        said = [one for one in page.split("\n## ")[0].splitlines() if one.startswith("- ")]
        assert len(said) >= 5
        for sentence in said:
            clause, version = sentence.rpartition("[")[2].rstrip("]").split(" v")
            assert versions[clause] == version


def test_a_clause_that_is_not_in_the_kit_is_not_spoken_of(sheet: Sheet) -> None:
    clauses = tuple(one for one in sheet.proposal.clauses if one.id != "data-residency")
    shorter = replace(sheet, proposal=sheet.proposal.model_copy(update={"clauses": clauses}))
    page = negotiation_sheet(shorter).split("call, page 3")[1].split("\n## ")[0]
    assert "This kit holds no clause data-residency" in page
    assert "[data-residency" not in page


def test_a_clause_without_answers_says_so(sheet: Sheet) -> None:
    talks = tuple(one for one in sheet.parts.catalogue.talks if one.clause != "liability-cap")
    text = negotiation_sheet(_with(sheet, talks=talks))
    assert text.count("Nobody wrote answers for this clause") == 1


def test_the_next_text_and_its_approver_come_from_the_library(text: str) -> None:
    part = text.split("(data-no-training v2)\n")[1].split("\n### ")[0]
    assert "this text seller representative (not approved yet); text 20 deal desk; text 30" in part
    assert "20: Tuning is allowed for a model that serves this buyer alone" in part
    assert "**Attach:** Enterprise terms with Calanque IA SAS, annex on data use" in part


@pytest.mark.parametrize(
    ("dollars", "size"),
    [("99999.99", "small"), ("100000", "middle"), ("999999", "middle"), ("1000000", "large")],
)
def test_the_size_of_a_deal_decides_how_it_is_talked_about(
    dollars: str, size: str, sheet: Sheet
) -> None:
    found = tier_of(sheet.tiers, Decimal(dollars))
    assert found is not None
    assert found.id == size


def test_without_a_dated_rate_no_size_is_claimed(sheet: Sheet) -> None:
    year = sheet.first_year.model_copy(update={"usd": None})
    text = negotiation_sheet(replace(sheet, first_year=year))
    assert "(this deal)" not in text
    assert "the profile has no dated rate to US dollars" in text


def test_the_figures_are_those_worked_by_hand(sheet: Sheet) -> None:
    """A normal month: 950.00 + 5,000 x 0.95 + 7,000 x 0.82 = 11,440.00, of it 10,490.00 metered.

    Ten percent of it are 1,144.00; a hundredth of the metered part is 104.90; a year is
    12 x 11,440.00 = 137,280.00, twice that 274,560.00. No volume: 12 x (950 + 3,500) = 53,400.00.
    """
    figures = Figures(sheet.proposal, sheet.economics)
    assert "gives back EUR 1,144.00." in cost_lines("credits", figures)[0]
    assert "not billed is EUR 104.90 a month" in cost_lines("units", figures)[0]
    owed = " ".join(cost_lines("liability", figures))
    assert "EUR 137,280.00." in owed
    assert "at 2 times: EUR 274,560.00." in owed
    minimum = cost_lines("minimum", figures)
    assert minimum[:2] == (
        '"Resolved contacts" is worth at least EUR 3,500.00 a month.',
        "A year without any volume brings EUR 53,400.00.",
    )
    assert cost_lines("none", figures) == ()


def test_figures_that_are_not_known_are_left_out(sheet: Sheet) -> None:
    bare = sheet.economics.model_copy(update={"ladder": (), "values": (), "pilot": None})
    figures = Figures(sheet.proposal, bare)
    for kind in ("credits", "liability", "pilot", "leave"):
        assert cost_lines(kind, figures) == ()  # type: ignore[arg-type]

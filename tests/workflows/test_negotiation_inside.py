"""The answers of the seller stay inside: planted in the canaries, absent from the buyer's files."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposalkit.compose.parts import Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.kit.layout import NEGOTIATION
from proposalkit.knowledge.library import read_catalogue
from proposalkit.verify.canaries import check_canaries
from proposalkit.workflows.gather import Gathered, gather
from proposalkit.workflows.inside import internal_files, kept_inside
from proposalkit.workflows.negotiation_inside import negotiation_bytes, talk_texts, tier_texts

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "workspace"
GOLDEN = ROOT / "tests" / "golden"
CASES = ("nordwind-support", "tamarack-authorizations", "huettental-service")


@pytest.fixture(scope="module")
def gathered(shared_cache: Path) -> Gathered:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(shared_cache))
        return gather(EXAMPLE, "nordwind-support")


def test_every_clause_of_the_library_has_answers() -> None:
    catalogue = read_catalogue([ROOT / "knowledge"])
    assert {one.clause for one in catalogue.talks} == set(catalogue.library.clauses)
    assert all(len(one.objections) >= 2 for one in catalogue.talks)


def test_the_sheet_is_among_the_internal_files_and_the_same_each_time(gathered: Gathered) -> None:
    proposal = compose_proposal(gathered.parts, Release(deal="nordwind-support"))
    files = internal_files(gathered, proposal, "f", {})
    assert files[NEGOTIATION] == negotiation_bytes(gathered, proposal)


def test_an_answer_that_leaks_into_a_buyer_file_is_found(gathered: Gathered) -> None:
    proposal = compose_proposal(gathered.parts, Release(deal="nordwind-support"))
    canaries = kept_inside(gathered, proposal)
    leaked = {
        "talk.liability-cap": "A higher factor against a longer term or a larger minimum.",
        "talk.data-no-training.next.20": "Tuning is allowed for a model that serves this buyer "
        "alone, apart from others, and is deleted at exit.",
        "tier.middle.stop": "Two clauses at their last text at once go to the deal desk before "
        "they are said.",
    }
    for sentence in leaked.values():
        assert sentence in canaries.values()
        assert check_canaries(canaries, {"proposal.json": f"... {sentence} ..."}).findings


@pytest.mark.parametrize("case", CASES)
def test_nothing_of_the_sheet_stands_in_what_a_buyer_gets(case: str, gathered: Gathered) -> None:
    inside = {**talk_texts(gathered.parts.catalogue), **tier_texts(EXAMPLE)}
    assert len(inside) > 100
    names = ("proposal.json", "document.txt", "workbook.txt")
    files = {name: (GOLDEN / case / name).read_text(encoding="utf-8") for name in names}
    assert check_canaries(inside, files).findings == ()


def test_a_workspace_gives_its_own_answer_for_one_clause(tmp_path: Path) -> None:
    name = Path("clauses/outcome-pricing/pricing-floor-cap/negotiation.yaml")
    shipped = (ROOT / "knowledge" / name).read_text(encoding="utf-8")
    own = tmp_path / name
    own.parent.mkdir(parents=True)
    own.write_text(shipped.replace("A lower minimum against", "A reference against"), "utf-8")
    talks = {one.clause: one for one in read_catalogue([ROOT / "knowledge", tmp_path]).talks}
    assert talks["pricing-floor-cap"].trade.startswith("A reference against")
    assert talks["liability-cap"].trade.startswith("A higher factor")

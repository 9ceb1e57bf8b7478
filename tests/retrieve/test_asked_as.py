"""How people ask for an entry helps the search, and changes nothing in a kit."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conformance.retriever import PASSAGES

from proposalkit.knowledge.library import read_catalogue
from proposalkit.model.knowledge import Catalogue
from proposalkit.retrieve.embedder import Embedder
from proposalkit.retrieve.hybrid import HybridRetriever
from proposalkit.retrieve.lexical import LexicalRetriever
from proposalkit.retrieve.units import clause_unit, passage_unit

ROOT = Path(__file__).resolve().parents[2]
NEED = "Sale weeks bring more parcels"
ASKED = tuple(
    one.model_copy(update={"asked_as": ("sale weeks, parcels", "who reads the sample")})
    for one in PASSAGES
)


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return read_catalogue([ROOT / "knowledge"])


def test_the_index_reads_how_people_ask_and_a_quotation_does_not() -> None:
    unit = passage_unit(ASKED[0])
    assert "sale weeks, parcels\nwho reads the sample" in unit.indexed
    assert "who reads" not in unit.text


def test_a_clause_is_indexed_by_its_question_and_then_by_those_of_people(
    shipped: Catalogue,
) -> None:
    clause = shipped.library.clauses["liability-cap"]
    first, second = clause_unit(clause).words.split("\n")[:2]
    assert first == "What is your exposure, and what is ours?"
    assert second == "limitation of liability, LoL clause"


def test_every_shipped_clause_and_passage_says_how_people_ask(shipped: Catalogue) -> None:
    entries = [*shipped.library.clauses.values(), *shipped.passages]
    assert len(entries) >= 57
    assert [one.file for one in entries if not 5 <= len(one.asked_as) <= 8] == []


def test_words_alone_find_the_same_for_a_kit_however_people_ask() -> None:
    retriever = LexicalRetriever()
    assert retriever.find(NEED, ASKED, 5) == retriever.find(NEED, PASSAGES, 5) != ()


def test_words_and_meaning_find_the_same_for_a_kit_however_people_ask(
    local_embedder: Embedder,
) -> None:
    retriever = HybridRetriever(local_embedder)
    assert retriever.find(NEED, ASKED, 5) == retriever.find(NEED, PASSAGES, 5) != ()


def test_no_golden_proposal_holds_a_phrase_by_which_people_ask(shipped: Catalogue) -> None:
    phrases = {
        phrase.casefold()
        for one in (*shipped.library.clauses.values(), *shipped.passages)
        for phrase in one.asked_as
    }
    kept = sorted((ROOT / "tests" / "golden").glob("*/proposal.json"))
    assert len(kept) >= 3
    texts = [path.read_text(encoding="utf-8").casefold() for path in kept]
    assert [phrase for phrase in sorted(phrases) if any(phrase in text for text in texts)] == []

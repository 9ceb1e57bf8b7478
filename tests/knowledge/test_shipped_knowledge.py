"""The knowledge that ships: sound, complete for the program, and fit for a buyer's eyes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from proposalkit.knowledge.library import check_knowledge, read_catalogue, read_price_thresholds
from proposalkit.model.knowledge import Catalogue

ROOT = Path(__file__).resolve().parents[2]
KNOWLEDGE = ROOT / "knowledge"
OBJECTIONS = ("training-on-our-data", "who-pays-for-errors", "where-the-model-runs")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue([KNOWLEDGE])


def _sentences_asked_for() -> Iterator[tuple[str, set[str]]]:
    """Find each `say(words, "key", slot=...)` of the program with a key that is written out."""
    for source in (ROOT / "src" / "proposalkit" / "compose").glob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
                key = node.args[1]
                if isinstance(key, ast.Constant):
                    yield str(key.value), {str(one.arg) for one in node.keywords}


def test_the_shipped_knowledge_has_no_fault_on_the_day_of_the_example() -> None:
    assert check_knowledge([KNOWLEDGE], date(2026, 11, 23)) == ()


def test_every_sentence_the_program_asks_for_is_there_with_its_slots(
    catalogue: Catalogue,
) -> None:
    for key, slots in _sentences_asked_for():
        assert set(re.findall(r"\{(\w+)\}", catalogue.wording[key])) == slots, key


@pytest.mark.parametrize(
    "key",
    [
        *(f"grade.{one}" for one in ("draft", "for_discussion", "issued")),
        *(f"autonomy.{one}" for one in ("copilot", "supervised", "autopilot")),
        *(f"paper.{one}" for one in ("seller", "buyer", "existing")),
        *(f"precedence.{one}.1" for one in ("seller", "buyer", "existing")),
        *(f"cap.{one}" for one in ("label", "stop", "free", "notify_and_bill")),
        *("credit.pilot", "credit.pilot.label", "tax.default"),
        *("term.after_pilot", "term.without_pilot", "not_stated"),
    ],
)
def test_sentences_chosen_by_a_code_are_there_for_every_code(
    key: str, catalogue: Catalogue
) -> None:
    assert catalogue.wording[key]


def test_every_clause_a_rule_asks_for_has_a_title_in_the_library_or_in_the_wording(
    catalogue: Catalogue,
) -> None:
    asked = {clause for row in catalogue.library.rules for clause in row.clauses}
    titled = {key.removeprefix("clause_title.") for key in catalogue.wording}
    assert asked <= titled | set(catalogue.library.clauses)


def test_the_three_objections_stand_on_the_first_page_and_no_other_question(
    catalogue: Catalogue,
) -> None:
    assert tuple(one.id for one in catalogue.questions if one.key_term) == OBJECTIONS


def test_each_sector_has_questions_of_its_own_and_every_deal_at_least_thirty(
    catalogue: Catalogue,
) -> None:
    """A fixed price without a pilot is asked least; the questions of the sector come on top."""
    always = [one for one in catalogue.questions if not one.sectors and not one.only_if]
    assert len(always) >= 30
    for sector in catalogue.sectors:
        assert sum(sector.id in one.sectors for one in catalogue.questions) >= 3
    assert {one.group for one in catalogue.questions} == {
        one.id for one in catalogue.question_groups
    }


def test_the_six_gates_have_an_owner_on_each_side(catalogue: Catalogue) -> None:
    assert [one.id for one in catalogue.gates] == [
        "security-review", "legal", "vendor-approval",
        "negotiation", "integration-approval", "procurement-sign-off",
    ]  # fmt: skip
    assert all(one.seller_owner and one.buyer_owner and one.document for one in catalogue.gates)


def test_passages_for_buyers_hold_two_to_five_sentences_and_name_a_section(
    catalogue: Catalogue,
) -> None:
    for one in catalogue.passages:
        if one.audience == "buyer":
            assert one.sections, one.id
            assert 2 <= len(re.findall(r"[.?!](?=\s|$)", one.text)) <= 5, one.id


def test_the_folders_decide_who_may_read_a_passage(catalogue: Catalogue) -> None:
    kinds = {(one.kind, one.audience) for one in catalogue.passages}
    assert ("guidance", "buyer") not in kinds
    assert ("passage", "buyer") in kinds


def test_each_section_of_a_proposal_has_passages_to_quote(catalogue: Catalogue) -> None:
    sections = [section for one in catalogue.passages for section in one.sections]
    assert all(sections.count(name) >= 3 for name in ("need", "solution", "pilot", "oversight"))


def test_the_thresholds_of_the_price_checks_are_those_of_the_guidance(
    catalogue: Catalogue,
) -> None:
    limits = read_price_thresholds([KNOWLEDGE])
    texts = {one.id: " ".join(one.text.split()) for one in catalogue.passages}
    assert f"{limits.crossover_units:,} outcomes" in texts["build-or-buy-crossover"]
    assert f"USD {limits.crossover_price} each" in texts["build-or-buy-crossover"]
    share = f"{limits.share_low * 100:.0f} to {limits.share_high * 100:.0f} %"
    assert share in texts["outcome-price-range"]

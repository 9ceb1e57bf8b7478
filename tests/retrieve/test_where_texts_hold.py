"""Where a clause or a passage says it holds reaches the search and its filters."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposalkit.knowledge.library import read_catalogue
from proposalkit.model.search import SearchFilter
from proposalkit.retrieve.search import search
from proposalkit.retrieve.searchable import Searchable, units_in_memory
from proposalkit.retrieve.units import clause_unit, passage_unit, search_units

SMALL = Path(__file__).parents[1] / "knowledge" / "small"
SHIPPED = Path(__file__).parents[2] / "knowledge"
DE = SearchFilter(region="DE", within=("EU", "EEA"))
LIMITS = {"regions": ("eu",), "sectors": ("healthcare",), "stages": ("native",)}


def test_a_clause_is_found_only_where_it_holds() -> None:
    clauses = read_catalogue([SMALL]).library.clauses
    bound = clauses["data-retention-deletion"].model_copy(update=LIMITS)
    index = units_in_memory([clause_unit(bound), clause_unit(clauses["data-no-training"])])
    everywhere, limited = "clause/data-no-training", "clause/data-retention-deletion"
    for wanted, found in (
        (SearchFilter(region="DE", within=("EU",)), {everywhere, limited}),
        (SearchFilter(region="GB", within=("UK",)), {everywhere}),
        (SearchFilter(sector="healthcare"), {everywhere, limited}),
        (SearchFilter(sector="retail"), {everywhere}),
        (SearchFilter(stage="native"), {everywhere, limited}),
        (SearchFilter(stage="curious"), {everywhere}),
    ):
        assert {one.unit_id for one in search(index, "customer data", wanted).found} == found


def test_a_passage_carries_where_it_holds() -> None:
    (passage, *_) = read_catalogue([SMALL]).passages
    unit = passage_unit(passage.model_copy(update=LIMITS))
    assert (unit.regions, unit.sectors, unit.stages) == (("eu",), ("healthcare",), ("native",))


@pytest.fixture(scope="module")
def shipped() -> Searchable:
    return units_in_memory(search_units(read_catalogue([SHIPPED])))


@pytest.mark.parametrize(
    ("query", "unit", "here", "elsewhere"),
    [
        ("GDPR Article 28 processor terms", "clause/dpa-art28", DE, SearchFilter(region="US")),
        ("role and risk class under the AI Act", "clause/ai-act-roles",
         DE, SearchFilter(region="GB", within=("UK",))),
        ("business associate agreement", "clause/baa-hipaa",
         SearchFilter(sector="healthcare"), SearchFilter(sector="retail")),
        ("what our financial supervisor asks of outsourcing", "clause/finance-addendum",
         SearchFilter(sector="finance"), SearchFilter(sector="healthcare")),
        ("engineers work at the customer", "motion/forward-deployed",
         SearchFilter(sector="public"), SearchFilter(sector="retail")),
        ("value-based engagement with a gain share", "motion/value-based",
         SearchFilter(stage="native"), SearchFilter(stage="curious")),
        ("field sales at a curious mid-sized buyer", "mismatch/field-at-curious",
         SearchFilter(stage="curious"), SearchFilter(stage="native")),
    ],
)  # fmt: skip
def test_a_filter_changes_the_answer_of_the_shipped_knowledge(
    query: str, unit: str, here: SearchFilter, elsewhere: SearchFilter, shipped: Searchable
) -> None:
    found = {
        where: [one.unit_id for one in search(shipped, query, where, 5).found]
        for where in (SearchFilter(), here, elsewhere)
    }
    assert unit in found[SearchFilter()]
    assert unit in found[here]
    assert unit not in found[elsewhere]
    assert found[elsewhere], "what names no place, sector or stage is found everywhere"

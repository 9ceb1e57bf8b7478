"""Where a clause or a passage says it holds reaches the search and its filters."""

from __future__ import annotations

from pathlib import Path

from proposalkit.knowledge.library import read_catalogue
from proposalkit.model.search import SearchFilter
from proposalkit.retrieve.search import search
from proposalkit.retrieve.searchable import units_in_memory
from proposalkit.retrieve.units import clause_unit, passage_unit

SMALL = Path(__file__).parents[1] / "knowledge" / "small"
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

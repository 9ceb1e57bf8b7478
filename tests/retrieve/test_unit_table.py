"""The filter: which units each field lets through."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from proposalkit.errors import Unavailable
from proposalkit.model.search import SearchFilter, SearchUnit
from proposalkit.retrieve.unit_table import StoredUnits, UnitTable, load_unit_table

UNITS = (
    SearchUnit(id="c", kind="clause", title="C", text="c", family="pilot_term_exit"),
    SearchUnit(id="a", kind="clause", title="A", text="a", regions=("EU",), stages=("curious",)),
    SearchUnit(id="d", kind="guidance", title="D", text="d", audience="internal",
               sectors=("healthcare",), review_by=date(2026, 1, 1)),
    SearchUnit(id="b", kind="passage", title="B", text="b", regions=("US", "CA"),
               review_by=date(2027, 1, 1)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (SearchFilter(), "cadb"),
        (SearchFilter(kinds=("clause",)), "ca"),
        (SearchFilter(kinds=("clause", "passage")), "cab"),
        (SearchFilter(family="pilot-term-exit"), "c"),
        (SearchFilter(region="eu"), "cad"),
        (SearchFilter(region="DE", within=("EEA", "EU")), "cad"),
        (SearchFilter(region="CA"), "cdb"),
        (SearchFilter(sector="Healthcare"), "cadb"),
        (SearchFilter(sector="retail"), "cab"),
        (SearchFilter(stage="native"), "cdb"),
        (SearchFilter(audience="buyer"), "cab"),
        (SearchFilter(fresh_on=date(2026, 1, 1)), "cadb"),
        (SearchFilter(fresh_on=date(2026, 1, 2)), "cab"),
        (SearchFilter(kinds=("clause",), region="US"), "c"),
        (SearchFilter(kinds=("motion",)), ""),
    ],
)
def test_a_filter_lets_through_what_it_names(where: SearchFilter, found: str) -> None:
    rows = UnitTable.of(UNITS).rows(where)
    assert "".join(UNITS[row].id for row in rows) == found


def test_the_order_of_ids_is_known_without_parsing_a_unit() -> None:
    assert UnitTable.of(UNITS).order.tolist() == [2, 0, 3, 1]


def test_a_table_read_from_its_files_filters_as_before(tmp_path: Path) -> None:
    UnitTable.of(UNITS).save(tmp_path)
    where = SearchFilter(region="EU", audience="buyer")
    assert load_unit_table(tmp_path).rows(where).tolist() == [0, 1]


def test_a_damaged_table_is_said_to_be_so(tmp_path: Path) -> None:
    UnitTable.of(UNITS).save(tmp_path)
    (tmp_path / "columns.json").write_text("{}", encoding="utf-8")
    with pytest.raises(Unavailable, match="columns are damaged"):
        load_unit_table(tmp_path)


def test_no_units_make_an_empty_table() -> None:
    assert UnitTable.of(()).rows(SearchFilter(kinds=("clause",))).tolist() == []


def test_stored_units_are_parsed_when_they_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "units.jsonl"
    path.write_text(UNITS[0].model_dump_json() + "\nnot json\n", encoding="utf-8")
    stored = StoredUnits(path)
    assert len(stored) == 2
    assert stored[0] == UNITS[0]
    with pytest.raises(Unavailable, match="Line 2 of the units"):
        stored[1]

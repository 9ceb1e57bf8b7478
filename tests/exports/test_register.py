"""Every cell of the register has its place in the data, and none of them runs as a formula."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from proposalkit.exports.places import places_of
from proposalkit.exports.register import NOT_STATED, SOURCES, register

from .golden_proposals import DEALS, golden
from .sample_prices import PRICES, proposal_of

SHEETS = ["Provider", "Contract", "Services", "Models", "Locations", "Data flow", "Subcontractors",
          "Service levels", "Evidence", "Clauses", "Exit", SOURCES]  # fmt: skip


def book(proposal):
    return openpyxl.load_workbook(io.BytesIO(register(proposal)[0]))


def at(node, pointer):
    for step in pointer.split("/")[1:]:
        if isinstance(node, list):
            node = node[int(step)] if int(step) < len(node) else None
        else:
            node = node.get(step) if isinstance(node, dict) else None
    return node


def as_text(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


@pytest.mark.parametrize("deal", DEALS)
def test_each_cell_says_what_stands_at_its_place_in_the_data(deal) -> None:
    found, data = book(golden(deal)), places_of(golden(deal)).node
    assert found.sheetnames == SHEETS
    sources = list(found[SOURCES].iter_rows(min_row=2, values_only=True))
    assert len(sources) > 150
    for sheet, cell, pointer in sources:
        value = found[sheet][cell].value
        if value != NOT_STATED:
            assert value == as_text(at(data, pointer)), (sheet, cell, pointer)
        else:
            assert not at(data, pointer) or pointer.endswith(("legalIds", "residency"))
    sourced = {(sheet, cell) for sheet, cell, _ in sources}
    for sheet in SHEETS[:-1]:
        column = 2 if found[sheet]["A1"].value in ("Field", "Processing") else 1
        for row in found[sheet].iter_rows(min_row=2, min_col=column):
            for cell in row:
                pointer = found[sheet]["C1"].value == "Place in proposal.json" and cell.column == 3
                empty = sheet == "Locations" and cell.value is None
                assert empty or pointer or (sheet, cell.coordinate) in sourced


def test_what_is_asked_for_and_absent_is_said_to_be_not_stated() -> None:
    rows = {row[0]: row[1] for row in book(golden("nordwind-support"))["Provider"].iter_rows(
        values_only=True)}  # fmt: skip
    assert rows["Identifier, LEI"] == NOT_STATED
    assert rows["Identifier, VAT"] == "NL864210975B01"
    bare = book(proposal_of(PRICES["graduated"]()))
    places = {row[0]: row[1:] for row in bare["Locations"].iter_rows(min_row=2, values_only=True)}
    assert places["inference"] == (NOT_STATED, NOT_STATED)
    assert bare["Subcontractors"]["A2"].value == NOT_STATED


def test_a_name_that_looks_like_a_formula_stays_a_text() -> None:
    cell = book(proposal_of(PRICES["graduated"]()))["Provider"]["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=Seller S.L.", "s", True)


def test_no_cell_holds_a_formula_and_no_clock_is_in_the_file() -> None:
    data, _ = register(golden("nordwind-support"))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert {one.date_time for one in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        sheets = [file.read(one) for one in file.namelist() if one.startswith("xl/worksheets/")]
    assert not any(b"<f>" in one for one in sheets)

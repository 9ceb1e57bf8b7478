"""The workbook of a price: its formulas give the engine's totals, and its numbers are stored."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from decimal import Decimal

import openpyxl
import pytest

from proposalkit.exports.pricing_sheet import expected_cells, pricing_sheet
from proposalkit.exports.workbook.book import price_book_sheets
from proposalkit.exports.workbook.cells import Workbook
from proposalkit.exports.workbook.xlsx_file import xlsx_bytes
from proposalkit.model.scenario import Volume
from proposalkit.pricing.engine import price_scenario
from proposalkit.pricing.rules import rules_of

from .sample_prices import PRICES, graduated, proposal_of

SMALL = {"graduated": 2, "by_volume": 1, "flat_and_included": 4, "share": 3, "discounted": 3,
         "committed": 5}  # fmt: skip
"""Months that reach every step of a price in few cells; the formula library is slow."""
OTHER = {"cases": Decimal(5251), "calls": Decimal(1001), "spend": Decimal("54321.09")}
KNOWN = {"SUM", "MIN", "MAX", "IF", "ROUND", "ROUNDUP", "INT", "AND"}


def own_book(pricing):
    """Give the sheets a buyer works with, without those of the scenarios."""
    whole = price_book_sheets(proposal_of(pricing))
    wanted = [one for one in whole.sheets if one.name in ("Inputs", "Prices", "Calculation")]
    return Workbook(wanted, whole.names, whole.title, whole.author)


def computed(book, tmp_path, inputs=None):
    """Compute a workbook with the library `formulas`; gives numbers by `Sheet!A1`."""
    import formulas

    file = tmp_path / "book.xlsx"
    file.write_bytes(xlsx_bytes(book, proposal_of(graduated(1)).offer_date))
    model = formulas.ExcelModel().loads(str(file)).finish()
    given = {f"'[book.xlsx]{key}": value for key, value in (inputs or {}).items()}
    found = model.calculate(inputs=given)
    return {
        name.replace("'[book.xlsx]", "").replace("'", ""): float(cell.value[0, 0])
        for name, cell in found.items()
        if ":" not in name.rpartition("!")[2]
        and hasattr(cell, "value")
        and isinstance(cell.value[0, 0], int | float)
    }


def stored(book):
    return {
        f"{sheet.name}!{openpyxl.utils.get_column_letter(column)}{row}".upper(): value
        for sheet in book.sheets
        for (row, column), cell in sheet.cells.items()
        if not isinstance(cell.content, str)
        and (value := sheet.value(row, column)) is not None
    }  # fmt: skip


def place_of(book, label):
    inputs = next(one for one in book.sheets if one.name == "Inputs")
    row = next(r for (r, c), cell in inputs.cells.items() if c == 1 and cell.content == label)
    return f"INPUTS!B{row}"


def cell_of(book, name):
    return "INPUTS'!" + book.names[name].partition("!")[2].replace("$", "")


@pytest.mark.parametrize("name", PRICES)
def test_other_inputs_give_the_total_of_the_engine(name, tmp_path):
    pricing = PRICES[name](SMALL[name])
    book, volumes = own_book(pricing), pricing.scenarios[1].volumes
    changed = tuple(
        Volume(metric_ref=one.metric_ref, per_period=OTHER[one.metric_ref],
               first_months=one.first_months, assisted=one.assisted)
        for one in volumes
    )  # fmt: skip
    inputs = {cell_of(book, f"volume_{one.metric_ref}"): float(one.per_period) for one in changed}
    wanted = price_scenario(rules_of(pricing), "expected", changed, SMALL[name])
    found = computed(book, tmp_path, inputs)
    assert found[place_of(book, "Total of the term")] == float(wanted.total.amount)


def test_a_price_worked_by_hand_stands_in_the_workbook(tmp_path):
    """12,000 units: 5,000 at 0.95 and 7,000 at 0.82 are 10,490; with 950 twice, and 6,500 once.

    20,000: 4,750 + 8,200 + 3,500 = 16,450, capped at 16,000. The credit of 3,750 is used whole.
    """
    book = own_book(graduated(2))
    total = place_of(book, "Total of the term")
    # 6,500 + 2 x 11,440 - 3,750 and 6,500 + 2 x 16,950 - 3,750
    assert computed(book, tmp_path)[total] == 25630.0
    more = {cell_of(book, "volume_cases"): 20000.0}
    assert computed(book, tmp_path, more)[total] == 36650.0


def test_every_number_stored_is_what_its_formula_comes_to(tmp_path):
    book = own_book(PRICES["committed"](5))
    found, kept = computed(book, tmp_path), stored(book)
    far = {
        cell: (found.get(cell), value)
        for cell, value in kept.items()
        if abs(found.get(cell, -1.0) - float(value)) > 1e-9 * max(1.0, abs(float(value)))
    }
    assert far == {}


@pytest.mark.parametrize("name", PRICES)
def test_what_is_stated_is_recomputed_to_the_last_digit(name):
    pricing = PRICES[name]()
    cells = expected_cells(proposal_of(pricing))
    rows = [cell for cell, (_, value) in cells.items() if value.endswith(("/total", "/due"))]
    assert len(rows) == 3 * (1 + pricing.scenarios[0].term_months)
    for cell in rows:
        row = cell.removeprefix("Scenarios!H")
        assert cells[f"Scenarios!D{row}"][1] == cells[f"Scenarios!E{row}"][1]
        assert cells[f"Scenarios!E{row}"][0].startswith("='Calculation ")


def test_a_reader_that_computes_nothing_still_finds_the_totals():
    proposal = proposal_of(graduated())
    book = openpyxl.load_workbook(io.BytesIO(pricing_sheet(proposal)), data_only=True)
    totals = [row[4].value for row in book["Scenarios"].iter_rows()
              if str(row[7].value).endswith("/total")]  # fmt: skip
    assert totals == [float(one.total.amount) for one in proposal.pricing.scenarios]


def test_the_same_proposal_gives_the_same_bytes_without_a_clock():
    first, second = (pricing_sheet(proposal_of(graduated())) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
        names = archive.namelist()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2026-11-23T00:00:00Z"}
    assert not [one for one in names if "vba" in one.lower() or "external" in one.lower()]


def test_a_name_that_begins_like_a_formula_stays_a_text():
    data = pricing_sheet(proposal_of(graduated()))
    book = openpyxl.load_workbook(io.BytesIO(data))
    found = [cell for row in book["Read me"].iter_rows() for cell in row
             if cell.value == "=Seller S.L."]  # fmt: skip
    assert [cell.quotePrefix for cell in found] == [True]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("name", PRICES)
def test_formulas_use_functions_every_spreadsheet_knows(name):
    cells = expected_cells(proposal_of(PRICES[name]()))
    used = {one for formula, _ in cells.values() for one in re.findall(r"([A-Z]+)\(", formula)}
    assert used <= KNOWN


def test_a_price_whose_formulas_would_not_fit_has_none_and_says_so():
    pricing = graduated()
    wrong = pricing.scenarios[0].model_copy(update={"total": pricing.scenarios[1].total})
    changed = pricing.model_copy(update={"scenarios": (wrong, *pricing.scenarios[1:])})
    cells = expected_cells(proposal_of(changed))
    assert not [formula for formula, _ in cells.values() if formula]
    assert any("has no formulas" in value for _, value in cells.values())
    assert any(cell.startswith("Scenarios!") for cell in cells)


@pytest.mark.deep
@pytest.mark.parametrize("name", PRICES)
def test_all_sheets_compute_to_what_is_stored(name, tmp_path):
    book = price_book_sheets(proposal_of(PRICES[name]()))
    found, kept = computed(book, tmp_path), stored(book)
    assert {
        c for c, v in kept.items() if abs(found[c] - float(v)) > 1e-9 * max(1.0, float(v))
    } == set()


@pytest.mark.deep
@pytest.mark.parametrize("name", PRICES)
def test_libreoffice_comes_to_the_same_numbers(name, tmp_path):
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not here; one workbook was not computed by it")
    file = tmp_path / "price.xlsx"
    proposal = proposal_of(PRICES[name]())
    file.write_bytes(pricing_sheet(proposal))
    out = tmp_path / "out"
    subprocess.run(
        [office, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile",
         "--convert-to", "xlsx", "--outdir", str(out), str(file)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    book = openpyxl.load_workbook(out / "price.xlsx", data_only=True)
    totals = [row[4].value for row in book["Scenarios"].iter_rows()
              if str(row[7].value).endswith("/total")]  # fmt: skip
    assert totals == [float(one.total.amount) for one in proposal.pricing.scenarios]

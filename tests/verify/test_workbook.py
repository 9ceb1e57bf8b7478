"""Workbook equals data: one changed cell, one cell too many, another layout, something active."""

from __future__ import annotations

from proposalkit.verify.workbook import check_workbook

LAYOUT = ("Layout of this file", "1")
CELLS = {
    "Read me!A3": ("", LAYOUT[0]),
    "Read me!B3": ("", LAYOUT[1]),
    "Prices!C4": ("", "19.99"),
    "Calculation!D9": ("=D8*Prices!$C$4", "1999"),
}


def ids(found, active=()):
    return [one.id for one in check_workbook(CELLS, found, active, LAYOUT).findings]


def test_the_same_cells_pass():
    assert ids(dict(CELLS)) == []


def test_a_changed_value_a_changed_formula_and_a_new_cell_are_named():
    changed = CELLS | {
        "Prices!C4": ("", "20.99"),
        "Calculation!D9": ("=D8*20", "1999"),
        "Prices!Z9": ("", "hidden"),
    }
    found = check_workbook(CELLS, changed, (), LAYOUT).findings
    assert [one.where for one in found] == [
        "pricing.xlsx Calculation!D9", "pricing.xlsx Prices!C4", "pricing.xlsx Prices!Z9",
    ]  # fmt: skip
    assert found[1].message == '"20.99" stands there; proposal.json gives "19.99".'


def test_a_missing_cell_is_named():
    assert ids({key: value for key, value in CELLS.items() if key != "Prices!C4"}) == [
        "workbook-differs"
    ]


def test_another_layout_is_said_not_compared():
    other = CELLS | {"Read me!B3": ("", "2")}
    result = check_workbook(CELLS, other, (), LAYOUT)
    assert result.outcome == "not_applicable"
    assert [(one.id, one.severity) for one in result.findings] == [
        ("workbook-layout-unknown", "warning")
    ]


def test_something_active_fails_whatever_the_layout():
    assert ids(dict(CELLS), ("xl/vbaProject.bin",)) == ["workbook-active"]
    assert ids({}, ("xl/vbaProject.bin",))[0] == "workbook-active"


def test_very_many_differences_are_counted():
    many = CELLS | {f"Prices!A{row}": ("", "x") for row in range(100, 160)}
    assert len(ids(many)) == 21

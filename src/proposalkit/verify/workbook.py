"""Does the workbook say what the data says, in each of its cells, formulas included?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from proposalkit.model.finding import CheckResult, Finding

WORKBOOK_CHECK = "workbook"
FILE = "pricing.xlsx"
MOST_FINDINGS = 20
"""Cells that are named one by one; the rest are counted."""

_HOLDS = "Workbook and data say different things; ask the seller for the kit as made."

Cells = Mapping[str, tuple[str, str]]
"""Cell, such as `Prices!C4` -> its formula or nothing, and its stored value."""


def check_workbook(
    expected: Cells, found: Cells, active: Sequence[str], layout: tuple[str, str]
) -> CheckResult:
    """Compare each cell with what the data gives.

    `layout` is the label and the value that name how the workbook is laid out: one laid out in
    another way is not compared, and that is said.
    """
    findings = [_active(one) for one in active]
    if layout not in _pairs(found):
        return CheckResult(
            check=WORKBOOK_CHECK,
            outcome="ran" if findings else "not_applicable",
            detail="The workbook is laid out in a way this version does not know.",
            findings=(*findings, _other_layout()),
        )
    differing = [cell for cell in expected if found.get(cell) != expected[cell]]
    strange = [cell for cell in found if cell not in expected]
    named = sorted((*differing, *strange))
    findings += [_differs(cell, expected, found) for cell in named[:MOST_FINDINGS]]
    if len(named) > MOST_FINDINGS:
        findings.append(_more(len(named) - MOST_FINDINGS))
    return CheckResult(
        check=WORKBOOK_CHECK, detail=f"{len(expected)} cells", findings=tuple(findings)
    )


def _pairs(cells: Cells) -> set[tuple[str, str]]:
    """Give label and value of each row of the first two columns."""
    return {
        (content[1], cells[name.replace("!A", "!B")][1])
        for name, content in cells.items()
        if "!A" in name and name.replace("!A", "!B") in cells
    }


def _differs(cell: str, expected: Cells, found: Cells) -> Finding:
    there = _words(found.get(cell))
    return Finding(
        id="workbook-differs",
        where=f"{FILE} {cell}",
        message=f"{there} stands there; proposal.json gives {_words(expected.get(cell))}.",
        remedy=_HOLDS,
    )


def _words(content: tuple[str, str] | None) -> str:
    if content is None:
        return "nothing"
    formula, value = content
    text = f"{formula} with {value}" if formula else value
    return f'"{text if len(text) <= 80 else text[:77] + "..."}"'


def _more(count: int) -> Finding:
    return Finding(
        id="workbook-differs",
        where=FILE,
        message=f"{count} more cells differ from proposal.json.",
        remedy=_HOLDS,
    )


def _active(name: str) -> Finding:
    return Finding(
        id="workbook-active",
        where=f"{FILE} {name}",
        message=f'"{name}" inside the workbook can run or fetch something; a price needs neither.',
        remedy="Do not open the workbook; ask the seller for the kit as made.",
    )


def _other_layout() -> Finding:
    return Finding(
        id="workbook-layout-unknown",
        severity="warning",
        where=FILE,
        message="The workbook is laid out in another way than this version writes it: its cells "
        "were not compared.",
        remedy="Rely on proposal.json, or verify with the version that made the kit.",
    )

"""The sheet of scenarios: what proposal.json states, beside what the formulas come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from proposalkit.exports.workbook.cells import Cell, Sheet
from proposalkit.exports.workbook.facts import Fact, fact_cell, facts_of, unit_of
from proposalkit.exports.workbook.terms import Term, less
from proposalkit.model.display import display_word
from proposalkit.model.pricing import PublicPricing
from proposalkit.model.scenario import Scenario

HEAD = ("Scenario", "What it is", "Of", "Stated", "Recomputed", "Difference", "Unit",
        "Place in proposal.json")  # fmt: skip
STATED, RECOMPUTED = 4, 5
FIRST = ("total", "effectiveUnitPrice", "costToday")
"""What a reader looks for first stands above everything else."""


@dataclass
class Scenarios:
    """The sheet, and the row of each stated value by its JSON pointer."""

    sheet: Sheet
    rows: dict[str, int] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)

    def stated(self, pointer: str) -> Term:
        """Name the cell of a stated number."""
        return self.sheet.far_term(self.rows[pointer], STATED)

    def compare(self, pointer: str, found: Term) -> None:
        """Put what the formulas come to beside what is stated."""
        row = self.rows.get(pointer)
        if row is None:
            return
        style = fact_cell(self.facts[pointer]).number_format
        self.sheet.put(row, RECOMPUTED, Cell(found, style))
        difference = less(self.sheet.term(row, RECOMPUTED), self.sheet.term(row, STATED))
        rounded = Term(f"ROUND({difference.text},4)", difference.value)
        self.sheet.put(row, RECOMPUTED + 1, Cell(rounded, style))


def scenarios_sheet(pricing: PublicPricing, names: Mapping[str, str]) -> Scenarios:
    """Write every stated value of every scenario, totals first."""
    sheet = Sheet("Scenarios", widths=(14, 50, 40, 20, 20, 14, 12, 44), landscape=True)
    found = Scenarios(sheet)
    sheet.row([Cell("Scenarios: stated and recomputed", look="title")])
    sheet.row(
        [
            Cell(
                "Stated is what proposal.json says; recomputed is what the formulas of this "
                "workbook come to. The two are equal to the smallest coin.",
                look="note",
            )
        ]
    )
    sheet.header_row = sheet.row(Cell(one, look="head") for one in HEAD)
    facts = [
        (scenario, fact)
        for place, scenario in enumerate(pricing.scenarios)
        for fact in facts_of(scenario, f"/pricing/scenarios/{place}", "", names)
        if not fact.pointer.endswith("Ref")
    ]
    first = [one for one in facts if one[1].pointer.rpartition("/")[2] in FIRST]
    for scenario, fact in first:
        _write(found, scenario, fact, names, "sum" if fact.pointer.endswith("/total") else "stored")
    sheet.gap()
    for scenario, fact in facts:
        if fact.pointer not in found.rows:
            _write(found, scenario, fact, names, "stored")
    return found


def _write(
    found: Scenarios, scenario: Scenario, fact: Fact, names: Mapping[str, str], look: str
) -> None:
    found.facts[fact.pointer] = fact
    found.rows[fact.pointer] = found.sheet.row(
        (
            Cell(display_word(scenario.id), look="group" if look == "sum" else "text"),
            Cell(fact.what, look="text"),
            Cell(_part(scenario, fact.pointer, names), look="text"),
            fact_cell(fact, look),
            "",
            "",
            Cell(unit_of(fact), look="text"),
            Cell(fact.pointer, look="pointer"),
        )
    )


def _part(scenario: Scenario, pointer: str, names: Mapping[str, str]) -> str:
    """Say of which line, metric or month a value is."""
    steps = pointer.split("/")
    kind, number = (steps[4], int(steps[5])) if len(steps) > 5 else ("", 0)
    if kind == "componentAmounts":
        return names.get(scenario.component_amounts[number].component_ref, "")
    if kind == "volumes":
        label = names.get(scenario.volumes[number].metric_ref, "")
        return f"{label}, month {int(steps[7]) + 1}" if len(steps) > 7 else label
    return f"month {number + 1}" if kind == "periods" else "the whole term"


def equals(stated: object, found: Decimal) -> bool:
    """Say whether a stated value is what the formulas come to."""
    amount = getattr(stated, "amount", stated)
    return isinstance(amount, Decimal) and amount == found

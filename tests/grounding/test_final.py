"""The finished words of a section hold what was let stand, and no value nobody gave."""

from __future__ import annotations

import pytest
from tests.grounding.material import prose, reply_of, source, task_of

from proposalkit.grounding.final import ground_final
from proposalkit.grounding.section import ground_section
from proposalkit.model.draft import DraftBlock, DraftedSection
from proposalkit.model.finding import Finding
from proposalkit.model.grounding import GroundingRules

FEE = source(1, "The pilot at {{buyer.name}} runs for 42 days and costs {{pilot.fee}}.")
NOTICE = source(2, "The written agreement names the notice period for an order.", "c")
TASK = task_of(FEE, NOTICE, slots=("buyer.name", "pilot.fee"))
VALUES = {"buyer.name": "Nordwind Logistik GmbH", "pilot.fee": "EUR 12,000.00", "seller.name": "X"}
PARTIES = ("Nordwind Logistik GmbH", "Kanzlei AI Ltd")
RIGHT = "The pilot at Nordwind Logistik GmbH runs for 42 days and costs EUR 12,000.00."


def drafted(rules: GroundingRules) -> DraftedSection:
    return ground_section(TASK, reply_of(DraftBlock(kind="verbatim", chunk="S1")), rules)


def found(text: str, rules: GroundingRules, **where: str) -> list[Finding]:
    section = drafted(rules)
    return list(ground_final(text, section, TASK, VALUES, rules, parties=PARTIES, **where))


def test_the_filled_text_passes_also_with_the_line_breaks_of_a_page(rules: GroundingRules) -> None:
    assert found(RIGHT, rules) == []
    assert found(RIGHT.replace(" ", "\n"), rules) == []


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        (RIGHT.replace("42", "24"), "number-not-in-source", '"24 days"'),
        (RIGHT.replace("12,000", "21,000"), "number-not-in-source", '"EUR 21,000.00"'),
        (f"{RIGHT} It ends on 1 December 2026.", "number-not-in-source", '"1 December 2026"'),
        (f"{RIGHT} It saves 15%.", "number-not-in-source", '"15%"'),
        (f"{RIGHT} Kanzlei pays.", "name-not-in-source", '"Kanzlei"'),
        (f"{RIGHT} {{{{seller.name}}}}", "slot-not-filled", "A slot"),
        (f"{RIGHT}\u200b", "hidden-character", "U+200B"),
        (RIGHT.replace("runs", "ran"), "drafted-text-changed", '"The pilot at Nordwind'),
    ],
)
def test_a_changed_text_is_found(text: str, kind: str, shown: str, rules: GroundingRules) -> None:
    findings = found(text, rules, where="page 3")
    assert kind in {one.id for one in findings}
    first = next(one for one in findings if one.id == kind)
    assert shown in first.message
    assert first.where == "page 3"


def test_a_long_text_is_shown_by_its_beginning(rules: GroundingRules) -> None:
    task = task_of(source(1, "word " * 40))
    made = ground_section(task, reply_of(DraftBlock(kind="verbatim", chunk="S1")), rules)
    (finding,) = ground_final("other", made, task, {}, rules)
    assert len(finding.message) < 140
    assert finding.where == "section solution"


def test_the_title_of_the_clause_a_reader_is_sent_to_is_known(rules: GroundingRules) -> None:
    block = prose(TASK, "The written agreement also names the notice period for an order.", "S2")
    clauses = {"term-termination": "Term 2"}
    made = ground_section(TASK, reply_of(block), rules, clauses=clauses)
    text = " ".join(one.text for one in made.blocks)
    assert "Term 2" in text
    assert ground_final(text, made, TASK, VALUES, rules) == ()


COUNTED = source(1, "At {{volume.expected}} {{unit.plural}} a month one {{unit.one}} is charged.")
UNIT_TASK = task_of(COUNTED, slots=("volume.expected", "unit.plural", "unit.one"))


@pytest.mark.parametrize(
    "unit", ["second", "minute", "hour", "day", "week", "month", "quarter", "year", "euro", "page"]
)
def test_a_count_of_a_unit_of_time_or_money_is_the_value_of_its_slots(
    unit: str, rules: GroundingRules
) -> None:
    values = {"volume.expected": "1,001", "unit.plural": f"{unit}s", "unit.one": unit}
    reply = reply_of(DraftBlock(kind="verbatim", chunk="S1"))
    made = ground_section(UNIT_TASK, reply, rules)
    text = f"At 1,001 {unit}s a month one {unit} is charged."
    assert ground_final(text, made, UNIT_TASK, values, rules) == ()
    for other in (f"{text} It is 1,002 {unit}s.", f"{text} It is two {unit}s."):
        (finding,) = ground_final(other, made, UNIT_TASK, values, rules)
        assert finding.id == "number-not-in-source"

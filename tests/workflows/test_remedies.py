"""What a finding about a PDF's structure asks of the one who reads it."""

from __future__ import annotations

from proposalkit.model.finding import CheckResult, Finding
from proposalkit.workflows.judging import Material, structure_for_reader

_BROKEN = CheckResult(
    check="pdf-structure",
    findings=(
        Finding(id="pdf-x", where="page 1", message="It is broken.", remedy="Mend the template."),
    ),
)


def test_a_buyer_is_told_to_ask_the_seller_for_a_kit_made_again() -> None:
    (finding,) = structure_for_reader(_BROKEN, Material()).findings
    assert finding.remedy == "Ask the seller for a kit made again."
    assert (finding.id, finding.message) == ("pdf-x", "It is broken.")


def test_the_seller_is_told_how_to_mend_it() -> None:
    (finding,) = structure_for_reader(_BROKEN, Material(canaries={})).findings
    assert finding.remedy == "Mend the template."

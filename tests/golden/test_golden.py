"""The example deals against their golden files, both ways; the totals against the hand calculation.

Golden files detect change, they do not prove correctness: `hand-calculation.md` stands beside them.
"""

from __future__ import annotations

import difflib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from proposalkit.compose.memo_economics import economics_section
from proposalkit.compose.parts import Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.exports.pricing_sheet import expected_cells
from proposalkit.model.canonical import canonical_bytes, sha256_hex
from proposalkit.model.proposal import Proposal
from proposalkit.readers.proposal_json import check_schema
from proposalkit.verify.page_text import PAGE_REFERENCE
from proposalkit.workflows.advice_inside import memo_advice
from proposalkit.workflows.gather import gather
from proposalkit.workflows.judging_json import judge_data
from proposalkit.workflows.negotiation_inside import negotiation_bytes
from proposalkit.workflows.pages import PageView
from proposalkit.workflows.schema_files import proposal_schema

HERE = Path(__file__).parent
EXAMPLES = HERE.parent.parent / "examples"
CASES = {
    "nordwind-support": EXAMPLES / "workspace",
    "tamarack-authorizations": EXAMPLES / "hospital-group",
    "huettental-service": EXAMPLES / "manufacturer",
}

# deal and scenario: month's charges, month 1 due, one-time, total, unit price, same units today;
# each worked out in the deal's hand-calculation.md
BY_HAND: dict[tuple[str, str], tuple[str | None, ...]] = {
    ("nordwind-support", "low"):
        ("6520.00", "2770.00", "14000.00", "88490.00", "1.2290", "223200.00"),
    ("nordwind-support", "expected"):
        ("11440.00", "7690.00", "14000.00", "147530.00", "1.0245", "446400.00"),
    ("nordwind-support", "high"):
        ("16950.00", "13200.00", "14000.00", "213650.00", "0.7418", "892800.00"),
    ("tamarack-authorizations", "low"):
        ("39000.00", "25000.00", "80000.00", "1002000.00", "4.6389", "3067200.00"),
    ("tamarack-authorizations", "expected"):
        ("49150.00", "35150.00", "80000.00", "1245600.00", "3.7071", "4771200.00"),
    ("tamarack-authorizations", "high"):
        ("58800.00", "44800.00", "80000.00", "1477200.00", "2.9310", "7156800.00"),
    ("huettental-service", "expected"):
        ("11800.00", "2800.00", "55000.00", "470800.00", None, None),
}  # fmt: skip

Views = Mapping[str, str]


@pytest.fixture(scope="module")
def every_view() -> Mapping[str, Views]:
    """Every golden view of every case, made anew."""
    return {case: _views(case) for case in CASES}


def _views(case: str) -> Views:
    gathered = gather(CASES[case], case)
    proposal = compose_proposal(gathered.parts, Release(deal=case))
    payload = canonical_bytes(proposal)
    document = json.loads(payload)
    blocks = PageView(proposal, sha256_hex(payload)).blocks()
    findings = [one.model_dump(mode="json") for one in judge_data(proposal, payload)]
    lines = [" ".join(block.text.split()).replace(PAGE_REFERENCE, "#") for block in blocks]
    return {
        "plan.json": _pretty(gathered.parts.plan.model_dump(mode="json")),
        "quote.json": _pretty(document["pricing"]),
        "proposal.json": _pretty(document),
        "document.txt": "\n".join(lines) + "\n",
        "findings.json": _pretty(findings),
        "workbook.txt": _workbook(proposal),
        "memo-advice.txt": "\n\n".join(
            f"{title}\n\n{body}" for title, body in memo_advice(gathered)
        )
        + "\n",
        "negotiation.txt": negotiation_bytes(gathered, proposal).decode(),
        "memo-economics.txt": economics_section(gathered.economics)[1] + "\n",
    }


def _workbook(proposal: Proposal) -> str:
    """Give the cells a buyer works with; those of the scenarios are made by the same formulas."""
    return "".join(
        f"{cell}\t{formula}\t{value}\n"
        for cell, (formula, value) in expected_cells(proposal).items()
        if not cell.startswith("Calculation ")
    )


@pytest.mark.parametrize("case", CASES)
def test_every_view_is_as_kept_and_none_is_missing_or_extra(
    case: str, every_view: Mapping[str, Views], update_golden: bool
) -> None:
    folder, views = HERE / case, every_view[case]
    if update_golden:
        for name, text in views.items():
            (folder / name).write_text(text, encoding="utf-8")
    kept = {p.name: p.read_text(encoding="utf-8") for p in folder.iterdir() if p.suffix != ".md"}
    assert sorted(views) == sorted(kept), "run: pytest tests/golden --update-golden"
    for name in sorted(kept):
        changes = difflib.unified_diff(
            kept[name].splitlines(), views[name].splitlines(), "kept", "made", lineterm="", n=1
        )
        assert views[name] == kept[name], "\n".join([name, *changes])


@pytest.mark.parametrize(("case", "scenario"), BY_HAND)
def test_the_totals_are_those_worked_by_hand(
    case: str, scenario: str, every_view: Mapping[str, Views]
) -> None:
    quote = json.loads(every_view[case]["quote.json"])
    row = next(one for one in quote["scenarios"] if one["id"] == scenario)
    assert (
        row["periods"][1]["due"]["amount"],
        row["periods"][0]["due"]["amount"],
        row["oneTime"]["amount"],
        row["total"]["amount"],
        row.get("effectiveUnitPrice", {}).get("amount"),
        row.get("costToday", {}).get("amount"),
    ) == BY_HAND[case, scenario]


def test_every_scenario_of_every_case_is_worked_by_hand(every_view: Mapping[str, Views]) -> None:
    made = {
        (case, str(row["id"]))
        for case, views in every_view.items()
        for row in json.loads(views["quote.json"])["scenarios"]
    }
    assert made == set(BY_HAND)


@pytest.mark.parametrize("case", CASES)
def test_the_golden_proposal_passes_the_published_schema_and_every_check(
    case: str, every_view: Mapping[str, Views]
) -> None:
    views = every_view[case]
    assert check_schema(views["proposal.json"].encode(), proposal_schema()).findings == ()
    assert [one["findings"] for one in json.loads(views["findings.json"]) if one["findings"]] == []


@pytest.mark.parametrize("case", CASES)
def test_the_same_inputs_in_another_folder_give_the_same_proposal(
    case: str, tmp_path: Path
) -> None:
    shutil.copytree(CASES[case], tmp_path / "elsewhere")
    first, second = (
        canonical_bytes(compose_proposal(gather(folder, case).parts, Release(deal=case)))
        for folder in (CASES[case], tmp_path / "elsewhere")
    )
    assert first == second


def _pretty(document: object) -> str:
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"

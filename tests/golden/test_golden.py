"""The example deal against its golden files, both ways; the totals against the hand calculation.

Golden files detect change, they do not prove correctness: `hand-calculation.md` stands beside them.
"""

from __future__ import annotations

import difflib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from proposalkit.compose.parts import Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.model.canonical import canonical_bytes, sha256_hex
from proposalkit.readers.proposal_json import check_schema
from proposalkit.verify.page_text import PAGE_REFERENCE
from proposalkit.workflows.check import proposal_schema
from proposalkit.workflows.gather import gather
from proposalkit.workflows.judging import judge_data
from proposalkit.workflows.pages import PageView

HERE = Path(__file__).parent
WORKSPACE = HERE.parent.parent / "examples" / "workspace"
CASE = "nordwind-support"

# scenario: month's charges, month 1 due, one-time, total, unit price, same units today;
# each worked out in nordwind-support/hand-calculation.md
BY_HAND = {
    "low": ("6520.00", "2770.00", "14000.00", "88490.00", "1.2290", "223200.00"),
    "expected": ("11440.00", "7690.00", "14000.00", "147530.00", "1.0245", "446400.00"),
    "high": ("16950.00", "13200.00", "14000.00", "213650.00", "0.7418", "892800.00"),
}


@pytest.fixture(scope="module")
def views() -> Mapping[str, str]:
    """Every golden view of the case, made anew."""
    gathered = gather(WORKSPACE, CASE)
    proposal = compose_proposal(gathered.parts, Release(deal=CASE))
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
    }


def test_every_view_is_as_kept_and_none_is_missing_or_extra(
    views: Mapping[str, str], update_golden: bool
) -> None:
    folder = HERE / CASE
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


@pytest.mark.parametrize("scenario", BY_HAND)
def test_the_totals_are_those_worked_by_hand(views: Mapping[str, str], scenario: str) -> None:
    quote = json.loads(views["quote.json"])
    row = next(one for one in quote["scenarios"] if one["id"] == scenario)
    assert (
        row["periods"][1]["due"]["amount"],
        row["periods"][0]["due"]["amount"],
        row["oneTime"]["amount"],
        row["total"]["amount"],
        row["effectiveUnitPrice"]["amount"],
        row["costToday"]["amount"],
    ) == BY_HAND[scenario]


def test_the_golden_proposal_passes_the_published_schema(views: Mapping[str, str]) -> None:
    assert check_schema(views["proposal.json"].encode(), proposal_schema()).findings == ()


def test_the_same_inputs_in_another_folder_give_the_same_proposal(tmp_path: Path) -> None:
    shutil.copytree(WORKSPACE, tmp_path / "elsewhere")
    first, second = (
        canonical_bytes(compose_proposal(gather(folder, CASE).parts, Release(deal=CASE)))
        for folder in (WORKSPACE, tmp_path / "elsewhere")
    )
    assert first == second


def _pretty(document: object) -> str:
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"

"""Two deals made by hand, far from the worked example: they pass, and say what they do not know.

larkspur-triage: a software company in the United States buys usage, no pilot, a minimal brief.
rigsby-letters: a Danish hospital, supervised work, volume tiers with a cliff at 4,000 letters.
Every total is worked out beside the assertion.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
from tests.journeys.workspaces import NOW

from proposalkit.model.finding import Status
from proposalkit.workflows.generate import Request, generate_kit
from proposalkit.workflows.verify import verify_path

SECTORS = Path(__file__).parent / "other_sectors"


class Kit(NamedTuple):
    """One kit as made: its folder, data, pages and memo."""

    folder: Path
    data: dict[str, object]
    pages: str
    memo: str


def _make(sector: str, deal: str, output: Path, cache: Path) -> Kit:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(cache))
        request = Request(workspace=SECTORS / sector, deal=deal, output=output)
        folder = generate_kit(request, now=NOW).folder
    with pypdfium2.PdfDocument(folder / "buyer" / "proposal.pdf") as document:
        pages = " ".join(page.get_textpage().get_text_range() for page in document)
    data = json.loads((folder / "buyer" / "proposal.json").read_bytes())
    memo = (folder / "internal" / "deal-desk.md").read_text("utf-8")
    return Kit(folder, data, " ".join(pages.split()), memo)


@pytest.fixture(scope="module")
def software(tmp_path_factory: pytest.TempPathFactory, shared_cache: Path) -> Kit:
    """The kit of larkspur-triage."""
    output = tmp_path_factory.mktemp("software")
    return _make("us-software", "larkspur-triage", output, shared_cache)


@pytest.fixture(scope="module")
def hospital(tmp_path_factory: pytest.TempPathFactory, shared_cache: Path) -> Kit:
    """The kit of rigsby-letters."""
    output = tmp_path_factory.mktemp("hospital")
    return _make("dk-hospital", "rigsby-letters", output, shared_cache)


def _scenario(kit: Kit, name: str) -> dict[str, object]:
    pricing = kit.data["pricing"]
    assert isinstance(pricing, dict)
    found: dict[str, object] = next(one for one in pricing["scenarios"] if one["id"] == name)
    return found


def _amount(value: object) -> str:
    assert isinstance(value, dict)
    return str(value["amount"])


def _asked(kit: Kit) -> set[str]:
    table = kit.memo.split("## Open questions")[1].split("\n## ")[0]
    return set(re.findall(r"^\| ([a-z_.]+) \|", table, re.MULTILINE)) - {"field"}


def _clauses_asked_for(kit: Kit) -> set[str]:
    table = kit.memo.split("## Clauses and the rules that asked for them")[1].split("\n## ")[0]
    return set(re.findall(r"^\| ([a-z0-9-]+) \| ", table, re.MULTILINE)) - {"clause"}


@pytest.mark.parametrize("which", ["software", "hospital"])
def test_the_kit_verifies_without_a_finding(which: str, request: pytest.FixtureRequest) -> None:
    kit: Kit = request.getfixturevalue(which)
    verdict = verify_path(kit.folder)
    assert (verdict.status, verdict.findings) == (Status.PASSED, ())


def test_usage_is_priced_after_the_included_units(software: Kit) -> None:
    """3,500 - 500 included = 3,000: 2,000 x 0.375 + 1,000 x 0.2125 = 962.50; with 400 access
    1,362.50 a month; 24 months 32,700.00; by 84,000 reports 0.3893."""
    row = _scenario(software, "expected")
    assert _amount(row["total"]) == "32700.00"
    assert _amount(row["effectiveUnitPrice"]) == "0.3893"
    for text in ("USD 962.50", "USD 1,362.50", "USD 32,700.00", "USD 0.3893",
                 "500 included in each period of 1 month"):  # fmt: skip
        assert text in software.pages


def test_without_pilot_and_outcome_nothing_of_them_is_said(software: Kit) -> None:
    assert "pilot" not in software.data
    assert software.data.get("outcomes", []) == []
    asked = _clauses_asked_for(software)
    assert not asked & {"pilot-scope-success", "pilot-conversion", "outcome-definition"}
    assert {"outcome-dispute", "pricing-floor-cap"} <= asked  # priced by usage
    assert "dpa-art28" not in asked


def test_a_minimal_brief_leaves_its_gaps_open_and_said(software: Kit) -> None:
    assert {
        "buyer.signatory", "workflow.needs", "workflow.cost_today", "volumes.low", "volumes.high",
        "data.location", "public.data_flow", "public.evidence", "internal.cost_per_attempt",
    } <= _asked(software)  # fmt: skip
    missing = software.data["notStated"]
    assert isinstance(missing, list)
    assert "Which work is excluded?" in missing
    assert "The cost of one unit today" in missing
    assert "CANARY-us-51" not in json.dumps(software.data) + software.pages


def test_volume_tiers_price_all_units_and_the_cliff_is_named(hospital: Kit) -> None:
    """Low 3,000 x 14 = 42,000; expected 4,000 x 14 = 56,000; high 6,500 x 11 = 71,500 a month.
    Once: 85,000 + pilot 60,000 - credit 20,000 = 125,000. Twelve months: 629,000, 797,000,
    983,000. One letter more than 4,000 costs 4,001 x 11 = 44,011: the bill drops by 11,989."""
    totals = {name: _amount(_scenario(hospital, name)["total"]) for name in
              ("low", "expected", "high")}  # fmt: skip
    assert totals == {"low": "629000.00", "expected": "797000.00", "high": "983000.00"}
    assert "DKK 11,989.00" in hospital.pages


def test_cost_of_today_stands_beside_the_price(hospital: Kit) -> None:
    """4,000 x 62.50 x 12 = 3,000,000."""
    assert _amount(_scenario(hospital, "expected")["costToday"]) == "3000000.00"
    assert "DKK 3,000,000.00" in hospital.pages


def test_expired_evidence_is_not_claimed(hospital: Kit) -> None:
    """The certificate ended in January 2026, the offer is dated October; the audit holds."""
    text = json.dumps(hospital.data, ensure_ascii=False)
    assert "27001" not in text + hospital.pages
    assert "An outside auditor examined how the service handles patient data." in text


def test_danish_letters_reach_the_pages_and_the_id(hospital: Kit) -> None:
    assert "Søren Ångström" in hospital.pages
    assert "Lærke Høgh" in hospital.pages
    assert hospital.data["proposalId"] == "urn:proposalkit:solvgade-klinisk-ai-aps:rigsby-letters"


def test_one_of_a_thing_is_said_in_the_singular(hospital: Kit, software: Kit) -> None:
    assert "stopped after at most 1 minute." in hospital.pages
    assert re.findall(r"\b1 (?:minutes|days|months)\b", hospital.pages + software.pages) == []
    assert re.findall(r"\w\.\.", hospital.pages + software.pages) == []  # as in `Inc..`


def test_the_rules_follow_the_deal(hospital: Kit) -> None:
    asked = _clauses_asked_for(hospital)
    assert {"dpa-art28", "ai-act-roles", "data-residency", "human-oversight"} <= asked
    assert not asked & {"ai-transparency-notice", "adm-consequential-decisions"}
    assert "baa-hipaa" not in asked  # terms of American law, and the hospital is Danish
    assert "provider terms" not in hospital.memo  # the seller runs its own model
    assert "commercial.pilot.criteria" in _asked(hospital)
    assert "clause-missing:pilot-scope-success" in hospital.memo  # no test, no scope clause

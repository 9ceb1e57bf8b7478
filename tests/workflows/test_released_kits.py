"""Every kit of a released schema verifies for ever, its signature and its price with it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from tests.workflows.fuzzed import near_readers

from proposalkit.model.finding import Status
from proposalkit.model.proposal import SCHEMA_VERSION
from proposalkit.readers.kit_folder import read_subject
from proposalkit.readers.proposal_json import read_proposal, released_schema
from proposalkit.workflows.offer_price import price_of_proposal
from proposalkit.workflows.schema_files import proposal_schema
from proposalkit.workflows.verify import verify_path

KITS = Path(__file__).resolve().parents[1] / "fixtures" / "kits"
RELEASED = sorted(path.name for path in KITS.iterdir())
STRICT = {"manifest", "pdf-structure", "attachment", "plain-texts", "schema", "canonical-form",
          "clause-digests", "prices", "claims", "consistency", "printed-digest",
          "clauses-on-pages", "data-on-pages", "pages-in-data", "places", "signature"}  # fmt: skip
"""Checks that must still run; templates, fonts, workbook and exports may be of another version."""


@pytest.fixture(autouse=True)
def _near():
    patch = near_readers()
    yield
    patch.undo()


def test_the_version_of_today_has_a_kit() -> None:
    assert SCHEMA_VERSION in RELEASED


@pytest.mark.parametrize("version", RELEASED)
def test_a_kit_of_a_released_version_verifies_with_its_key(version: str) -> None:
    folder = KITS / version
    verdict = verify_path(folder / "minimal.zip", key=folder / "seller-public.jwk")
    assert verdict.status is Status.PASSED, verdict.findings
    ran = {one.check for one in verdict.results if one.outcome == "ran"}
    assert ran >= STRICT


@pytest.mark.parametrize("version", RELEASED)
def test_a_kit_of_a_released_version_is_read_and_priced_by_its_own_schema(version: str) -> None:
    data = read_subject(KITS / version / "minimal.zip").proposal_bytes
    assert data is not None
    schema = released_schema(proposal_schema(), version)
    assert schema is not None
    proposal = read_proposal(data, schema)
    assert proposal.schema_version == version
    price = price_of_proposal(proposal, "minimal.zip")
    assert price.expected().total == proposal.pricing.scenarios[0].total


@pytest.mark.parametrize("version", RELEASED)
def test_a_changed_letter_of_it_still_fails(version: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(KITS / version / "minimal.zip") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["proposal.json"] = files["proposal.json"].replace(b"Example", b"Exempla", 1)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    path = tmp_path / "kit.zip"
    path.write_bytes(buffer.getvalue())
    assert verify_path(path).status is Status.FAILED

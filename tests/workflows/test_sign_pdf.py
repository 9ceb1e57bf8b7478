"""A kit whose PDF was signed still verifies; one that would not is never written."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
import rfc8785
from tests.kit.test_pdf_signature import write_certificate
from tests.readers.samples import PAYLOAD, print_sample, sample_html

from proposalkit.errors import Refused
from proposalkit.kit.keys import write_key_pair
from proposalkit.model.canonical import sha256_hex
from proposalkit.workflows.generate import Request, generate_kit
from proposalkit.workflows.issue import issue_kit
from proposalkit.workflows.sign import sign_kit
from proposalkit.workflows.sign_pdf import Certificate, with_signed_pdf
from proposalkit.workflows.verify import verify_path

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "workspace"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DEAL = "nordwind-support"


def test_a_kit_that_does_not_verify_when_signed_is_refused(tmp_path: Path) -> None:
    write_certificate(tmp_path / "seller.p12")
    pdf = print_sample(sample_html(rows=3, clauses=1))
    files = {"proposal.json": PAYLOAD, "proposal.pdf": pdf}
    rows = [{"name": name, "sha256": sha256_hex(data)} for name, data in files.items()]
    manifest = rfc8785.dumps({"grade": "issued", "files": rows})
    with pytest.raises(Refused, match="signed kit was not written") as refused:
        with_signed_pdf(
            {**files, "manifest.json": manifest}, Certificate(tmp_path / "seller.p12", "secret")
        )
    assert "schema-invalid" in {one.id for one in refused.value.findings}
    assert not {one.id for one in refused.value.findings} & {"file-changed", "file-missing"}


@pytest.mark.deep
def test_a_whole_kit_is_signed_twice_over_and_passes(tmp_path: Path) -> None:
    workspace = tmp_path / "workspace"
    shutil.copytree(EXAMPLE, workspace)
    request = Request(workspace=workspace, deal=DEAL, output=tmp_path / "output")
    generate_kit(request, now=NOW)
    issue_kit(request, grade="for_discussion", by="Marit TEST, Account executive", now=NOW)
    write_certificate(tmp_path / "seller.p12")
    keys = write_key_pair(tmp_path / "keys", "seller", "", "")
    folder = tmp_path / "output" / DEAL
    internal = {one.name: one.read_bytes() for one in folder.glob("1/internal/*")}
    certificate = Certificate(tmp_path / "seller.p12", "secret", workspace)
    sign_kit(folder, keys.private, now=NOW, certificate=certificate)
    assert verify_path(folder, on=NOW.date(), key=keys.public).status == "PASSED"
    assert {one.name: one.read_bytes() for one in folder.glob("1/internal/*")} == internal

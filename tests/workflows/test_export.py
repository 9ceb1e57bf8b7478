"""A buyer's copy is written in other formats, and each is held against its own standard."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from proposalkit.errors import InputRefused
from proposalkit.exports.catalogue import EXPORTS, losses_file
from proposalkit.workflows.check import validate_file
from proposalkit.workflows.export import export_kit, export_table

KIT = Path(__file__).resolve().parents[1] / "golden" / "nordwind-support" / "proposal.json"


def test_all_exports_are_written_with_their_losses_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "a" / "b"
    written = export_kit(KIT, out)
    names = {one.file for one in EXPORTS} | {losses_file(one) for one in EXPORTS}
    assert {one.name for one in out.iterdir()} == names
    assert {one.path.name: one.size for one in written} == {
        one.name: one.stat().st_size for one in out.iterdir()
    }
    assert [one.name for one in tmp_path.iterdir()] == ["a"]
    assert validate_file(out / "ai-bom.cdx.json") == "CycloneDX 1.7 bill of materials"


def test_one_export_can_be_asked_for_and_an_unknown_one_is_named(tmp_path: Path) -> None:
    export_kit(KIT, tmp_path, ["jsonld"])
    assert {one.name for one in tmp_path.iterdir()} == {
        "proposal.jsonld", "proposal.jsonld.losses.json",
    }  # fmt: skip
    with pytest.raises(InputRefused) as refused:
        export_kit(KIT, tmp_path / "none", ["oscal", "ubl", "a202"])
    assert [one.message for one in refused.value.findings] == [
        '"oscal" is not an export.', '"a202" is not an export.',
    ]  # fmt: skip
    assert not (tmp_path / "none").exists()


def test_the_table_names_purpose_and_loss_of_each() -> None:
    rows = export_table()
    assert [row["name"] for row in rows] == ["ai-bom", "ubl", "jsonld", "register"]
    assert all(row["for"].endswith(".") and row["loses"].endswith(".") for row in rows)


def test_a_fault_in_a_bill_of_materials_has_its_place(tmp_path: Path) -> None:
    file = tmp_path / "x.cdx.json"
    bad = {"bomFormat": "CycloneDX", "specVersion": "1.7", "components": [{"name": "a"}]}
    file.write_text(json.dumps(bad))
    with pytest.raises(InputRefused) as refused:
        validate_file(file)
    (one,) = refused.value.findings
    assert one.where == f"{file}:/components/0"
    assert "'type' is a required property" in one.message
    file.write_text("[" * 100_000)
    with pytest.raises(InputRefused) as refused:
        validate_file(file)
    assert refused.value.findings[0].id == "not-json"


@pytest.mark.parametrize(
    "name", ["proposal.jsonld", "register.xlsx", "ai-bom.cdx.json.losses.json"]
)
def test_an_export_without_a_published_schema_is_not_taken_for_a_deal(name: str) -> None:
    with pytest.raises(InputRefused) as refused:
        validate_file(Path(name))
    (one,) = refused.value.findings
    assert (one.id, one.where) == ("no-schema", name)
    assert "verify" in one.remedy


def test_a_quotation_is_not_judged_without_the_schemas_of_ubl(tmp_path: Path) -> None:
    file = tmp_path / "quotation.ubl.xml"
    file.write_bytes(b"<a/>")
    with pytest.raises(InputRefused) as refused:
        validate_file(file)
    assert refused.value.findings[0].id == "ubl-xsd-missing"
    assert "--ubl-xsd" in refused.value.findings[0].remedy

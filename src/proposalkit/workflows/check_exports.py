"""Hold an export against the schema of its own standard, without a network."""

from __future__ import annotations

from pathlib import Path

from proposalkit.errors import InputRefused
from proposalkit.readers.cyclonedx import check_ai_bom
from proposalkit.readers.refusal import refuse
from proposalkit.readers.ubl import check_ubl

CDX_ENDING = ".cdx.json"
LOSSES = ".losses.json"


def has_no_schema(path: Path) -> bool:
    """Say whether a file is an export, or a list of losses, that no published schema judges."""
    return path.name.endswith((".jsonld", ".xlsx", LOSSES))


def refuse_without_schema(path: Path) -> InputRefused:
    """Say that nothing judges such a file alone, and what does compare it with its proposal."""
    return refuse(
        "no-schema",
        str(path),
        f'No schema is published for a file such as "{path.name}".',
        "Run verify on the kit it lies in: it makes the file again from the proposal and compares.",
    )


def validate_export(path: Path, data: bytes, ubl_xsd: Path | None) -> str:
    """Validate a UBL or a CycloneDX file; raises InputRefused with what its schema finds."""
    if path.name.endswith(CDX_ENDING):
        findings, kind = check_ai_bom(data, str(path)), "CycloneDX 1.7 bill of materials"
    elif ubl_xsd is None:
        raise refuse(
            "ubl-xsd-missing",
            str(path),
            "The schemas of UBL are not shipped with this program.",
            "Name the folder of a UBL 2.4 release with --ubl-xsd.",
        )
    else:
        findings, kind = check_ubl(data, ubl_xsd, str(path)), "UBL document"
    if findings:
        raise InputRefused(findings)
    return kind

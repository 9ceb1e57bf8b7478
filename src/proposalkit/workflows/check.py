"""Check the libraries and single files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from proposalkit.errors import InputRefused, Unavailable
from proposalkit.exports.json_schema import MODELS, schema_file_name, schema_text
from proposalkit.kit.layout import STANDARD_JSON
from proposalkit.kit.write import explain_os_error
from proposalkit.knowledge.inputs import read_brief, read_yaml_model
from proposalkit.knowledge.library import check_knowledge
from proposalkit.knowledge.text_files import shown_path
from proposalkit.model.finding import Finding
from proposalkit.model.price_book import PriceBook
from proposalkit.model.seller import SellerProfile
from proposalkit.readers.proposal_json import check_schema, read_proposal
from proposalkit.readers.standard_json import parse_standard_answers
from proposalkit.workflows.approved import record_findings
from proposalkit.workflows.check_exports import (
    CDX_ENDING,
    has_no_schema,
    refuse_without_schema,
    validate_export,
)
from proposalkit.workflows.drift import overlay_findings, shipped_wordings
from proposalkit.workflows.overlay import knowledge_folders
from proposalkit.workflows.schema_files import proposal_schema, schema_file


class KnowledgeReport(NamedTuple):
    """What the check of the knowledge found."""

    findings: tuple[Finding, ...]
    summary: str


def check_knowledge_of(workspace: Path, on: date) -> KnowledgeReport:
    """Check the packaged knowledge with the workspace's overlay on it."""
    findings = check_knowledge(knowledge_folders(workspace), on)
    findings += _own_files(workspace, findings)
    findings += record_findings(workspace)
    errors = sum(one.severity == "error" for one in findings)
    summary = f"knowledge: {errors} errors, {len(findings) - errors} warnings"
    return KnowledgeReport(findings, summary)


def _own_files(workspace: Path, said: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Warn of own files of the knowledge that drifted, unless a check has named the file."""
    named = {one.where.partition(":")[0] for one in said if one.id == "unknown-place"}
    root = f"{shown_path(workspace / 'knowledge')}/"
    return tuple(
        one
        for one in (*overlay_findings(workspace), *shipped_wordings(workspace))
        if one.where.startswith(root) and one.where.partition(":")[0] not in named
    )


def validate_file(path: Path, ubl_xsd: Path | None = None) -> str:
    """Validate one file by its place or name; gives what kind it is.

    Raises InputRefused with every problem; `ubl_xsd` is the folder of the XSDs for a UBL file.
    """
    if has_no_schema(path):
        raise refuse_without_schema(path)
    if path.suffix == ".xml" or path.name.endswith(CDX_ENDING):
        return validate_export(path, read_bytes(path), ubl_xsd)
    if path.name == STANDARD_JSON:
        return _validate_standard(path)
    if path.suffix == ".json":
        read_proposal(read_bytes(path), proposal_schema(), str(path), author=True)
        return "proposal"
    if path.name == "seller.yaml":
        read_yaml_model(path, SellerProfile)
        return "seller profile"
    if path.parent.name == "price-books":
        read_yaml_model(path, PriceBook)
        return "price book"
    read_brief(path)
    return "deal brief"


def _validate_standard(path: Path) -> str:
    data = read_bytes(path)
    result = check_schema(data, schema_file("standard-answers"), author=True)
    if result.findings:
        named = (one.model_copy(update={"where": f"{path}:{one.where}"}) for one in result.findings)
        raise InputRefused(tuple(named))
    parse_standard_answers(data, str(path))
    return "set of standard answers"


def read_bytes(path: Path) -> bytes:
    """Read a file; raises Unavailable when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        message = f'"{path}" cannot be read: {error.strerror}.'
        raise Unavailable(message, "Check the name and the permissions.") from error


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write the JSON Schema of each input and of the proposal."""
    paths = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in MODELS:
            path = folder / schema_file_name(name)
            path.write_text(schema_text(name), encoding="utf-8")
            paths.append(path)
    except OSError as error:
        raise explain_os_error(error, folder) from error
    return tuple(paths)

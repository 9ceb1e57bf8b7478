"""Reads a proposal.json: schema first, then the typed model; all problems at once."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from proposalkit.errors import InputRefused
from proposalkit.model.base import PublicModel
from proposalkit.model.finding import CheckResult, Finding
from proposalkit.model.proposal import Proposal

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

DocumentT = TypeVar("DocumentT", bound=PublicModel)

MAX_BYTES = 2_000_000
"""A proposal is some 100 kB; more than this is refused unread."""


def check_schema(data: bytes, schema: Path) -> CheckResult:
    """Hold the JSON against the published JSON Schema (draft 2020-12) in that file."""
    if len(data) > MAX_BYTES:
        return _failed(["/"], [f"The file has {len(data)} bytes, more than {MAX_BYTES}."])
    try:
        document = json.loads(data, object_pairs_hook=_no_double_keys)
    except (ValueError, RecursionError) as error:
        return _failed(["/"], [f"The file is not JSON: {error}."])
    errors = sorted(
        _validator(schema).iter_errors(document), key=lambda error: list(map(str, error.path))
    )
    places = ["/" + "/".join(str(part) for part in error.path) for error in errors]
    return _failed(places, [_shorten(error.message) for error in errors])


def read_proposal(data: bytes, schema: Path, name: str = "proposal.json") -> Proposal:
    """Read a proposal; raises InputRefused with every problem the schema or the model finds."""
    result = check_schema(data, schema)
    if result.findings:
        raise InputRefused([_named(one, name) for one in result.findings])
    return parse_proposal(data, name)


def _named(finding: Finding, name: str) -> Finding:
    return finding.model_copy(update={"where": f"{name}:{finding.where}"})


def parse_proposal(data: bytes, name: str = "proposal.json") -> Proposal:
    """Read bytes that passed the schema into the model; raises InputRefused with all problems."""
    return parse_document(Proposal, data, name, "proposal-invalid")


def parse_document(kind: type[DocumentT], data: bytes, name: str, finding_id: str) -> DocumentT:
    """Read the bytes of a document of this kind; raises InputRefused with all problems."""
    try:
        return kind.model_validate_json(data)
    except ValidationError as error:
        findings = [
            Finding(
                id=finding_id,
                where=f"{name}:/{'/'.join(str(part) for part in row['loc'])}",
                message=f"{row['msg']}.",
                remedy="Ask the seller for the document as it was made.",
            )
            for row in error.errors(include_url=False, include_context=False)
        ]
        raise InputRefused(findings) from error


@cache
def _validator(schema: Path) -> Draft202012Validator:
    from proposalkit.readers.json_schema_engine import validator_type

    return validator_type()(json.loads(schema.read_text(encoding="utf-8")))


def _no_double_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    keys = [key for key, _ in pairs]
    double = {key for key in keys if keys.count(key) > 1}
    if double:
        raise ValueError(f"the key {sorted(double)} stands twice in one object")
    return dict(pairs)


def _failed(places: list[str], messages: list[str]) -> CheckResult:
    findings = tuple(
        Finding(
            id="schema-invalid",
            where=place,
            message=message,
            remedy="Ask the seller for the proposal as it was made.",
        )
        for place, message in zip(places, messages, strict=False)
    )
    return CheckResult(check="schema", detail="JSON Schema 2020-12", findings=findings)


def _shorten(text: str) -> str:
    return text if len(text) <= 200 else f"{text[:197]}..."

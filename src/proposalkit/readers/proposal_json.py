"""Reads a proposal.json: schema first, then the typed model; all problems at once."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from proposalkit.errors import InputRefused
from proposalkit.model.base import PublicModel
from proposalkit.model.canonical import is_canonical
from proposalkit.model.finding import CheckResult, Finding
from proposalkit.model.proposal import SCHEMA_VERSION, Proposal
from proposalkit.readers.schema_faults import schema_faults
from proposalkit.readers.strict_json import Json, findings_of

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

DocumentT = TypeVar("DocumentT", bound=PublicModel)


UNKNOWN_VERSION = "schema-version-unknown"
ASK_VERSION = (
    "Use a version of proposalkit that knows it, or ask the seller for the document in version "
    f"{SCHEMA_VERSION}; versions 0.x were drafts."
)
RELEASED = "released"
"""Folder beside the schemas: one folder for each version, never changed."""
_VERSION = re.compile(r"[0-9]{1,3}\.[0-9]{1,3}(?![\s\S])")
ASK = "Ask the seller for the document as it was made."


def check_schema(data: bytes, schema: Path, *, author: bool = False) -> CheckResult:
    """Hold the JSON against the published JSON Schema (draft 2020-12) in that file.

    A document of another version of the schema is refused as such: by this schema nothing can be
    said of it. Who wrote the document (`author`) is told what to write, others to ask for it.
    """
    document, refused = findings_of(data)
    findings = refused.findings if refused else _findings(document, schema)
    if not author:
        findings = tuple(one.model_copy(update={"remedy": _ask(one)}) for one in findings)
    return CheckResult(check="schema", detail="JSON Schema 2020-12", findings=findings)


def unreadable_json(data: bytes, name: str) -> tuple[Finding, ...]:
    """Give what keeps bytes from being one JSON document, placed in the file; nothing if they are.

    Who was sent the file can mend nothing in it, and is told to ask for it again.
    """
    refused = findings_of(data)[1]
    found = refused.findings if refused else ()
    return tuple(_named(one.model_copy(update={"remedy": ASK}), name) for one in found)


def _ask(finding: Finding) -> str:
    return ASK_VERSION if finding.id == UNKNOWN_VERSION else ASK


def _findings(document: Json, schema: Path) -> tuple[Finding, ...]:
    named = document.get("schemaVersion") if isinstance(document, dict) else None
    if isinstance(named, str) and named != SCHEMA_VERSION:
        released = released_schema(schema, named)
        if released is None:
            return (_other_version(named, SCHEMA_VERSION),)
        schema = released
    return schema_faults(_validator(schema).iter_errors(document))


def released_schema(schema: Path, version: str) -> Path | None:
    """Give the file of a released version of a schema; None when no such version was released."""
    if not _VERSION.match(version):  # it becomes part of a path
        return None
    path = schema.parent / RELEASED / version / schema.name
    return path if path.is_file() else None


def _other_version(named: str, version: str) -> Finding:
    return Finding(
        id=UNKNOWN_VERSION,
        where="/schemaVersion",
        message=f'"{named[:40]}" is a version of the schema that this program does not know.',
        remedy=f'Write "{version}" if it is, or use a version of proposalkit that knows the other.',
    )


def read_proposal(
    data: bytes, schema: Path, name: str = "proposal.json", *, author: bool = False
) -> Proposal:
    """Read a proposal; raises InputRefused with every problem the schema or the model finds."""
    known = _written_by_the_model(data)
    if known is not None:
        return known
    result = check_schema(data, schema, author=author)
    if result.findings:
        raise InputRefused([_named(one, name) for one in result.findings])
    return parse_proposal(data, name)


def _written_by_the_model(data: bytes) -> Proposal | None:
    """Read bytes that the model takes and would write again just so: the schema has no more to say.

    Why: the schema is made from the model, and its validator costs more than all else a reader
    of a sound proposal does. None for anything else, whose faults the schema then names.
    """
    if findings_of(data)[1] is not None:
        return None
    try:
        document = Proposal.model_validate_json(data)
    except ValidationError:
        return None
    named = document.schema_version == SCHEMA_VERSION
    return document if named and is_canonical(data, document) else None


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
                remedy=ASK,
            )
            for row in error.errors(include_url=False, include_context=False)
        ]
        raise InputRefused(findings) from error


@cache
def _validator(schema: Path) -> Draft202012Validator:
    from proposalkit.readers.json_schema_engine import validator_type

    return validator_type()(json.loads(schema.read_text(encoding="utf-8")))

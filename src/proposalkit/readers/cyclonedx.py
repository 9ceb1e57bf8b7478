"""Hold a bill of materials against the strict schema of CycloneDX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proposalkit.model.finding import Finding
from proposalkit.readers.json_schema_engine import validator_type
from proposalkit.readers.refusal import one_finding, refuse

if TYPE_CHECKING:
    from jsonschema import ValidationError

MAX_BYTES = 8_000_000
"""A bill of materials of ours has some 150 kB; more than this is refused unread."""

_ASK = "Ask who wrote the file; the CycloneDX specification says what stands where."


def check_ai_bom(data: bytes, name: str = "ai-bom.cdx.json") -> tuple[Finding, ...]:
    """Validate a CycloneDX 1.7 document; gives what the schema finds, with its JSON pointer.

    Raises InputRefused when the file is too large or no JSON. Nothing is fetched.
    """
    validator_type()  # first, or the import below compiles the grammar of IRIs for seconds
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    if len(data) > MAX_BYTES:
        message = f"The file has {len(data):,} bytes; at most {MAX_BYTES:,} are read."
        raise refuse("file-too-large", name, message, _ASK)
    try:
        errors = JsonStrictValidator(SchemaVersion.V1_7).validate_str(
            data.decode(), all_errors=True
        )
    except (ValueError, RecursionError) as error:
        raise refuse("not-json", name, f"The file is not JSON: {error}.", _ASK) from error
    return tuple(_finding(one.data, name) for one in errors or ())


def _finding(error: ValidationError, name: str) -> Finding:
    text = error.message if len(error.message) <= 200 else f"{error.message[:197]}..."
    pointer = "/" + "/".join(str(part) for part in error.absolute_path)
    return one_finding("cyclonedx-invalid", f"{name}:{pointer}", f"{text}.", _ASK)

"""What a JSON Schema finds, in words: the place, what is missing or wrong, what to do."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from proposalkit.model.fields import DECIMAL_PATTERN, DURATION_PATTERN, SLUG_PATTERN
from proposalkit.model.finding import Finding

if TYPE_CHECKING:
    from jsonschema import ValidationError

FAULT = "schema-invalid"
_MISSING = re.compile(r"'(.*)' is a required property", re.DOTALL)
_KINDS = {
    "string": "a text", "object": "an object", "array": "a list", "integer": "a whole number",
    "boolean": "true or false", "number": "a number", "null": "nothing",
}  # fmt: skip
_FORMS = {
    DECIMAL_PATTERN: 'an exact number as text, such as "1250.00" or "0.0031"',
    DURATION_PATTERN: "a time of one unit, such as P30D, P12M or PT4H",
    SLUG_PATTERN: "an id of small letters, digits and -, _ or . between them",
    r"^\d{4}-\d{2}-\d{2}(?![\s\S])": "a day, such as 2026-11-23",
    r"^[A-Z]{3}(?![\s\S])": "a currency of ISO 4217, such as EUR",
    r"^[A-Z]{2}(?![\s\S])": "a country of ISO 3166-1, such as DE",
    r"^[A-Z]{2,3}(?![\s\S])": "a country of ISO 3166-1, or EU or EEA",
}


def schema_faults(errors: Iterable[ValidationError]) -> tuple[Finding, ...]:
    """Put each error into words, each place once, in the order of the document."""
    found = [one for error in errors for one in _faults(error)]
    found.sort(key=lambda one: _order(one.where))
    return tuple(dict.fromkeys(found))


def _order(pointer: str) -> list[tuple[int, str]]:
    return [(int(step), "") if step.isdecimal() else (-1, step) for step in pointer.split("/")]


def _faults(error: ValidationError) -> Iterator[Finding]:
    place = "".join(f"/{escaped(str(step))}" for step in error.absolute_path)
    rule = error.validator
    if rule in ("anyOf", "oneOf") and error.context:
        for inner in _meant(error.context):
            yield from _faults(inner)
    elif rule == "required":
        yield _missing(error, place)
    elif rule == "additionalProperties":
        yield from _unknown(error, place)
    else:
        message, remedy = _wrong(error)
        yield _finding(place or "/", message, remedy)


def _meant(context: Iterable[ValidationError]) -> list[ValidationError]:
    """Leave out the branch that only says that nothing may stand there."""
    rows = list(context)
    meant = [one for one in rows if not (one.validator == "type" and one.validator_value == "null")]
    return meant or rows


def _missing(error: ValidationError, place: str) -> Finding:
    found = _MISSING.fullmatch(error.message)
    name = found[1] if found else "?"
    says = _description(error, name)
    return _finding(
        f"{place}/{escaped(name)}",
        f'"{name}" is missing' + (f": {says}" if says else "."),
        "Write it, or take the value from the deal; the schema says its form.",
    )


def _unknown(error: ValidationError, place: str) -> Iterator[Finding]:
    known = _properties(error)
    instance = error.instance if isinstance(error.instance, dict) else {}
    for name in sorted(set(instance) - known):
        near = difflib.get_close_matches(name, known, n=1)
        guess = f'Did you mean "{near[0]}"? ' if near else ""
        yield _finding(
            f"{place}/{escaped(name)}",
            f'"{_short(name)}" is no field here.',
            f"{guess}The fields are {', '.join(sorted(known))}.",
        )


def _wrong(error: ValidationError) -> tuple[str, str]:
    value, rule = _short(error.instance), error.validator_value
    if error.validator == "type":
        wanted = _KINDS.get(str(rule), str(rule))
        remedy = "An amount is a text, never a number." if rule == "string" else ""
        return f'"{value}" is not {wanted}.', f"Write {wanted}. {remedy}".strip()
    if error.validator == "pattern":
        form = _FORMS.get(str(rule), f"a text of the form {rule}")
        return f'"{value}" is not {form}.', f"Write {form}."
    if error.validator in ("enum", "const"):
        allowed = rule if isinstance(rule, list) else [rule]
        return f'"{value}" is not one of the words known here.', f"Write {_either(allowed)}."
    return f"{_short(error.message)}.", "See the schema for what may stand here."


def _either(allowed: Iterable[object]) -> str:
    return " or ".join(f'"{one}"' for one in allowed)


def _description(error: ValidationError, name: str) -> str:
    schema = error.schema if isinstance(error.schema, dict) else {}
    field = schema.get("properties", {}).get(name, {})
    return str(field.get("description", "")) if isinstance(field, dict) else ""


def _properties(error: ValidationError) -> set[str]:
    schema = error.schema if isinstance(error.schema, dict) else {}
    return set(schema.get("properties", {}))


def _finding(where: str, message: str, remedy: str) -> Finding:
    return Finding(id=FAULT, where=where, message=message, remedy=remedy)


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 80 else f"{text[:77]}..."


def escaped(step: str) -> str:
    """Write one step of a JSON pointer (RFC 6901)."""
    return _short(step).replace("~", "~0").replace("/", "~1")

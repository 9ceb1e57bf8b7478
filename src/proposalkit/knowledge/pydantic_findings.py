"""Turns the errors of a model into findings that point into the file they came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from proposalkit.knowledge.fault_words import (
    Fault,
    Words,
    close_to,
    count_items,
    quoted,
    words_for,
    words_for_choice,
)
from proposalkit.knowledge.model_fields import description_at, field_at, fields_at, places_of
from proposalkit.knowledge.yaml_text import Plain, YamlDocument, YamlPath
from proposalkit.model.finding import Finding
from proposalkit.model.misfit import Misfit

ModelT = TypeVar("ModelT", bound=BaseModel)
_UNKNOWN = ("extra_forbidden", "unknown_key")


@dataclass(frozen=True)
class _Row:
    """One error with its path in the file; `name` is the key that is missing or unknown."""

    path: YamlPath
    kind: str
    name: str
    value: Plain
    context: Mapping[str, object]


def build(model: type[ModelT], document: YamlDocument) -> tuple[ModelT | None, list[Finding]]:
    """Make a model of a document; what is wrong comes back as findings, nothing is raised."""
    findings = list(document.findings)
    if document.data is None and findings:
        return None, findings
    try:
        made = model.model_validate(document.data or {})
    except ValidationError as error:
        return None, findings + findings_from(error, document, model)
    return (None if findings else made), findings


def findings_from(
    error: ValidationError, document: YamlDocument, model: type[BaseModel]
) -> list[Finding]:
    """Give one finding for each fault, in the order in which they stand in the file."""
    rows = [_row(detail, document.data) for detail in error.errors(include_url=False)]
    groups: dict[tuple[YamlPath, str, str], list[_Row]] = {}
    for row in _without_misspelt(_without_noise(rows), model):
        # Two misfits at one place are two faults; two errors of a choice are one.
        misfit = row.context.get("error")
        said = str(misfit) if isinstance(misfit, Misfit) else ""
        groups.setdefault((row.path, row.name, said), []).append(row)
    found = [_finding(group, document, model) for group in groups.values()]
    return sorted(found, key=lambda finding: _order(finding.where))


def _row(detail: ErrorDetails, data: Plain) -> _Row:
    kind = detail["type"]
    location = list(detail["loc"])
    named = kind in ("missing", "extra_forbidden")
    name = str(location.pop()) if named and location else ""
    misfit = detail.get("ctx", {}).get("error")
    if isinstance(misfit, Misfit):
        location += misfit.at
    path, value = _locate(data, location)
    if location[-1:] == ["[key]"]:
        return _Row(path[:-1], "unknown_key", str(path[-1]), value, detail.get("ctx", {}))
    return _Row(path, kind, name, value, detail.get("ctx", {}))


def _locate(data: Plain, location: list[str | int]) -> tuple[YamlPath, Plain]:
    """Follow a location through the data; the parts pydantic adds for a union lead nowhere."""
    path: list[str | int] = []
    for part in location:
        if isinstance(data, dict) and part in data:
            data = data[str(part)]
            path.append(part)
        if isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
            path.append(part)
    return tuple(path), data


def _without_noise(rows: list[_Row]) -> list[_Row]:
    return [row for row in rows if not _is_noise(row, rows)]


def _without_misspelt(rows: list[_Row], model: type[BaseModel]) -> Iterator[_Row]:
    """Leave out a missing key that stands there misspelt: its unknown key names it already."""
    meant = {(row.path, _meant(row, model)) for row in rows if row.kind in _UNKNOWN}
    for row in rows:
        if row.kind != "missing" or (row.path, row.name) not in meant:
            yield row


def _meant(row: _Row, model: type[BaseModel]) -> str | None:
    return close_to(row.name, _known_keys(row, model))


def _is_noise(row: _Row, rows: list[_Row]) -> bool:
    """Say whether a row only repeats what a deeper one says better."""
    if row.kind == "too_short" and isinstance(row.value, list):
        # An item that failed is counted as absent.
        return len(row.value) >= int(str(row.context.get("min_length", 0)))
    if not row.kind.endswith("_type"):
        return False
    depth = len(row.path)
    return any(len(other.path) > depth and other.path[:depth] == row.path for other in rows)


def _finding(group: list[_Row], document: YamlDocument, model: type[BaseModel]) -> Finding:
    row = group[0]
    if row.kind in _UNKNOWN:
        words = _parted_number(row) or _unknown(row, model)
        where = document.place((*row.path, row.name))
    elif row.kind == "missing":
        words = _missing(row, model)
        where = document.place(row.path)
    else:
        faults = [_fault(one, model) for one in group]
        words = words_for(faults[0]) if len(faults) == 1 else words_for_choice(faults)
        is_text = isinstance(row.value, str)
        where = document.value_place(row.path) if is_text else document.place(row.path)
    return Finding(id=words.id, where=where, message=words.message, remedy=words.remedy)


def _fault(row: _Row, model: type[BaseModel]) -> Fault:
    field = field_at(model, row.path)
    return Fault(
        kind=row.kind,
        name=str(row.path[-1]) if row.path else "This file",
        value=row.value,
        context=row.context,
        description=description_at(model, row.path),
        required=field.is_required() if field else True,
    )


def _parted_number(row: _Row) -> Words | None:
    """Recognise `{price: 2,10}`: a comma inside braces parts a number, and its rest is a key."""
    around = row.value if isinstance(row.value, dict) else {}
    keys = list(around)
    if not row.name.isdecimal() or row.name not in keys[1:] or around[row.name] is not None:
        return None
    before = keys[keys.index(row.name) - 1]
    value = around[before]
    if not isinstance(value, str) or not value.isdecimal():
        return None
    message = f'"{before}: {value},{row.name}" was read as two: is the comma a decimal comma?'
    return Words("unknown-key", message, f"Write {before}: {value}.{row.name}.")


def _unknown(row: _Row, model: type[BaseModel]) -> Words:
    known = _known_keys(row, model)
    meant = _meant(row, model)
    message = f'"{row.name}" is not a known key.'
    if meant:
        return Words("unknown-key", f'{message} Did you mean "{meant}"?', "Rename or remove it.")
    elsewhere = places_of(model, row.name)
    if len(elsewhere) == 1:
        return Words("unknown-key", f'{message} It belongs in "{elsewhere[0]}".', "Move it there.")
    more = ", ..." if len(known) > 10 else ""
    return Words("unknown-key", message, f"Remove it; known here are {quoted(known[:10])}{more}.")


def _known_keys(row: _Row, model: type[BaseModel]) -> list[str]:
    if row.kind == "unknown_key":
        allowed = str(row.context.get("expected", ""))
        return [part for part in allowed.split("'")[1::2] if part]
    return list(fields_at(model, row.path))


def _missing(row: _Row, model: type[BaseModel]) -> Words:
    if row.name.isdigit():
        there = len(row.value) if isinstance(row.value, list) else 0
        return Words(
            "missing-field",
            f"The list has {count_items(there)}; item {int(row.name) + 1} is missing.",
            "Add the item.",
        )
    what = description_at(model, (*row.path, row.name))
    remedy = f'Add "{row.name}": {what}' if what else f'Add the key "{row.name}" with its value.'
    return Words("missing-field", f'"{row.name}" is missing.', remedy)


def _order(where: str) -> tuple[int, int]:
    _, line, column = where.rsplit(":", 2)
    return int(line), int(column)

"""Reads units of search from plain JSON lines: id, text and metadata, as any collection has."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from proposalkit.errors import InputRefused, Unavailable
from proposalkit.model.finding import Finding
from proposalkit.model.search import SearchUnit

_ROW: TypeAdapter[dict[str, object]] = TypeAdapter(dict[str, object])
_KEPT = frozenset(SearchUnit.model_fields) - {"id", "text", "breadcrumb", "file", "line"}
_REMEDY = 'Write one object a line: {"id": "...", "text": "...", "metadata": {"title": "..."}}.'


def read_jsonl_units(path: Path) -> tuple[SearchUnit, ...]:
    """Read a collection; metadata named as a field of a unit is taken, other metadata is not.

    Raises InputRefused with every bad line by file and line, Unavailable for no readable file.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Unavailable(f'"{path}" cannot be read: {error}.', "Give a UTF-8 file.") from error
    units: dict[str, SearchUnit] = {}
    findings: list[Finding] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        unit = _unit(line, path, number, findings)
        if unit is not None and unit.id in units:
            findings.append(_fault(path, number, f'The id "{unit.id}" stands here twice.'))
        elif unit is not None:
            units[unit.id] = unit
    if findings:
        raise InputRefused(findings)
    return tuple(units.values())


def _unit(line: str, path: Path, number: int, findings: list[Finding]) -> SearchUnit | None:
    try:
        row = _ROW.validate_python(json.loads(line))
        metadata = _ROW.validate_python(row.get("metadata") or {})
        kept = {key: value for key, value in metadata.items() if key in _KEPT}
        own = {"kind": "document", "title": str(row.get("id")), **kept}
        title = str(own["title"])
        own |= {"id": row["id"], "text": row["text"], "breadcrumb": (title,)}
        return SearchUnit.model_validate({**own, "file": str(path), "line": number})
    except json.JSONDecodeError as error:
        findings.append(_fault(path, number, f"This line is not JSON: {error.msg}."))
    except KeyError as error:
        findings.append(_fault(path, number, f'"{error.args[0]}" is missing.'))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "line"
        findings.append(_fault(path, number, f'"{where}" is not as it should be: {first["msg"]}.'))
    return None


def _fault(path: Path, number: int, message: str) -> Finding:
    return Finding(id="bad-line", where=f"{path}:{number}", message=message, remedy=_REMEDY)

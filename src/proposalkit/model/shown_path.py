"""Short paths to the shown values of a Proposal, such as `pricing.scenarios[id=high].total`.

A step names a field; a list is walked in full, or narrowed by `[key=value]`, `[first]` or
`[last]`. Texts of the knowledge name values by such a path, so that no text holds a value itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, cast, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from proposalkit.model.display import display
from proposalkit.model.fields import Kind
from proposalkit.model.shown import visibility

_STEP = re.compile(r"([a-z][a-z0-9_]*)(?:\[(?:(first|last)|([a-z_]+)=([^\[\]=.]+))\])?")


class _Step(NamedTuple):
    name: str
    end: str
    key: str
    wanted: str


def values_at(root: BaseModel, path: str) -> tuple[str, ...]:
    """Give the words of the shown values at a path, each once, in order; none where it is empty."""
    *way, last = _steps(path)
    found: dict[str, None] = {}
    for row in _walk((root,), way):
        field = type(row).model_fields[last.name]
        for value in _pick(_listed(getattr(row, last.name)), last):
            found[display(value, _kind(field))] = None
    return tuple(found)


def rows_at(root: BaseModel, path: str) -> tuple[BaseModel, ...]:
    """Give the records at a path, in order."""
    return _walk((root,), _steps(path))


def path_problem(model: type[BaseModel], path: str, *, rows: bool = False) -> str | None:
    """Say why a path leads to no shown value (with `rows`: to no list of records), or None."""
    if not re.fullmatch(rf"{_STEP.pattern}(?:\.{_STEP.pattern})*", path):
        return f'"{path}" is not a path such as pilot.fee or pricing.scenarios[id=high].total'
    at: type[BaseModel] | None = model
    field: FieldInfo | None = None
    for step in _steps(path):
        if at is None:
            return f'"{step.name}" follows a value that has no fields'
        field = at.model_fields.get(step.name)
        if field is None:
            return f'"{step.name}" is not a field there; fields are {_names(at)}'
        at = _inner(field)
        if step.key and (at is None or step.key not in at.model_fields):
            return f'"{step.key}" is not a field by which "{step.name}" can be narrowed'
    if rows:
        return None if at is not None else f'"{path}" does not lead to records'
    if at is not None:
        return f'"{path}" leads to records; name one of {_names(at)}'
    return None if field and visibility(field) == "shown" else f'"{path}" stands on no page'


def _steps(path: str) -> list[_Step]:
    return [_Step(*(part or "" for part in found)) for found in _STEP.findall(path)]


def _walk(rows: tuple[BaseModel, ...], steps: list[_Step]) -> tuple[BaseModel, ...]:
    for step in steps:
        rows = tuple(
            cast(BaseModel, one)
            for row in rows
            for one in _pick(_listed(getattr(row, step.name)), step)
        )
    return rows


def _listed(value: object) -> tuple[object, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def _pick(values: tuple[object, ...], step: _Step) -> tuple[object, ...]:
    if step.end:
        return values[:1] if step.end == "first" else values[-1:]
    if step.key:
        return tuple(one for one in values if str(getattr(one, step.key)) == step.wanted)
    return values


def _kind(field: FieldInfo) -> Kind:
    extra = field.json_schema_extra
    return cast(Kind, extra["x-kind"]) if isinstance(extra, dict) else "text"


def _inner(field: FieldInfo) -> type[BaseModel] | None:
    """Give the record type a field holds, alone, optional or in a list; None for plain values.

    Money is a plain value here: it is shown whole.
    """
    if visibility(field) is not None:
        return None
    return next(_record_types(field.annotation), None)


def _record_types(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _record_types(part)


def _names(model: type[BaseModel]) -> str:
    return ", ".join(model.model_fields)

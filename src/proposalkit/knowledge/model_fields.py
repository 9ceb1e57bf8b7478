"""Finds the fields of a model at a path, to say which keys a place in a file may have."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Annotated, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from proposalkit.knowledge.yaml_text import YamlPath


def fields_at(model: type[BaseModel], path: YamlPath) -> dict[str, FieldInfo]:
    """Give the fields that may stand at a path, by the name they have in a file."""
    found: dict[str, FieldInfo] = {}
    for annotation in _follow(model, path):
        for inner in _models(annotation):
            found |= _fields(inner)
    return found


def field_at(model: type[BaseModel], path: YamlPath) -> FieldInfo | None:
    """Give the field a path leads to; an item of a list has the field of its list."""
    names = [part for part in path if isinstance(part, str)]
    if not names:
        return None
    cut = max(index for index, part in enumerate(path) if isinstance(part, str))
    return fields_at(model, path[:cut]).get(names[-1])


def description_at(model: type[BaseModel], path: YamlPath) -> str:
    """Say what a field is for, in one sentence; empty when nobody wrote it down."""
    field = field_at(model, path)
    if field is None:
        return ""
    if field.description:
        return field.description
    inner = next(_models(field.annotation), None)
    return (inner.__doc__ or "").strip().split("\n")[0] if inner else ""


def places_of(model: type[BaseModel], key: str) -> list[str]:
    """List the dotted places in which a key may stand, parents only, at most three levels deep."""
    found = []
    queue: list[tuple[str, type[BaseModel]]] = [("", model)]
    while queue:
        parent, inner = queue.pop(0)
        for name, field in _fields(inner).items():
            if name == key and parent:
                found.append(parent)
            if parent.count(".") < 2:
                below = f"{parent}.{name}" if parent else name
                queue += [(below, one) for one in _models(field.annotation)]
    return found


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _follow(annotation: object, path: YamlPath) -> Iterator[object]:
    if not path:
        yield annotation
        return
    for step in _step(annotation, path[0]):
        yield from _follow(step, path[1:])


def _step(annotation: object, part: str | int) -> Iterator[object]:
    for one in _choices(annotation):
        origin, args = get_origin(one), get_args(one)
        if isinstance(one, type) and issubclass(one, BaseModel):
            field = _fields(one).get(str(part))
            if field is not None:
                yield field.annotation
        elif origin is dict:
            yield args[1]
        elif origin in (tuple, list) and args:
            yield args[0]


def _choices(annotation: object) -> Iterator[object]:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from _choices(args[0])
    elif origin in (Union, types.UnionType):
        for one in args:
            yield from _choices(one)
    else:
        yield annotation


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    for one in _choices(annotation):
        if isinstance(one, type) and not get_args(one) and issubclass(one, BaseModel):
            yield one
        elif get_origin(one) in (tuple, list, dict):
            for argument in get_args(one):
                yield from _models(argument)

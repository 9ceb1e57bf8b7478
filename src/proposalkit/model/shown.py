"""Walks the Proposal and gives every shown value in the words that must stand on a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from proposalkit.model.display import display
from proposalkit.model.fields import Kind


class ShownValue(NamedTuple):
    """One shown value: its JSON pointer, its words and their kind."""

    pointer: str
    text: str
    kind: Kind


def shown_values(model: BaseModel, pointer: str = "") -> tuple[ShownValue, ...]:
    """Give every shown value below a model, in document order; absent values are left out."""
    return tuple(_walk(model, pointer))


def visibility(field: FieldInfo) -> str | None:
    """Give `shown`, `machine_only` or None when the field carries no mark."""
    extra = field.json_schema_extra
    mark = extra.get("x-visibility") if isinstance(extra, dict) else None
    return str(mark) if mark else None


def _walk(model: BaseModel, pointer: str) -> Iterator[ShownValue]:
    for name, field in type(model).model_fields.items():
        value: object = getattr(model, name)
        place = f"{pointer}/{field.alias or name}"
        mark = visibility(field)
        if value is None or mark == "machine_only":
            continue
        if mark == "shown":
            yield from _leaf(value, place, _kind(field))
        elif isinstance(value, BaseModel):
            yield from _walk(value, place)
        elif isinstance(value, tuple):
            for number, item in enumerate(value):
                yield from _walk(cast(BaseModel, item), f"{place}/{number}")


def _leaf(value: object, place: str, kind: Kind) -> Iterator[ShownValue]:
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            yield ShownValue(f"{place}/{number}", display(item, kind), kind)
    else:
        yield ShownValue(place, display(value, kind), kind)


def _kind(field: FieldInfo) -> Kind:
    extra = field.json_schema_extra
    return cast(Kind, extra["x-kind"]) if isinstance(extra, dict) else "text"

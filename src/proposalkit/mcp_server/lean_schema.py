"""Shortens the schemas of the tools: an agent may read every letter of them before it asks."""

from __future__ import annotations

from collections.abc import Mapping

_IDLE = frozenset({"title", "default", "x-visibility", "x-kind", "additionalProperties"})
"""Words of a schema that repeat a name, or concern the pages of a proposal."""
_NAMED = frozenset({"properties", "$defs"})


def lean_schema(schema: Mapping[str, object], *, answer: bool = False) -> dict[str, object]:
    """Leave out what says nothing to a caller; of an answer, whose form is ours, patterns too.

    Every document that was valid stays valid.
    """
    kept: dict[str, object] = {}
    for key, value in schema.items():
        if isinstance(value, dict):
            kept[key] = _inside(key, value, answer)
        elif isinstance(value, list):
            kept[key] = [
                lean_schema(one, answer=answer) if isinstance(one, dict) else one for one in value
            ]
        elif key == "description":
            kept[key] = " ".join(str(value).partition("\n\n")[0].split())
        elif key not in _IDLE and not (answer and key == "pattern"):
            kept[key] = value
    return _or_null(kept)


def _inside(key: str, value: Mapping[str, object], answer: bool) -> dict[str, object]:
    """Shorten a schema inside; in a list of names, a name may be any word."""
    if key not in _NAMED:
        return lean_schema(value, answer=answer)
    parts = ((name, one) for name, one in value.items() if isinstance(one, dict))
    return {name: lean_schema(one, answer=answer) for name, one in parts}


def _or_null(schema: dict[str, object]) -> dict[str, object]:
    """Write "a text or nothing" as one type, when nothing else is said of it."""
    match schema.get("anyOf"):
        case [{"type": str(kind), **rest}, {"type": "null"}] if not rest:
            others = {key: value for key, value in schema.items() if key != "anyOf"}
            return {**others, "type": [kind, "null"]}
    return schema

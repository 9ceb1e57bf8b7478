"""Writes the field tables of the three input files from the models' own descriptions."""

from __future__ import annotations

from collections.abc import Iterator

from between_marks import row, table, write_pages

from proposalkit.exports.json_schema import MODELS
from proposalkit.model.fields import DECIMAL_PATTERN, SLUG_PATTERN

Schema = dict[str, object]
PAGES = {
    "deal-brief.md": "deal-brief",
    "seller-profile.md": "seller-profile",
    "price-book.md": "price-book",
}
PATTERNS = {
    DECIMAL_PATTERN: "exact number",
    SLUG_PATTERN: "id",
    r"^[A-Z]{2}(?![\s\S])": "country code",
    r"^[A-Z]{2,3}(?![\s\S])": "country code, EU or EEA",
    r"^[A-Z]{3}(?![\s\S])": "currency code",
}
WORDS = {"string": "text", "integer": "whole number", "boolean": "yes or no"}


def tables() -> dict[str, str]:
    """Give the generated part of each page by the page's name."""
    return {page: _model_tables(model) for page, model in PAGES.items()}


def _model_tables(name: str) -> str:
    schema = MODELS[name].model_json_schema(by_alias=True)
    models = schema.get("$defs", {})
    found: dict[str, list[str]] = {}
    for path, key in _objects(schema, models, ""):
        found.setdefault(key, []).append(path)
    parts = [_section("The file", schema, models)]
    for key, paths in found.items():
        title = ", ".join(f"`{path}`" for path in paths)
        parts.append(_section(title, models[key], models))
    return "\n\n".join(parts)


def _section(title: str, schema: Schema, models: Schema) -> str:
    required = _list(schema.get("required"))
    rows = [
        row(
            f"`{key}`",
            _kind(field, models),
            "yes" if key in required else _default(field),
            _meaning(field, models),
        )
        for key, field in _properties(schema).items()
    ]
    note = "" if title == "The file" else f"{schema.get('description', '')}\n\n"
    return f"## {title}\n\n{note}{table(('key', 'value', 'needed', 'meaning'), rows)}"


def _objects(
    schema: Schema, models: Schema, path: str, above: tuple[str, ...] = ()
) -> Iterator[tuple[str, str]]:
    """Give the path and name of every object below, outer before inner; one in itself ends it."""
    for key, field in _properties(schema).items():
        name, many = _reference(field)
        if name and name not in above:
            place = f"{path}{key}[]" if many else f"{path}{key}"
            yield place, name
            yield from _objects(_dict(models[name]), models, f"{place}.", (*above, name))


def _reference(field: Schema) -> tuple[str, bool]:
    """Give the name of the model a field holds, and whether it holds a list of them."""
    for option in _options(field):
        if "$ref" in option:
            return str(option["$ref"]).rpartition("/")[2], False
        if option.get("type") == "array" and "$ref" in _dict(option.get("items")):
            return str(_dict(option["items"])["$ref"]).rpartition("/")[2], True
    return "", False


def _kind(field: Schema, models: Schema) -> str:
    (option,) = [one for one in _options(field) if one.get("type") != "null"]
    if "$ref" in option:
        return "keys below"
    if option.get("type") == "array":
        if "prefixItems" in option:
            return "[least, most]"
        inner = _dict(option["items"])
        least = ", at least one" if option.get("minItems") else ""
        return ("list of keys below" if "$ref" in inner else f"list: {_scalar(inner)}") + least
    if option.get("type") == "object":
        return "keys with a text each" if _is_text(option) else "keys with keys below them"
    return _scalar(option)


def _is_text(option: Schema) -> bool:
    return _dict(option.get("additionalProperties")).get("type") == "string"


def _scalar(option: Schema) -> str:
    if "enum" in option:
        return " or ".join(f"`{one}`" for one in _list(option["enum"]))
    if "const" in option:
        return f"`{option['const']}`"
    if "pattern" in option:
        return PATTERNS.get(str(option["pattern"]), "text")
    if option.get("format") == "date":
        return "date, YYYY-MM-DD"
    limits = [str(option[one]) for one in ("minimum", "maximum") if one in option]
    words = WORDS[str(option["type"])]
    if len(limits) == 2:
        return f"{words}, {limits[0]} to {limits[1]}"
    return f"{words}, from {limits[0]}" if limits else words


def _default(field: Schema) -> str:
    value = field.get("default")
    if isinstance(value, bool):
        return f"no; `{'yes' if value else 'no'}`"
    return f"no; `{value}`" if isinstance(value, str | int) else "no"


def _meaning(field: Schema, models: Schema) -> str:
    if "description" in field:
        return str(field["description"])
    name, _ = _reference(field)
    return str(_dict(models[name]).get("description", "")) if name else ""


def _options(field: Schema) -> list[Schema]:
    options = field.get("anyOf")
    return [_dict(one) for one in options] if isinstance(options, list) else [field]


def _properties(schema: Schema) -> dict[str, Schema]:
    return {key: _dict(field) for key, field in _dict(schema.get("properties")).items()}


def _dict(value: object) -> Schema:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


if __name__ == "__main__":
    write_pages(tables())

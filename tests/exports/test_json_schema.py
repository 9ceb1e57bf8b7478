"""The published schemas are those of the models, valid, described, and hold the same files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
import yaml

from proposalkit.exports.json_ld import CONTEXT_FILE
from proposalkit.exports.json_schema import MODELS, schema_file_name, schema_text
from proposalkit.model.proposal import SCHEMA_VERSION
from proposalkit.readers.proposal_json import RELEASED

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "workspace"


def _schema(name: str) -> dict[str, object]:
    schema: dict[str, object] = json.loads(schema_text(name))
    return schema


def _properties(node: object, path: str = "") -> Iterator[tuple[str, dict[str, object]]]:
    if isinstance(node, dict):
        properties = node.get("properties")
        if isinstance(properties, dict):
            yield from ((f"{path}/{key}", value) for key, value in properties.items())
        for key, value in node.items():
            yield from _properties(value, f"{path}/{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _properties(value, f"{path}/{number}")


def _definitions(schema: dict[str, object]) -> dict[str, dict[str, object]]:
    found = schema.get("$defs", {})
    assert isinstance(found, dict)
    return found


def _references(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if "$ref" in node:
            yield str(node["$ref"]).rpartition("/")[2]
        for key in ("anyOf", "items"):
            yield from _references(node.get(key))
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


@pytest.mark.parametrize("name", MODELS)
def test_the_published_file_is_the_schema_of_the_model(name: str) -> None:
    """Run `make schema` when this fails."""
    path = ROOT / "schema" / schema_file_name(name)
    assert path.read_text("utf-8") == schema_text(name)


def test_no_schema_file_is_left_over() -> None:
    there = {path.name for path in (ROOT / "schema").iterdir()} - {CONTEXT_FILE, RELEASED}
    assert there == {schema_file_name(name) for name in MODELS}


@pytest.mark.parametrize("name", MODELS)
def test_each_schema_is_valid_json_schema_2020_12(name: str) -> None:
    schema = _schema(name)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", MODELS)
def test_every_property_is_described(name: str) -> None:
    """By itself, or by the record it is."""
    schema = _schema(name)
    described = {key for key, node in _definitions(schema).items() if node.get("description")}
    bare = [
        path
        for path, value in _properties(schema)
        if not value.get("description") and not described & set(_references(value))
    ]
    assert bare == []


@pytest.mark.parametrize("name", MODELS)
def test_every_object_is_closed(name: str) -> None:
    """A key the schema does not name is a typing slip, in a form as in a proposal."""
    schema = _schema(name)
    for key, node in [(name, schema), *_definitions(schema).items()]:
        if "properties" in node:
            assert node.get("additionalProperties") is False, key


@pytest.mark.parametrize(
    ("name", "file"),
    [("deal-brief", "deals/nordwind-support.yaml"), ("seller-profile", "seller.yaml"),
     ("price-book", "price-books/2026-11.yaml")],
)  # fmt: skip
def test_the_worked_example_passes_its_published_schema(name: str, file: str) -> None:
    """Read as the program reads it, every value as text, and as an editor does, typed by YAML."""
    text = (EXAMPLE / file).read_text("utf-8")
    typed = json.dumps(yaml.safe_load(text), default=str)
    validator = jsonschema.Draft202012Validator(_schema(name))
    for data in (yaml.load(text, Loader=yaml.BaseLoader), json.loads(typed)):
        assert [f"{one.json_path}: {one.message}" for one in validator.iter_errors(data)] == []


@pytest.mark.parametrize(
    ("name", "file", "key", "value"),
    [("deal-brief", "deals/nordwind-support.yaml", "valid_days", "six weeks"),
     ("deal-brief", "deals/nordwind-support.yaml", "talks_to_people", "maybe"),
     ("deal-brief", "deals/nordwind-support.yaml", "autonomy", "auto-pilot"),
     ("deal-brief", "deals/nordwind-support.yaml", "oversight_limit", "-5"),
     ("deal-brief", "deals/nordwind-support.yaml", "format", "2"),
     ("deal-brief", "deals/nordwind-support.yaml", "offer_date", "23 November"),
     ("price-book", "price-books/2026-11.yaml", "currency", "euro")],
)  # fmt: skip
def test_a_wrong_value_fails_the_published_schema(
    name: str, file: str, key: str, value: str
) -> None:
    data = yaml.load((EXAMPLE / file).read_text("utf-8"), Loader=yaml.BaseLoader)
    validator = jsonschema.Draft202012Validator(_schema(name))
    assert not validator.is_valid({**data, key: value})


@pytest.mark.parametrize("name", ["proposal", "standard-answers"])
def test_a_released_schema_is_never_changed(name: str) -> None:
    """A changed model is another version: raise it, then run `scripts/release_schema.py`."""
    path = ROOT / "schema" / "released" / SCHEMA_VERSION / schema_file_name(name)
    assert path.read_text("utf-8") == schema_text(name)
    document = json.loads(path.read_bytes())
    assert document["$id"] == f"urn:proposalkit:schema:{name}:{SCHEMA_VERSION}"

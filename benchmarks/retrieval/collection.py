"""Reads documents and labelled queries from plain JSONL."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

OWN_QUERIES = Path(__file__).with_name("queries.jsonl")
NO_ANSWER = "none"


@dataclass(frozen=True)
class Query:
    """One labelled query; grades go from 1, related, to 3, the answer."""

    id: str
    text: str
    filter: dict[str, object] = field(default_factory=dict)
    graded: dict[str, int] = field(default_factory=dict)
    kind: str = ""
    near_topic: bool = False

    @property
    def half(self) -> str:
        """Give `tuning` or `test`, by the digest of the id alone."""
        first = hashlib.sha256(f"retrieval/{self.id}".encode()).digest()[0]
        return "test" if first % 2 else "tuning"


@dataclass(frozen=True)
class Document:
    """One document of a collection."""

    id: str
    text: str
    metadata: dict[str, object] = field(default_factory=dict)


class BadLine(ValueError):
    """A line of a collection that cannot be used; the text names file, line and remedy."""


def read_queries(path: Path) -> tuple[Query, ...]:
    """Read queries: id, text, filter, graded ids; raises BadLine."""
    queries = tuple(_query(row, where) for row, where in _rows(path))
    _no_id_twice([query.id for query in queries], path)
    return queries


def read_documents(path: Path) -> tuple[Document, ...]:
    """Read documents: id, text, metadata; raises BadLine."""
    documents = tuple(_document(row, where) for row, where in _rows(path))
    _no_id_twice([document.id for document in documents], path)
    return documents


def _query(row: dict[str, object], where: str) -> Query:
    return Query(
        id=_text(row, "id", where),
        text=_text(row, "text", where),
        filter=_table(row, "filter", where),
        graded={one: _grade(grade, where) for one, grade in _graded(row, where).items()},
        kind=str(row.get("kind", "")),
        near_topic=row.get("near_topic") is True,
    )


def _document(row: dict[str, object], where: str) -> Document:
    return Document(
        _text(row, "id", where), _text(row, "text", where), _table(row, "metadata", where)
    )


def _rows(path: Path) -> Iterator[tuple[dict[str, object], str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        where = f"{path}:{number}"
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise BadLine(
                f"{where}: this is not JSON ({error}). Write one object a line."
            ) from error
        if not isinstance(row, dict):
            raise BadLine(f"{where}: a line holds one object in curly brackets.")
        yield row, where


def _text(row: dict[str, object], key: str, where: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not (value or key == "text"):
        raise BadLine(f'{where}: "{key}" is missing or no text. Give it as a string.')
    return value


def _table(row: dict[str, object], key: str, where: str) -> dict[str, object]:
    value = row.get(key) or {}
    if not isinstance(value, dict):
        raise BadLine(f'{where}: "{key}" is no object. Write it as {{"name": "value"}}.')
    return value


def _graded(row: dict[str, object], where: str) -> dict[str, object]:
    """Take `graded` as an object of ids and grades, or as a list of ids that all answer."""
    value = row.get("graded")
    if isinstance(value, list):
        return {str(one): 1 for one in value}
    return _table(row, "graded", where)


def _grade(value: object, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 3:
        raise BadLine(f'{where}: the grade "{value}" is none of 0, 1, 2, 3.')
    return value


def _no_id_twice(ids: list[str], path: Path) -> None:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise BadLine(f'{path}: the id "{one}" stands there twice. Give each line its own.')
        seen.add(one)

"""The words of the facts a clause may state, and the countries of the blocs, as shipped."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from proposalkit.compare.commitments import FactWords
from proposalkit.knowledge.packaged import packaged_path
from proposalkit.knowledge.text_files import read_text
from proposalkit.knowledge.yaml_text import Plain, parse_yaml


@cache
def known_facts() -> Mapping[str, FactWords]:
    """Give how each fact is said, by its id."""
    facts = _table("facts.yaml").get("facts")
    rows = facts.items() if isinstance(facts, dict) else ()
    return {name: _words(name, row) for name, row in rows if isinstance(row, dict)}


def _words(name: str, row: dict[str, Plain]) -> FactWords:
    values = row.get("values")
    codes = values.items() if isinstance(values, dict) else ()
    words = {code: str(text) for code, text in codes}
    return FactWords(str(row.get("label") or name), words, str(row.get("unit") or ""))


@cache
def fact_starts() -> Mapping[str, str]:
    """Give the day the days of a fact start, for each fact whose table row says it."""
    facts = _table("facts.yaml").get("facts")
    rows = facts.items() if isinstance(facts, dict) else ()
    return {
        name: str(row["counted_from"])
        for name, row in rows
        if isinstance(row, dict) and row.get("counted_from")
    }


@cache
def bloc_countries() -> Mapping[str, tuple[str, ...]]:
    """Give the countries of EU and EEA."""
    regions = _table("regions.yaml")
    found = {name.upper(): regions.get(name) for name in ("eu", "eea")}
    return {
        name: tuple(str(one) for one in countries)
        for name, countries in found.items()
        if isinstance(countries, list)
    }


def _table(name: str) -> dict[str, Plain]:
    path = packaged_path("knowledge") / name
    data = parse_yaml(read_text(path), name).data
    return data if isinstance(data, dict) else {}

"""The page of the sources: every entry it names exists, every test too, and no entry is missing."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from tests.docs.pages import ROOT

from proposalkit.knowledge.library import read_catalogue

PAGE = ROOT / "docs" / "reference" / "sources.md"
DEMANDS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.read_text(encoding="utf-8").split("## The demands")[1].splitlines()
    if line.startswith("| ") and not line.startswith("| Demand")
]
_ENTRY = re.compile(r"`([a-z-]+)(/[a-z0-9-]+)?`(?: (\d+))?")


@pytest.fixture(scope="module")
def keys() -> list[str]:
    catalogue = read_catalogue([ROOT / "knowledge"])
    guidance = [f"guidance/{one.id}" for one in catalogue.passages if one.kind == "guidance"]
    return [*guidance, *(one.key for one in catalogue.selling.entries)]


def test_the_page_has_a_row_for_each_demand() -> None:
    assert len(DEMANDS) >= 50
    documents = Counter(row[0].partition(":")[0] for row in DEMANDS if ":" in row[0])
    assert set(documents) == {
        "Sales catalogue",
        "Guide to agents as a service",
        "Guide to paying by performance",
        "Agent deals",
        "Performed work",
    }


@pytest.mark.parametrize("row", DEMANDS, ids=lambda row: row[0])
def test_a_row_names_entries_that_exist_in_the_number_it_says(
    row: list[str], keys: list[str]
) -> None:
    kinds = Counter(key.partition("/")[0] for key in keys)
    found = _ENTRY.findall(row[1])
    assert found
    for kind, name, count in found:
        if name:
            assert f"{kind}{name}" in keys
        else:
            assert kinds[kind] == int(count)


@pytest.mark.parametrize("row", DEMANDS, ids=lambda row: row[0])
def test_a_row_has_a_test_that_exists_or_says_what_is_planned(row: list[str]) -> None:
    if row[3].startswith("planned: "):
        assert row[2] == "none"
        return
    assert row[3] == "done"
    file, _, name = row[2].strip("`").partition("::")
    source = (ROOT / file).read_text(encoding="utf-8")
    assert f"def {name}(" in source if name else "def test_" in source


def test_every_kind_of_entry_and_every_guidance_serves_a_demand(keys: list[str]) -> None:
    named = {f"{kind}{name}" for row in DEMANDS for kind, name, _ in _ENTRY.findall(row[1])}
    kinds = {key.partition("/")[0] for key in keys} - {"guidance"}
    guidance = {key for key in keys if key.startswith("guidance/")}
    assert kinds <= {key.partition("/")[0] for key in named}
    assert guidance <= named

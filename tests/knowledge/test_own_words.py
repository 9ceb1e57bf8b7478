"""Nothing in the knowledge repeats eight words in a row from a source document."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
KNOWLEDGE = ROOT / "knowledge"


@pytest.fixture
def grams(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Imports scripts/source_grams.py."""
    monkeypatch.syspath_prepend(ROOT / "scripts")
    return importlib.import_module("source_grams")


def texts(path: Path) -> Iterator[str]:
    """Give each text of a file: the values of a table or header one by one, a body as a whole."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        parts = text.split("---\n", 2) if text.startswith("---\n") else ["", "", text]
        yield parts[2]
        text = parts[1]
    for document in yaml.load_all(text, Loader=yaml.BaseLoader):
        yield from leaves(document)


def leaves(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from (str(key), *leaves(value))
    elif isinstance(node, list):
        for one in node:
            yield from leaves(one)


def test_no_text_of_the_knowledge_repeats_eight_words_of_a_source(grams: ModuleType) -> None:
    files = [path for path in KNOWLEDGE.rglob("*") if path.suffix in (".md", ".yaml")]
    assert len(files) > 120
    _, hashes = grams.read_hashes()
    without = grams.names()
    found = [
        f"{path.relative_to(ROOT)}: {run}"
        for path in files
        for text in texts(path)
        for run in grams.runs(text, without)
        if grams.digest(run) in hashes
    ]
    assert found == []


def test_the_hashes_were_made_with_the_list_of_names_there_is(grams: ModuleType) -> None:
    made_with, hashes = grams.read_hashes()
    assert made_with == grams.state(grams.names()), "run scripts/source_grams.py on the sources"
    assert len(hashes) > 10_000


def test_a_copied_sentence_is_found_in_whatever_case_and_punctuation(grams: ModuleType) -> None:
    sentence = "The deal closed: BEFORE anyone had read the second page, twice over."
    hashes = {grams.digest(run) for run in grams.runs(sentence, ())}
    again = "the deal closed before anyone had read the second page"
    assert all(grams.digest(run) in hashes for run in grams.runs(again, ()))
    assert next(iter(grams.runs(again, ()))) == "the deal closed before anyone had read the"


def test_names_and_terms_are_left_out_of_the_runs(grams: ModuleType) -> None:
    text = "one two Salesforce AppExchange three four five six seven eight"
    assert list(grams.runs(text, (("salesforce", "appexchange"),))) == [
        "one two three four five six seven eight"
    ]

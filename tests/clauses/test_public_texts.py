"""What a buyer could learn of the texts not offered: nothing from a kit, and who is warned."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from proposalkit.clauses.public_texts import public_next_texts
from proposalkit.knowledge.compiled import load_catalogue
from proposalkit.knowledge.packaged import packaged_path
from proposalkit.model.knowledge import ClauseLibrary, ClauseRecord
from proposalkit.model.proof import Clause
from proposalkit.workflows.public_texts import public_text_warnings

ROOT = Path(__file__).parents[2]
KITS = sorted(path.parent for path in (ROOT / "tests" / "golden").glob("*/proposal.json"))
INSIDE = re.compile(r"\b(fallback|preferred text|walk-away|walk away|next text)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def library(shared_cache: Path) -> ClauseLibrary:
    """The library as shipped."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(shared_cache))
        return load_catalogue((packaged_path("knowledge"),)).library


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _sentences(text: str) -> set[str]:
    """Give the sentences of a text that are long enough to know it by, without slots."""
    parts = re.split(r"(?<=[.;:])\s", " ".join(text.split()))
    return {_bare(one) for one in parts if len(one.split()) > 9 and "{{" not in one}


@pytest.mark.parametrize("kit", KITS, ids=lambda path: path.name)
def test_no_sentence_of_a_text_that_was_not_used_stands_in_the_kit(
    kit: Path, library: ClauseLibrary
) -> None:
    told = json.loads((kit / "proposal.json").read_bytes())
    used = _bare(" ".join(one["text"] for one in told["clauses"]))
    pages = _bare((kit / "document.txt").read_text(encoding="utf-8"))
    data = _bare((kit / "proposal.json").read_text(encoding="utf-8"))
    unused = {
        sentence
        for record in library.clauses.values()
        for one in record.every_text()
        for sentence in _sentences(one.text)
        if sentence not in used
    }
    assert len(unused) > 300
    assert [one for one in unused if one in pages or one in data] == []


@pytest.mark.parametrize("kit", KITS, ids=lambda path: path.name)
def test_no_word_of_a_kit_tells_that_there_are_other_texts(kit: Path) -> None:
    for name in ("proposal.json", "document.txt"):
        assert INSIDE.findall((kit / name).read_text(encoding="utf-8")) == []


def _printed(clause: str, text: str = "1. Text.") -> Clause:
    return Clause(
        id=clause, version="1", family="assurance", title=clause, text=text, text_sha256="0",
        origin="standard", lands_in="main_agreement",
    )  # fmt: skip


def _with_next(record: ClauseRecord, text: str) -> ClauseRecord:
    later = record.preferred.model_copy(update={"order": 20, "text": text})
    return record.model_copy(update={"positions": (record.preferred, later)})


def test_a_clause_is_named_while_its_next_text_is_a_shipped_one(
    clause_of: Callable[..., ClauseRecord], library_of: Callable[..., ClauseLibrary]
) -> None:
    first, second, alone = clause_of("one"), clause_of("two"), clause_of("alone")
    shipped = library_of(_with_next(first, "1. Public."), _with_next(second, "1. Known."), alone)
    own = library_of(_with_next(first, "1.  Public.\n"), _with_next(second, "1. Ours."), alone)
    kit = [_printed(one) for one in ("one", "two", "alone", "gone")]
    assert public_next_texts(own, shipped, kit) == ("one",)
    assert public_next_texts(shipped, shipped, kit) == ("one", "two")


def test_the_next_text_is_the_one_after_the_text_in_the_kit_in_its_wording(
    clause_of: Callable[..., ClauseRecord], library_of: Callable[..., ClauseLibrary]
) -> None:
    record = _with_next(clause_of("one"), "1. Public.")
    last = record.preferred.model_copy(update={"order": 30, "text": "1. Ours, the last."})
    british = [
        one.model_copy(update={"text": f"{one.text} British.", "file": "one/variants/uk/x.md"})
        for one in (*record.positions, last)
    ]
    own = record.model_copy(
        update={"positions": (*record.positions, last), "variants": {"uk": tuple(british)}}
    )
    library, shipped = library_of(own), library_of(record)
    british_shipped = library_of(record.model_copy(update={"variants": {"uk": (british[1],)}}))
    assert public_next_texts(library, shipped, [_printed("one")]) == ("one",)
    assert public_next_texts(library, shipped, [_printed("one", "1. Public.")]) == ()
    in_britain = [_printed("one", "1. Text. British.")]
    assert public_next_texts(library, shipped, in_britain) == ()
    assert public_next_texts(library, british_shipped, in_britain) == ("one",)


def test_a_release_names_the_clauses_of_its_kit_in_one_warning(tmp_path: Path) -> None:
    buyer = tmp_path / "1" / "buyer"
    buyer.mkdir(parents=True)
    clauses = [_printed("definitions"), _printed("data-no-training")]
    told = {"clauses": [one.model_dump(mode="json") for one in clauses]}
    (buyer / "proposal.json").write_text(json.dumps(told))
    (warning,) = public_text_warnings(ROOT / "examples" / "workspace", tmp_path / "1")
    assert warning.severity == "warning"
    assert warning.message == (
        "The next text of each of these clauses is the shipped one, which anyone can read: "
        "data-no-training."
    )


def test_every_clause_ships_an_empty_form_for_its_own_limits(library: ClauseLibrary) -> None:
    forms = sorted(packaged_path("knowledge").glob("clauses/*/*/90-walk-away.internal.md"))
    assert {path.parent.name for path in forms} == set(library.clauses)
    for path in forms:
        lines = [one for one in path.read_text(encoding="utf-8").splitlines() if one.strip()]
        filled = [one for one in lines if not one.startswith(("#", "<!--"))]
        assert filled == [], path

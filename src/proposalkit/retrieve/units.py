"""Turns the catalogue into the units a search works on: one unit for each entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pydantic import BaseModel

from proposalkit.model.canonical import text_sha256
from proposalkit.model.catalog import Entry, Motion
from proposalkit.model.knowledge import Catalogue, ClauseRecord, Passage
from proposalkit.model.search import SearchUnit

_VERSION_LETTERS = 8
"""Letters of its digest that name the wording of a text nobody counts versions of."""


def search_units(catalogue: Catalogue) -> tuple[SearchUnit, ...]:
    """Make every unit of the catalogue, sorted by id."""
    units = [unit for make in UNIT_MAKERS for unit in make(catalogue)]
    return tuple(sorted(units, key=lambda unit: unit.id))


def clause_unit(clause: ClauseRecord) -> SearchUnit:
    """Make the unit of a clause: its preferred text, found by what it answers in plain words."""
    text = clause.preferred
    family = in_words(clause.family)
    return SearchUnit(
        id=f"clause/{clause.clause}",
        kind="clause",
        title=clause.title,
        breadcrumb=("clause", family, clause.title),
        text=text.text,
        words="\n".join((clause.answers, *clause.asked_as, clause.plain_words, *clause.points)),
        family=clause.family,
        regions=clause.regions,
        sectors=clause.sectors,
        stages=clause.stages,
        version=clause.version,
        source=text.source,
        review_by=clause.review_by,
        file=text.file,
        line=text.line,
    )


def passage_unit(passage: Passage) -> SearchUnit:
    """Make the unit of a passage or a piece of guidance."""
    return SearchUnit(
        id=f"{passage.kind}/{passage.id}",
        kind=passage.kind,
        title=passage.title,
        breadcrumb=(passage.kind, passage.title),
        text=passage.text,
        words="\n".join(passage.asked_as),
        regions=passage.regions,
        sectors=passage.sectors,
        stages=passage.stages,
        audience=passage.audience,
        version=wording_version(passage.text),
        source=passage.source,
        as_of=passage.as_of,
        review_by=passage.review_by,
        file=passage.file,
        line=passage.line,
    )


def entry_unit(entry: Entry) -> SearchUnit:
    """Make the unit of an entry of the catalogue of selling, which is internal.

    What stands in fields of its own, such as symptom and fix, is read after its text.
    """
    family = entry.family if isinstance(entry, Motion) else None
    own = (_prose(getattr(entry, name)) for name in _own_fields(entry))
    text = entry.text if isinstance(entry, Motion) else _paragraphs(entry.text, *own)
    return SearchUnit(
        id=entry.key,
        kind=entry.kind,
        title=entry.title,
        breadcrumb=tuple(in_words(one) for one in (entry.kind, family, entry.title) if one),
        text=text or entry.title,
        words=entry.words,
        family=family,
        regions=entry.regions,
        sectors=entry.sectors,
        stages=entry.stages,
        audience="internal",
        version=wording_version(text),
        source=entry.source,
        as_of=entry.as_of,
        review_by=entry.review_by,
        file=entry.file,
        line=entry.line,
    )


def wording_version(text: str) -> str:
    """Name the wording of a text that carries no version of its own."""
    return text_sha256(text)[:_VERSION_LETTERS]


def in_words(code: str) -> str:
    """Write a code such as `pilot_term_exit` as words."""
    return code.replace("_", " ").replace("-", " ")


def _clauses(catalogue: Catalogue) -> Iterable[SearchUnit]:
    return map(clause_unit, catalogue.library.clauses.values())


def _passages(catalogue: Catalogue) -> Iterable[SearchUnit]:
    return map(passage_unit, catalogue.passages)


def _entries(catalogue: Catalogue) -> Iterable[SearchUnit]:
    return map(entry_unit, catalogue.selling.entries)


def _own_fields(entry: Entry) -> list[str]:
    return [name for name in type(entry).model_fields if name not in Entry.model_fields]


def _prose(value: object) -> str:
    """Give what reads as a sentence; a code or an id has no blank in it."""
    if isinstance(value, str):
        return value if " " in value else ""
    if isinstance(value, BaseModel):
        return _sentences(_prose(getattr(value, name)) for name in type(value).model_fields)
    return _sentences(map(_prose, value)) if isinstance(value, tuple) else ""


def _sentences(parts: Iterable[str]) -> str:
    return " ".join(
        part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part
    )


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(_sentences([part]) for part in parts if part)


UNIT_MAKERS: tuple[Callable[[Catalogue], Iterable[SearchUnit]], ...] = (
    _clauses,
    _passages,
    _entries,
)
"""One function for each table of the catalogue; a new table adds its own."""

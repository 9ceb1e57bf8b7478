"""Writes an entry as the one text a search reads and quotes, its facets named."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from proposalkit.model.catalog import Entry, Motion, Span
from proposalkit.model.catalog_rows import Benchmark, DiagnosticQuestion

_UNTOLD = {"number", "currency", "price", "holds_until", "answers", "outcome_measurable"}
"""Facets said in another way, or of no use to a reader."""
_NO_WORD = "no word"
"""What stands in the table of words where a reader has none."""


def entry_text(entry: Entry) -> str:
    """Give the text of an entry followed by its facets, each under its name."""
    if isinstance(entry, Motion):
        return _motion(entry)
    lines = [entry.text, *_special(entry), *_facets(entry)]
    return "\n".join(line for line in lines if line)


def _motion(entry: Motion) -> str:
    works = " ".join(entry.works_when)
    fails = " ".join(f"{one.risk} {one.answer}" for one in entry.risks)
    parts = (
        entry.core_idea,
        f"Buyer: {entry.buyer}",
        f"Best for: {entry.best_for}. {entry.role}",
        f"Deal size: {entry.deal_size.says}. Cycle: {entry.cycle.says}.",
        entry.how_it_works,
        entry.what_it_looks_like,
        f"It works when: {works}",
        f"It fails when: {fails}",
        f"First move: {entry.first_move}",
        f"Examples: {', '.join(entry.examples)}.",
    )
    return "\n\n".join(parts)


def _special(entry: Entry) -> Iterator[str]:
    if isinstance(entry, Benchmark) and entry.price is not None:
        day = f", as of {entry.as_of}" if entry.as_of else ""
        yield f"{entry.vendor}: {entry.currency} {entry.price} for one {entry.unit}{day}."
    if isinstance(entry, DiagnosticQuestion):
        for one in entry.answers:
            yield f"{_ended(one.means)} Motions: {', '.join((*one.motions, *one.also))}."


def _facets(entry: Entry) -> Iterator[str]:
    for name in type(entry).model_fields:
        if name not in Entry.model_fields and name not in _UNTOLD:
            told = _told(getattr(entry, name))
            if told and told != _NO_WORD:
                yield f"{name.replace('_', ' ').capitalize()}: {_ended(told)}"


def _told(value: object) -> str:
    if isinstance(value, Span):
        return value.says
    if isinstance(value, tuple):
        parts = [_told(one).rstrip(".") for one in value]
        return ("; " if any(" " in part for part in parts) else ", ").join(parts)
    return "" if value is None or isinstance(value, BaseModel) else str(value)


def _ended(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."

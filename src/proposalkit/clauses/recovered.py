"""Reads a filled clause back against the library: which text it is, and what its slots hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from proposalkit.clauses.filler import lay_out
from proposalkit.clauses.param_types import BadValue, read_param
from proposalkit.model.commitments import Noted
from proposalkit.model.knowledge import ClauseLibrary, ClauseParam, ClauseRecord, Position
from proposalkit.model.proof import Clause

_SLOT = re.compile(r"\{\{\s*(?:param\.([a-z0-9_]+)|seller\.legal_name|buyer\.legal_name)\s*\}\}")


def recover_params(clause: Clause, position: Position) -> dict[str, str] | None:
    """Give the words in each slot of a text, or None when the clause is not that text filled."""
    text = lay_out(position.text)
    pattern, names, done = "", list[str](), 0
    for slot in _SLOT.finditer(text):
        pattern += re.escape(text[done : slot.start()])
        name = slot[1] or ""
        if name and name in names:
            pattern += f"(?P={name})"
        else:
            pattern += f"(?P<{name}>[^\n]+?)" if name else "[^\n]+?"
            names += [name] if name else []
        done = slot.end()
    found = re.fullmatch(pattern + re.escape(text[done:]), clause.text)
    return None if found is None else found.groupdict()


def parameters_of(clause: Clause, library: ClauseLibrary) -> str:
    """Give the parameters of a clause in words, `means: value`, as far as the library knows it."""
    record = library.clauses.get(clause.id)
    found = (recover_params(clause, one) for one in _standard_texts(record)) if record else ()
    values = next((one for one in found if one is not None), None)
    if record is None or not values:
        return ""
    return "; ".join(f"{record.params[name].means}: {text}" for name, text in values.items())


def positions_taken(clauses: Iterable[Clause], library: ClauseLibrary) -> dict[str, int]:
    """Give for each clause how many fallbacks below the first text it is; 0 is the first.

    A text that is none of the library's stands one below its last.
    """
    found = {}
    for clause in clauses:
        record = library.clauses.get(clause.id)
        if record is not None:
            found[clause.id] = _rank(clause, record)
    return found


def _rank(clause: Clause, record: ClauseRecord) -> int:
    orders = sorted(position.order for position in record.positions)
    matching = (
        orders.index(one.order)
        for one in record.every_text()
        if recover_params(clause, one) is not None
    )
    return next(matching, len(orders))


def deviations(clause: Clause, number: int, library: ClauseLibrary, currency: str) -> list[Noted]:
    """Say in what a clause differs from the standard text of the library."""
    if clause.id == "definitions":
        return []
    return [
        Noted(kind="deviation", what=what, detail=detail, clause=clause.id,
              where=f"/clauses/{number}")
        for what, detail in _differences(clause, library.clauses.get(clause.id), currency)
    ]  # fmt: skip


def _differences(
    clause: Clause, record: ClauseRecord | None, currency: str
) -> Iterator[tuple[str, str]]:
    if clause.origin == "negotiated":
        yield f'The text "{clause.title}" was negotiated', ""
    if record is None:
        yield f'The text "{clause.title}" is not in the library', f"version {clause.version}"
        return
    found = (recover_params(clause, one) for one in _standard_texts(record))
    values = next((one for one in found if one is not None), None)
    if values is not None:
        yield from _overrides(clause, record, values, currency)
        return
    others = [one for one in record.every_text() if one.order != record.preferred.order]
    if any(recover_params(clause, one) is not None for one in others):
        yield f'The text "{clause.title}" is an alternative, not the standard text', ""
    elif clause.version != record.version:
        detail = f"version {clause.version}; the library has {record.version}"
        yield f'The text "{clause.title}" is of another version than the standard text', detail
    else:
        yield f'The text "{clause.title}" is none of the library', f"version {clause.version}"


def _standard_texts(record: ClauseRecord) -> list[Position]:
    """Give the text offered first, and its wordings for a regime of law."""
    return [one for one in record.every_text() if one.order == record.preferred.order]


def _overrides(
    clause: Clause, record: ClauseRecord, values: dict[str, str], currency: str
) -> Iterator[tuple[str, str]]:
    """Compare each parameter that has a standard value of its own; others are the deal's."""
    for name, text in values.items():
        param = record.params[name]
        standard = _standard(param, currency)
        if param.source is None and standard is not None and text != standard:
            yield f"{param.means}: {text}", f"the standard is {standard}"


def _standard(param: ClauseParam, currency: str) -> str | None:
    if param.default is None:
        return None
    try:
        return " ".join(read_param(param, param.default, currency).printed.split())
    except BadValue:
        return None

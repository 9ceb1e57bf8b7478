"""Filling the preferred texts for one deal: words, digest and typed facts of each clause."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from proposalkit.clauses.deal import Deal
from proposalkit.clauses.drafted import Drafted
from proposalkit.clauses.filler import fill, lay_out
from proposalkit.clauses.param_types import ParamValue
from proposalkit.clauses.params import Params
from proposalkit.errors import InputRefused
from proposalkit.model.canonical import text_sha256
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import ClauseLibrary, ClauseRecord, Position
from proposalkit.model.proof import Clause, Fact, FactValue

DEFINITIONS = "definitions"
"""Id of the clause that holds the defined terms; it always comes first."""


def draft_clauses(
    records: Iterable[ClauseRecord],
    params: dict[str, Params],
    library: ClauseLibrary,
    deal: Deal,
) -> tuple[Drafted, ...]:
    """Fill every text; raises InputRefused with the faults of all texts at once."""
    drafted: list[Drafted] = []
    faults: list[Finding] = []
    for record in records:
        try:
            drafted.append(_draft(record, params[record.clause], library, deal))
        except InputRefused as refused:
            faults += refused.findings
    if faults:
        raise InputRefused(faults)
    return tuple(drafted)


def _draft(record: ClauseRecord, params: Params, library: ClauseLibrary, deal: Deal) -> Drafted:
    position = record.preferred
    whole = library.clauses.get(record.clause, record)
    values = _of_this_text(whole, position, params.values)
    slots = {f"param.{name}": value.printed for name, value in values.items()}
    slots["seller.legal_name"] = deal.seller.company.legal_name
    slots["buyer.legal_name"] = deal.brief.buyer.legal_name
    text = fill(position, slots)
    facts = tuple(facts_of(position, params.values, library))
    clause = standard_clause(record, text, facts)
    if position.order > whole.preferred.order:
        clause = clause.model_copy(update={"origin": "negotiated"})
    return Drafted(record, clause, values)


def standard_clause(record: ClauseRecord, text: str, facts: tuple[Fact, ...]) -> Clause:
    """Give a filled text as the clause a buyer reads, pinned by its digest."""
    return Clause(
        id=record.clause,
        version=record.version,
        family=record.family,
        title=record.title,
        text=text,
        text_sha256=text_sha256(text),
        facts=facts,
        origin="standard",
        lands_in=record.lands_in,
    )


def _of_this_text(
    record: ClauseRecord, position: Position, values: Mapping[str, ParamValue]
) -> Mapping[str, ParamValue]:
    """Leave out the values that only another text of the clause has a place for."""
    others = [one.text for one in record.every_text() if one.file != position.file]

    def elsewhere(name: str) -> bool:
        slot = re.compile(rf"\{{\{{\s*param\.{name}\s*\}}\}}")
        return not slot.search(position.text) and any(map(slot.search, others))

    return {name: value for name, value in values.items() if not elsewhere(name)}


def facts_of(
    position: Position,
    values: Mapping[str, ParamValue],
    library: ClauseLibrary,
    left_open: Collection[str] = (),
) -> Iterator[Fact]:
    """Give the facts a text states, but for those left open; raises InputRefused for bad ones."""
    faults = []
    for name, given in position.facts.items():
        if name in left_open:
            continue
        slot = given.removeprefix("param.") if isinstance(given, str) else ""
        bound = isinstance(given, str) and given.startswith("param.")
        if name not in library.facts:
            faults.append(_bad_fact(position, name, "is not a fact of the table of facts"))
        elif bound and slot not in values:
            faults.append(_bad_fact(position, name, f'is bound to "{given}", which is not there'))
        else:
            value = values[slot].fact if bound else _literal(given, library, name)
            yield Fact(id=name, value=value)
    if faults:
        raise InputRefused(faults)


def _literal(given: str | tuple[str, ...], library: ClauseLibrary, name: str) -> FactValue:
    whole = library.facts[name].type == "integer"
    return int(given) if whole and isinstance(given, str) and given.isdecimal() else given


def _bad_fact(position: Position, name: str, fault: str) -> Finding:
    return Finding(
        id="bad-fact",
        where=f"{position.file}: facts.{name}",
        message=f'"{name}" {fault}.',
        remedy="Correct the name, or have its owner add it.",
    )


def draft_definitions(library: ClauseLibrary) -> Clause:
    """Give the defined terms as the first clause of the schedule."""
    text = lay_out(library.definitions)
    return Clause(
        id=DEFINITIONS,
        version=library.definitions_version,
        family="assurance",
        title="Definitions",
        text=text,
        text_sha256=text_sha256(text),
        origin="standard",
        lands_in="main_agreement",
    )

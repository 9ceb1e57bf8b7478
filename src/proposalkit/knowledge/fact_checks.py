"""Checks that every fact a clause states is known, fits its type, and has one authority."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from proposalkit.knowledge.clause_reader import ClauseSheets
from proposalkit.knowledge.fault_words import close_to, quoted, unknown
from proposalkit.knowledge.param_checks import read_number
from proposalkit.knowledge.yaml_text import YamlDocument
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import ClauseParam, FactType
from proposalkit.model.seller import EvidenceKind

CONTRACT_END = "contract_end"
"""The first day of what runs from the end of a contract."""

_FITS: Mapping[str, tuple[str, ...]] = {
    "integer": ("integer",),
    "decimal": ("decimal", "integer"),
    "money": ("money",),
    "text": ("text", "choice"),
    "list": ("list",),
    "choice": ("choice", "text"),
    "yes_no": ("choice",),
}
"""Which parameter types may give a fact of a type."""


def check_fact_types(facts: Mapping[str, FactType], document: YamlDocument) -> Iterator[Finding]:
    """Hold each fact's sentence to its values: one sentence for each, or a place for the value."""
    for name, fact in facts.items():
        if fact.counted_from not in (None, CONTRACT_END, *facts):
            yield unknown(
                "fact", fact.counted_from or "", [CONTRACT_END, *facts],
                document.value_place(("facts", name, "counted_from")),
            )  # fmt: skip
        for key, message, remedy in _type_faults(name, fact):
            where = document.place(("facts", name, key))
            yield Finding(id="bad-fact", where=where, message=message, remedy=remedy)


def check_stated_facts(sheets: ClauseSheets, facts: Mapping[str, FactType]) -> Iterator[Finding]:
    """Hold the facts of a clause's texts to the table of facts and to its parameters."""
    for sheet in sheets.texts:
        for name, value in sheet.header.facts.items():
            where = sheet.document.value_place(("facts", name))
            if name not in facts:
                meant = close_to(name, facts)
                hint = f' Did you mean "{meant}"?' if meant else ""
                yield Finding(
                    id="unknown-fact",
                    where=sheet.document.place(("facts", name)),
                    message=f'"{name}" is not a fact of facts.yaml.{hint}',
                    remedy="Use a fact of the table, or have its owner add this one.",
                )
                continue
            fault = _value_fault(facts[name], value, sheets.record.params)
            if fault:
                yield Finding(id="bad-fact", where=where, message=fault[0], remedy=fault[1])
        yield from _check_evidence(sheet.header.evidence, sheet.document)


def check_authorities(clauses: Iterable[ClauseSheets]) -> Iterator[Finding]:
    """Refuse a fact that two clauses state: the reader would have to ask which one holds."""
    first: dict[str, str] = {}
    for sheets in clauses:
        for sheet in sheets.texts:
            for name in sheet.header.facts:
                owner = first.setdefault(name, sheets.record.clause)
                if owner != sheets.record.clause:
                    yield Finding(
                        id="two-authorities",
                        where=sheet.document.place(("facts", name)),
                        message=f'The clause "{owner}" states "{name}" already.',
                        remedy="State a fact in one clause only.",
                    )


def _type_faults(name: str, fact: FactType) -> Iterator[tuple[str, str, str]]:
    codes = {"yes", "no"} if fact.type == "yes_no" else set(fact.values)
    if fact.type == "choice" and not fact.values:
        yield "values", f'"{name}" is a choice without values.', "List its codes with their words."
    if isinstance(fact.statement, str):
        if "{value}" not in fact.statement or fact.statement.count("{") != 1:
            yield (
                "statement",
                f'The sentence of "{name}" has to hold "{{value}}" once and no other braces.',
                'Write "{value}" where the value goes, or one sentence for each value.',
            )
        return
    for code in sorted(codes - set(fact.statement)):
        yield "statement", f'The value "{code}" has no sentence.', "Add one below the others."
    for code in sorted(set(fact.statement) - codes):
        yield (
            "statement",
            f'"{code}" is not a value of "{name}".',
            "List it among the values, or remove its sentence.",
        )


def _value_fault(
    fact: FactType, value: str | tuple[str, ...], params: Mapping[str, ClauseParam]
) -> tuple[str, str] | None:
    if isinstance(value, str) and value.startswith("param."):
        return _param_fault(fact, value, params)
    if (fact.type == "list") != isinstance(value, tuple):
        kind = "a list" if fact.type == "list" else "one value"
        return f'"{fact.label}" needs {kind}.', f"Write {kind}, or a parameter."
    if isinstance(value, tuple):
        odd = [one for one in value if fact.values and one not in fact.values]
        return _code_fault(odd[0], fact.values) if odd else None
    if fact.type == "yes_no" and value not in ("yes", "no"):
        return f'"{value}" is not "yes" or "no".', 'Write "yes" or "no", in quotes.'
    if fact.type == "choice" and not fact.values:
        return f'"{value}" is not a value of "{fact.label}".', "List its values in facts.yaml."
    if fact.type == "choice" and value not in fact.values:
        return _code_fault(value, fact.values)
    if fact.type in ("integer", "decimal", "money"):
        whole = fact.type == "integer"
        if read_number(value, whole=whole) is None:
            kind = "a whole number" if whole else "a number"
            return f'"{value}" is not {kind}.', "Write digits, or a parameter."
    return None


def _code_fault(value: str, known: Iterable[str]) -> tuple[str, str]:
    return f'"{value}" is not one of {quoted(known)}.', "Use one of them."


def _param_fault(
    fact: FactType, value: str, params: Mapping[str, ClauseParam]
) -> tuple[str, str] | None:
    param = params.get(value.removeprefix("param."))
    if param is None:
        return f'"{value}" names no parameter of this clause.', 'Declare it in "clause.md".'
    if param.type not in _FITS[fact.type]:
        return (
            f'"{value}" is of type {param.type}; the fact is of type {fact.type}.',
            "Use a parameter of the fact's type.",
        )
    if param.type == "choice" and fact.values:
        odd = [one for one in param.choices if one not in fact.values]
        return _code_fault(odd[0], fact.values) if odd else None
    return None


def _check_evidence(kinds: Iterable[str], document: YamlDocument) -> Iterator[Finding]:
    known = get_args(EvidenceKind)
    for number, kind in enumerate(kinds):
        if kind not in known:
            yield Finding(
                id="unknown-evidence",
                where=document.value_place(("evidence", number)),
                message=f'"{kind}" is not a kind of evidence.',
                remedy=f"Use one of {quoted(known)}.",
            )

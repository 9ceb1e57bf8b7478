"""The parameters of a clause for one deal: the deal's own value, a deal value, or the default."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from proposalkit.clauses.deal import Deal
from proposalkit.clauses.deal_values import DEAL_VALUES, deal_value, known_value
from proposalkit.clauses.param_types import BadValue, ParamValue, read_param
from proposalkit.clauses.seller_values import Raw
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import ClauseParam, ClauseRecord


@dataclass(frozen=True)
class Params:
    """The parameters of one clause: those that have a value, those nobody gave, and the faults."""

    values: Mapping[str, ParamValue]
    lacking: tuple[str, ...]
    """Names of parameters without any value."""
    findings: tuple[Finding, ...]


def resolve_params(record: ClauseRecord, deal: Deal) -> Params:
    """Give each parameter its value: the deal's own, else the deal value named, else the default.

    Why: all faults come back as findings at once; a parameter without value is no fault of the
    input, it is something the deal has yet to supply.
    """
    values: dict[str, ParamValue] = {}
    lacking, findings = [], []
    for name, param in record.params.items():
        raw, where = _source(record, name, param, deal)
        if raw is None:
            lacking.append(name)
            continue
        try:
            values[name] = read_param(param, raw, deal.currency)
        except BadValue as fault:
            findings.append(_finding(fault.fault, where, record, name, fault))
    return Params(values, tuple(lacking), (*_unknown_sources(record, deal), *findings))


def check_overrides(
    deal: Deal, asked: Iterable[str], clauses: Mapping[str, ClauseRecord]
) -> tuple[Finding, ...]:
    """Find parameters the deal sets for clauses or names that are not there to take them."""
    wanted = set(asked)
    found = []
    for clause, given in deal.brief.clause_params.items():
        record = clauses.get(clause)
        if record is None:
            found.append(_unknown_clause(clause, clauses))
        elif clause not in wanted:
            found.append(_not_asked_for(clause))
        else:
            found += [_unknown_param(record, name) for name in given if name not in record.params]
    return tuple(found)


def check_already_said(
    deal: Deal, asked: Iterable[str], clauses: Mapping[str, ClauseRecord]
) -> tuple[Finding, ...]:
    """Find clauses that the governing agreement is said to cover and no rule asks for."""
    wanted, place = set(asked), "paper.already_says"
    found = []
    for clause in deal.brief.paper.already_says:
        if clause not in clauses:
            found.append(_unknown_clause(clause, clauses, place))
        elif clause not in wanted:
            found.append(_not_asked_for(clause, place))
    return tuple(found)


def _source(record: ClauseRecord, name: str, param: ClauseParam, deal: Deal) -> tuple[Raw, str]:
    own = deal.brief.clause_params.get(record.clause, {}).get(name)
    if own is not None:
        return own, f"clause_params.{record.clause}.{name}"
    if param.source is not None and known_value(param.source, deal):
        found = deal_value(param.source, deal, in_words=param.type == "text")
        if found.value is not None:
            return found.value, found.where
    return param.default, f"{record.file}: params.{name}"


def _finding(id_: str, where: str, record: ClauseRecord, name: str, fault: BadValue) -> Finding:
    return Finding(
        id=id_,
        where=where,
        message=f'Parameter "{name}" of clause "{record.clause}": {fault.problem}',
        remedy=fault.remedy,
    )


def _unknown_sources(record: ClauseRecord, deal: Deal) -> Iterable[Finding]:
    for name, param in record.params.items():
        if param.source is not None and not known_value(param.source, deal):
            yield Finding(
                id="unknown-deal-value",
                where=f"{record.file}: params.{name}",
                message=f'"{param.source}" is not a value a parameter can be taken from.',
                remedy=f"Use one of: {', '.join(DEAL_VALUES)}.",
            )


def _unknown_clause(
    clause: str, clauses: Mapping[str, ClauseRecord], place: str = "clause_params"
) -> Finding:
    return Finding(
        id="unknown-clause",
        where=f"{place}.{clause}",
        message=f'The library has no clause "{clause}".{_meant(clause, clauses)}',
        remedy="Rename or remove it."
        if _meant(clause, clauses)
        else f"Use one of: {', '.join(clauses)}.",
    )


def _meant(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, sorted(known), n=1, cutoff=0.7)
    return f' Did you mean "{near[0]}"?' if near else ""


def _not_asked_for(clause: str, place: str = "clause_params") -> Finding:
    return Finding(
        id="clause-not-asked-for",
        where=f"{place}.{clause}",
        message=f'No rule asks for clause "{clause}" in this deal, so its parameters have no use.',
        remedy="Remove them, or mend the deal fact that should bring the clause in.",
    )


def _unknown_param(record: ClauseRecord, name: str) -> Finding:
    known = ", ".join(record.params) or "none, the clause has no parameters"
    return Finding(
        id="unknown-param",
        where=f"clause_params.{record.clause}.{name}",
        message=f'Clause "{record.clause}" has no parameter "{name}".{_meant(name, record.params)}',
        remedy=f"Its parameters: {known}.",
    )

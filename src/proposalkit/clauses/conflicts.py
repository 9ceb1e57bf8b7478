"""Conflicts: statements that must not ship together; what they mean stands in rules.yaml.

A finding of severity `error` is a kit that would contradict itself: the choice refuses it.
A `warning` is terms that do not fit but say the same everywhere: it becomes a blocker, so that a
draft can be read and a lawyer decides. Those that need no deal are held against the standard
texts as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from proposalkit.clauses.clash import OfADeal, Standing, clash
from proposalkit.clauses.data_conflicts import (
    base_agreement_trains,
    evidence_deleted,
    health_data_barred,
    no_telemetry,
    provider_trains,
    regions,
    routing,
    training_allowed,
)
from proposalkit.clauses.date_conflicts import decision_after_offer
from proposalkit.clauses.deal_values import DEAL_VALUES, deal_value
from proposalkit.clauses.drafted import Prover, Terms, Texts
from proposalkit.clauses.drafting import DEFINITIONS
from proposalkit.clauses.law_conflicts import (
    conversion_barred,
    decision_about_people,
    edited_official_text,
    hidden_machine,
    own_purposes,
    supervision_limited,
    transfer_without_ground,
)
from proposalkit.clauses.outcome_conflicts import assisted_share, contradicting_cases
from proposalkit.clauses.param_types import BadValue, read_param
from proposalkit.clauses.price_conflicts import (
    commitment_before_clean_days,
    exit_and_commitment,
    floor_above_cap,
    free_without_limit,
    index_denied,
    minimum_in_pilot,
    missing_partner,
)
from proposalkit.clauses.remedy_conflicts import (
    illusory_cap,
    paid_twice,
    uncapped_indemnity,
    warranty_denied,
)
from proposalkit.clauses.time_conflicts import two_times
from proposalkit.errors import Refused
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import ClauseParam

BORROWED = frozenset({("liability-cap", "floor_amount"), ("compute-residency", "routing")})
"""Parameters that borrow a deal value as a start and are a value of their own."""

_REFERENCE = re.compile(r'[Cc]lause "[^"]+" \(([a-z0-9-]+)\)')


def find_conflicts(terms: Terms) -> tuple[Finding, ...]:
    """Hold all conflicts against the terms, in the order of their ids."""
    return tuple(finding for id_ in CONFLICTS for finding in _all_of(id_, terms))


def find_standing_conflicts(texts: Texts, side: Prover) -> tuple[Finding, ...]:
    """Hold the conflicts that need no deal against texts filled without one."""
    return tuple(
        finding
        for checks in STANDING.values()
        for check in checks
        for finding in check(texts, side)
    )


def refuse_contradictions(conflicts: tuple[Finding, ...]) -> None:
    """Refuse terms that would say two things; raises Refused with every contradiction."""
    contradictions = [one for one in conflicts if one.severity == "error"]
    if contradictions:
        raise Refused(
            "The terms of this deal contradict each other.",
            "Mend each place listed; a kit with these terms would say two things.",
            contradictions,
        )


def _all_of(id_: str, terms: Terms) -> Iterator[Finding]:
    for check in STANDING.get(id_, ()):
        yield from check(terms, terms.deal)
    for of_a_deal in OF_A_DEAL.get(id_, ()):
        yield from of_a_deal(terms)


def _two_values(terms: Terms) -> Iterator[Finding]:
    """X-18: one deal value with two readings anywhere in the kit: refused.

    Why: a value of its own that only starts at a deal value, such as the least amount of the
    liability cap, may differ from it.
    """
    first: dict[tuple[str, bool], tuple[str, str]] = {}
    for clause, name, param, value in terms.params():
        if param.source is None or (clause, name) in BORROWED:
            continue
        said = _deal_words(terms, param) or (value.printed, f'clause "{clause}"')
        known, by = first.setdefault((param.source, param.type == "text"), said)
        if value.printed != known:
            yield clash(
                "X-18", "error", f"clause_params.{clause}.{name}",
                f'Clause "{clause}" says "{value.printed}", and {by} says "{known}" '
                f"({param.means}).",
                "Give one value for the whole deal, in the place it is taken from.",
            )  # fmt: skip


def _deal_words(terms: Terms, param: ClauseParam) -> tuple[str, str] | None:
    """Give the deal's own value as the parameter prints it, with its place; None without one."""
    if param.source not in DEAL_VALUES:
        return None
    own = deal_value(param.source, terms.deal, in_words=param.type == "text")
    if own.value is None:
        return None
    try:
        return read_param(param, own.value, terms.deal.currency).printed, f'"{own.where}"'
    except BadValue:
        return str(own.value), f'"{own.where}"'


def _two_facts(texts: Texts, side: Prover) -> Iterator[Finding]:
    """X-18: two facts that say one thing with two values: refused."""
    for one, other in side.same_facts:
        first, second = texts.stated(one), texts.stated(other)
        if first is not None and second is not None and first != second:
            yield clash(
                "X-18", "error", other,
                f'"{texts.authorities(one)[0]}" says "{first}" and '
                f'"{texts.authorities(other)[0]}" says "{second}" for the same thing.',
                "Give both the same value under clause_params, or in the two clauses.",
            )  # fmt: skip


def _dead_reference(terms: Terms) -> Iterator[Finding]:
    """A text that points to a clause that neither kit nor governing agreement has: a blocker."""
    for one in terms.drafted:
        for cited in dict.fromkeys(_REFERENCE.findall(one.clause.text)):
            if cited != DEFINITIONS and not terms.has(cited):
                yield clash(
                    "dead-reference", "warning", one.record.preferred.file,
                    f'Clause "{one.clause.id}" refers to clause "{cited}", which is not here.',
                    "Supply that clause, or have the owner write the text without it.",
                )  # fmt: skip


STANDING: Mapping[str, tuple[Standing, ...]] = {
    "X-01": (training_allowed,),
    "X-02": (provider_trains,),
    "X-03": (evidence_deleted,),
    "X-04": (warranty_denied,),
    "X-05": (exit_and_commitment,),
    "X-06": (uncapped_indemnity,),
    "X-07": (routing,),
    "X-09": (no_telemetry,),
    "X-10": (edited_official_text,),
    "X-11": (own_purposes,),
    "X-12": (paid_twice,),
    "X-16": (supervision_limited,),
    "X-17": (hidden_machine,),
    "X-18": (_two_facts,),
    "X-20": (two_times,),
}
"""Conflicts of texts with each other and with the profile."""

OF_A_DEAL: Mapping[str, tuple[OfADeal, ...]] = {
    "X-01": (base_agreement_trains,),
    "X-05": (commitment_before_clean_days,),
    "X-06": (illusory_cap,),
    "X-07": (regions,),
    "X-08": (health_data_barred,),
    "X-10": (transfer_without_ground,),
    "X-13": (floor_above_cap, free_without_limit, minimum_in_pilot),
    "X-14": (missing_partner,),
    "X-15": (conversion_barred,),
    "X-17": (decision_about_people,),
    "X-18": (_two_values,),
    "X-19": (decision_after_offer,),
    "X-21": (assisted_share, contradicting_cases),
    "X-22": (index_denied,),
    "dead-reference": (_dead_reference,),
}
"""Conflicts that need the deal."""

CONFLICTS = tuple(sorted({*STANDING, *OF_A_DEAL}))
"""The ids of all conflicts, in their order."""

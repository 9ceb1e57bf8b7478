"""Conflicts: statements that must not ship together; one function for each, by its id.

A finding of severity `error` is a kit that would contradict itself: the choice refuses it.
A `warning` is terms that do not fit but say the same everywhere: it becomes a blocker, so that a
draft can be read and a lawyer decides. Not decidable from typed data yet, so not here: X-01, X-04,
X-08, X-09, X-12, X-15, X-16 (they need other texts, the base agreement or clauses to come).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from proposalkit.clauses.deal_values import DEAL_VALUES, deal_value
from proposalkit.clauses.drafted import Terms
from proposalkit.clauses.drafting import DEFINITIONS
from proposalkit.clauses.law_conflicts import (
    decision_about_people,
    own_purposes,
    transfer_without_ground,
)
from proposalkit.clauses.param_types import BadValue, read_param
from proposalkit.model.finding import Finding, Severity
from proposalkit.model.knowledge import ClauseParam
from proposalkit.model.money import Money
from proposalkit.model.places import place_name

Conflict = Callable[[Terms], Iterator[Finding]]

_REACH = {"single_region": 0, "geo": 1, "geography": 1, "global": 2}
"""How far requests may travel, by the words of the facts and of the profile."""

BORROWED = frozenset({("liability-cap", "floor_amount")})
"""Parameters that borrow a deal value as a start and are a value of their own."""

_REFERENCE = re.compile(r'[Cc]lause "[^"]+" \(([a-z0-9-]+)\)')


def find_conflicts(terms: Terms) -> tuple[Finding, ...]:
    """Hold all conflicts against the terms, in the order of their ids."""
    return tuple(finding for conflict in CONFLICTS.values() for finding in conflict(terms))


def _training(terms: Terms) -> Iterator[Finding]:
    """X-02: `the provider does not train` beside a model whose terms allow it is false: refused."""
    if terms.stated("data.training.by_model_provider") != "no":
        return
    for model in terms.deal.seller.models:
        if not model.outside or model.trains_on_data is False:
            continue
        known = model.trains_on_data is not None
        yield _finding(
            "X-02",
            "error" if known else "warning",
            "public.models.trains_on_data",
            f'"{model.name}" of {model.provider} '
            + ("trains on requests, " if known else "may train on requests, nobody said, ")
            + "and a clause says that model providers do not.",
            "Use terms of the provider that bar training, and say so in the profile.",
        )


def _evidence_deleted(terms: Terms) -> Iterator[Finding]:
    """X-03: what has to be kept as evidence, or to be fetched, is deleted first: a blocker."""
    kept = terms.number("evidence.retention_days")
    deleted = terms.number("data.delete_active_days")
    fetched = terms.number("exit.retrieval_days")
    argued = [terms.number(f"outcome.{name}_days") or Decimal(0) for name in ("reopen", "dispute")]
    after = _cite_each_other(terms, "exit.retrieval_days", "data.delete_active_days")
    if deleted is not None and fetched is not None and deleted < fetched and not after:
        yield _finding(
            "X-03", "warning", "data.delete_active_days",
            f"Data is deleted {deleted} days after the end but may be fetched for {fetched} days.",
            "Let deletion start when the time to fetch data is over.",
        )  # fmt: skip
    if kept is not None and kept < sum(argued):
        yield _finding(
            "X-03", "warning", "evidence.retention_days",
            f"Evidence is kept {kept} days; a count may be disputed for {sum(argued)} days.",
            "Keep the evidence at least as long as a count may be disputed.",
        )  # fmt: skip
    apart = _cite_each_other(terms, "evidence.retention_days", "data.delete_active_days")
    if kept is not None and deleted is not None and kept > deleted and not apart:
        yield _finding(
            "X-03", "warning", "evidence.retention_days",
            f"Evidence is kept {kept} days, all data is deleted after {deleted} days, and neither "
            "clause refers to the other.",
            "Name the evidence of a count as an exception in one of the two texts.",
        )  # fmt: skip


def _cite_each_other(terms: Terms, one: str, other: str) -> bool:
    """Say whether the clauses behind two facts refer to each other, which settles their order."""
    pairs = [(a, b) for a in terms.authorities(one) for b in terms.authorities(other)]
    return any(terms.cites(a, b) or terms.cites(b, a) for a, b in pairs)


def _exit_and_commitment(terms: Terms) -> Iterator[Finding]:
    """X-05: an exit for convenience beside a commitment that starts at once: refused.

    Why: with clean days the exit belongs to the months before the commitment, and both stand.
    """
    leave, stay = terms.number("term.convenience_days"), terms.number("term.commit_months")
    clean = terms.number("term.clean_days") or Decimal(0)
    if leave is not None and stay and not clean:
        yield _finding(
            "X-05", "error", "term.convenience_days",
            f"The buyer may leave with {leave} days' notice and is bound for {stay} months.",
            "Start the commitment after a number of clean days, or drop one of the two.",
        )  # fmt: skip


def _illusory_cap(terms: Terms) -> Iterator[Finding]:
    """X-06: a liability cap in fees alone, when the fees may be near nothing: a blocker."""
    if terms.stated("liability.cap_multiple") is None:
        return
    offer = terms.deal.offer
    metered = any(rate.metric is not None and not rate.minimum for rate in offer.rates)
    if not metered and terms.deal.brief.commercial.pilot is None:
        return
    authorities = terms.authorities("liability.cap_multiple")
    floors = [
        value.amount
        for clause, _, param, value in terms.params()
        if clause in authorities and param.type == "money"
    ]
    if not any(floors):
        yield _finding(
            "X-06", "warning", "liability.cap_multiple",
            "Liability is capped at a multiple of the fees, and the fees may be near nothing.",
            "Give the cap a least amount of money.",
        )  # fmt: skip


def _regions(terms: Terms) -> Iterator[Finding]:
    """X-07: a route that leaves the places named is false: refused; places the buyer does not
    want are a blocker."""
    yield from _routing(terms)
    deal = terms.deal
    if terms.stated("residency.inference") is not None:
        for model in deal.seller.models:
            for place in deal.outside(model.places, deal.seller.residency.inference):
                yield _finding(
                    "X-07", "error", "public.models.places",
                    f'"{model.name}" runs in {place_name(place)}, which the clause does not name.',
                    "Name the place under residency.inference, or route the model elsewhere.",
                )  # fmt: skip
    if deal.brief.data.location:
        for place in deal.outside(deal.places_used(), deal.brief.data.location):
            yield _finding(
                "X-07", "warning", "data.location",
                f"Data is processed in {place_name(place)}; the buyer wants it to stay in "
                f"{', '.join(map(place_name, deal.brief.data.location))}.",
                "Offer a route inside, or have the buyer agree to the place.",
            )  # fmt: skip


def _routing(terms: Terms) -> Iterator[Finding]:
    stated = terms.stated("residency.routing")
    promised = _REACH.get(stated) if isinstance(stated, str) else None
    for model in terms.deal.seller.models:
        reach = _REACH.get(model.routing)
        if promised is not None and reach is not None and reach > promised:
            yield _finding(
                "X-07", "error", "public.models.routing",
                f'"{model.name}" is routed "{model.routing}", and the clause says "{stated}".',
                "Bind the route of the model, or choose the wording that says how it travels.",
            )  # fmt: skip


def _floor_above_cap(terms: Terms) -> Iterator[Finding]:
    """X-13: a monthly minimum above the monthly cap cannot be billed: refused."""
    floor, cap = _amount(terms, "pricing.minimum"), _amount(terms, "pricing.cap")
    if floor is not None and cap is not None and floor > cap:
        yield _finding(
            "X-13", "error", "commercial.minimum",
            f'The monthly minimum "{floor}" is above the monthly cap "{cap}".',
            "Lower the minimum or raise the cap.",
        )  # fmt: skip


def _amount(terms: Terms, source: str) -> Decimal | None:
    for _, _, param, value in terms.params():
        if param.source == source and value.amount is not None:
            return value.amount
    given = deal_value(source, terms.deal).value
    return given.amount if isinstance(given, Money) else None


def _missing_partner(terms: Terms) -> Iterator[Finding]:
    """X-14: a price without the clauses that count and prove it: a blocker."""
    partners = {
        "outcome-definition": ("outcome-verification", "outcome-attribution-evidence"),
        "value-share": ("baseline-measurement",),
    }
    for clause, wanted in partners.items():
        lacking = [one for one in wanted if not terms.has(one)]
        if terms.has(clause) and lacking:
            yield _finding(
                "X-14", "warning", clause,
                f'"{clause}" stands without {" and ".join(lacking)}.',
                "Supply the clauses that count and prove what is billed.",
            )  # fmt: skip


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
            yield _finding(
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


def _dead_reference(terms: Terms) -> Iterator[Finding]:
    """A text that points to a clause the kit does not have: a blocker."""
    there = {DEFINITIONS, *(one.clause.id for one in terms.drafted)}
    for one in terms.drafted:
        for cited in dict.fromkeys(_REFERENCE.findall(one.clause.text)):
            if cited not in there:
                yield _finding(
                    "dead-reference", "warning", one.record.preferred.file,
                    f'Clause "{one.clause.id}" refers to clause "{cited}", which is not here.',
                    "Supply that clause, or have the owner write the text without it.",
                )  # fmt: skip


def _finding(id_: str, severity: Severity, where: str, message: str, remedy: str) -> Finding:
    return Finding(id=id_, severity=severity, where=where, message=message, remedy=remedy)


CONFLICTS: dict[str, Conflict] = {
    "X-02": _training,
    "X-03": _evidence_deleted,
    "X-05": _exit_and_commitment,
    "X-06": _illusory_cap,
    "X-07": _regions,
    "X-10": transfer_without_ground,
    "X-11": own_purposes,
    "X-13": _floor_above_cap,
    "X-14": _missing_partner,
    "X-17": decision_about_people,
    "X-18": _two_values,
    "dead-reference": _dead_reference,
}
"""Every conflict that can be decided from the terms as they are."""

"""One requirement against one proposal: what it says, where, and whether that is enough."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from proposalkit.compare.limits import keeps
from proposalkit.compare.starting_days import held_to
from proposalkit.model.comparison_words import folded
from proposalkit.model.display import (
    display_date,
    display_duration,
    display_money,
    display_unit_price,
    display_word,
)
from proposalkit.model.magnitude import at_most, magnitude
from proposalkit.model.outcome import Outcome
from proposalkit.model.places import place_name
from proposalkit.model.policy import (
    ClauseAsked,
    EvidenceAsked,
    FactAsked,
    OutcomeAsked,
    PriceAsked,
    Requirement,
    ResidencyAsked,
    TermAsked,
    ValueAsked,
)
from proposalkit.model.proposal import Proposal
from proposalkit.model.requirements import Found, Status
from proposalkit.model.scenario import Scenario
from proposalkit.model.shown_path import values_at


@dataclass(frozen=True)
class Asked:
    """A proposal, its price, and which countries belong to a bloc."""

    proposal: Proposal
    price: Callable[[Decimal | None], Scenario]
    """The whole term at a monthly volume, or as expected."""
    blocs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    starts: Mapping[str, str] = field(default_factory=dict)
    """The day a fact counts from: the end of the contract, or the end of another fact's days."""


SILENT = Found("not_stated", "not stated")


def answer(requirement: Requirement, asked: Asked) -> Found:
    """Say whether a proposal meets a requirement; what it does not state it does not meet."""
    rules: tuple[tuple[object, Callable[[], Found]], ...] = (
        (requirement.fact, lambda: _fact(requirement.fact, asked)),
        (requirement.clause, lambda: _clause(requirement.clause, asked.proposal)),
        (requirement.price, lambda: _price(requirement.price, asked)),
        (requirement.outcome, lambda: _outcome(requirement.outcome, asked.proposal)),
        (requirement.residency, lambda: _residency(requirement.residency, asked)),
        (requirement.evidence, lambda: _evidence(requirement.evidence, asked.proposal)),
        (requirement.term, lambda: _term(requirement.term, asked.proposal)),
        (requirement.value, lambda: _value(requirement.value, asked.proposal)),
    )
    return next(read() for rule, read in rules if rule is not None)


def _fact(rule: FactAsked | None, asked: Asked) -> Found:
    if rule is None:
        return SILENT
    proposal = asked.proposal
    found = [
        (number, place, clause, fact)
        for number, clause in enumerate(proposal.clauses)
        for place, fact in enumerate(clause.facts)
        if fact.id == rule.id
    ]
    answers = []
    for number, place, clause, fact in found:
        status, words = held_to(rule, fact.value, proposal, asked.starts)
        answers.append(
            Found(
                status,
                words,
                f"/clauses/{number}/facts/{place}/value",
                _claimed(proposal, rule.id) or clause.title,
                clause.id,
            )
        )
    return _worst(answers)


def _claimed(proposal: Proposal, fact: str) -> str | None:
    """Give the sentence that says a fact on the pages."""
    return next((one.text for one in proposal.claims if one.predicate == fact), None)


def _clause(rule: ClauseAsked | None, proposal: Proposal) -> Found:
    if rule is None:
        return SILENT
    for number, clause in enumerate(proposal.clauses):
        if clause.id in rule.any_of:
            words = f"{clause.title}, version {clause.version}"
            return Found("met", words, f"/clauses/{number}", clause.title, clause.id)
    return SILENT


def _price(rule: PriceAsked | None, asked: Asked) -> Found:
    if rule is None:
        return SILENT
    pricing = asked.proposal.pricing
    where = "/pricing/currency"
    if pricing.currency != rule.currency:
        return Found("deviates", f"priced in {pricing.currency}", where, pricing.currency)
    scenario = asked.price(rule.volume)
    stored = [n for n, one in enumerate(pricing.scenarios) if one.volumes == scenario.volumes]
    place = f"/pricing/scenarios/{stored[0]}" if stored else "/pricing/components"
    unit = scenario.effective_unit_price
    if rule.unit_at_most is not None and unit is None:
        return Found("not_stated", "no price of one unit", place)
    kept = (rule.total_at_most is None or scenario.total.amount <= rule.total_at_most) and (
        rule.unit_at_most is None or (unit is not None and unit.amount <= rule.unit_at_most)
    )
    words = f"{display_money(scenario.total)} in {scenario.term_months} months"
    if unit is not None:
        words += f", {display_unit_price(unit)} a unit"
    quote = display_money(scenario.total) if stored else None
    pointer = f"{place}/total" if stored else place
    return Found("met" if kept else "deviates", words, pointer, quote)


def _outcome(rule: OutcomeAsked | None, proposal: Proposal) -> Found:
    if rule is None:
        return SILENT
    answers = []
    for number, outcome in enumerate(proposal.outcomes):
        value = _outcome_value(outcome, rule.field)
        name = type(outcome).model_fields[rule.field].alias or rule.field
        if value is None:
            answers.append(SILENT)
            continue
        words = display_duration(value) if value.startswith("P") else value
        status: Status = "met" if keeps((value,), rule) else "deviates"
        answers.append(Found(status, words, f"/outcomes/{number}/{name}", outcome.definition))
    return _worst(answers)


def _outcome_value(outcome: Outcome, name: str) -> str | None:
    value: object = getattr(outcome, name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None else str(value)


def _residency(rule: ResidencyAsked | None, asked: Asked) -> Found:
    if rule is None:
        return SILENT
    allowed = _countries(rule.within, asked.blocs)
    answers = []
    for number, row in enumerate(asked.proposal.data.residency):
        if row.what != rule.what:
            continue
        if row.certainty == "not_stated" or not row.places:
            answers.append(SILENT)
            continue
        places = ", ".join(place_name(one) for one in row.places)
        inside = _countries(row.places, asked.blocs) <= allowed
        bound = row.certainty == "contractual" or not rule.bound_by_clause
        status: Status = "met" if inside and bound else "deviates"
        words = f"{places} ({display_word(row.certainty)})"
        answers.append(Found(status, words, f"/data/residency/{number}/places", places))
    return _worst(answers)


def _countries(places: Iterable[str], blocs: Mapping[str, tuple[str, ...]]) -> set[str]:
    return {country for place in places for country in blocs.get(place, (place,))}


def _evidence(rule: EvidenceAsked | None, proposal: Proposal) -> Found:
    if rule is None:
        return SILENT
    until = rule.valid_until or proposal.validity.valid_until
    answers = []
    for number, one in enumerate(proposal.evidence):
        if one.kind != rule.kind or folded(rule.title_has or "") not in folded(one.title):
            continue
        place = f"/evidence/{number}/expiresOn"
        if one.expires_on is None:
            words = f"{one.title}; no last day stated"
            answers.append(Found("not_stated", words, f"/evidence/{number}", one.title))
        else:
            words = f"{one.title}; valid until {display_date(one.expires_on)}"
            status: Status = "met" if one.expires_on >= until else "deviates"
            answers.append(Found(status, words, place, one.title))
    return _best(answers)


def _term(rule: TermAsked | None, proposal: Proposal) -> Found:
    if rule is None or proposal.term is None:
        return SILENT
    term = proposal.term
    words = [f"exit on {display_duration(term.exit_notice)}' notice"]
    kept = [_not_longer(term.exit_notice, rule.notice_at_most)]
    if rule.commitment_at_most is not None:
        bound = tuple(_commitments(proposal))
        kept += [_not_longer(length, rule.commitment_at_most) for _, length in bound]
        words += [f"{label} of {display_duration(length)}" for label, length in bound]
        if all(kept) and term.commitment is None and not _free(proposal):
            return Found("not_stated", "the length of a commitment is not stated", "/term")
        words += [] if bound else ["no commitment"]
    if rule.clean_days_at_least is not None:
        if term.clean_days is None:
            return Found("not_stated", "clean days are not stated", "/term", term.structure)
        kept.append(term.clean_days >= rule.clean_days_at_least)
        words.append(f"{term.clean_days} clean days")
    refs = term.clause_refs[0] if term.clause_refs else None
    status: Status = "met" if all(kept) else "deviates"
    return Found(status, "; ".join(words), "/term/exitNotice", term.exit_right, refs)


def _commitments(proposal: Proposal) -> Iterator[tuple[str, str]]:
    """Give each commitment and its length: of the term, and of the price to the end of its term."""
    term = proposal.term
    months = max((one.term_months for one in proposal.pricing.scenarios), default=0)
    for one in proposal.pricing.commitments:
        if one.first_month <= months:
            yield f'commitment of the price "{one.label}"', f"P{months - one.first_month + 1}M"
    if term is not None and term.commitment is not None:
        yield "committed term", term.commitment


def _free(proposal: Proposal) -> bool:
    """Say whether a clause states that there is no committed term."""
    facts = (one for clause in proposal.clauses for one in clause.facts)
    return any(one.id == "term.commitment" and one.value == "none" for one in facts)


def _not_longer(value: str | None, limit: str | None) -> bool:
    if value is None or limit is None:
        return True
    size, most = magnitude(value), magnitude(limit)
    return size is not None and most is not None and at_most(size, most)


def _value(rule: ValueAsked | None, proposal: Proposal) -> Found:
    if rule is None:
        return SILENT
    values = values_at(proposal, rule.path)
    if not values:
        return SILENT
    words = "; ".join(values)
    pointer = "/" + "/".join(_camel(step) for step in rule.path.split("."))
    where = pointer if "[" not in rule.path else pointer.partition("[")[0]
    return Found("met" if keeps(values, rule) else "deviates", words, where, values[0])


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def _worst(answers: list[Found]) -> Found:
    """Let one deviation outweigh all, then one silence."""
    for status in ("deviates", "not_stated", "met"):
        for one in answers:
            if one.status == status:
                return one
    return SILENT


def _best(answers: list[Found]) -> Found:
    """Let one valid document be enough."""
    for status in ("met", "deviates", "not_stated"):
        for one in answers:
            if one.status == status:
                return one
    return SILENT

"""A proposal held against a buyer's policy; silence never counts as consent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from proposalkit.compare.limits import limit_words
from proposalkit.compare.offers import Checking, standing
from proposalkit.compare.requirements import Asked, answer
from proposalkit.model.display import display_date, display_duration, display_word
from proposalkit.model.places import place_name
from proposalkit.model.policy import FactAsked, Policy, PolicyReport, Requirement, RequirementRow
from proposalkit.model.requirements import Found, answers_in_words

PageOf = Callable[[str | None, str | None], int | None]
"""Page of a JSON pointer or of words; None when no page is known."""


def check_policy(
    policy: Policy, subject: str, asked: Asked, checking: Checking, on: date, page_of: PageOf
) -> PolicyReport:
    """Answer every requirement with pointer, page and quote, and count the answers."""
    sources = {one.id: f"{one.name}, {one.where}" for one in policy.sources}
    rows = tuple(
        _row(one, answer(one, asked), sources.get(one.source or ""), page_of)
        for one in policy.requirements
    )
    proposal = asked.proposal
    return PolicyReport(
        policy=policy.policy,
        policy_title=policy.title,
        policy_version=policy.version,
        subject=subject,
        seller=proposal.parties.seller.name,
        title=proposal.title,
        on=on,
        checked=checking.state,
        checked_detail=checking.detail,
        standing=standing(proposal, on),
        valid_until=proposal.validity.valid_until,
        answered=answers_in_words(proposal.requirements) if proposal.requirements else None,
        met=sum(one.status == "met" for one in rows),
        deviates=sum(one.status == "deviates" for one in rows),
        not_stated=sum(one.status == "not_stated" for one in rows),
        rows=rows,
    )


def _row(
    requirement: Requirement, found: Found, source: str | None, page_of: PageOf
) -> RequirementRow:
    return RequirementRow(
        id=requirement.id,
        what=requirement.what,
        kind=requirement.kind,
        status=found.status,
        asked=asked_words(requirement),
        found=found.words,
        pointer=found.pointer,
        page=page_of(found.pointer, found.quote) if found.pointer else None,
        quote=found.quote,
        clause=found.clause,
        source=source,
    )


def asked_words(requirement: Requirement) -> str:
    """Put what a requirement asks into words."""
    for limits in (requirement.fact, requirement.outcome, requirement.value):
        if limits is not None:
            from_end = isinstance(limits, FactAsked) and limits.counted_from is not None
            return limit_words(limits) + (" after the end" if from_end else "")
    if requirement.clause is not None:
        return f"clause {' or '.join(requirement.clause.any_of)}"
    if requirement.residency is not None:
        places = ", ".join(place_name(one) for one in requirement.residency.within)
        bound = ", bound by a clause" if requirement.residency.bound_by_clause else ""
        return f"only {places}{bound}"
    return _further_words(requirement)


def _further_words(requirement: Requirement) -> str:
    parts: list[str] = []
    if (price := requirement.price) is not None:
        volume = f"{price.volume:,f} units a month" if price.volume else "the expected volume"
        if price.total_at_most is not None:
            parts.append(f"at most {price.currency} {price.total_at_most:,f} in the term")
        if price.unit_at_most is not None:
            parts.append(f"at most {price.currency} {price.unit_at_most:f} a unit")
        return f"{' and '.join(parts)} at {volume}"
    if (evidence := requirement.evidence) is not None:
        until = evidence.valid_until
        day = display_date(until) if until else "the last day of the offer"
        named = f' with "{evidence.title_has}" in its title' if evidence.title_has else ""
        return f"{display_word(evidence.kind)}{named}, valid until {day}"
    if (term := requirement.term) is not None:
        if term.notice_at_most:
            parts.append(f"notice at most {display_duration(term.notice_at_most)}")
        if term.commitment_at_most:
            parts.append(f"commitment at most {display_duration(term.commitment_at_most)}")
        if term.clean_days_at_least is not None:
            parts.append(f"at least {term.clean_days_at_least} clean days")
    return "; ".join(parts)

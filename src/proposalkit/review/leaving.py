"""Tests of the way out: notice, commitment, conversion, export, deletion."""

from __future__ import annotations

from decimal import Decimal

from proposalkit.model.proposal import Term
from proposalkit.model.review import Answer
from proposalkit.review.case import (
    Case,
    days_of,
    has_word,
    met,
    not_applicable,
    objection,
    texts,
)

_EXIT = "/term/exitRight"
_NO_PILOT = "The proposal has no pilot."


def exit_on_the_first_page(case: Case) -> Answer:
    """B-19: the right to leave stands among the key terms of page 1."""
    term = case.proposal.term
    if term is None or not term.exit_right:
        return objection("/term", "The proposal does not say how the buyer leaves.")
    if case.pages is None:
        return met(_EXIT, "The key terms say how the buyer leaves; no pages were there to look at.")
    pages = case.pages.get(_EXIT, ())
    if 1 not in pages:
        return objection(_EXIT, "The right to leave does not stand on page 1.")
    return met(_EXIT, "The right to leave stands on page 1.")


def notice_is_short(case: Case) -> Answer:
    """B-20: the notice of the right to leave is at most the usual one."""
    term = case.proposal.term
    if term is None:
        return objection("/term", "The proposal does not say how the buyer leaves.")
    days = days_of(term.exit_notice)
    if days > case.limit("days"):
        return objection("/term/exitNotice", f"Leaving takes a notice of {days} days.")
    stated = case.number("term.convenience_days")
    if stated is None:
        return objection("/clauses", "No clause gives the right to leave for any reason.")
    if stated > case.limit("days"):
        return objection(
            case.fact_at("term.convenience_days"), f"The clause asks for {stated} days of notice."
        )
    return met("/term/exitNotice", f"Leaving takes a notice of {days} days.")


def commitment_comes_late(case: Case) -> Answer:
    """B-21: no commitment starts before the clean days are complete."""
    term, wanted = case.proposal.term, case.limit("days")
    bound = term is not None and term.commitment is not None
    commitments = case.proposal.pricing.commitments
    if not bound and not commitments and _clean_days(case, term) is None:
        return met("/pricing/commitments", "Nothing is committed.")
    clean = _clean_days(case, term)
    if clean is None or clean < wanted:
        told = "no clean days" if clean is None else f"{clean} clean days"
        return objection("/term", f"A commitment can start after {told}.")
    for number, one in enumerate(commitments):
        if (one.first_month - 1) * 30 < wanted:
            return objection(
                f"/pricing/commitments/{number}/firstMonth",
                f'"{one.label}" begins in month {one.first_month}, before {wanted} days of data.',
            )
    return met("/term/structure", f"A commitment starts after {clean} clean days at the earliest.")


def _clean_days(case: Case, term: Term | None) -> Decimal | None:
    if term is not None and term.clean_days is not None:
        return Decimal(term.clean_days)
    return case.number("term.clean_days")


def no_year_for_a_discount(case: Case) -> Answer:
    """B-22: no long commitment buys a lower price."""
    term = case.proposal.term
    discounts = case.proposal.pricing.discounts
    if term is None or term.commitment is None or not discounts:
        return met("/term", "No discount asks for a long commitment.")
    days = days_of(term.commitment)
    if days >= case.limit("days"):
        return objection(
            "/pricing/discounts/0", f"The discount goes with a commitment of {days} days."
        )
    return met("/pricing/discounts/0", f"The commitment is {days} days long.")


def nothing_starts_by_silence(case: Case) -> Answer:
    """B-23: production, renewals and terms begin by a yes and never by silence."""
    for where, text in texts(case.proposal):
        found = has_word(text, case.rule.words["silent"])
        if found is not None:
            return objection(where, f'Silence counts as a yes here: "{found}".')
    return met("/term/structure", "Nothing begins or renews by silence.")


def data_comes_along(case: Case) -> Answer:
    """B-24: all data can be taken out in open formats, for long enough."""
    days, formats = case.number("exit.retrieval_days"), case.fact("exit.formats")
    if days is None or not formats:
        return objection("/clauses", "No clause says how data is taken out at the end.")
    if days < case.limit("days"):
        return objection(
            case.fact_at("exit.retrieval_days"), f"Data can be taken out for {days} days only."
        )
    return met(case.fact_at("exit.formats"), f"Data can be taken out for {days} days.")


def _exportable(case: Case, what: str, told: str) -> Answer:
    """Look for one kind of content in the clause on export."""
    found = case.clause("exit-data-export")
    if found is None:
        return objection("/clauses", "There is no clause on export.")
    if has_word(found[1].text, case.rule.words[what]) is None:
        return objection(f"/clauses/{found[0]}/text", f"The clause on export does not name {told}.")
    return met(f"/clauses/{found[0]}/text", f"The clause on export names {told}.")


def history_comes_along(case: Case) -> Answer:
    """B-25: conversations and what the agent learned can be exported."""
    first = _exportable(case, "history", "conversation history")
    if first.outcome != "met":
        return first
    return _exportable(case, "learned", "what the agent learned for the buyer")


def workflows_come_along(case: Case) -> Answer:
    """B-26: workflows and prompts made for the buyer can be exported."""
    return _exportable(case, "workflows", "workflows and prompts made for the buyer")


def knowledge_comes_along(case: Case) -> Answer:
    """B-27: the knowledge the buyer loaded can be exported, with what was made from it."""
    return _exportable(case, "knowledge", "the knowledge sources of the buyer")


def tuning_data_comes_along(case: Case) -> Answer:
    """B-28: logs and tuning data can be exported."""
    first = _exportable(case, "logs", "the logs of the agent")
    if first.outcome != "met":
        return first
    return _exportable(case, "tuning", "tuning data")


def deletion_has_days(case: Case) -> Answer:
    """B-29: deletion after the end has a count of days, for active stores and backups."""
    for name, label in (("active", "Active stores"), ("backup", "Backups")):
        fact = f"data.delete_{name}_days"
        days = case.number(fact)
        if days is None:
            return objection("/clauses", f"{label} have no day by which they are cleared.")
        if days > case.limit(name):
            return objection(case.fact_at(fact), f"{label} are cleared after {days} days only.")
    if case.fact("data.deletion_certificate") != "yes":
        return objection("/clauses", "Deletion is not confirmed in writing.")
    return met(case.fact_at("data.delete_active_days"), "Each stage of deletion has its days.")


def pilot_has_tests_and_an_end(case: Case) -> Answer:
    """B-30: the pilot is 30 to 90 days, has tests with thresholds, and a day to decide."""
    pilot = case.proposal.pilot
    if pilot is None:
        return not_applicable(_NO_PILOT)
    days = days_of(pilot.duration)
    if not case.limit("shortest") <= days <= case.limit("longest"):
        return objection("/pilot/duration", f"The pilot takes {days} days.")
    if len(pilot.success_criteria) < case.limit("tests"):
        return objection(
            "/pilot/successCriteria", f"The pilot has {len(pilot.success_criteria)} tests."
        )
    if days_of(pilot.decision.days) > case.limit("decide"):
        return objection("/pilot/decision/days", "The decision may take longer than a month.")
    return met("/pilot/successCriteria", "The pilot has an end, tests and a day to decide.")

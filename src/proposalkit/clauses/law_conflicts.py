"""Conflicts that laws make: transfers, own purposes, renewal, supervision, decisions, notice."""

from __future__ import annotations

from collections.abc import Iterator

from proposalkit.clauses.clash import phrases
from proposalkit.clauses.conditions import CONDITIONS
from proposalkit.clauses.drafted import Prover, Terms, Texts
from proposalkit.model.finding import Finding

_NO_TRANSFER = ("none takes place",)


def transfer_without_ground(terms: Terms) -> Iterator[Finding]:
    """X-10: data leaves the EEA, and the processor terms find no ground for it: a blocker."""
    if terms.stated("dpa.form") is None and terms.stated("transfer.mechanism") is None:
        return
    leaves = CONDITIONS["route_leaves_eea"](terms.deal)
    if leaves.holds and terms.stated("transfer.mechanism") in (None, _NO_TRANSFER):
        yield _blocker(
            "X-10",
            "transfer.mechanism",
            f"Personal data leaves the EEA ({leaves.because}), and no clause names a ground.",
            "Add the clause on international transfers, or route the data inside.",
        )


def edited_official_text(texts: Texts, side: Prover) -> Iterator[Finding]:
    """X-10: official clauses that a text of the parties changes lose their effect: a blocker."""
    for clause, phrase in phrases(texts, side, "X-10"):
        yield _blocker(
            "X-10",
            clause,
            f'"{clause}" changes the official clauses ("{phrase}").',
            "Bring them in by reference and choose among their own options only.",
        )


def own_purposes(texts: Texts, side: Prover) -> Iterator[Finding]:
    """X-11: terms of a processor beside a use for the seller's own purposes: a blocker."""
    if texts.stated("dpa.form") is None:
        return
    for fact, value in (
        ("data.improvement.non_training_use", "general"),
        ("data.training.customer_data_used", "deidentified_opt_in"),
    ):
        if texts.stated(fact) == value:
            yield _blocker(
                "X-11",
                fact,
                "The seller is a processor under one clause and uses data for purposes of its own "
                "under another.",
                "Drop the use, or agree on it apart, with the seller as controller.",
            )


def conversion_barred(terms: Terms) -> Iterator[Finding]:
    """X-15: production by silence for a buyer that may not agree to it: a blocker."""
    if terms.stated("pilot.conversion") != "opt_out":
        return
    barred = CONDITIONS["bars_auto_renewal"](terms.deal)
    if barred.holds:
        yield _blocker(
            "X-15",
            "pilot.conversion",
            f"Production starts unless the buyer declines, and {barred.because}.",
            "Use the wording in which the buyer has an option.",
        )


def supervision_limited(texts: Texts, side: Prover) -> Iterator[Finding]:
    """X-16: audits or notices that are narrower than supervision asks for: a blocker."""
    finance = texts.authorities("finance.terms")
    for clause in texts.authorities("audit.frequency") if finance else ():
        if texts.stated("audit.supervisor_access") != "yes":
            yield _blocker(
                "X-16",
                "audit.supervisor_access",
                f'"{clause}" limits audits, and "{finance[0]}" gives supervisors access without '
                "limit.",
                "Say in the audit clause that its limits do not bind supervisors.",
            )
    told = texts.stated("subprocessor.notice_days")
    for name in ("objection_days", "place_notice_days"):
        for one in texts.drafted:
            needed = one.params[name].amount if name in one.params else None
            if isinstance(told, int) and needed is not None and told < needed:
                yield _blocker(
                    "X-16",
                    "subprocessor.notice_days",
                    f"A new sub-processor is announced {told} days ahead, and "
                    f'"{one.clause.id}" needs {needed} days.',
                    "Give the longest of these times in both texts.",
                )


def hidden_machine(texts: Texts, side: Prover) -> Iterator[Finding]:
    """X-17: a text that hides the machine beside the duty to tell people: a blocker."""
    telling = texts.authorities("ai.disclosure")
    for clause, phrase in phrases(texts, side, "X-17", telling) if telling else ():
        yield _blocker(
            "X-17",
            clause,
            f'"{clause}" says "{phrase}", and "{telling[0]}" has people told that they deal '
            "with AI.",
            "Take the words out: people are told at the first contact.",
        )


def decision_about_people(terms: Terms) -> Iterator[Finding]:
    """X-17: a decision of consequence beside terms that do not fit it: a blocker."""
    deal = terms.deal
    if not deal.brief.consequential_decisions:
        return
    if terms.stated("adm.consequential") == "no" and not _lists_the_use(terms):
        yield _blocker(
            "X-17",
            "adm.consequential",
            "The agent decides on people, and the clause forbids such a use unless it is listed.",
            "Offer a text that allows the use, or list it in the order form.",
        )
    if terms.stated("oversight.required_for") is not None and deal.brief.autonomy == "autopilot":
        yield _blocker(
            "X-17",
            "autonomy",
            "The agent acts alone, and it takes part in decisions that need a person.",
            "Lower the autonomy level for these decisions.",
        )


def _lists_the_use(terms: Terms) -> bool:
    """Say whether the clause lists a use; the text forbids all it does not list."""
    listed = (value.printed for _, _, param, value in terms.params() if param.source == "adm.uses")
    return any(one.casefold() not in ("", "none") for one in listed)


def _blocker(id_: str, where: str, message: str, remedy: str) -> Finding:
    return Finding(id=id_, severity="warning", where=where, message=message, remedy=remedy)

"""Conflicts that laws make: transfers without ground, own purposes of a processor, decisions."""

from __future__ import annotations

from collections.abc import Iterator

from proposalkit.clauses.conditions import CONDITIONS
from proposalkit.clauses.drafted import Terms
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


def own_purposes(terms: Terms) -> Iterator[Finding]:
    """X-11: terms of a processor beside a use for the seller's own purposes: a blocker."""
    if terms.stated("dpa.form") is None:
        return
    for fact, value in (
        ("data.improvement.non_training_use", "general"),
        ("data.training.customer_data_used", "deidentified_opt_in"),
    ):
        if terms.stated(fact) == value:
            yield _blocker(
                "X-11",
                fact,
                "The seller is a processor under one clause and uses data for purposes of its own "
                "under another.",
                "Drop the use, or agree on it apart, with the seller as controller.",
            )


def decision_about_people(terms: Terms) -> Iterator[Finding]:
    """X-17: a decision of consequence beside terms that do not fit it: a blocker."""
    deal = terms.deal
    if not deal.brief.consequential_decisions:
        return
    if terms.stated("adm.consequential") == "no":
        yield _blocker(
            "X-17",
            "adm.consequential",
            "The agent decides on people, and the clause forbids such a use unless it is listed.",
            "Offer a text that allows the use, or list it in the order form.",
        )
    if terms.stated("ai_act.risk_class") in ("minimal", "limited"):
        yield _blocker(
            "X-17",
            "ai_act.risk_class",
            "The agent decides on people, and the clause holds the system not to be high-risk.",
            "Have a lawyer read Annex III of the EU AI Act for this use.",
        )
    if terms.stated("oversight.required_for") is not None and deal.brief.autonomy == "autopilot":
        yield _blocker(
            "X-17",
            "autonomy",
            "The agent acts alone, and it takes part in decisions that need a person.",
            "Lower the autonomy level for these decisions.",
        )


def _blocker(id_: str, where: str, message: str, remedy: str) -> Finding:
    return Finding(id=id_, severity="warning", where=where, message=message, remedy=remedy)

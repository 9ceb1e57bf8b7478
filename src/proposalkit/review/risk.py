"""Tests of who bears what: wrong output, the cap, people in the loop, insurance."""

from __future__ import annotations

import re

from proposalkit.model.review import Answer
from proposalkit.review.case import Case, met, not_applicable, objection

_AMOUNT = re.compile(r"\b[A-Z]{3} [0-9][0-9,]*(?:\.[0-9]+)?")


def wrong_output_is_answered(case: Case) -> Answer:
    """B-44: clauses say what is promised of output, and who bears the loss when it is wrong."""
    for clause, told in (
        ("output-accuracy-warranty", "what is promised of output"),
        ("hallucination-allocation", "who bears the loss from wrong output"),
    ):
        if case.clause(clause) is None:
            return objection("/clauses", f"No clause says {told}.")
    return met(case.clause_at("hallucination-allocation"), "Clauses answer for wrong output.")


def people_decide_what_matters(case: Case) -> Answer:
    """B-45: a list says which decisions a person takes."""
    if not case.fact("oversight.required_for"):
        return objection("/clauses", "No clause lists the decisions a person takes.")
    return met(case.fact_at("oversight.required_for"), "The decisions a person takes are listed.")


def cap_is_not_empty(case: Case) -> Answer:
    """B-46: the liability cap is worth something also when few units are billed."""
    multiple = case.number("liability.cap_multiple")
    found = case.clause("liability-cap")
    if multiple is None or found is None:
        return objection("/clauses", "No clause states the liability cap.")
    where = f"/clauses/{found[0]}/text"
    if multiple < case.limit("multiple"):
        return objection(where, f"The cap is {multiple} times the fees of a year.")
    if case.by_result and not _AMOUNT.search(found[1].text):
        return objection(
            where, "The cap follows the fees, and with few results there are hardly any."
        )
    return met(where, f"The cap is {multiple} times the fees of a year.")


def data_has_a_higher_cap(case: Case) -> Answer:
    """B-47: a breach of data duties has a higher cap than the rest."""
    general, higher = (case.number(f"liability.{one}_multiple") for one in ("cap", "supercap"))
    if general is None or higher is None:
        return objection("/clauses", "No clause sets a higher cap for data.")
    where = case.fact_at("liability.supercap_multiple")
    if higher <= general:
        return objection(where, "The cap for data is no higher than the general one.")
    return met(where, f"The cap for data is {higher} times the fees of a year.")


def output_is_safe_to_use(case: Case) -> Answer:
    """B-48: a third party's claim on the output is the seller's to defend."""
    if case.clause("ip-output-indemnity") is None:
        return objection("/clauses", "No clause covers a third party's claim on the output.")
    if case.fact("ip.output_indemnity") != "yes":
        return objection(case.fact_at("ip.output_indemnity"), "Output is not indemnified.")
    return met(case.clause_at("ip-output-indemnity"), "Claims on the output are covered.")


def insurance_is_named(case: Case) -> Answer:
    """B-49: somebody insures the promise."""
    held = [at for at, one in enumerate(case.proposal.evidence) if one.kind == "insurance"]
    if case.fact("insurance.covers"):
        return met(case.fact_at("insurance.covers"), "A clause names the cover.")
    if held:
        return met(f"/evidence/{held[0]}", "A certificate names the cover.")
    asked = [at for at, one in enumerate(case.proposal.answers) if one.id == "insured"]
    where = f"/answers/{asked[0]}/answer" if asked else "/evidence"
    return objection(where, "Nothing says which insurance stands behind the promises.")


def people_know_it_is_a_machine(case: Case) -> Answer:
    """B-50: people who write with the agent are told that it is one."""
    if case.clause("ai-transparency-notice") is None:
        return not_applicable("No clause on telling people is asked for in this deal.")
    if case.fact("ai.disclosure") is None:
        return objection(
            case.clause_at("ai-transparency-notice"), "Nobody is named who tells people."
        )
    return met(case.fact_at("ai.disclosure"), "People are told that they write with an agent.")

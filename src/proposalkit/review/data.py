"""Tests of the data: training, providers, places; each answered by a clause."""

from __future__ import annotations

from proposalkit.model.review import Answer
from proposalkit.review.case import Case, has_word, met, not_applicable, objection


def no_training(case: Case) -> Answer:
    """B-38: the contract rules out training on the buyer's data, by anyone."""
    used = case.fact("data.training.customer_data_used")
    if used is None:
        return objection("/clauses", "No clause says whether data trains a model.")
    if used not in case.rule.words["accepted"]:
        return objection(
            case.fact_at("data.training.customer_data_used"), "Data may be used for training."
        )
    if case.fact("data.training.by_model_provider") != "no":
        return objection("/clauses", "No clause keeps model providers from training.")
    return met(case.fact_at("data.training.customer_data_used"), "A clause rules training out.")


def providers_are_bound(case: Case) -> Answer:
    """B-39: what an outside model provider receives and keeps is stated."""
    seller = case.proposal.parties.seller.name
    if not case.proposal.offering.models:
        return objection(
            "/offering/models", "Not stated: which models are used, and who runs them."
        )
    outside = {one.provider for one in case.proposal.offering.models} - {seller}
    if not outside:
        return not_applicable("Every model is run by the seller itself.")
    if case.fact("data.model_provider.identifiable_shared") is None:
        return objection("/clauses", "No clause says in what form the model provider gets data.")
    kept = case.number("data.model_provider.retention_days")
    if kept is None:
        return objection("/clauses", "No clause says how long the model provider keeps requests.")
    if kept > case.limit("days"):
        return objection(
            case.fact_at("data.model_provider.retention_days"),
            f"The model provider keeps requests for {kept} days.",
        )
    return met(
        case.fact_at("data.model_provider.identifiable_shared"),
        "Form and time are stated for the model provider.",
    )


def subprocessors_are_announced(case: Case) -> Answer:
    """B-40: a new sub-processor is announced in time to object."""
    if not case.proposal.offering.subprocessors:
        return objection("/offering/subprocessors", "Not stated: which sub-processors are used.")
    days = case.number("subprocessor.notice_days")
    if days is None:
        return objection("/clauses", "No clause announces a new sub-processor.")
    if days < case.limit("days"):
        return objection(
            case.fact_at("subprocessor.notice_days"),
            f"A new sub-processor is announced {days} days ahead only.",
        )
    return met(case.fact_at("subprocessor.notice_days"), f"Announced {days} days ahead.")


def model_runs_in_named_places(case: Case) -> Answer:
    """B-41: the places where the model runs are named, and requests do not leave them."""
    if not case.fact("residency.inference"):
        return objection("/clauses", "No clause says where the model runs.")
    if case.fact("residency.routing") in (None, "global"):
        return objection(case.fact_at("residency.routing"), "Requests may run anywhere.")
    return met(case.fact_at("residency.inference"), "The places where the model runs are named.")


def logs_and_support_have_places(case: Case) -> Answer:
    """B-42: storage, logs and support access have places too, not the model alone."""
    for fact, told in (
        ("residency.storage", "data rests"),
        ("residency.telemetry", "logs rest"),
        ("residency.support_access", "support looks at data from"),
    ):
        if not case.fact(fact):
            return objection("/clauses", f"No clause says where {told}.")
    return met(case.fact_at("residency.storage"), "Storage, logs and support access have places.")


def terms_stand_in_the_contract(case: Case) -> Answer:
    """B-43: no clause points to a page that the seller can change."""
    for number, clause in enumerate(case.proposal.clauses):
        found = has_word(clause.text, case.rule.words["elsewhere"])
        if found is not None:
            return objection(
                f"/clauses/{number}/text",
                f'"{clause.title}" points to words the seller can change: "{found}".',
            )
    return met("/clauses", "No clause points to a page that the seller can change.")

"""Tests of the service: levels with credits, review, evidence for each part, control."""

from __future__ import annotations

from proposalkit.model.review import Answer
from proposalkit.review.case import Case, days_of, has_word, met, not_applicable, objection


def levels_have_credits(case: Case) -> Answer:
    """B-31: a level that is missed costs the seller something."""
    if not case.proposal.service_levels:
        return objection("/serviceLevels", "No service level is stated.")
    cap = case.number("sla.credit_cap_pct")
    if cap is None:
        return objection("/clauses", "No clause binds a service level to a credit.")
    if cap < case.limit("percent"):
        return objection(case.fact_at("sla.credit_cap_pct"), f"Credits end at {cap} percent.")
    return met(case.fact_at("sla.credit_cap_pct"), f"A missed level gives up to {cap} percent.")


def credits_come_by_themselves(case: Case) -> Answer:
    """B-32: the buyer need not ask for a credit the seller can see."""
    given = case.fact("sla.credits")
    if given is None:
        return not_applicable("No clause gives service credits; rule B-31 says so.")
    if given == "on_claim":
        return objection(case.fact_at("sla.credits"), "The buyer has to ask for each credit.")
    return met(case.fact_at("sla.credits"), "Credits are given without being asked for.")


def results_are_reviewed_each_quarter(case: Case) -> Answer:
    """B-33: both sides look at results and price together every quarter."""
    pilot = case.proposal.pilot
    expansion = pilot.expansion if pilot is not None else None
    if expansion is not None and days_of(expansion.review_every) <= case.limit("days"):
        return met("/pilot/expansion/reviewEvery", "A review each quarter is planned.")
    found = case.clause("outcome-dispute")
    if found is not None and has_word(found[1].text, case.rule.words["quarter"]):
        return met(f"/clauses/{found[0]}/text", "A clause sets a review each quarter.")
    if expansion is not None:
        return objection("/pilot/expansion/reviewEvery", "Reviews are more than a quarter apart.")
    return objection("/pilot", "Nothing sets a review of the results.")


def every_part_has_its_evidence(case: Case) -> Answer:
    """B-34: each part of the service has evidence, an owner, a cost line and a way back."""
    rows = case.proposal.service_evidence
    if not rows:
        return objection("/serviceEvidence", "No part of the service says how it is proven.")
    for number, one in enumerate(rows):
        lacking = [
            name
            for name, value in (
                ("evidence", one.evidence), ("owner", one.owner),
                ("cost line", one.cost_line), ("rollback", one.rollback),
            )
            if not value
        ]  # fmt: skip
        if lacking:
            return objection(
                f"/serviceEvidence/{number}", f'"{one.part}" has no {" and no ".join(lacking)}.'
            )
    counted = {one.id for _, one in case.metered} - {one.component_ref for one in rows}
    if counted:
        return objection("/serviceEvidence", f"No evidence is named for: {', '.join(counted)}.")
    return met("/serviceEvidence", "Each part has evidence, owner, cost line and a way back.")


def agent_can_be_stopped(case: Case) -> Answer:
    """B-35: the buyer holds the switch."""
    agents = case.proposal.offering.agents
    acting = [one for one in agents if one.autonomy != "copilot"]
    if not acting:
        return not_applicable("The agent acts only after a person said yes.")
    if case.fact("agent.kill_switch") != "yes":
        return objection("/clauses", "No clause gives the buyer a switch that stops the agent.")
    slow = [
        at
        for at, one in enumerate(agents)
        if one in acting
        and one.stop_control is not None
        and one.stop_control.max_minutes > case.limit("minutes")
    ]
    if slow:
        return objection(
            f"/offering/agents/{slow[0]}/stopControl", "The agent goes on for too long."
        )
    return met(case.fact_at("agent.kill_switch"), "The buyer can stop the agent.")


def model_changes_are_announced(case: Case) -> Answer:
    """B-36: the buyer hears of a new model in time to test it."""
    days = case.number("model.change_notice_days")
    if days is None:
        return objection("/clauses", "No clause says when a change of the model is announced.")
    if days < case.limit("days"):
        return objection(
            case.fact_at("model.change_notice_days"),
            f"A change of the model is announced {days} days ahead only.",
        )
    return met(case.fact_at("model.change_notice_days"), f"Announced {days} days ahead.")


def incidents_are_told(case: Case) -> Answer:
    """B-37: the buyer hears of an incident within the usual hours."""
    hours = case.number("incident.notice_hours")
    if hours is None:
        return objection("/clauses", "No clause says when an incident is told.")
    if hours > case.limit("hours"):
        return objection(
            case.fact_at("incident.notice_hours"), f"An incident is told after {hours} hours."
        )
    return met(case.fact_at("incident.notice_hours"), f"An incident is told in {hours} hours.")

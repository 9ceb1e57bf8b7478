"""Tests of what is counted: whose words, whose system, how narrow, and how it is disputed."""

from __future__ import annotations

from collections.abc import Iterator

from proposalkit.model.outcome import Outcome
from proposalkit.model.review import Answer
from proposalkit.review.case import Case, days_of, has_word, met, not_applicable, objection

_NO_RESULT = "No line is priced by a result."
_NO_UNITS = "No line is priced by an outcome; a share of an amount has no units to define."


def _outcomes(case: Case) -> Iterator[tuple[int, Outcome]]:
    yield from enumerate(case.proposal.outcomes)


def _undefined(case: Case) -> str | None:
    """Give the pointer of a line whose unit has no definition as data."""
    defined = {one.id: one.outcome_ref for one in case.proposal.metrics}
    held = {one.id for one in case.proposal.outcomes}
    for number, line in case.lines("outcome"):
        if defined.get(line.metric_ref or "") not in held:
            return f"/pricing/components/{number}"
    return None


def definition_in_the_contract(case: Case) -> Answer:
    """B-01: each unit priced by a result has a definition of its own, fixed by a clause.

    A share is taken of an amount: what that amount is, is said with its metric.
    """
    if not case.by_result:
        return not_applicable(_NO_RESULT)
    if not case.lines("outcome"):
        return _amounts_defined(case)
    lacking = _undefined(case)
    if lacking is not None:
        return objection(lacking, "The unit of this line has no definition that can be applied.")
    if case.fact("outcome.unit") is None:
        return objection("/clauses", "No clause fixes the definition of the unit.")
    return met("/outcomes/0/definition", "The definition stands in the proposal and in a clause.")


def _amounts_defined(case: Case) -> Answer:
    said = {one.id: (at, one.definition) for at, one in enumerate(case.proposal.metrics)}
    for number, line in case.by_result:
        if not said.get(line.metric_ref or "", (0, None))[1]:
            return objection(
                f"/pricing/components/{number}", "Nothing says how the amount is measured."
            )
    at = said[case.by_result[0][1].metric_ref or ""][0]
    return met(f"/metrics/{at}/definition", "What the amount is, is said beside the price.")


def counted_by_the_buyer(case: Case) -> Answer:
    """B-02: the buyer's own system is the count."""
    if not case.by_result:
        return not_applicable(_NO_RESULT)
    for number, one in _outcomes(case):
        if one.system_owner != "buyer":
            return objection(
                f"/outcomes/{number}/systemOfRecord",
                f'The count comes from "{one.system_of_record}", which is not the buyer\'s.',
            )
    if not case.proposal.outcomes or case.fact("outcome.system_of_record") is None:
        return objection("/clauses", "No clause names the system of the buyer that counts.")
    return met("/outcomes/0/systemOfRecord", "The buyer's own system is the count.")


def unit_is_narrow(case: Case) -> Answer:
    """B-03: conditions and exclusions leave nothing to gain by counting."""
    if not case.by_result:
        return not_applicable(_NO_RESULT)
    if not case.lines("outcome"):
        return not_applicable(_NO_UNITS)
    for number, one in _outcomes(case):
        at = f"/outcomes/{number}"
        if one.silence_counts:
            return objection(f"{at}/silenceCounts", "A customer's silence counts as a success.")
        if one.handoff_counts:
            return objection(f"{at}/handoffCounts", "Work handed to a person is billed.")
        if len(one.qualifies) < case.limit("conditions"):
            return objection(at, f"The unit has only {len(one.qualifies)} conditions.")
        if len(one.excludes) < case.limit("exclusions"):
            return objection(at, f"The unit has only {len(one.excludes)} exclusions.")
    if not case.proposal.outcomes:
        return objection("/outcomes", "There is no definition to be narrow.")
    return met("/outcomes/0/definition", "Conditions and exclusions are listed one by one.")


def reopened_work_is_taken_back(case: Case) -> Answer:
    """B-04: a result that comes back is not billed."""
    if not case.by_result:
        return not_applicable(_NO_RESULT)
    if not case.lines("outcome"):
        return not_applicable(_NO_UNITS)
    for number, one in _outcomes(case):
        days = days_of(one.reopen_window)
        if days < case.limit("days"):
            return objection(
                f"/outcomes/{number}/reopenWindow", f"Reopened work is taken back for {days} days."
            )
    if not case.proposal.outcomes:
        return objection("/outcomes", "Nothing says what happens to work that comes back.")
    return met("/outcomes/0/reopenWindow", "Work that comes back inside the window is not billed.")


def unit_is_a_result(case: Case) -> Answer:
    """B-05: the unit is one a finance chief calls a result."""
    if not case.by_result:
        return not_applicable(_NO_RESULT)
    if not case.lines("outcome"):
        return not_applicable(_NO_UNITS)
    named = {one.id: one for one in case.proposal.metrics}
    for _, line in case.by_result:
        metric = named.get(line.metric_ref or "")
        vague = metric and has_word(metric.unit, case.rule.words["vague"])
        if metric and vague:
            at = case.proposal.metrics.index(metric)
            return objection(f"/metrics/{at}/unit", f'"{metric.unit}" counts use, not a result.')
    return met("/metrics/0/unit", "The unit is a result and not a kind of use.")


def one_outcome_first(case: Case) -> Answer:
    """B-06: the first order prices one kind of result."""
    if not case.by_result:
        return not_applicable(_NO_RESULT)
    units = {line.metric_ref for _, line in case.by_result}
    if len(units) > case.limit("outcomes"):
        at = case.by_result[-1][0]
        return objection(
            f"/pricing/components/{at}", f"The order prices {len(units)} kinds of result at once."
        )
    return met(f"/pricing/components/{case.by_result[0][0]}", "One kind of result is priced.")


def cases_show_the_edges(case: Case) -> Answer:
    """B-07: worked cases show what is billed and what is not."""
    if not case.by_result:
        return not_applicable(_NO_RESULT)
    if not case.lines("outcome"):
        return not_applicable(_NO_UNITS)
    for number, one in _outcomes(case):
        kinds = {example.billed for example in one.cases}
        if len(one.cases) < case.limit("cases") or len(kinds) < 2:
            return objection(
                f"/outcomes/{number}/cases",
                f"{len(one.cases)} worked cases, and they do not show both sides of the line.",
            )
    if not case.proposal.outcomes:
        return objection("/outcomes", "No case shows how the definition is applied.")
    return met("/outcomes/0/cases", "Worked cases show what is billed and what is not.")


def disputes_have_a_window(case: Case) -> Answer:
    """B-08: a count can be disputed for long enough to be read."""
    if not case.metered:
        return not_applicable("Nothing is counted, so there is no count to dispute.")
    days = case.number("outcome.dispute_days")
    if days is None:
        what = "a count" if case.counts_units else "the amount the share is taken of"
        return objection("/clauses", f"No clause says how {what} is disputed.")
    if days < case.limit("days"):
        return objection(
            case.fact_at("outcome.dispute_days"), f"A count may be disputed for {days} days only."
        )
    return met(case.fact_at("outcome.dispute_days"), f"A count may be disputed for {days} days.")


def evidence_outlives_disputes(case: Case) -> Answer:
    """B-09: the record behind each unit is kept as long as it can be disputed or audited."""
    if not case.by_result:
        return not_applicable(_NO_RESULT)
    kept = case.number("evidence.retention_days")
    if kept is None:
        what = "each billed unit" if case.counts_units else "the amount the share is taken of"
        return objection("/clauses", f"No clause keeps evidence for {what}.")
    if kept < case.limit("days"):
        return objection(
            case.fact_at("evidence.retention_days"), f"Evidence is kept for {kept} days only."
        )
    return met(case.fact_at("evidence.retention_days"), f"Evidence is kept for {kept} days.")


def count_can_be_audited(case: Case) -> Answer:
    """B-10: the buyer may check the count without asking for a favour."""
    if not case.by_result:
        return not_applicable(_NO_RESULT)
    times = case.number("audit.frequency")
    if times is None or times < 1:
        return objection("/clauses", "No clause gives the buyer the right to check the count.")
    return met(case.fact_at("audit.frequency"), "The buyer may audit the count.")

"""The table of tests by the number of their rule, and the run over one proposal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from proposalkit.model.finding import Finding
from proposalkit.model.proposal import Proposal
from proposalkit.model.review import Reviewed, ReviewRule
from proposalkit.review import data, leaving, outcome, price, proof, risk, service
from proposalkit.review.case import Case, Pages, Test

TESTS: Mapping[str, Test] = {
    "B-01": outcome.definition_in_the_contract,
    "B-02": outcome.counted_by_the_buyer,
    "B-03": outcome.unit_is_narrow,
    "B-04": outcome.reopened_work_is_taken_back,
    "B-05": outcome.unit_is_a_result,
    "B-06": outcome.one_outcome_first,
    "B-07": outcome.cases_show_the_edges,
    "B-08": outcome.disputes_have_a_window,
    "B-09": outcome.evidence_outlives_disputes,
    "B-10": outcome.count_can_be_audited,
    "B-11": price.bill_has_a_cap,
    "B-12": price.minimum_is_small,
    "B-13": price.below_the_cost_of_today,
    "B-14": price.more_volume_costs_less,
    "B-15": price.three_volumes_are_priced,
    "B-16": price.third_year_is_answered,
    "B-17": price.rises_are_limited,
    "B-18": price.value_share_has_a_baseline,
    "B-19": leaving.exit_on_the_first_page,
    "B-20": leaving.notice_is_short,
    "B-21": leaving.commitment_comes_late,
    "B-22": leaving.no_year_for_a_discount,
    "B-23": leaving.nothing_starts_by_silence,
    "B-24": leaving.data_comes_along,
    "B-25": leaving.history_comes_along,
    "B-26": leaving.workflows_come_along,
    "B-27": leaving.knowledge_comes_along,
    "B-28": leaving.tuning_data_comes_along,
    "B-29": leaving.deletion_has_days,
    "B-30": leaving.pilot_has_tests_and_an_end,
    "B-31": service.levels_have_credits,
    "B-32": service.credits_come_by_themselves,
    "B-33": service.results_are_reviewed_each_quarter,
    "B-34": service.every_part_has_its_evidence,
    "B-35": service.agent_can_be_stopped,
    "B-36": service.model_changes_are_announced,
    "B-37": service.incidents_are_told,
    "B-38": data.no_training,
    "B-39": data.providers_are_bound,
    "B-40": data.subprocessors_are_announced,
    "B-41": data.model_runs_in_named_places,
    "B-42": data.logs_and_support_have_places,
    "B-43": data.terms_stand_in_the_contract,
    "B-44": risk.wrong_output_is_answered,
    "B-45": risk.people_decide_what_matters,
    "B-46": risk.cap_is_not_empty,
    "B-47": risk.data_has_a_higher_cap,
    "B-48": risk.output_is_safe_to_use,
    "B-49": risk.insurance_is_named,
    "B-50": risk.people_know_it_is_a_machine,
    "B-51": proof.evidence_is_in_date,
    "B-52": proof.security_is_shown,
    "B-53": proof.quality_was_measured,
    "B-54": proof.claims_have_a_source,
    "B-55": proof.nothing_is_left_unsaid,
    "B-56": proof.mandatory_requirements_are_met,
}
"""Each rule of the data file has its test here, and no test is without its rule."""

NUMBERS: Mapping[str, tuple[str, ...]] = {
    "B-03": ("conditions", "exclusions"), "B-04": ("days",), "B-06": ("outcomes",),
    "B-07": ("cases",), "B-08": ("days",), "B-09": ("days",), "B-12": ("share",),
    "B-13": ("share",), "B-15": ("volumes",), "B-16": ("units", "price"), "B-17": ("share",),
    "B-20": ("days",), "B-21": ("days",), "B-22": ("days",), "B-24": ("days",),
    "B-29": ("active", "backup"), "B-30": ("shortest", "longest", "tests", "decide"),
    "B-31": ("percent",), "B-33": ("days",), "B-35": ("minutes",), "B-36": ("days",),
    "B-37": ("hours",), "B-39": ("days",), "B-40": ("days",), "B-46": ("multiple",),
}  # fmt: skip
"""Numbers a test reads from its rule."""

WORDS: Mapping[str, tuple[str, ...]] = {
    "B-05": ("vague",), "B-16": ("answer",), "B-23": ("silent",), "B-25": ("history", "learned"),
    "B-26": ("workflows",), "B-27": ("knowledge",), "B-28": ("logs", "tuning"),
    "B-33": ("quarter",), "B-38": ("accepted",), "B-43": ("elsewhere",), "B-52": ("kinds",),
    "B-53": ("kinds",),
}  # fmt: skip
"""Words a test reads from its rule."""


def rule_faults(rules: Iterable[ReviewRule], where: str) -> Iterator[Finding]:
    """Give what keeps the rules from being tested: no test, no rule, a number or word lacking."""
    listed = tuple(rules)
    ids = [one.id for one in listed]
    for one in dict.fromkeys(one for one in ids if ids.count(one) > 1):
        yield _fault(where, f'The rule "{one}" stands there twice.', "Keep one of them.")
    for rule in listed:
        if rule.id not in TESTS:
            yield _fault(
                where, f'No test belongs to the rule "{rule.id}".', "Take the rule out again."
            )
            continue
        lacking = [one for one in NUMBERS.get(rule.id, ()) if one not in rule.limits]
        lacking += [one for one in WORDS.get(rule.id, ()) if not rule.words.get(one)]
        if lacking:
            yield _fault(
                where, f'The rule "{rule.id}" lacks: {", ".join(lacking)}.',
                "Write them under its limits or words.",
            )  # fmt: skip
    for name in TESTS:
        if name not in ids:
            yield _fault(
                where, f'The test "{name}" has no rule.', "Put the rule back as it shipped."
            )


def hold_against(
    rules: Iterable[ReviewRule], proposal: Proposal, pages: Pages | None = None
) -> tuple[Reviewed, ...]:
    """Hold a proposal against every rule, in the order of the rules; none is left out."""
    return tuple(_review(Case(proposal, rule, pages)) for rule in rules)


def _review(case: Case) -> Reviewed:
    answer = TESTS[case.rule.id](case)
    return Reviewed(
        rule=case.rule,
        outcome=answer.outcome,
        says=answer.says,
        where=answer.where,
        clause=_clause(case.proposal, answer.where),
        pages=_pages(case.pages or {}, answer.where),
    )


def _clause(proposal: Proposal, where: str) -> str:
    """Give the id of the clause a pointer leads into; nothing when it leads elsewhere."""
    parts = where.split("/")
    inside = len(parts) > 2 and parts[1] == "clauses"
    return proposal.clauses[int(parts[2])].id if inside else ""


def _pages(pages: Pages, where: str) -> tuple[int, ...]:
    """Give the pages of a value, else of its clause's text, else of the first value below it."""
    parts = where.split("/")
    text = f"/clauses/{parts[2]}/text" if len(parts) > 2 and parts[1] == "clauses" else where
    for pointer in (where, text):
        if pages.get(pointer):
            return pages[pointer]
    below = (found for pointer, found in pages.items() if pointer.startswith(f"{where}/"))
    return next(below, ()) if where else ()


def _fault(where: str, message: str, remedy: str) -> Finding:
    return Finding(id="review-rule", where=where, message=message, remedy=remedy)

"""Questions of an intake put to a person one after the other; what does not fit is asked again."""

from __future__ import annotations

from collections.abc import Callable

from proposalkit.intake.brief_text import scalar
from proposalkit.intake.merge import NO_VALUE
from proposalkit.model.intake import Intake, IntakeQuestion, Statement, Value
from proposalkit.model.intake_rules import IntakeRules
from proposalkit.workflows.intake import IntakeOrder, intake_rules, take_again
from proposalkit.workflows.intake_answers import BriefCheck, accepted, answer_statement, as_value

_TRIES = 3
Ask = Callable[[IntakeQuestion, str], str | None]
"""Takes a question and the value proposed for it; gives the line typed, or None to stop."""


def answered(
    order: IntakeOrder, found: Intake, ask: Ask, complain: Callable[[str], None]
) -> Intake:
    """Ask the blocking questions and put all together again with the answers given."""
    rules, check = intake_rules(order.workspace), BriefCheck(order.workspace)
    answers: dict[str, Statement] = {}
    asked: set[str] = set()
    while new := [one for one in found.open_questions if one.field not in asked]:
        for question in new:
            asked.add(question.field)
            field = rules.field(question.field)
            if field.unless in answers and answers[field.unless].value != NO_VALUE:
                continue
            value = _one(question, rules, ask, complain, check)
            if value is None:
                return take_again(found, rules, answers)
            if value:
                answers[question.field] = answer_statement(
                    question.field, value, "terminal", "answer"
                )
        found = take_again(found, rules, answers)  # an answer may open a question of its own
    return found


def _one(
    question: IntakeQuestion,
    rules: IntakeRules,
    ask: Ask,
    complain: Callable[[str], None],
    check: BriefCheck,
) -> Value | None:
    """Ask one question; an empty value leaves it open, None ends the talk."""
    field = rules.field(question.field)
    proposed = accepted(question.field, rules, question.found)
    for _ in range(_TRIES):
        line = ask(question, scalar(proposed) if proposed else "")
        if line is None:
            return None
        text = line.strip()
        if not text:
            return proposed or ""
        value = as_value(field, text)
        is_none = value == NO_VALUE and (not field.must or field.or_none)
        fault = "" if is_none else check(question.field, value)
        if not fault:
            return value
        complain(fault)
    return ""

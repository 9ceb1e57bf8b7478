"""The billable outcome and the pilot."""

from __future__ import annotations

from datetime import date, timedelta

from proposalkit.compose.after_pilot import compose_expansion
from proposalkit.compose.parts import Parts
from proposalkit.compose.wording import say
from proposalkit.model.brief import PilotIn
from proposalkit.model.brief_outcome import OutcomeIn, PredicateIn
from proposalkit.model.money import Money
from proposalkit.model.outcome import (
    Assisted,
    Event,
    EventRecord,
    Outcome,
    Predicate,
    SuccessCriterion,
    WorkedCase,
)
from proposalkit.model.proposal import Decision, Pilot


def compose_outcomes(parts: Parts) -> tuple[Outcome, ...]:
    """Give the outcome the order counts; none when the order meters no outcome."""
    metric = next((one for one in parts.metrics if one.kind == "outcome"), None)
    given = parts.brief.workflow.outcome
    if metric is None or given is None or metric.outcome_ref is None:
        return ()
    system, words = parts.brief.workflow.system_of_record, parts.wording
    silence = f"P{given.silence_days}D" if given.silence_counts and given.silence_days else None
    return (
        Outcome(
            id=metric.outcome_ref,
            label=given.label,
            equivalence_class=given.equivalence_class,
            definition=given.definition,
            event=Event(source=system.name, name=given.event),
            qualifies=tuple(_predicate(one) for one in given.qualifies),
            excludes=tuple(_predicate(one) for one in given.excludes),
            record=EventRecord(**given.record.model_dump()) if given.record else None,
            assisted=_assisted(given),
            observation_window=silence,
            reopen_window=f"P{given.reopen_days}D",
            silence_counts=given.silence_counts,
            handoff_counts=given.handoff_counts,
            dedupe_key=given.dedupe_key,
            dedupe_window=f"P{given.dedupe_days}D",
            system_of_record=f"{system.name}; {system.report}" if system.report else system.name,
            system_owner="buyer",
            measurer=say(words, "outcome.measurer"),
            audit=say(words, "outcome.audit"),
            dispute_window=f"P{given.dispute_days}D",
            remedy_on_miscount=say(words, "outcome.remedy"),
            cases=tuple(
                WorkedCase(case=one.case, billed=one.billed, why=one.why) for one in given.cases
            ),
        ),
    )


def compose_pilot(parts: Parts) -> Pilot | None:
    """Give the pilot with its dates, tests and decision; None when the deal has none."""
    given = parts.brief.commercial.pilot
    fee = _fee(parts)
    if given is None or fee is None:
        return None
    start = given.start or _after_path(parts)
    end = start + timedelta(days=given.days - 1)
    days = _decide_days(parts)
    decide_by = end + timedelta(days=days)
    words = parts.wording
    return Pilot(
        duration=f"P{given.days}D",
        start=start,
        end=end,
        scope=_scope(parts),
        out_of_scope=say(words, "pilot.out_of_scope"),
        fee=fee,
        success_criteria=_criteria(given),
        decision=Decision(
            days=f"P{days}D",
            by=decide_by,
            prices_held_until=decide_by,
            on_success=say(words, f"pilot.on_success{_how_decided(parts, given)}"),
            on_failure=say(
                words, "pilot.on_failure" if given.criteria else "pilot.on_failure_untested"
            ),
        ),
        expansion=compose_expansion(parts, decide_by, tested=bool(given.criteria)),
    )


def _scope(parts: Parts) -> str:
    """Name the work, with the channel and the kind of request as far as the brief gives them."""
    work = parts.brief.workflow
    limits = {"channel": work.channel, "intent": work.intent}
    named = {key: value for key, value in limits.items() if value}
    key = ".".join(("pilot.scope", *named)) if len(named) < len(limits) else "pilot.scope.both"
    slots = named if len(named) < len(limits) else {}
    return say(parts.wording, key, workflow=work.name, **slots)


def _how_decided(parts: Parts, given: PilotIn) -> str:
    """Tell pilots apart: untested, with an option of the buyer, or going on unless declined."""
    if not given.criteria:
        return "_untested"
    stated = (fact for clause in parts.terms.clauses for fact in clause.facts)
    option = any(one.id == "pilot.conversion" and one.value == "option" for one in stated)
    return "_option" if option else ""


def _criteria(given: PilotIn) -> tuple[SuccessCriterion, ...]:
    return tuple(
        SuccessCriterion(
            id=f"criterion-{number}",
            label=one.label,
            target=one.target,
            source=one.source,
            reader=one.reader,
        )
        for number, one in enumerate(given.criteria, start=1)
    )


def _fee(parts: Parts) -> Money | None:
    line = next((one for one in parts.pricing.components if one.id == "pilot-fee"), None)
    return line.amount if line else None


def _decide_days(parts: Parts) -> int:
    stated = next(
        (
            fact.value
            for clause in parts.terms.clauses
            for fact in clause.facts
            if fact.id == "pilot.convert_days"
        ),
        30,
    )
    return stated if isinstance(stated, int) else 30


def _after_path(parts: Parts) -> date:
    """Start on the first Monday after the last gate, when the brief gives no day."""
    last = max((gate.due for gate in parts.plan.gates), default=parts.brief.offer_date)
    return last + timedelta(days=7 - last.weekday())


def _assisted(given: OutcomeIn) -> Assisted | None:
    if given.assisted is None:
        return None
    return Assisted(
        when=tuple(_predicate(one) for one in given.assisted.when), share=given.assisted.share
    )


def _predicate(one: PredicateIn) -> Predicate:
    return Predicate(
        field=one.field,
        operator=one.operator,
        value=one.value,
        parts=tuple(_predicate(part) for part in one.parts) or None,
        text=one.text,
    )

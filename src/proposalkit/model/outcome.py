"""The billable outcome, written so that a machine can recount it."""

from __future__ import annotations

from typing import Annotated, Literal

from proposalkit.model.base import PublicModel
from proposalkit.model.fields import DecimalText, Duration, Slug, machine_only, shown

Operator = Literal[
    "equals", "not_equals", "in", "at_least", "at_most", "exists", "absent",
    "in_reopen_window", "in_observation_window", "any", "all", "none",
]  # fmt: skip
TREE = ("any", "all", "none")
"""Operators that hold other conditions together."""

WITHOUT_VALUE = ("exists", "absent", "in_reopen_window", "in_observation_window")
"""Operators that compare a field with nothing; a window begins with the event."""


class Predicate(PublicModel):
    """One condition on a field of the event record; all conditions of a list must hold."""

    field: Annotated[str | None, machine_only("Name of the field in the event record.")] = None
    operator: Annotated[Operator, machine_only("How the field is compared.")]
    value: Annotated[tuple[str, ...], machine_only("What it is compared with, as text.")] = ()
    parts: Annotated[
        tuple[Predicate, ...] | None, machine_only("Conditions held together by any, all, none.")
    ] = None
    text: Annotated[str, shown("The condition in words.")]


class Event(PublicModel):
    """The event that starts the count."""

    source: Annotated[str, shown("System that emits the event.")]
    name: Annotated[str, shown("Name of the event or state.")]


class EventRecord(PublicModel):
    """The columns of the event log that the count reads; times are compared as instants."""

    id: Annotated[str, machine_only("Column with the number of the record.")]
    at: Annotated[str, machine_only("Column with the time of the event.")]
    same_matter: Annotated[
        tuple[str, ...], machine_only("Columns that together say which matter it is.")
    ]
    reopened_at: Annotated[str | None, machine_only("Column with the time of reopening.")] = None
    handed_over_at: Annotated[str | None, machine_only("Column with the time of hand-off.")] = None
    confirmed_at: Annotated[str | None, machine_only("Column with the confirmation.")] = None
    answered_at: Annotated[str | None, machine_only("Column with the customer's next word.")] = None


class Assisted(PublicModel):
    """Outcomes that the agent and a person reached together, billed in part."""

    when: tuple[Predicate, ...]
    share: Annotated[DecimalText, shown("Part of one outcome that is billed.", "rate")]


class WorkedCase(PublicModel):
    """One example that shows how the definition is applied."""

    case: Annotated[str, shown("What happened.")]
    billed: Annotated[bool, shown("Whether it is billed.", "yes_no")]
    why: Annotated[str, shown("The rule that decides.")]


class Metric(PublicModel):
    """A quantity that is counted."""

    id: Annotated[Slug, machine_only("Id of the metric.")]
    label: Annotated[str, shown("Name of the unit in the plural.")]
    unit: Annotated[str, shown("Name of one unit.")]
    definition: Annotated[str | None, shown("What counts as one unit, in plain words.")] = None
    kind: Annotated[
        Literal["usage", "outcome", "amount", "seat", "capacity"],
        shown("Kind of quantity.", "word"),
    ]
    aggregation: Annotated[Literal["count", "sum", "max", "unique"], machine_only("How it adds.")]
    outcome_ref: Annotated[Slug | None, machine_only("Id of the outcome counted.")] = None


class Outcome(PublicModel):
    """What exactly is counted, who counts it, and what happens on a miscount."""

    id: Annotated[Slug, machine_only("Id of the outcome.")]
    label: Annotated[str, shown("Name of one outcome.")]
    equivalence_class: Annotated[str, shown("Class for comparison across vendors.")]
    definition: Annotated[str, shown("The definition in one or two plain sentences.")]
    event: Event
    qualifies: tuple[Predicate, ...]
    excludes: tuple[Predicate, ...]
    record: EventRecord | None = None
    assisted: Assisted | None = None
    observation_window: Annotated[
        Duration | None, shown("How long silence is observed.", "duration")
    ] = None
    reopen_window: Annotated[
        Duration, shown("How long a reopened record takes the charge back.", "duration")
    ]
    silence_counts: Annotated[bool, shown("Whether silence counts as success.", "yes_no")]
    handoff_counts: Annotated[bool, shown("Whether a hand-off to a person counts.", "yes_no")]
    dedupe_key: Annotated[str, shown("What makes two records the same outcome.")]
    dedupe_window: Annotated[Duration, shown("Window for the same outcome.", "duration")]
    system_of_record: Annotated[str, shown("System whose records are the count.")]
    system_owner: Annotated[Literal["buyer", "seller", "named"], machine_only("Who owns it.")]
    measurer: Annotated[str, shown("Who runs the count.")]
    audit: Annotated[str, shown("Who may check the count, and how often.")]
    dispute_window: Annotated[Duration, shown("How long a count may be disputed.", "duration")]
    remedy_on_miscount: Annotated[str, shown("What happens when the count was wrong.")]
    cases: tuple[WorkedCase, ...] = ()


class SuccessCriterion(PublicModel):
    """One test of the pilot."""

    id: Annotated[Slug, machine_only("Id of the criterion.")]
    label: Annotated[str, shown("What is measured.")]
    target: Annotated[str, shown("The threshold with its comparator.")]
    source: Annotated[str, shown("Where the figure comes from.")]
    reader: Annotated[str, shown("Who reads it.")]

"""The outcome a deal is billed by, as the brief defines it; every part of it can be executed."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field, JsonValue, model_validator

from proposalkit.model.base import Model
from proposalkit.model.fields import DecimalText, Slug, given
from proposalkit.model.misfit import Misfit
from proposalkit.model.outcome import TREE, WITHOUT_VALUE, Operator


class PredicateIn(Model):
    """One condition on the event record."""

    field: Annotated[str | None, given("Field of the record; none for any, all and none.")] = None
    operator: Annotated[Operator, given("How it is compared.")]
    value: Annotated[tuple[str, ...], given("What it is compared with.")] = ()
    parts: Annotated[
        tuple[PredicateIn, ...], given("The conditions that any, all and none hold together.")
    ] = ()
    text: Annotated[str, given("The condition in words.")]

    @model_validator(mode="after")
    def _compared_with_something(self) -> PredicateIn:
        name = self.operator
        if name in TREE and not self.parts:
            raise Misfit(
                f"the operator {name!r} needs conditions to hold together",
                'Add "parts" with a list of conditions.',
            )
        if name not in TREE and not self.field:
            raise Misfit(
                f"the operator {name!r} needs a field of the record", 'Add "field" with its name.'
            )
        if name not in (*TREE, *WITHOUT_VALUE) and not self.value:
            raise Misfit(
                f"the operator {name!r} needs a value to compare with",
                'Add "value" with a list, or write exists or absent.',
            )
        return self


class CaseIn(Model):
    """A worked example of the outcome definition."""

    case: Annotated[str, given("What happened.")]
    billed: Annotated[bool, given("Whether it is billed: yes or no.")]
    why: Annotated[str, given("The rule that decides.")]


class RecordIn(Model):
    """The columns of the event log that a recount reads."""

    id: Annotated[str, given("Column with the number of the record.")]
    at: Annotated[str, given("Column with the time of the event that starts the count.")]
    same_matter: Annotated[
        tuple[str, ...],
        Field(min_length=1),
        given("Columns that together say which matter it is; equal ones are one outcome."),
    ]
    reopened_at: Annotated[str | None, given("Column with the time it was reopened.")] = None
    handed_over_at: Annotated[
        str | None, given("Column with the time it was handed to a person.")
    ] = None
    confirmed_at: Annotated[
        str | None, given("Column with the time the customer confirmed it.")
    ] = None
    answered_at: Annotated[str | None, given("Column with the time the customer wrote again.")] = (
        None
    )


class AssistedIn(Model):
    """Work that the agent and a person did together, and the share of it that is billed."""

    when: Annotated[
        tuple[PredicateIn, ...], Field(min_length=1), given("What shows it; all must hold.")
    ]
    share: Annotated[
        DecimalText, Field(le=1), given("Part of one outcome that is billed, such as 0.5.")
    ]


def _or_ready(schema: dict[str, JsonValue]) -> None:
    """Let a ready definition stand for the fields that must be there else."""
    needed = schema.pop("required", [])
    schema["anyOf"] = [{"required": ["ready"]}, {"required": needed}]


class OutcomeIn(Model):
    """The deal's outcome definition."""

    model_config = ConfigDict(json_schema_extra=_or_ready)

    ready: Annotated[
        Slug | None,
        given(
            "Name of a ready definition; keys beside it win. "
            "Without it label, definition, event and qualifies are needed."
        ),
    ] = None
    label: Annotated[str, given("Name of one outcome.")]
    definition: Annotated[str, given("Definition in one or two plain sentences.")]
    event: Annotated[str, given("Event or state in the system of record that starts the count.")]
    qualifies: Annotated[tuple[PredicateIn, ...], Field(min_length=1)]
    excludes: tuple[PredicateIn, ...] = ()
    record: RecordIn | None = None
    assisted: AssistedIn | None = None
    reopen_days: Annotated[int, Field(ge=1, le=60), given("Days in which a reopen cancels it.")] = (
        14
    )
    dispute_days: Annotated[int, Field(ge=5, le=90), given("Days to dispute a count.")] = 15
    silence_counts: Annotated[bool, given("Whether silence counts as success.")] = False
    silence_days: Annotated[int | None, given("Days of silence observed, if it counts.")] = None
    handoff_counts: Annotated[bool, given("Whether a hand-off to a person counts.")] = False
    dedupe_key: Annotated[str, given("What makes two records one outcome.")] = "record id"
    dedupe_days: Annotated[int, Field(ge=1), given("Window for the same outcome, days.")] = 14
    equivalence_class: Annotated[str, given("Class for comparison.")] = "unclassified"
    cases: tuple[CaseIn, ...] = ()

    @model_validator(mode="after")
    def _silence_has_a_length(self) -> OutcomeIn:
        if self.silence_counts and not self.silence_days:
            raise Misfit(
                "silence counts as success, and nobody says after how many days",
                'Add "silence_days", or set "silence_counts" to no.',
                "silence_counts",
            )
        return self

    @model_validator(mode="after")
    def _observed_for_a_time(self) -> OutcomeIn:
        given_ = (*self.qualifies, *self.excludes, *(self.assisted.when if self.assisted else ()))
        if not self.silence_counts and any(_observes(one) for one in given_):
            raise Misfit(
                "a condition asks for the observation window, and silence is not observed",
                'Let "silence_counts" be yes and add "silence_days", or drop the condition.',
            )
        return self


def _observes(one: PredicateIn) -> bool:
    return one.operator == "in_observation_window" or any(_observes(part) for part in one.parts)

"""What intake found in a buyer's texts: each value with its quote and place. Internal.

None of it proves anything: a value becomes part of a deal when a person has confirmed the brief.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from proposalkit.model.base import Model
from proposalkit.model.fields import given
from proposalkit.model.finding import Finding
from proposalkit.model.source_text import SourceKind

FieldStatus = Literal["confirmed", "proposed", "conflict", "missing"]
Finder = Literal["rule", "llm", "human"]
Blocked = Literal["pricing", "clauses", "schedule"]
"""What cannot be made while a field is open, in the order in which questions are asked."""

Value = str | tuple[str, ...]
"""A value as a brief writes it: plain text, or the items of a list."""


class Statement(Model):
    """What one place says of one field."""

    field: Annotated[str, given("Place in the brief, such as volumes.expected.")]
    value: Annotated[Value | None, given("The value as a brief writes it; none when unclear.")]
    quote: Annotated[str, given("The words, exactly as they stand in the normalised text.")]
    file: Annotated[str, given("The source.")]
    place: Annotated[str, given("Line, page and line, cell, or time.")]
    finder: Finder = "rule"
    speaker: Annotated[str, given("Who said it, when the source names one.")] = ""
    said_at: Annotated[str, given("When it was said, when the source says so.")] = ""
    order: Annotated[int, given("Place among all statements of its source.")] = 0
    replaced: Annotated[bool, given("Whether the same speaker said otherwise later.")] = False
    note: Annotated[str, given("Why there is no value, or what is to be known of it.")] = ""
    candidates: Annotated[
        tuple[str, ...], given("Both ends of a range, or both readings; none of them is the value.")
    ] = ()


class FoundField(Model):
    """One field of the brief: its value and everything that was said of it."""

    field: str
    status: FieldStatus
    value: Value | None = None
    finder: Finder | None = None
    statements: tuple[Statement, ...] = ()

    @property
    def standing(self) -> tuple[Statement, ...]:
        """Give the statements that no later one of the same speaker replaced."""
        return tuple(one for one in self.statements if not one.replaced)


class FoundRequirement(Model):
    """One requirement of the buyer's document, in its own words."""

    id: str
    text: str
    file: str
    place: str
    quote: str
    priority: Literal["mandatory", "desired"]
    section: Annotated[str, given("Heading above it.")] = ""


class TenderFact(Model):
    """One rule of the tender itself: a deadline, a page limit, a weight, a form, a ceiling."""

    kind: Annotated[str, given("Id of the rule that found it, such as page-limit.")]
    title: str
    values: Annotated[tuple[str, ...], given("What our reader takes from the words.")] = ()
    quote: str
    file: str
    place: str


class StrippedSigns(Model):
    """Characters that were taken out of a source before anything read it."""

    file: str
    place: Annotated[str, given("Where the first of them stood.")]
    kind: Annotated[str, given("invisible, direction, tag, variation or control.")]
    count: int


class IntakeSource(Model):
    """One source that was read."""

    file: str
    kind: SourceKind
    sha256: str
    size: int
    pages: int | None = None
    letters: Annotated[int, given("Letters of the normalised text.")]


class IntakeQuestion(Model):
    """One thing a person has to say."""

    field: str
    question: str
    why: str
    blocks: tuple[Blocked, ...]
    blocking: Annotated[bool, given("Whether the brief is open until it is answered.")]
    status: FieldStatus
    allowed: Annotated[str, given("What may be answered.")]
    found: Annotated[tuple[Statement, ...], given("What the texts say of it.")] = ()


class ModelReply(Model):
    """The raw reply of a model about one piece of a text, before anything of it was judged."""

    key: Annotated[str, given("Digest of the request; equal keys, equal requests.")]
    text: str


class Intake(Model):
    """The evidence behind a draft brief: `deals/<id>.intake.json`."""

    format: Literal["1"] = "1"
    deal: str
    locale: str
    llm: Annotated[str, given("offline, or which model was asked.")] = "offline"
    sources: tuple[IntakeSource, ...]
    fields: tuple[FoundField, ...]
    requirements: tuple[FoundRequirement, ...] = ()
    tender: tuple[TenderFact, ...] = ()
    stripped: tuple[StrippedSigns, ...] = ()
    findings: tuple[Finding, ...] = ()
    questions: tuple[IntakeQuestion, ...] = ()
    llm_shape: Annotated[
        dict[str, str | float | int | None], given("What decides the bytes of a request.")
    ] = Field(default_factory=dict)
    replies: Annotated[tuple[ModelReply, ...], given("For --llm replay.")] = ()

    @property
    def open_questions(self) -> tuple[IntakeQuestion, ...]:
        """Give the questions that keep the brief open."""
        return tuple(one for one in self.questions if one.blocking)

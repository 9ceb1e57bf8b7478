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
    finder: Annotated[Finder, given("Who found it: a rule, a model or a person.")] = "rule"
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

    field: Annotated[str, given("Place in the brief, such as volumes.expected.")]
    status: Annotated[FieldStatus, given("confirmed, proposed, conflict or missing.")]
    value: Annotated[Value | None, given("The value; none when there is not one.")] = None
    finder: Annotated[Finder | None, given("Who found the value.")] = None
    statements: Annotated[tuple[Statement, ...], given("Everything that was said of it.")] = ()

    @property
    def standing(self) -> tuple[Statement, ...]:
        """Give the statements that no later one of the same speaker replaced."""
        return tuple(one for one in self.statements if not one.replaced)


class FoundRequirement(Model):
    """One requirement of the buyer's document, in its own words."""

    id: Annotated[str, given("Number in the document, as an id.")]
    text: Annotated[str, given("The requirement, with the opening words of its list.")]
    file: Annotated[str, given("The source.")]
    place: Annotated[str, given("Line, page and line, or cell.")]
    quote: Annotated[str, given("The words, exactly as they stand in the normalised text.")]
    priority: Annotated[Literal["mandatory", "desired"], given("mandatory or desired.")]
    section: Annotated[str, given("Heading above it.")] = ""


class TenderFact(Model):
    """One rule of the tender itself: a deadline, a page limit, a weight, a form, a ceiling."""

    kind: Annotated[str, given("Id of the rule that found it, such as page-limit.")]
    title: Annotated[str, given("What it is, for people.")]
    values: Annotated[tuple[str, ...], given("What our reader takes from the words.")] = ()
    quote: Annotated[str, given("The words of the document.")]
    file: Annotated[str, given("The source.")]
    place: Annotated[str, given("Line, page and line, or cell.")]


class StrippedSigns(Model):
    """Characters that were taken out of a source before anything read it."""

    file: Annotated[str, given("The source.")]
    place: Annotated[str, given("Where the first of them stood.")]
    kind: Annotated[str, given("invisible, direction, tag, variation or control.")]
    count: Annotated[int, given("How many were taken out.")]


class IntakeSource(Model):
    """One source that was read."""

    file: Annotated[str, given("The source.")]
    kind: Annotated[SourceKind, given("Kind of file.")]
    sha256: Annotated[str, given("Digest of its bytes.")]
    size: Annotated[int, given("Bytes.")]
    pages: Annotated[int | None, given("Pages of a PDF.")] = None
    letters: Annotated[int, given("Letters of the normalised text.")]


class IntakeQuestion(Model):
    """One thing a person has to say."""

    field: Annotated[str, given("Place in the brief.")]
    question: Annotated[str, given("What is asked.")]
    why: Annotated[str, given("Why it is asked.")]
    blocks: Annotated[tuple[Blocked, ...], given("What cannot be made until it is answered.")]
    blocking: Annotated[bool, given("Whether the brief is open until it is answered.")]
    status: Annotated[FieldStatus, given("What is known of the field.")]
    allowed: Annotated[str, given("What may be answered.")]
    meanings: Annotated[
        dict[str, str], given("What each answer of a closed list means, in one line.")
    ] = Field(default_factory=dict)
    found: Annotated[tuple[Statement, ...], given("What the texts say of it.")] = ()


class ModelReply(Model):
    """The raw reply of a model about one piece of a text, before anything of it was judged."""

    key: Annotated[str, given("Digest of the request; equal keys, equal requests.")]
    text: Annotated[str, given("The raw text.")]


class Intake(Model):
    """The evidence behind a draft brief: `deals/<id>.intake.json`."""

    format: Annotated[Literal["1"], given("Version of the file's format.")] = "1"
    deal: Annotated[str, given("Id of the deal.")]
    locale: Annotated[str, given("How numbers and dates were read.")]
    llm: Annotated[str, given("offline, or which model was asked.")] = "offline"
    sources: Annotated[tuple[IntakeSource, ...], given("Every source that was read.")]
    fields: Annotated[tuple[FoundField, ...], given("Every field of the brief that is asked for.")]
    requirements: Annotated[tuple[FoundRequirement, ...], given("What the documents ask for.")] = ()
    tender: Annotated[tuple[TenderFact, ...], given("Rules of the tender itself.")] = ()
    stripped: Annotated[
        tuple[StrippedSigns, ...], given("Characters taken out before reading.")
    ] = ()
    findings: Annotated[tuple[Finding, ...], given("What was not read, or is odd.")] = ()
    questions: Annotated[
        tuple[IntakeQuestion, ...], given("What a person has to say, the first first.")
    ] = ()
    llm_shape: Annotated[
        dict[str, str | float | int | None], given("What decides the bytes of a request.")
    ] = Field(default_factory=dict)
    replies: Annotated[tuple[ModelReply, ...], given("For --llm replay.")] = ()

    @property
    def open_questions(self) -> tuple[IntakeQuestion, ...]:
        """Give the questions that keep the brief open."""
        return tuple(one for one in self.questions if one.blocking)


class IntakeReport(Intake):
    """What `intake --json` prints: the evidence, and the files that were written."""

    files: Annotated[tuple[str, ...], given("Brief, evidence and questions, as they were written.")]

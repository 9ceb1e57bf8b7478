"""Drafting: what a section has to tell, what a drafter answers, and what of it may stand."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from proposalkit.model.base import Model
from proposalkit.model.fields import given

DraftSectionId = Literal[
    "summary", "need", "solution", "pilot", "outcome", "oversight", "cover_email", "sponsor"
]
"""Executive summary, the need, the approach, the pilot, the outcome, risk and oversight; then the
two texts beside the proposal: the e-mail it is sent with, and the summary a sponsor forwards."""


class SourceSentence(Model):
    """One sentence that a section may say: of the knowledge, or of the deal as code wrote it."""

    id: Annotated[str, Field(pattern=r"^S[1-9][0-9]?$"), given("Place in its section: S1, S2 ...")]
    text: Annotated[str, given("The sentence; values of the deal stand in it as {{slot.name}}.")]
    kind: Annotated[
        Literal["knowledge", "deal", "quoted"],
        given("knowledge, deal, or quoted: the buyer's own words, which prove nothing."),
    ]
    item: Annotated[str, given("Id of the passage; empty for a sentence of the deal.")] = ""
    title: Annotated[str, given("Title of the passage.")] = ""
    sha256: Annotated[str, given("Digest of the passage; empty for a sentence of the deal.")] = ""
    required: Annotated[bool, given("Whether the section says it, whoever drafts it.")] = False


class Slot(Model):
    """A value that code puts in, by name; a drafter never sees the value."""

    name: Annotated[str, Field(pattern=r"^[a-z_]+(\.[a-z_]+)*$"), given("Such as buyer.name.")]
    means: Annotated[str, given("What the value is, for whoever writes the sentence.")]


class SectionTask(Model):
    """What one section has to tell, from which sentences, with which slots."""

    section: DraftSectionId
    say: Annotated[str, given("What the section has to tell, in a sentence or two.")]
    max_words: Annotated[int, Field(ge=20, le=600), given("Most words of the section.")]
    sources: tuple[SourceSentence, ...]
    slots: tuple[Slot, ...] = ()


class DraftBlock(Model):
    """One block of a drafter's answer.

    verbatim: the sentence `chunk`, word for word. prose: a sentence of the drafter on the sources
    in `cites`, with `quote` copied from the first. connective: a bridge that claims nothing.
    """

    kind: Literal["verbatim", "prose", "connective"]
    chunk: Annotated[str | None, given("Id of the sentence, for a verbatim block.")] = None
    text: Annotated[str | None, given("The words, for prose and connectives.")] = None
    cites: Annotated[tuple[str, ...], given("Ids of the sentences it rests on.")] = ()
    quote: Annotated[str | None, given("Words copied from the first sentence cited.")] = None


class SectionReply(Model):
    """A drafter's answer for one task; without blocks it says why there are none."""

    section: DraftSectionId
    blocks: tuple[DraftBlock, ...] = ()
    fault: Annotated[
        str | None, given("Why there is no answer, such as: the endpoint refused the key.")
    ] = None
    kept: Annotated[str | None, given("Why the answer is that of an earlier run.")] = None
    unheard: Annotated[bool, given("Whether no model ever sent anything for this task.")] = False


class WithheldBlock(Model):
    """A block that was not let through; internal."""

    section: DraftSectionId
    number: Annotated[int, given("Place in the answer, from 1; 0 for one the program put back.")]
    rule: Annotated[str, given("Id of the rule it broke, such as number-not-in-source.")]
    why: Annotated[str, given("What was wrong, with the words in quotes.")]
    text: Annotated[str, given("The words withheld.")]
    instead: Annotated[
        Literal["source", "nothing"], given("Whether the cited sentence stands there instead.")
    ]


class GroundedBlock(Model):
    """A block that may stand: every claim of it is a claim of its sources. Slots are unfilled."""

    kind: Literal["verbatim", "prose", "connective"]
    text: str
    sources: Annotated[tuple[str, ...], given("Ids of the sentences it rests on.")] = ()


class DraftedSection(Model):
    """One section after the checks."""

    section: DraftSectionId
    by: Annotated[Literal["program", "model"], given("Who ordered and joined the sentences.")]
    blocks: tuple[GroundedBlock, ...]
    withheld: tuple[WithheldBlock, ...] = ()
    put_back: Annotated[
        tuple[str, ...], given("Ids of sentences that had to be said and were not: put back.")
    ] = ()
    fault: Annotated[str | None, given("Why the program wrote it although a model was asked.")] = (
        None
    )
    kept: Annotated[str | None, given("Why the answer is that of an earlier run.")] = None
    unheard: Annotated[bool, given("Whether no model ever sent anything for this section.")] = False

"""The standard answers: what a seller says to every buyer before there is a deal or a price."""

from __future__ import annotations

from typing import Annotated, Literal

from proposalkit.model.base import PublicModel
from proposalkit.model.fields import Day, Slug, machine_only, shown
from proposalkit.model.offering import AiModel, DataHop, DataTerms, StopControl, Subprocessor
from proposalkit.model.parties import Party
from proposalkit.model.proof import Claim, Clause, Evidence, FactValue
from proposalkit.model.proposal import Generator

SCHEMA_VERSION = "1.0"
Area = Literal["training", "errors", "residency", "data_flow", "evidence", "approval"]
State = Literal["stated", "set_in_the_proposal", "to_be_supplied"]


class Statement(PublicModel):
    """One sentence of an answer, and whether a text states it, a proposal will, or it lacks."""

    fact: Annotated[str, machine_only("Id of the fact stated, or of the one that is open.")]
    value: Annotated[FactValue | None, machine_only("Its value, when a text states it.")] = None
    text: Annotated[str, shown("The sentence.")]
    state: Annotated[State, machine_only("Stated, set in the proposal, or to be supplied.")]
    clause_refs: Annotated[tuple[Slug, ...], shown("Clause that states it.")] = ()


class StandardQuestion(PublicModel):
    """One question procurement asks, and the sentences that answer it."""

    id: Annotated[Slug, machine_only("Id of the question.")]
    question: Annotated[str, shown("The question in the buyer's words.")]
    statements: tuple[Statement, ...]


class Objection(PublicModel):
    """One of the questions that hold a deal up: its short answer, then what stands behind it."""

    id: Annotated[Slug, machine_only("Id of the objection.")]
    title: Annotated[str, shown("The question in the buyer's words.")]
    answer: Annotated[str, shown("The short answer.")]
    questions: tuple[StandardQuestion, ...]
    clause_refs: Annotated[tuple[Slug, ...], shown("Standard texts that bind it.")] = ()


class OpenTerm(PublicModel):
    """A term a standard text leaves to the proposal."""

    clause: Annotated[Slug, shown("Id of the text.")]
    what: Annotated[str, shown("What the proposal will set.")]


class Gap(PublicModel):
    """Something the seller has yet to supply, and who brings it."""

    area: Annotated[Area, machine_only("Part of the document that lacks it.")]
    what: Annotated[str, shown("What is missing.")]
    owner: Annotated[str, shown("Who supplies it.")]


class StandardAgent(PublicModel):
    """One agent the seller offers; how far it acts alone is a matter of the proposal."""

    id: Annotated[Slug, machine_only("Id of the agent.")]
    name: Annotated[str, shown("Product name.")]
    version: Annotated[str | None, shown("Version on offer.")] = None
    summary: Annotated[str, shown("What the agent does, one sentence.")]
    human_oversight: Annotated[str | None, shown("Who checks what, and how.")] = None
    stop_control: StopControl | None = None


class StandardOffering(PublicModel):
    """Agents, models, sub-processors and data flow as the seller's profile states them."""

    agents: tuple[StandardAgent, ...]
    models: tuple[AiModel, ...] = ()
    subprocessors: tuple[Subprocessor, ...] = ()
    data_flow: tuple[DataHop, ...] = ()


class StandardIntegrity(PublicModel):
    """How the document's digest is made; the digest itself stands on page 1 and in the manifest."""

    canonicalization: Annotated[Literal["RFC 8785"], shown("Canonical form.")] = "RFC 8785"
    digest_algorithm: Annotated[Literal["SHA-256"], shown("Digest.")] = "SHA-256"
    file_name: Annotated[Literal["standard-answers.json"], shown("Name of the attached file.")] = (
        "standard-answers.json"
    )
    schema_name: Annotated[str, machine_only("Name of the JSON Schema; never fetched.")] = (
        "urn:proposalkit:schema:standard-answers:1.0"
    )
    generator: Generator


class StandardAnswers(PublicModel):
    """One seller's answers to every buyer. It holds no buyer, no price and no offer."""

    schema_version: Annotated[Literal["1.0"], machine_only("Version of this schema.")] = "1.0"
    document_type: Annotated[
        Literal["standard_answers"], machine_only("Tells it from a proposal.")
    ] = "standard_answers"
    document_id: Annotated[str, shown("URN of the document.")]
    title: Annotated[str, shown("Title.")]
    revision: Annotated[int, shown("Counter of revisions, from 1.", "integer")]
    grade: Annotated[Literal["standard_answers"], machine_only("The only grade it has.")] = (
        "standard_answers"
    )
    grade_notice: Annotated[str, shown("What the grade means, on every page.")]
    as_of: Annotated[Day, shown("Day on which the answers hold.", "date")]
    language: Annotated[str, machine_only("BCP 47 tag of the text.")] = "en"
    seller: Party
    objections: tuple[Objection, ...]
    open_terms: tuple[OpenTerm, ...] = ()
    to_be_supplied: tuple[Gap, ...] = ()
    offering: StandardOffering
    data: DataTerms
    clauses: tuple[Clause, ...]
    proved: tuple[Claim, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    integrity: StandardIntegrity

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Give every claim: the sentences that texts state, then those that evidence proves."""
        stated = (
            Claim(
                id=f"claim-{one.fact}".replace("_", "-").replace(".", "-"),
                predicate=one.fact,
                value=one.value,
                text=one.text,
                binding="contractual",
                clause_refs=one.clause_refs,
            )
            for objection in self.objections
            for question in objection.questions
            for one in question.statements
            if one.state == "stated" and one.value is not None
        )
        return (*stated, *self.proved)

"""What the planning decides before anything is written: clauses asked for, questions, needs."""

from __future__ import annotations

from typing import Annotated, Literal

from proposalkit.model.approvals import TextStatus
from proposalkit.model.base import Model
from proposalkit.model.fields import Day, Slug, given
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import SectionId
from proposalkit.model.parties import AlreadyAgreed, Gate
from proposalkit.model.proof import Clause


class RuleOutcome(Model):
    """One row of the rules held against the deal."""

    rule: Annotated[str, given("Id of the rule.")]
    condition: Annotated[str, given("Code of the condition.")]
    when: Annotated[str, given("The condition in words.")]
    result: Literal["fired", "not_fired", "unknown"]
    because: Annotated[str, given("The deal fact that decided, in words.")]
    clauses: Annotated[tuple[str, ...], given("Clauses the row asks for.")] = ()


class RuleReading(Model):
    """All rows of the rules held against one deal."""

    outcomes: Annotated[
        tuple[RuleOutcome, ...], given("Each row, then each clause another clause requires.")
    ]
    clauses: Annotated[
        tuple[str, ...], given("Clause ids asked for, in the order of the schedule.")
    ]
    conditions: Annotated[tuple[str, ...], given("Codes of the conditions that hold.")]


class OpenQuestion(Model):
    """A deal fact nobody gave; the kit goes on without it and says so in the memo."""

    field: Annotated[str, given("Path in the brief or the profile.")]
    question: Annotated[str, given("What to ask.")]
    why: Annotated[str, given("What it changes.")]


class NarrativeNeed(Model):
    """One sentence that says what a section has to tell; the query of the search."""

    section: SectionId
    sentence: str


class Blocker(Model):
    """Something that has to be cleared before the kit can be firm."""

    id: Annotated[str, given("Id, such as `clause-missing:sla-credits`.")]
    kind: Literal[
        "clause_missing", "clause_not_approved", "evidence_missing", "conflict", "input",
        "price_exception", "deviation_missing",
    ]  # fmt: skip
    what: str
    who: Annotated[str, given("Who clears it.")]
    clause: str | None = None


class ProposalPlan(Model):
    """The plan of one proposal."""

    clauses: Annotated[
        tuple[str, ...], given("Clause ids asked for, in the order of the schedule.")
    ]
    rules: tuple[RuleOutcome, ...]
    questions: tuple[OpenQuestion, ...]
    needs: tuple[NarrativeNeed, ...]
    gates: tuple[Gate, ...]
    holidays: Annotated[tuple[Day, ...], given("Public holidays that the path skips.")] = ()
    conditions: Annotated[tuple[str, ...], given("Codes of the conditions that hold.")]


class VariantChoice(Model):
    """The regime of law whose wording a clause was given, and why."""

    clause: Slug
    regime: Annotated[str, given("Id of the regime.")]
    text: Annotated[str, given("Name of the text, such as `variants/eu/10-preferred`.")]
    status: TextStatus
    because: Annotated[str, given("The deal fact that decided, in words.")]
    passed_over: Annotated[
        tuple[str, ...], given("Other regimes that hold and have a wording; this one comes first.")
    ] = ()


class PositionChoice(Model):
    """A clause that stands in an alternative text, and who granted that; internal."""

    clause: Slug
    title: str
    text: Annotated[str, given("Name of the text's file, such as `20-fallback-1`.")]
    order: Annotated[int, given("Number in the name of its file.")]
    digest: Annotated[str, given("SHA-256 of the text of the library.")]
    status: TextStatus
    granted_by: Annotated[str | None, given("Name and role; none: nobody on record.")] = None
    expires: Annotated[Day | None, given("Last day on which it may be used.")] = None


class StandardFigure(Model):
    """A value in a clause that nobody gave for this deal."""

    clause: Slug
    name: Annotated[str, given("Name of the parameter.")]
    means: Annotated[str, given("What the value says.")]
    value: Annotated[str, given("The value as it prints.")]
    amount: Annotated[bool, given("Whether it is an amount of money, a figure of this deal.")] = (
        True
    )
    taken_from: Annotated[
        str | None, given("Deal value it borrows; none: the default of the standard text.")
    ] = None


class ChosenTerms(Model):
    """The clauses filled for this deal, and what stands in the way of the rest."""

    clauses: tuple[Clause, ...]
    blockers: tuple[Blocker, ...]
    variants: Annotated[
        tuple[VariantChoice, ...], given("Clauses that stand in the wording of a regime of law.")
    ] = ()
    positions: Annotated[
        tuple[PositionChoice, ...], given("Clauses that stand in an alternative text.")
    ] = ()
    already_agreed: Annotated[
        tuple[AlreadyAgreed, ...], given("Clauses that the governing agreement has already.")
    ] = ()
    not_given: Annotated[
        tuple[StandardFigure, ...], given("Values in the clauses that nobody gave.")
    ] = ()


class Withheld(Model):
    """A standard text that lacks something, and what the seller has to bring for it."""

    clause: Slug
    title: str
    needs: str


class StandardTerms(Model):
    """The standard texts filled without a deal, and what they leave to the proposal."""

    clauses: tuple[Clause, ...]
    open_terms: Annotated[
        tuple[tuple[str, str], ...], given("Clause and meaning of what the proposal sets.")
    ]
    open_facts: Annotated[frozenset[str], given("Facts that only a proposal can state.")]
    withheld: Annotated[tuple[Withheld, ...], given("Texts that stay out.")]
    withheld_facts: Annotated[frozenset[str], given("Facts those texts would state.")]
    lacking_evidence: Annotated[
        tuple[Withheld, ...], given("Texts that stand, with evidence they ask for and lack.")
    ]
    unapproved: Annotated[tuple[str, ...], given("Clauses whose text nobody approved.")]
    conflicts: Annotated[
        tuple[Finding, ...], given("Texts that do not fit together, for a lawyer to settle.")
    ] = ()


class Hit(Model):
    """A verbatim span of the knowledge found for a need."""

    passage_id: str
    title: str
    span: Annotated[str, given("The span, word for word as it stands in its file.")]
    sha256: Annotated[str, given("Digest of the passage's text.")]
    score: float
    rank: int
    matched: Annotated[tuple[str, ...], given("Words of the query found in the span.")]

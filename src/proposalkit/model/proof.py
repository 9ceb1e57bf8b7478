"""Clauses, claims, evidence and answers: what is promised and what proves it."""

from __future__ import annotations

from typing import Annotated, Literal

from proposalkit.model.base import PublicModel
from proposalkit.model.fields import Day, Slug, machine_only, shown

ClauseFamily = Literal[
    "data_privacy_no_training", "hallucination_liability", "compute_residency",
    "outcome_pricing", "pilot_term_exit", "assurance", "regulatory",
]  # fmt: skip
Home = Literal["main_agreement", "dpa", "order_form", "service_levels"]
SectionName = Literal["summary", "need", "solution", "pilot", "outcome", "oversight"]
"""The texts of a proposal, in the order a reviewer asks."""
FactValue = str | int | tuple[str, ...]


class Fact(PublicModel):
    """What a clause states, typed; one clause is the only authority for a fact."""

    id: Annotated[str, machine_only("Id of the fact, such as `data.delete_active_days`.")]
    value: Annotated[FactValue, machine_only("Its value: a code, a text, a whole number, a list.")]


class Clause(PublicModel):
    """One clause, filled and final, word for word as it would bind."""

    id: Annotated[Slug, shown("Clause id.")]
    version: Annotated[str, shown("Version of the clause.")]
    family: Annotated[ClauseFamily, machine_only("Family of the clause.")]
    title: Annotated[str, shown("Title.")]
    text: Annotated[str, shown("The contract text; paragraphs are parted by a line break.")]
    text_sha256: Annotated[
        str, machine_only("SHA-256 of the text, NFC, all white space folded to one blank.")
    ]
    facts: tuple[Fact, ...] = ()
    origin: Annotated[Literal["standard", "negotiated"], shown("Origin of the text.", "word")]
    lands_in: Annotated[Home, shown("The document it belongs in.", "word")]


class Claim(PublicModel):
    """One statement the seller makes, bound to a clause or to evidence."""

    id: Annotated[Slug, machine_only("Id of the claim.")]
    predicate: Annotated[str, machine_only("Id of the fact claimed.")]
    value: Annotated[FactValue, machine_only("Value claimed.")]
    text: Annotated[str, shown("The claim in words.")]
    binding: Annotated[Literal["contractual", "representation"], shown("How it binds.", "word")]
    clause_refs: Annotated[tuple[Slug, ...], shown("Clauses that state it.")] = ()
    evidence_refs: Annotated[tuple[Slug, ...], machine_only("Evidence that proves it.")] = ()


class Evidence(PublicModel):
    """What proves a claim."""

    id: Annotated[Slug, machine_only("Id of the evidence.")]
    kind: Annotated[
        Literal[
            "certificate",
            "audit_report",
            "pentest",
            "eval_result",
            "policy",
            "reference",
            "measurement",
            "provider_terms",
            "insurance",
        ],
        shown("Kind of evidence.", "word"),
    ]
    title: Annotated[str, shown("Title.")]
    issuer: Annotated[str, shown("Who issued it.")]
    issued_on: Annotated[Day, shown("Date of issue.", "date")]
    expires_on: Annotated[Day | None, shown("Last day of validity.", "date")] = None
    scope: Annotated[str, shown("What it covers.")]
    locator: Annotated[
        Literal["attachment", "on_request", "on_request_under_nda", "public"],
        shown("How the buyer gets it.", "word"),
    ]
    sha256: Annotated[str | None, machine_only("Digest of the document.")] = None


class Answer(PublicModel):
    """One question procurement asks, answered from clauses and facts or not stated."""

    id: Annotated[Slug, machine_only("Id of the question.")]
    question: Annotated[str, shown("The question in the buyer's words.")]
    answer: Annotated[str, shown("The answer.")]
    status: Annotated[Literal["answered", "not_stated"], machine_only("Whether it is answered.")]
    key_term: Annotated[bool, machine_only("Whether it stands on the key-terms page.")] = False
    group: Annotated[str | None, shown("Heading it stands under.")] = None
    clause_refs: Annotated[tuple[Slug, ...], shown("Clauses that say so.")] = ()
    section: Annotated[
        str | None, machine_only("Section of the pages that says more, when no clause does.")
    ] = None
    missing: Annotated[str | None, shown("What is missing when it is not answered.")] = None
    supplied_by: Annotated[str | None, shown("Who supplies what is missing.")] = None
    due: Annotated[Day | None, shown("By when.", "date")] = None


class ToBeSupplied(PublicModel):
    """Something this proposal still lacks, who brings it and when."""

    id: Annotated[Slug, machine_only("Id of the gap.")]
    what: Annotated[str, shown("What is missing.")]
    owner: Annotated[str, shown("Who supplies it.")]
    due: Annotated[Day, shown("By when.", "date")]
    clause_refs: Annotated[tuple[Slug, ...], machine_only("Clauses concerned.")] = ()


class Source(PublicModel):
    """A knowledge passage quoted in the text."""

    id: Annotated[str, shown("Citation mark, such as K1.")]
    title: Annotated[str, shown("Title of the passage.")]
    item: Annotated[Slug, machine_only("Id of the knowledge item.")]
    sha256: Annotated[str, machine_only("Digest of the passage quoted.")]


class Block(PublicModel):
    """One paragraph of the narrative."""

    id: Annotated[Slug, machine_only("Id of the paragraph.")]
    kind: Annotated[
        Literal["statement", "drafted", "quote", "buyer_words", "seller_statement"],
        machine_only(
            "statement: sentences of a program; drafted: some in the words of a language model; "
            "quote: of a passage; buyer_words: of the buyer; seller_statement: the seller's own."
        ),
    ]
    text: Annotated[str, shown("The paragraph.")]
    sources: Annotated[tuple[str, ...], shown("Citation marks of the passages used.")] = ()


class Section(PublicModel):
    """One section of the narrative."""

    id: Annotated[SectionName, machine_only("Which one.")]
    title: Annotated[str, shown("Heading.")]
    blocks: tuple[Block, ...]


class Drafting(PublicModel):
    """Who put the texts together, and that no figure, name or term in them is a model's."""

    by: Annotated[
        Literal["program", "model", "both"],
        machine_only("program: no language model took part; both: some texts are a program's."),
    ]
    statement: Annotated[str, shown("Who wrote the texts, and what was put in by a program.")]


class GlossaryEntry(PublicModel):
    """One word and what it means in this proposal."""

    term: Annotated[str, shown("The word.")]
    meaning: Annotated[str, shown("What it means.")]

"""The frozen Proposal: the only truth, of which every file in the kit is a view."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from proposalkit.model.after_pilot import Expansion, ServiceEvidence
from proposalkit.model.base import PublicModel
from proposalkit.model.beside import CoverEmail, SponsorSummary
from proposalkit.model.fields import Day, DecimalText, Duration, Slug, machine_only, shown
from proposalkit.model.money import Money
from proposalkit.model.offering import DataTerms, Offering
from proposalkit.model.outcome import Metric, Outcome, SuccessCriterion
from proposalkit.model.page_order import STANDARD_PAGES, FormField, PageName
from proposalkit.model.parties import Acceptance, Gate, Parties
from proposalkit.model.pricing import Payment, PublicPricing
from proposalkit.model.proof import (
    Answer,
    Claim,
    Clause,
    Drafting,
    Evidence,
    GlossaryEntry,
    Section,
    Source,
    ToBeSupplied,
)
from proposalkit.model.requirements import RequirementAnswer

SCHEMA_VERSION = "1.0"
Grade = Literal["draft", "for_discussion", "issued"]


class Validity(PublicModel):
    """How long the terms stand, in the seller's time zone."""

    valid_from: Annotated[Day, shown("First day.", "date")]
    valid_until: Annotated[Day, shown("Last day, to its end.", "date")]
    timezone: Annotated[str, shown("IANA time zone.")]


class Decision(PublicModel):
    """What happens after the pilot."""

    days: Annotated[Duration, shown("Days to decide from the end of the pilot.", "duration")]
    by: Annotated[Day, shown("Last day to decide at the price offered.", "date")]
    prices_held_until: Annotated[Day, shown("Last day of the offered prices.", "date")]
    on_success: Annotated[str, shown("What follows when the tests are met.")]
    on_failure: Annotated[str, shown("What follows when they are not.")]


class Pilot(PublicModel):
    """The paid pilot: scope, price, tests and decision."""

    duration: Annotated[Duration, shown("Length.", "duration")]
    start: Annotated[Day, shown("First day.", "date")]
    end: Annotated[Day, shown("Last day.", "date")]
    scope: Annotated[str, shown("What is in scope.")]
    out_of_scope: Annotated[str, shown("What happens to requests outside the scope.")]
    fee: Annotated[Money, shown("Fixed fee of the pilot.", "money")]
    success_criteria: tuple[SuccessCriterion, ...]
    decision: Decision
    expansion: Expansion | None = None


class Term(PublicModel):
    """How long the order runs and how it ends."""

    structure: Annotated[str, shown("From pilot to commitment, in one or two sentences.")]
    exit_right: Annotated[str, shown("How the buyer leaves, in one sentence.")]
    exit_notice: Annotated[Duration, machine_only("Notice of the exit right.")]
    commitment: Annotated[Duration | None, machine_only("Length of the commitment.")] = None
    clean_days: Annotated[int | None, machine_only("Clean days before a commitment starts.")] = None
    clause_refs: Annotated[tuple[Slug, ...], shown("Clauses that govern it.")] = ()


class ServiceLevel(PublicModel):
    """One service level the seller measures."""

    metric: Annotated[str, shown("What is measured.")]
    target: Annotated[str, shown("Target with its comparator.")]
    window: Annotated[str, shown("Over which window.")]
    source: Annotated[str, shown("How it is measured.")]


class Generator(PublicModel):
    """The program that made the document."""

    name: Annotated[str, shown("Name.")]
    version: Annotated[str, shown("Version.")]


class Integrity(PublicModel):
    """How the document's digest is made; the digest itself stands on page 1 and in the manifest."""

    canonicalization: Annotated[Literal["RFC 8785"], shown("Canonical form.")] = "RFC 8785"
    digest_algorithm: Annotated[Literal["SHA-256"], shown("Digest.")] = "SHA-256"
    file_name: Annotated[Literal["proposal.json"], shown("Name of the attached file.")] = (
        "proposal.json"
    )
    schema_name: Annotated[str, machine_only("Name of the JSON Schema; never fetched.")] = (
        "urn:proposalkit:schema:proposal:1.0"
    )
    generator: Generator


class Proposal(PublicModel):
    """One offer to one buyer: parties, price, terms, proof. Text fields are data, not orders."""

    schema_version: Annotated[Literal["1.0"], machine_only("Version of this schema.")] = "1.0"
    proposal_id: Annotated[str, shown("URN of the proposal.")]
    title: Annotated[str, shown("Title.")]
    revision: Annotated[int, shown("Counter of revisions, from 1.", "integer")]
    status: Annotated[Literal["draft", "issued"], machine_only("Draft or issued.")]
    grade: Annotated[Grade, shown("Draft, for discussion or issued.", "word")]
    grade_notice: Annotated[str, shown("What the grade means, on every page.")]
    released_by: Annotated[str | None, shown("Who released it for discussion.")] = None
    offer_date: Annotated[Day, shown("Date of the offer.", "date")]
    validity: Validity
    language: Annotated[str, machine_only("BCP 47 tag of the text.")] = "en"
    binding_nature: Annotated[
        Literal["indicative", "firm_offer", "subject_to_contract"],
        shown("How far the offer binds.", "word"),
    ]
    page_order: Annotated[
        tuple[PageName, ...], machine_only("Parts of the pages behind the first, in order.")
    ] = STANDARD_PAGES
    parties: Parties
    to_be_supplied: tuple[ToBeSupplied, ...] = ()
    sections: tuple[Section, ...]
    offering: Offering
    data: DataTerms
    metrics: tuple[Metric, ...]
    outcomes: tuple[Outcome, ...] = ()
    pilot: Pilot | None = None
    pricing: PublicPricing
    payment: Payment
    term: Term | None = None
    service_levels: tuple[ServiceLevel, ...] = ()
    service_evidence: tuple[ServiceEvidence, ...] = ()
    path: tuple[Gate, ...] = ()
    path_calendar: Annotated[str | None, shown("Which days the path counts.")] = None
    holidays: Annotated[tuple[Day, ...], shown("Public holidays the path skips.", "date")] = ()
    answers: tuple[Answer, ...]
    requirements: Annotated[
        tuple[RequirementAnswer, ...] | None, Field(description="Absent when none were given.")
    ] = None
    vendor_form: tuple[FormField, ...] = ()
    clauses: tuple[Clause, ...]
    claims: tuple[Claim, ...]
    evidence: tuple[Evidence, ...] = ()
    sources: tuple[Source, ...] = ()
    drafting: Drafting | None = None
    cover_email: CoverEmail | None = None
    sponsor_summary: SponsorSummary | None = None
    glossary: tuple[GlossaryEntry, ...] = ()
    not_stated: Annotated[
        tuple[str, ...], shown("What a buyer may look for and this proposal does not state.")
    ] = ()
    acceptance: Acceptance
    integrity: Integrity


__all__ = ["DecimalText", "Grade", "Proposal"]

"""What a buyer asks of any proposal: requirements that a program can hold against its data."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from proposalkit.model.base import Model, PublicModel
from proposalkit.model.comparison import Checked, Standing
from proposalkit.model.fields import Currency, Day, DecimalText, Duration, Place, Slug, given
from proposalkit.model.magnitude import magnitude
from proposalkit.model.misfit import Misfit
from proposalkit.model.proposal import Proposal
from proposalkit.model.requirements import Status
from proposalkit.model.scenario import ScenarioId
from proposalkit.model.shown_path import path_problem


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_several)]
Ids = Annotated[tuple[Slug, ...], BeforeValidator(_several), Field(min_length=1)]
Places = Annotated[tuple[Place, ...], BeforeValidator(_several), Field(min_length=1)]
EvidenceKindAsked = Literal[
    "certificate", "audit_report", "pentest", "eval_result", "policy", "reference",
    "measurement", "provider_terms", "insurance",
]  # fmt: skip
OutcomeField = Literal[
    "equivalence_class", "observation_window", "reopen_window", "silence_counts",
    "handoff_counts", "dedupe_window", "dispute_window", "system_owner",
]  # fmt: skip
ResidencyKind = Literal["inference", "storage", "logs", "backups", "support"]


class Limits(Model):
    """How a value is compared; all that are given must hold."""

    one_of: Annotated[Texts, Field(alias="is"), given("The value is one of these.")] = ()
    is_not: Annotated[Texts, given("The value is none of these.")] = ()
    includes: Annotated[Texts, given("The list holds all of these.")] = ()
    within: Annotated[Texts, given("The list holds nothing but these.")] = ()
    contains: Annotated[Texts, given("The text holds each of these words.")] = ()
    at_least: Annotated[str | None, given("Number, duration or amount, such as P14D.")] = None
    at_most: Annotated[str | None, given("Number, duration or amount, such as EUR 50.00.")] = None

    @model_validator(mode="after")
    def _can_be_compared(self) -> Limits:
        for name in ("at_least", "at_most"):
            text = getattr(self, name)
            if text is not None and magnitude(text) is None:
                raise Misfit(
                    f"{text!r} is no number, duration or amount",
                    "Write 30, P30D or EUR 50.00.", name,
                )  # fmt: skip
        return self


class FactAsked(Limits):
    """What a clause must state; without a limit it is enough that it is stated."""

    id: Annotated[str, given("Id of the fact, such as `data.retention_days`.")]
    counted_from: Annotated[
        Literal["contract_end"] | None,
        given("Day the limit runs from; empty: the day the clause counts from, whichever it is."),
    ] = None


class ClauseAsked(Model):
    """A clause that must be there."""

    any_of: Annotated[Ids, given("Ids of clauses; one of them is enough.")]


class PriceAsked(Model):
    """A limit on the price at one volume."""

    volume: Annotated[DecimalText | None, given("Units a month; empty: as expected.")] = None
    currency: Annotated[Currency, given("Currency of the limits.")]
    total_at_most: Annotated[DecimalText | None, given("Most for the whole term.")] = None
    unit_at_most: Annotated[DecimalText | None, given("Most for one unit, all included.")] = None

    @model_validator(mode="after")
    def _has_a_limit(self) -> PriceAsked:
        if self.total_at_most is None and self.unit_at_most is None:
            raise Misfit("no limit is given", 'Add "total_at_most" or "unit_at_most".')
        return self


class OutcomeAsked(Limits):
    """What the definition of each billable outcome must say."""

    field: Annotated[OutcomeField, given("Field of the outcome definition.")]


class ResidencyAsked(Model):
    """Where one kind of processing may happen."""

    what: Annotated[ResidencyKind, given("inference, storage, logs, backups or support.")]
    within: Annotated[Places, given("Countries or blocs, such as EU.")]
    bound_by_clause: Annotated[
        bool, given("Whether a clause must bind it; no: practice is enough.")
    ] = True


class EvidenceAsked(Model):
    """Evidence of a kind that is valid until a day."""

    kind: Annotated[EvidenceKindAsked, given("Kind of evidence.")]
    title_has: Annotated[str | None, given("Words of its title, such as 27001.")] = None
    valid_until: Annotated[
        Day | None, given("Day it must be valid on; empty: the last day of the offer.")
    ] = None


class TermAsked(Model):
    """How the buyer must be able to leave."""

    notice_at_most: Annotated[Duration | None, given("Longest notice of the exit.")] = None
    commitment_at_most: Annotated[Duration | None, given("Longest commitment.")] = None
    clean_days_at_least: Annotated[
        int | None, Field(ge=0), given("Least clean days before a commitment.")
    ] = None

    @model_validator(mode="after")
    def _has_a_limit(self) -> TermAsked:
        if not self.model_fields_set:
            raise Misfit("no limit is given", 'Add "notice_at_most" or another limit.')
        return self


class ValueAsked(Limits):
    """A value that stands on a page, named by its path."""

    path: Annotated[str, given("Path such as `payment.terms`.")]

    @model_validator(mode="after")
    def _leads_to_a_value(self) -> ValueAsked:
        problem = path_problem(Proposal, self.path)
        if problem is not None:
            raise Misfit(problem, "Name the path of a value that a proposal shows.", "path")
        return self


KINDS = ("fact", "clause", "price", "outcome", "residency", "evidence", "term", "value")
"""Keys of which a requirement has exactly one."""


class Requirement(Model):
    """One thing asked, of one of eight kinds."""

    id: Annotated[Slug, given("Id of the requirement.")]
    what: Annotated[str, given("The requirement in a sentence.")]
    source: Annotated[str | None, given("Id of the source it comes from.")] = None
    fact: FactAsked | None = None
    clause: ClauseAsked | None = None
    price: PriceAsked | None = None
    outcome: OutcomeAsked | None = None
    residency: ResidencyAsked | None = None
    evidence: EvidenceAsked | None = None
    term: TermAsked | None = None
    value: ValueAsked | None = None

    @model_validator(mode="after")
    def _has_one_kind(self) -> Requirement:
        found = [name for name in KINDS if getattr(self, name) is not None]
        if len(found) != 1:
            said = " and ".join(found) or "none of the eight kinds"
            raise Misfit(
                f"the requirement {self.id!r} asks for {said}",
                f"Give exactly one of {', '.join(KINDS)}.",
            )
        return self

    @property
    def kind(self) -> str:
        """Give the kind it is of."""
        return next(name for name in KINDS if getattr(self, name) is not None)


class PolicySource(Model):
    """A law or a standard, named and not quoted."""

    id: Annotated[Slug, given("Id that requirements name.")]
    name: Annotated[str, given("Name of the law or standard.")]
    where: Annotated[str, given("Article or section.")]


class Policy(Model):
    """A buyer's requirements for proposals of agents."""

    policy: Annotated[Slug, given("Id of the policy.")]
    title: Annotated[str, given("Name of the policy.")]
    version: Annotated[str, given("Version, in quotes.")]
    as_of: Annotated[Day, given("Day on which it was last read through.")]
    note: Annotated[str | None, given("Whom it is for, and what it leaves out.")] = None
    sources: tuple[PolicySource, ...] = ()
    requirements: Annotated[tuple[Requirement, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _names_agree(self) -> Policy:
        known = {one.id for one in self.sources}
        ids = [one.id for one in self.requirements]
        for number, one in enumerate(self.requirements):
            if one.id in ids[:number]:
                raise Misfit(f"two requirements have the id {one.id!r}", "Give each its own id.",
                             "requirements", number, "id")  # fmt: skip
            if one.source is not None and one.source not in known:
                raise Misfit(f"{one.source!r} is not one of the sources", "Add it under sources.",
                             "requirements", number, "source")  # fmt: skip
        return self


class PriceWeight(Model):
    """The weight of the price: the lowest total gets all of it, others lowest / own."""

    scenario: Annotated[ScenarioId, given("low, expected or high.")] = "expected"
    weight: Annotated[DecimalText, Field(gt=0), given("Points for the lowest total.")]


class WeightedRequirement(Requirement):
    """A requirement and the points for meeting it."""

    weight: Annotated[DecimalText, Field(gt=0), given("Points for meeting it, else none.")]


class Weights(Model):
    """What counts how much for this buyer."""

    price: PriceWeight | None = None
    requirements: tuple[WeightedRequirement, ...] = ()

    @property
    def most(self) -> Decimal:
        """Give the points of an offer that is lowest and meets everything."""
        price = self.price.weight if self.price else Decimal(0)
        return price + sum((one.weight for one in self.requirements), Decimal(0))


class RequirementRow(PublicModel):
    """One requirement, and what the proposal says to it."""

    id: Annotated[str, given("Id of the requirement.")]
    what: Annotated[str, given("The requirement in a sentence.")]
    kind: Annotated[str, given("Which of the eight kinds it is.")]
    status: Annotated[Status, given("met, deviates or not_stated.")]
    asked: Annotated[str, given("What is asked, in words.")]
    found: Annotated[str, given("What the proposal says, in words.")]
    pointer: Annotated[str | None, given("JSON pointer of what was found.")] = None
    page: Annotated[int | None, given("Page it stands on, where pages were given.")] = None
    quote: Annotated[str | None, given("Words of the proposal.")] = None
    clause: Annotated[str | None, given("Id of the clause that says it.")] = None
    source: Annotated[str | None, given("Law or standard it comes from.")] = None


class PolicyReport(PublicModel):
    """A proposal held against a policy; silence never counts as consent."""

    schema_version: Annotated[Literal["0.1"], given("Version of this schema.")] = "0.1"
    policy: Annotated[str, given("Id of the policy.")]
    policy_title: Annotated[str, given("Name of the policy.")]
    policy_version: Annotated[str, given("Version of the policy.")]
    subject: Annotated[str, given("What was given: a file or a kit.")]
    seller: Annotated[str, given("Who makes the offer.")]
    title: Annotated[str, given("Title of the proposal.")]
    on: Annotated[Day, given("Day on which it was asked whether the offer stands.")]
    checked: Annotated[Checked, given("What the verification of the file came to.")]
    checked_detail: Annotated[str, given("How many checks ran.")]
    standing: Annotated[Standing, given("Whether the offer stands on the day.")]
    valid_until: Annotated[Day | None, given("Last day of the offer.")] = None
    answered: Annotated[
        str | None, given("The seller's own answers to the buyer's list, counted in words.")
    ] = None
    met: Annotated[int, given("How many requirements are met.")]
    deviates: Annotated[int, given("From how many the proposal deviates.")]
    not_stated: Annotated[int, given("To how many it says nothing.")]
    rows: Annotated[tuple[RequirementRow, ...], given("One for each requirement.")]

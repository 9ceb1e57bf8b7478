"""The deal brief: one deal as the seller knows it (`deals/<id>.yaml`)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from proposalkit.model.after_pilot import AfterPilotIn, ServiceEvidenceIn
from proposalkit.model.base import Model
from proposalkit.model.brief_figures import CostToday, DealDiscountIn, VolumesIn
from proposalkit.model.brief_outcome import OutcomeIn
from proposalkit.model.brief_requirements import RequirementIn
from proposalkit.model.fields import (
    Country,
    Day,
    DecimalText,
    Place,
    Slug,
    TimeZone,
    given,
)
from proposalkit.model.misfit import Misfit, refuse_same_ids
from proposalkit.model.offering import Autonomy
from proposalkit.model.parties import Paper
from proposalkit.model.proof import SectionName

Stage = Literal["curious", "piloting", "native"]


class PersonIn(Model):
    """A person at the buyer or the seller."""

    name: Annotated[str, given("Full name.")]
    role: Annotated[str, given("What the person does in this deal.")] = "Contact"
    email: Annotated[str | None, given("E-mail address.")] = None


class SignatoryIn(Model):
    """Who signs."""

    name: Annotated[str, given("Full name.")]
    title: Annotated[str, given("Position in the company.")]


class LegalIdIn(Model):
    """A registered identifier."""

    scheme: Annotated[Literal["LEI", "VAT", "DUNS", "register"], given("Kind of identifier.")]
    value: Annotated[str, given("The identifier as registered.")]


class BuyerIn(Model):
    """The buyer."""

    legal_name: Annotated[str, given("Registered name of the buyer.")]
    country: Annotated[Country, given("Country of registration, ISO 3166-1, such as DE.")]
    sector: Annotated[str, given("Sector, such as retail, healthcare, finance, public.")]
    address: Annotated[str | None, given("Registered address.")] = None
    legal_ids: Annotated[tuple[LegalIdIn, ...], given("Registered identifiers.")] = ()
    sponsor: Annotated[PersonIn | None, given("The executive who wants the result.")] = None
    champion: Annotated[PersonIn | None, given("The person who moves the deal inside.")] = None
    procurement: Annotated[PersonIn | None, given("The contact in procurement.")] = None
    signatory: Annotated[SignatoryIn | None, given("Who signs for the buyer.")] = None


class PaperIn(Model):
    """Whose paper governs."""

    governs: Annotated[Paper, given("seller, buyer or existing.")] = "seller"
    title: Annotated[str | None, given("Title of the standing agreement, if one applies.")] = None
    agreed_on: Annotated[Day | None, given("Its date.")] = None
    allows_training: Annotated[
        bool | None, given("Whether it allows training on customer data; read it first.")
    ] = None
    bars_health_data: Annotated[
        bool | None, given("Whether it bars health data from the service.")
    ] = None
    already_says: Annotated[
        dict[Slug, str],
        given("Clauses it already has as much of: clause id, and where, such as section 9.2."),
    ] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _existing_needs_title(self) -> PaperIn:
        if self.governs == "existing" and not (self.title and self.agreed_on):
            raise Misfit(
                "an existing agreement needs its title and agreed_on date",
                'Add "title" and "agreed_on", or let the paper of seller or buyer govern.',
            )
        if self.governs == "seller" and self.already_says:
            raise Misfit(
                "the seller's own paper governs, so no other paper says anything already",
                'Remove "already_says", or let the paper of buyer or existing govern.',
                "already_says",
            )
        return self


class StageIn(Model):
    """How far the buyer has come with AI, and why we say so."""

    value: Annotated[Stage, given("curious, piloting or native.")]
    reasons: Annotated[tuple[str, ...], given("What shows it.")] = ()


class SystemOfRecord(Model):
    """The buyer's system whose records are the count."""

    name: Annotated[str, given("Name of the system.")]
    report: Annotated[str | None, given("Query or report that gives the count.")] = None


class Workflow(Model):
    """The work the agent takes over."""

    name: Annotated[str, given("Name of the workflow, such as 'order status by e-mail'.")]
    description: Annotated[str, given("What happens today, one or two sentences.")]
    channel: Annotated[str | None, given("The one channel in scope.")] = None
    intent: Annotated[str | None, given("The one kind of request in scope.")] = None
    system_of_record: SystemOfRecord
    cost_today: CostToday | None = None
    needs: Annotated[
        tuple[str, ...], given("What the buyer wants to change, one sentence each.")
    ] = ()
    outcome: OutcomeIn | None = None


class DataIn(Model):
    """What data the agent sees and where it must stay."""

    categories: Annotated[tuple[str, ...], Field(min_length=1), given("Categories of data.")]
    subjects: Annotated[tuple[str, ...], given("Whose data it is.")] = ()
    location: Annotated[
        tuple[Place, ...], given("Where processing must stay: countries, EU, EEA.")
    ] = ()
    health_data: Annotated[bool | None, given("Whether health data is processed.")] = None
    california_consumers: Annotated[
        bool | None, given("Whether Californian consumers are concerned.")
    ] = None


class PilotIn(Model):
    """What was agreed or wished for the pilot."""

    days: Annotated[int, Field(ge=30, le=90), given("Length, 30 to 90 days.")] = 60
    start: Annotated[Day | None, given("First day.")] = None
    fee: Annotated[DecimalText | None, given("Fee; the price book's when empty.")] = None
    criteria: tuple[CriterionIn, ...] = ()


class CriterionIn(Model):
    """One test of the pilot."""

    label: Annotated[str, given("What is measured.")]
    target: Annotated[str, given("Threshold with its comparator, such as 'at least 45%'.")]
    source: Annotated[str, given("Where the figure comes from.")]
    reader: Annotated[str, given("Who reads it.")]


class Commercial(Model):
    """What is bought from the price book, with the wishes of this deal."""

    offer: Annotated[Slug, given("Id of the offer in the price book.")]
    price_book: Annotated[
        str | None, given("Version; the only one in the workspace when empty.")
    ] = None
    quantity: Annotated[
        DecimalText | None,
        Field(gt=0),
        given("Units bought, such as seat-equivalents, when a line of the offer has a unit."),
    ] = None
    minimum: Annotated[
        DecimalText | None, given("Monthly minimum; the price book's when empty.")
    ] = None
    cap: Annotated[DecimalText | None, given("Monthly cap; the price book's when empty.")] = None
    discount: Annotated[DealDiscountIn | None, given("A discount of this deal.")] = None
    pilot: Annotated[PilotIn | None, given("The pilot; none when empty.")] = None
    bars_auto_renewal: Annotated[
        bool | None, given("Whether law or the buyer's rules bar automatic renewal.")
    ] = None
    payment_days: Annotated[int, Field(ge=7, le=90), given("Days to pay.")] = 30
    tax: Annotated[str | None, given("Tax treatment as the seller's finance gives it.")] = None


class GateIn(Model):
    """One gate before the signature."""

    id: Annotated[Slug, given("Id of the gate; the same id as a standard gate replaces it.")]
    title: Annotated[str, given("Name of the gate.")]
    seller_owner: Annotated[str, given("Who answers at the seller.")]
    buyer_owner: Annotated[str, given("Who answers at the buyer.")]
    document: Annotated[str, given("The document that opens it.")]
    days: Annotated[int, Field(ge=1, le=120), given("Working days expected.")]


class DealBrief(Model):
    """One deal."""

    format: Annotated[Literal["1"], given("Version of the file's format.")] = "1"
    buyer: BuyerIn
    workflow: Workflow
    volumes: VolumesIn
    data: DataIn
    autonomy: Annotated[
        Autonomy,
        given(
            "copilot (suggests; a person approves each action), supervised (acts; people review "
            "its work together) or autopilot (acts alone within its limits)."
        ),
    ]
    stage: StageIn
    offer_date: Annotated[Day, given("Date of the offer, YYYY-MM-DD.")]
    commercial: Commercial
    valid_days: Annotated[int, Field(ge=1, le=180), given("Days the offer stands.")] = 30
    timezone: Annotated[TimeZone, given("IANA time zone of the validity.")] = "UTC"
    paper: Annotated[PaperIn, given("Whose paper governs.")] = PaperIn()
    talks_to_people: Annotated[bool | None, given("Whether the agent talks to people.")] = None
    consequential_decisions: Annotated[
        bool | None, given("Whether it decides on credit, jobs, housing, insurance, health.")
    ] = None
    high_risk_use: Annotated[
        bool | None,
        given("Whether the use is high-risk under the EU AI Act, as a lawyer reads Annex III."),
    ] = None
    asks_for_insurance: Annotated[
        bool | None, given("Whether the buyer asks for proof of insurance.")
    ] = None
    asks_for_ai_disclosure: Annotated[
        bool | None, given("Whether a document of the buyer asks if AI helped to write the bid.")
    ] = None
    optional_learning: Annotated[
        bool,
        given("Whether both sides want learning from de-identified data."),
    ] = False
    expected_cycle_days: Annotated[int | None, given("Days from brief to signature.")] = None
    oversight: Annotated[tuple[str, ...], given("Decisions that need a person.")] = ()
    oversight_limit: Annotated[
        DecimalText | None, given("Amount above which a person decides.")
    ] = None
    requirements: Annotated[
        tuple[RequirementIn, ...], given("What the buyer asks for, one row each.")
    ] = ()
    page_limit: Annotated[
        int | None,
        Field(ge=1, le=2000),
        given("Most pages the buyer's request allows for the offer."),
    ] = None
    page_limit_annexes: Annotated[
        Literal["counted", "not-counted"] | None,
        given("Whether that limit counts annexes, where the request says so."),
    ] = None
    gates: tuple[GateIn, ...] = ()
    holidays: Annotated[
        tuple[Day, ...], given("Public holidays of both sides; the path to signature skips them.")
    ] = ()
    after_pilot: Annotated[
        AfterPilotIn, given("What this deal does otherwise after the pilot.")
    ] = AfterPilotIn()
    service_evidence: Annotated[
        tuple[ServiceEvidenceIn, ...], given("Parts of the service, with what proves each.")
    ] = ()
    clause_params: Annotated[
        dict[str, dict[str, str]], given("Clause parameters of this deal: clause id, name, value.")
    ] = Field(default_factory=dict)
    positions: Annotated[
        dict[Slug, str],
        given("Alternative texts granted to this deal: clause id, and text, such as fallback-1."),
    ] = Field(default_factory=dict)
    statements: Annotated[
        dict[SectionName, str],
        given("The seller's own words in a section."),
    ] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _gates_apart(self) -> DealBrief:
        refuse_same_ids([gate.id for gate in self.gates], "two gates", "gates")
        steps = [gate.id for gate in self.after_pilot.gates]
        refuse_same_ids(steps, "two steps", "after_pilot")
        refuse_same_ids([one.id for one in self.requirements], "two requirements", "requirements")
        return self


PilotIn.model_rebuild()

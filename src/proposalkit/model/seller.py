"""The seller profile: what may be shown, and apart from it what stays inside (`seller.yaml`)."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from proposalkit.model.advice import GoToMarket
from proposalkit.model.base import Model
from proposalkit.model.brief import LegalIdIn, PersonIn, SignatoryIn
from proposalkit.model.cost_model import AttemptCost, EconomicsIn
from proposalkit.model.exchange_rate import ExchangeRate
from proposalkit.model.fields import (
    Country,
    Currency,
    Day,
    DecimalText,
    Language,
    Place,
    Slug,
    given,
)
from proposalkit.model.misfit import Misfit, refuse_same_ids
from proposalkit.model.offering import Routing

EvidenceKind = Literal[
    "certificate", "audit_report", "pentest", "eval_result", "policy", "reference",
    "measurement", "provider_terms", "insurance",
]  # fmt: skip


class StopControlIn(Model):
    """How the buyer stops the agent."""

    mechanism: Annotated[str, given("What the buyer does.")]
    max_minutes: Annotated[int, Field(ge=0), given("Minutes until it has stopped.")]


class AgentIn(Model):
    """An agent the seller offers."""

    name: Annotated[str, given("Product name.")]
    summary: Annotated[str, given("What it does, one sentence.")]
    id: Annotated[Slug, given("Id, unique in the profile.")] = "agent"
    version: Annotated[str | None, given("Version on offer.")] = None
    human_oversight: Annotated[str | None, given("Who checks what, and how.")] = None
    stop_control: StopControlIn | None = None
    languages: Annotated[tuple[Language, ...], given("BCP 47 tags.")] = ()
    channels: Annotated[tuple[str, ...], given("Channels.")] = ()
    tools: Annotated[tuple[str, ...], given("Systems and actions it may use.")] = ()
    acts: Annotated[bool, given("Whether it takes actions, not only answers.")] = True
    generative: Annotated[bool, given("Whether it writes text or other content.")] = True


class ModelIn(Model):
    """A model the agents call."""

    provider: Annotated[str, given("Company that runs the model.")]
    name: Annotated[str, given("Name of the model.")]
    places: Annotated[tuple[Place, ...], Field(min_length=1), given("Where inference runs.")]
    id: Annotated[Slug, given("Id.")] = "model"
    role: Annotated[str, given("What it is used for.")] = "Language model"
    routing: Annotated[Routing, given("How requests are routed.")] = "not_stated"
    outside: Annotated[bool, given("Whether another company runs it.")] = True
    retention_days: Annotated[int | None, given("Days the provider keeps requests.")] = None
    trains_on_data: Annotated[bool | None, given("Whether the provider trains on requests.")] = None
    baa: Annotated[
        bool | None, given("Whether the provider has signed business associate terms.")
    ] = None
    change_notice_days: Annotated[
        int | None, given("Days of notice the provider gives before it changes the model.")
    ] = None
    output_indemnity: Annotated[
        bool | None, given("Whether the provider bears claims on the model's output.")
    ] = None


class SubprocessorIn(Model):
    """A sub-processor."""

    name: Annotated[str, given("Registered name.")]
    country: Annotated[Place, given("Where it processes data.")]
    purpose: Annotated[str, given("What for.")]
    baa: Annotated[bool | None, given("Whether it has signed business associate terms.")] = None


class HopIn(Model):
    """One hop of the data flow."""

    origin: Annotated[str, given("Where the data comes from.")]
    destination: Annotated[str, given("Where it goes.")]
    provider: Annotated[str, given("Who runs the destination.")]
    places: Annotated[tuple[Place, ...], Field(min_length=1), given("Where it is.")]
    data_class: Annotated[str, given("What data travels.")]
    retention: Annotated[str, given("How long it stays.")]
    training_use: Annotated[str, given("Whether it trains a model.")]


class ResidencyIn(Model):
    """Where each kind of processing happens."""

    inference: Annotated[tuple[Place, ...], given("Inference.")] = ()
    storage: Annotated[tuple[Place, ...], given("Storage.")] = ()
    logs: Annotated[tuple[Place, ...], given("Logs and telemetry.")] = ()
    backups: Annotated[tuple[Place, ...], given("Backups.")] = ()
    support: Annotated[tuple[Place, ...], given("Support access.")] = ()


class EvidenceIn(Model):
    """A document that proves something."""

    id: Annotated[Slug, given("Id.")]
    kind: Annotated[EvidenceKind, given("Kind of evidence.")]
    title: Annotated[str, given("Title.")]
    issuer: Annotated[str, given("Who issued it.")]
    issued_on: Annotated[Day, given("Date of issue.")]
    scope: Annotated[str, given("What it covers.")]
    claim: Annotated[str, given("What it lets the seller say, one sentence.")]
    expires_on: Annotated[Day | None, given("Last day of validity.")] = None
    locator: Annotated[
        Literal["attachment", "on_request", "on_request_under_nda", "public"],
        given("How the buyer gets it."),
    ] = "on_request"
    sha256: Annotated[str | None, given("SHA-256 of the document.")] = None
    sample: Annotated[
        int | None, Field(ge=1), given("Cases measured, for a measurement of quality.")
    ] = None
    sectors: Annotated[
        tuple[str, ...],
        given("Sectors whose work it is about, such as retail; empty: of none in particular."),
    ] = ()


class ServiceLevelIn(Model):
    """A service level the seller measures."""

    metric: Annotated[str, given("What is measured.")]
    target: Annotated[str, given("Target with its comparator.")]
    window: Annotated[str, given("Over which window.")]
    source: Annotated[str, given("How it is measured.")]


class InsuranceIn(Model):
    """A policy the seller carries."""

    line: Annotated[str, given("What is insured, such as technology errors and omissions.")]
    limit: Annotated[DecimalText, Field(gt=0), given("Limit of the policy.")]
    currency: Annotated[Currency, given("Currency of the limit.")]
    basis: Annotated[str, given("What the limit is for.")] = (
        "for each claim and for a year together"
    )


class CompanyIn(Model):
    """The selling company."""

    legal_name: Annotated[str, given("Registered name.")]
    country: Annotated[Country, given("Country of registration, ISO 3166-1.")]
    contact: PersonIn
    signatory: SignatoryIn
    address: Annotated[str | None, given("Registered address.")] = None
    legal_ids: tuple[LegalIdIn, ...] = ()


class BrandIn(Model):
    """How the seller's documents look."""

    accent: Annotated[
        str, Field(pattern=r"^#[0-9a-fA-F]{6}$"), given("Accent colour, #rrggbb, dark on white.")
    ] = "#1f4e79"
    logo: Annotated[str | None, given("PNG or JPEG file, relative to this file.")] = None
    logo_alt: Annotated[str | None, given("What the logo shows, for readers who cannot see.")] = (
        None
    )


class PublicProfile(Model):
    """What buyers may see."""

    company: CompanyIn
    agents: Annotated[tuple[AgentIn, ...], Field(min_length=1)]
    models: tuple[ModelIn, ...] = ()
    brand: BrandIn = BrandIn()
    subprocessors: tuple[SubprocessorIn, ...] = ()
    data_flow: tuple[HopIn, ...] = ()
    residency: ResidencyIn = ResidencyIn()
    evidence: tuple[EvidenceIn, ...] = ()
    service_levels: tuple[ServiceLevelIn, ...] = ()
    insurance: tuple[InsuranceIn, ...] = ()

    @property
    def inference_places(self) -> tuple[Place, ...]:
        """Give where models run: as the profile says of inference, else of its models."""
        of_models = (place for model in self.models for place in model.places)
        return self.residency.inference or tuple(dict.fromkeys(of_models))

    @property
    def places_of_processing(self) -> ResidencyIn:
        """Give the places of each kind of processing, inference as its models have it."""
        return self.residency.model_copy(update={"inference": self.inference_places})

    @model_validator(mode="after")
    def _ids_apart(self) -> PublicProfile:
        refuse_same_ids([agent.id for agent in self.agents], "two agents", "agents")
        refuse_same_ids([model.id for model in self.models], "two models", "models")
        refuse_same_ids([one.id for one in self.evidence], "two documents", "evidence")
        return self


class InternalProfile(Model):
    """What stays inside: never in a file a buyer gets."""

    cost_per_attempt: Annotated[
        DecimalText | None, given("Cost of one attempt; with attempt_cost, the sum of its parts.")
    ] = None
    attempt_cost: Annotated[
        AttemptCost | None, given("The same by part: model, infrastructure, review, support.")
    ] = None
    billed_share: Annotated[
        DecimalText | None,
        Field(gt=0, le=1),
        given("Share of attempts that become billed outcomes, such as 0.62."),
    ] = None
    human_fallback_cost: Annotated[DecimalText | None, given("Cost of one human fallback.")] = None
    monthly_cost: Annotated[
        DecimalText | None, given("Fixed cost of serving the deal a month.")
    ] = None
    floor_price: Annotated[DecimalText | None, given("Lowest unit price without approval.")] = None
    capacity_per_month: Annotated[DecimalText | None, given("Units the seller can serve.")] = None
    approval_limits: Annotated[tuple[str, ...], given("Who may approve what.")] = ()
    notes: Annotated[tuple[str, ...], given("Anything the deal desk should remember.")] = ()
    go_to_market: Annotated[GoToMarket, given("How the company sells; read by the advice.")] = (
        GoToMarket()
    )
    exchange_rates: Annotated[
        tuple[ExchangeRate, ...], given("Dated rates, for lines that are drawn in US dollars.")
    ] = ()
    economics: Annotated[
        EconomicsIn, given("Target margin, pilot, commission, partners, own build.")
    ] = EconomicsIn()

    @property
    def cost_of_attempt(self) -> Decimal | None:
        """Give the cost of one attempt, from its parts or as one number; None when not known."""
        return self.cost_per_attempt if self.attempt_cost is None else self.attempt_cost.total

    @model_validator(mode="after")
    def _parts_make_the_sum(self) -> InternalProfile:
        parts, sum_ = self.attempt_cost, self.cost_per_attempt
        if parts is not None and sum_ is not None and parts.total != sum_:
            raise Misfit(
                f"the parts of attempt_cost make {parts.total}, cost_per_attempt says {sum_}",
                'Correct the wrong one, or remove "cost_per_attempt": the parts alone will do.',
                "cost_per_attempt",
            )
        return self


class SellerProfile(Model):
    """The whole profile."""

    format: Annotated[Literal["1"], given("Version of the file's format.")] = "1"
    public: PublicProfile
    internal: InternalProfile = InternalProfile()

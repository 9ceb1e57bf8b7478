"""The rows of the catalogue of selling: one class for each kind of table."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from proposalkit.model.base import Model
from proposalkit.model.catalog import Entry, FamilyId, Motion, SourceDocument, Span, StageId
from proposalkit.model.fields import Currency, Day, DecimalText, Slug, given
from proposalkit.model.offering import Autonomy

SizeBand = Literal["self-serve", "mid-market", "enterprise", "strategic"]
CycleBand = Literal["days", "weeks", "months", "quarters"]
Measures = Literal["cost", "usage", "value", "vague"]
Motions = Annotated[tuple[Slug, ...], given("Ids of motions.")]


class Family(Entry):
    """One of the four families of motions."""

    family: FamilyId
    seller_job: Annotated[str, given("What the seller has to be good at.")]


class SalesAsset(Entry):
    """One of the five things a motion builds."""


class MaturityLevel(Entry):
    """How well tried a motion is."""


class Band(Entry):
    """A column or a row of the fit matrix: deal size in USD a year, or cycle in days."""

    axis: Literal["size", "cycle"]
    low: DecimalText
    high: Annotated[DecimalText | None, given("Not in the band any more; none means open.")] = None


class MatrixCell(Entry):
    """One cell of the fit matrix: deal size against length of the cycle."""

    cycle: CycleBand
    size: SizeBand
    motions: Motions


class DiagnosticAnswer(Model):
    """One answer to a question of the diagnostic, and the motions it opens."""

    code: Annotated[Slug, given("Code of the answer, as in the seller profile.")]
    means: str
    motions: Motions
    also: Annotated[tuple[str, ...], given("Words of the source that are no motion.")] = ()


class DiagnosticQuestion(Entry):
    """One of the eight questions a seller asks about its own company."""

    number: Annotated[int, Field(ge=1, le=8)]
    asks: str
    answers: Annotated[tuple[DiagnosticAnswer, ...], Field(min_length=2)]


class FlowBranch(Entry):
    """One branch of our flowchart: yearly price and length of the cycle lead to motions."""

    number: int
    yearly_price: Annotated[Span, given("Yearly price of one customer, in USD.")]
    cycle: Annotated[Span, given("From first contact to signature, in days.")]
    outcome_measurable: Annotated[bool | None, given("None when it does not matter.")] = None
    motions: Motions


class BuyerStage(Entry):
    """How far a buyer has come with AI, and what follows for the seller."""

    stage: StageId
    signs: Annotated[tuple[str, ...], Field(min_length=1), given("What shows the stage.")]
    wants: Annotated[tuple[str, ...], Field(min_length=1), given("What this buyer asks for.")]
    cycle: str
    motions: Motions
    geography: Annotated[tuple[str, ...], given("Where most buyers stand at it.")]


class Hybrid(Entry):
    """A sequence of two motions that companies grow through."""

    starts: Slug
    becomes: Slug
    trigger: Annotated[str, given("What says that it is time.")]
    changes: Annotated[str, given("What has to be different from then on.")]
    examples: tuple[str, ...] = ()


class Failure(Entry):
    """A way in which a motion goes wrong, how it shows, and what mends it."""

    motions: Motions
    symptom: str
    fix: str


class TrustRung(Entry):
    """One autonomy level and how it is priced."""

    level: Autonomy
    priced_as: str


class Objection(Entry):
    """An objection that returns in almost every deal, and the document that answers it."""

    asks: str
    answered_by: Annotated[str, given("What the kit holds against it.")]
    clauses: tuple[Slug, ...]
    without: Annotated[str, given("What happens when it is not answered beforehand.")]


class CommissionModel(Entry):
    """One way to pay the seller's people when revenue comes later."""

    pays: str
    danger: str


class Benchmark(Entry):
    """A price somebody has published."""

    vendor: str
    unit: str
    price: Annotated[DecimalText | None, given("None where only the form of price is known.")] = (
        None
    )
    currency: Currency | None = None
    holds_until: Annotated[Day, given("Day after which it has to be looked up again.")]


class PricingSurface(Entry):
    """What a price may be hung on, where it fits and what is dangerous about it."""

    best_fit: str
    danger: str


class WorkUnit(Entry):
    """A unit somebody counts, and whether it measures cost, usage or value."""

    measures: Measures
    counted_when: Annotated[str, given("Ready definition, or what to count instead.")]
    names: Annotated[
        tuple[str, ...], given("Names a price book uses for it, in the singular; whole words.")
    ] = ()


class Point(Entry):
    """One numbered point of a list: a step, a mistake, a shift, something to negotiate for."""

    number: int
    do: Annotated[str, given("What to do about it.")]


class Checklist(Entry):
    """A list to tick off."""

    items: Annotated[tuple[str, ...], Field(min_length=2)]


class SellerWord(Entry):
    """A word of the sales team, with the words a lawyer and a buyer use for it."""

    seller: Annotated[str, Field(min_length=1), given("The seller's word.")]
    lawyer: Annotated[str, Field(min_length=1), given("The lawyer's word, or: no word.")]
    buyer: Annotated[str, Field(min_length=1), given("The buyer's word, or: no word.")]


class SellingCatalog(Model):
    """Everything the catalogue of selling holds; all of it is internal."""

    sources: tuple[SourceDocument, ...] = ()
    motions: tuple[Motion, ...] = ()
    families: tuple[Family, ...] = ()
    sales_assets: tuple[SalesAsset, ...] = ()
    maturity: tuple[MaturityLevel, ...] = ()
    bands: tuple[Band, ...] = ()
    fit_matrix: tuple[MatrixCell, ...] = ()
    diagnostic: tuple[DiagnosticQuestion, ...] = ()
    flowchart: tuple[FlowBranch, ...] = ()
    buyer_stages: tuple[BuyerStage, ...] = ()
    hybrids: tuple[Hybrid, ...] = ()
    failures: tuple[Failure, ...] = ()
    trust_ladder: tuple[TrustRung, ...] = ()
    objections: tuple[Objection, ...] = ()
    commissions: tuple[CommissionModel, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()
    pricing_surfaces: tuple[PricingSurface, ...] = ()
    work_units: tuple[WorkUnit, ...] = ()
    points: tuple[Point, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    seller_words: tuple[SellerWord, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Give all entries, table by table."""
        tables: tuple[tuple[Entry, ...], ...] = (
            self.motions, self.families, self.sales_assets, self.maturity, self.bands,
            self.fit_matrix, self.diagnostic, self.flowchart, self.buyer_stages, self.hybrids,
            self.failures, self.trust_ladder, self.objections, self.commissions, self.benchmarks,
            self.pricing_surfaces, self.work_units, self.points, self.checklists,
            self.seller_words,
        )  # fmt: skip
        return tuple(entry for table in tables for entry in table)

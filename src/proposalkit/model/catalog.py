"""What the seller's catalogue of selling knows: entries with a source, figures with a day."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from proposalkit.model.base import Model
from proposalkit.model.fields import Currency, Day, DecimalText, Slug, given
from proposalkit.model.misfit import Misfit

FigureUnit = Literal[
    "percent", "days", "weeks", "months", "years", "minutes", "times", "count", "money"
]
Basis = Literal["source", "reconstructed", "own"]
FamilyId = Literal["buyer-led", "vendor-led", "outcome-led", "partner-led"]
MaturityId = Literal["proven", "emerging", "speculative"]
StageId = Literal["curious", "piloting", "native"]


class SourceDocument(Model):
    """A document the catalogue draws facts from; its sentences are not copied."""

    id: Slug
    title: Annotated[str, given("Title under which it was published, or a description.")]
    short: Annotated[str, given("Name by which guidance cites it.")]
    author: Annotated[str | None, given("Who wrote it, where that is known.")] = None
    as_of: Annotated[Day, given("Day its figures were true; the first of a year without a day.")]
    note: str | None = None


class Figure(Model):
    """One figure of a source: written once, and placed into the text as `{id}`."""

    id: Slug
    means: Annotated[str, given("What is measured.")]
    low: DecimalText
    high: Annotated[DecimalText | None, given("Upper end of a range.")] = None
    unit: Annotated[FigureUnit, given("Unit of both ends.")]
    currency: Currency | None = None
    as_of: Annotated[Day | None, given("Day it was true; else the day of the entry.")] = None
    at: Annotated[str | None, given("Place in the source, if not the place of the entry.")] = None

    @model_validator(mode="after")
    def _sound(self) -> Figure:
        if self.high is not None and self.high <= self.low:
            raise Misfit(
                f"the range of {self.id!r} ends at {self.high}, not above {self.low}",
                "Write the smaller number first.",
                "high",
            )
        if (self.unit == "money") != (self.currency is not None):
            raise Misfit(
                f"the figure {self.id!r} has no currency or one too many",
                'Give "currency" with the unit money, and only there.',
                "unit",
            )
        return self


class Worked(Model):
    """A calculation of a source, done again from its own numbers."""

    id: Slug
    means: Annotated[str, given("What is worked out.")]
    factors: Annotated[
        tuple[DecimalText, ...], given("Numbers that are multiplied; none for a margin.")
    ] = ()
    price: Annotated[DecimalText | None, given("Price of a margin.")] = None
    costs: Annotated[tuple[DecimalText, ...], given("Costs taken from that price.")] = ()
    result: DecimalText
    unit: FigureUnit
    currency: Currency | None = None

    @property
    def worked_out(self) -> Decimal:
        """Give what the numbers come to: the product, or the share of the price that is left."""
        if self.price is not None:
            return (self.price - sum(self.costs, Decimal(0))) / self.price
        total = Decimal(1)
        for factor in self.factors:
            total *= factor
        return total


class Disagreement(Model):
    """Values of sources that differ: all stay, one is used, and the reason is said."""

    about: str
    values: Annotated[tuple[str, ...], Field(min_length=2), given("Each value with its place.")]
    used: Annotated[str, given("The value this catalogue uses.")]
    why: str


class Entry(Model):
    """One entry: its text, where it comes from, and until when it is trusted."""

    id: Slug
    title: str
    basis: Annotated[
        Basis, given("source; reconstructed where a source lost a part; own where we made it.")
    ] = "source"
    at: Annotated[str, given("Place in the document.")]
    document: Annotated[str, given("Id of the document in sources.yaml.")] = ""
    as_of: Annotated[Day | None, given("Day its figures were true.")] = None
    review_by: Annotated[Day | None, given("Day by which the owner reads it again.")] = None
    owner: str = ""
    text: str = ""
    words: Annotated[str, given("Other words for it and questions it answers; never quoted.")] = ""
    regions: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    stages: Annotated[tuple[StageId, ...], given("Buyer stages it is for; none means all.")] = ()
    see: Annotated[tuple[str, ...], given("Other entries, as kind/id.")] = ()
    figures: tuple[Figure, ...] = ()
    worked: tuple[Worked, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    kind: Annotated[str, given("Set by the reader from the file.")] = ""
    file: str = ""
    line: int = 1

    @property
    def key(self) -> str:
        """Give the unique name: kind and id, such as `motion/self-serve`."""
        return f"{self.kind}/{self.id}"

    @property
    def source(self) -> str:
        """Give document and place in one line."""
        return f"{self.document}, {self.at}"


class Span(Model):
    """A range in the source's words, with our reading in numbers for sorting."""

    says: Annotated[str, given("The range in words; figures as {id}.")]
    low: DecimalText
    high: Annotated[DecimalText | None, given("Upper end; none means open.")] = None


class Risk(Model):
    """A way in which something fails, and what is done against it."""

    risk: str
    answer: str


class MotionHeader(Entry):
    """The keys at the top of a motion."""

    number: Annotated[int, Field(ge=1), given("1 to 12 are shipped; your own begin at 13.")]
    family: FamilyId
    maturity: MaturityId
    difficulty: Literal["easy", "medium", "advanced"]
    buyer: Annotated[str, given("Who buys, and how far that person decides alone.")]
    best_for: str
    role: Annotated[str, given("Its part in a company's plan: first, later, or beside another.")]
    deal_size: Annotated[Span, given("Typical first deal, in USD.")]
    cycle: Annotated[Span, given("From first contact to signature, in days.")]
    assets: Annotated[
        tuple[str, ...], Field(min_length=1), given("Sales assets it builds first; our reading.")
    ]
    tooling: Annotated[tuple[str, ...], given("Kinds of tools it cannot do without.")]
    priced_as: Annotated[str, given("Pricing surface it usually carries.")]
    works_when: Annotated[tuple[str, ...], Field(min_length=1)]
    risks: Annotated[tuple[Risk, ...], Field(min_length=1), given("The main risk first.")]
    examples: Annotated[
        tuple[str, ...], Field(min_length=1), given("Companies or programmes the source names.")
    ]

    @property
    def main_risk(self) -> Risk:
        """Give the risk the source names first."""
        return self.risks[0]


class Motion(MotionHeader):
    """One of the twelve ways to sell."""

    core_idea: str
    how_it_works: str
    what_it_looks_like: str
    first_move: str

"""The knowledge as read from its files: clauses, rules, facts, passages, questions, words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from proposalkit.model.after_pilot import AfterPilot
from proposalkit.model.approvals import TextStatus
from proposalkit.model.base import Model
from proposalkit.model.catalog import Disagreement, Figure, StageId, Worked
from proposalkit.model.catalog_rows import SellingCatalog
from proposalkit.model.drafting_book import DraftingBook
from proposalkit.model.fields import Audience as Audience
from proposalkit.model.fields import Day, Slug, given
from proposalkit.model.grounding import GroundingRules
from proposalkit.model.law import LawDate, LawNote, Regime
from proposalkit.model.negotiation import ClauseTalk
from proposalkit.model.proof import ClauseFamily, Home
from proposalkit.model.question_book import QuestionEntry as QuestionEntry
from proposalkit.model.question_book import QuestionGroup, Sector
from proposalkit.model.safety import OneTime, SafetyRow
from proposalkit.model.stage_kit import FormRow, StageKit

ParamType = Literal["integer", "decimal", "money", "text", "list", "choice"]
Approver = Literal["seller_rep", "deal_desk", "legal", "general_counsel"]
APPROVERS: Mapping[Approver, str] = {
    "seller_rep": "seller representative",
    "deal_desk": "deal desk",
    "legal": "legal",
    "general_counsel": "general counsel",
}
"""Who approves a contract text, in words."""
SectionId = Literal["need", "solution", "pilot", "oversight"]
HoldsInRegions = Annotated[
    tuple[str, ...], given("Regions or countries of `regions.yaml` it holds in; none: all.")
]
HoldsInSectors = Annotated[
    tuple[str, ...], given("Sectors of `questions.yaml` it holds in; none: all.")
]
ForStages = Annotated[tuple[StageId, ...], given("Buyer stages it is for; none: all.")]
AskedAs = Annotated[
    tuple[str, ...], given("How people ask for it, in a few words each; for the search only.")
]


class ClauseParam(Model):
    """A slot in a clause text, with its range and where its value comes from."""

    type: ParamType
    means: Annotated[str, given("What the value says, in plain words.")]
    unit: Annotated[
        str | None, given("days, months, hours, minutes, percent, count, multiple.")
    ] = None
    min: Annotated[str | None, given("Least value.")] = None
    max: Annotated[str | None, given("Greatest value.")] = None
    default: Annotated[str | tuple[str, ...] | None, given("Value when the deal has none.")] = None
    source: Annotated[str | None, Field(alias="from"), given("Deal value it is taken from.")] = None
    choices: Annotated[tuple[str, ...], given("Allowed values of a choice.")] = ()


class PositionHeader(Model):
    """The keys at the top of a contract text."""

    clause: Slug
    approver: Annotated[Approver, given("Who must approve this text.")]
    approved_by: str | None = None
    approved_on: Day | None = None
    status: Literal["draft", "in_review", "approved"]
    license: str
    source: str
    facts: dict[str, str | tuple[str, ...]]
    evidence: tuple[str, ...] = ()


class Position(PositionHeader):
    """One contract text of a clause, with the facts it states."""

    status: Annotated[  # type: ignore[assignment]  # a file cannot say all that a record can
        TextStatus, given("Where the text stands; a workspace's records decide.")
    ]
    order: Annotated[int, given("Number in the file name: 10 preferred, 20, 30 fallbacks.")]
    text: str
    file: Annotated[str, given("Where the text stands, for messages.")]
    line: Annotated[int, given("Line on which the text starts.")]


class ClauseHeader(Model):
    """The keys at the top of a clause's `clause.md`."""

    clause: Slug
    version: str
    title: str
    family: ClauseFamily
    answers: str
    asked_as: AskedAs = ()
    lands_in: Home
    points: tuple[str, ...]
    params: dict[str, ClauseParam]
    requires: tuple[Slug, ...]
    conflicts: tuple[str, ...]
    owner: str
    review_by: Day
    regions: HoldsInRegions = ()
    sectors: HoldsInSectors = ()
    stages: ForStages = ()


class ClauseRecord(ClauseHeader):
    """One clause of the library."""

    plain_words: str
    positions: Annotated[tuple[Position, ...], Field(min_length=1)]
    file: str
    variants: Annotated[
        dict[str, tuple[Position, ...]],
        given("Texts for one regime of law, by its id; each takes the place of a position."),
    ] = Field(default_factory=dict)

    @property
    def preferred(self) -> Position:
        """Give the position that is offered first: the one with the lowest number."""
        return min(self.positions, key=lambda position: position.order)

    def every_text(self) -> tuple[Position, ...]:
        """Give all texts: those for every regime of law first, then those for one."""
        return (*self.positions, *(one for texts in self.variants.values() for one in texts))


class FactType(Model):
    """A fact a clause may state, and the sentence a buyer reads for it."""

    type: Literal["choice", "yes_no", "integer", "decimal", "money", "text", "list"]
    label: str
    unit: str | None = None
    values: Annotated[dict[str, str], given("Words of each code of a choice.")] = Field(
        default_factory=dict
    )
    counted_from: Annotated[
        str | None,
        given("Day its days start: contract_end, or a fact whose days are over by then."),
    ] = None
    statement: Annotated[
        str | dict[str, str], given("A sentence with {value}, or one sentence for each value.")
    ]


class RuleRow(Model):
    """One row of the selection rules: a condition and the clauses it asks for."""

    id: Annotated[str, given("R-01 to R-20.")]
    condition: Annotated[str, given("Code of the condition.")]
    when: Annotated[str, given("The condition in plain words.")]
    clauses: tuple[Slug, ...] = ()
    note: str | None = None


class ClauseLibrary(Model):
    """All clauses with the words and rules they share."""

    clauses: dict[str, ClauseRecord]
    definitions_version: str
    definitions: str
    facts: dict[str, FactType]
    rules: tuple[RuleRow, ...]
    laws: Annotated[dict[str, LawDate], given("Dates of laws by their name.")] = Field(
        default_factory=dict
    )
    law_notes: Annotated[
        tuple[LawNote, ...], given("What a lawyer of one country will say; never for a buyer.")
    ] = ()
    regimes: Annotated[tuple[Regime, ...], given("Regimes of law, the nearest first.")] = ()
    safety: Annotated[tuple[SafetyRow, ...], given("Guards, then conflicts, in words.")] = ()
    warnings: Annotated[
        tuple[SafetyRow, ...], given("What the seller is warned of before anything is sent.")
    ] = ()

    def clash_words(self) -> dict[str, tuple[str, ...]]:
        """Give the phrases of each guard and conflict that has some, by its id."""
        return {one.id: one.words for one in self.safety if one.words}

    def same_facts(self) -> tuple[tuple[str, str], ...]:
        """Give the pairs of facts that have to state one value."""
        return tuple(pair for one in self.safety for pair in one.same)

    def one_times(self) -> tuple[OneTime, ...]:
        """Give the events whose times are held against each other."""
        return tuple(event for one in self.safety for event in one.times)


class PassageHeader(Model):
    """The keys at the top of a passage."""

    id: Slug
    title: str
    audience: Audience
    sections: Annotated[tuple[SectionId, ...], given("Sections it may be quoted in.")] = ()
    needs: Annotated[
        tuple[str, ...], given("Conditions of the deal under which it holds; all of them.")
    ] = ()
    asked_as: AskedAs = ()
    owner: str
    source: Annotated[str, given("Where it comes from: own text, or document and section.")]
    as_of: Annotated[Day | None, given("Day the figures in it were true.")] = None
    review_by: Annotated[Day, given("Day by which the owner reads it again.")]
    figures: Annotated[tuple[Figure, ...], given("Figures of guidance, written as {id}.")] = ()
    worked: Annotated[tuple[Worked, ...], given("Calculations of guidance, done again.")] = ()
    disagreements: Annotated[
        tuple[Disagreement, ...], given("Values of sources that differ, and the one used.")
    ] = ()
    regions: HoldsInRegions = ()
    sectors: HoldsInSectors = ()
    stages: ForStages = ()


class Passage(PassageHeader):
    """A text of the knowledge that may be quoted word for word: one unit of search."""

    kind: Literal["passage", "guidance"]
    text: str
    file: str
    line: int


class GateEntry(Model):
    """A standard gate on the path to signature."""

    id: Slug
    title: str
    seller_owner: str
    buyer_owner: str
    document: str
    days: int


class Term(Model):
    """A word of the glossary, as the buyer, the seller and the lawyer say it."""

    term: Annotated[str, given("The buyer's word.")]
    seller: Annotated[str, Field(min_length=1), given("The seller's word.")]
    lawyer: Annotated[str, Field(min_length=1), given("The lawyer's word.")]
    meaning: str
    only_if: Annotated[
        tuple[str, ...], given("Conditions of the deal of which one holds; none: always.")
    ] = ()


class Catalogue(Model):
    """Everything the planning needs to know."""

    library: ClauseLibrary
    passages: tuple[Passage, ...]
    questions: tuple[QuestionEntry, ...]
    gates: tuple[GateEntry, ...]
    glossary: tuple[Term, ...]
    wording: Annotated[dict[str, str], given("Fixed sentences by id, such as `grade.draft`.")]
    after_pilot: Annotated[
        AfterPilot | None, given("What comes after a pilot by our standard.")
    ] = None
    grounding: Annotated[
        GroundingRules | None, given("What decides whether a drafted sentence may stand.")
    ] = None
    regions: Annotated[
        dict[str, tuple[str, ...]], given("Countries of eu, eea and uk, from `regions.yaml`.")
    ] = Field(default_factory=dict)
    question_groups: tuple[QuestionGroup, ...] = ()
    sectors: tuple[Sector, ...] = ()
    stage_kits: tuple[StageKit, ...] = ()
    vendor_form: tuple[FormRow, ...] = ()
    drafting: Annotated[DraftingBook, given("What each drafted text tells, and its sentences.")] = (
        DraftingBook()
    )
    talks: Annotated[
        tuple[ClauseTalk, ...], given("What we answer on each clause; never for a buyer.")
    ] = ()
    selling: Annotated[
        SellingCatalog, given("What the seller knows about selling; never for a buyer.")
    ] = Field(default_factory=SellingCatalog)

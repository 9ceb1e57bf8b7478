"""The YAML tables of the knowledge: facts, rules, questions, gates, glossary, wording, lints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Literal, TypeAlias, TypeVar

from pydantic import BaseModel

from proposalkit.knowledge.knowledge_files import KnowledgeFile
from proposalkit.knowledge.lint_table import LintTable, Table
from proposalkit.knowledge.pydantic_findings import build
from proposalkit.knowledge.yaml_text import YamlDocument, parse_yaml
from proposalkit.model.after_pilot import AfterPilot
from proposalkit.model.base import Model
from proposalkit.model.brief_outcome import OutcomeIn
from proposalkit.model.deal_numbers import CrmFields
from proposalkit.model.drafting_book import DraftingBook
from proposalkit.model.economics_rules import EconomicsRules
from proposalkit.model.fields import Country, Slug, given
from proposalkit.model.finding import Finding
from proposalkit.model.grounding import GroundingRules
from proposalkit.model.intake_rules import IntakeRules
from proposalkit.model.knowledge import FactType, GateEntry, QuestionEntry, RuleRow, Term
from proposalkit.model.law import FactWords, LawDate, LawNote, MandatoryList, Regime
from proposalkit.model.negotiation import DealTiers
from proposalkit.model.question_book import QuestionGroup, Sector
from proposalkit.model.requirement_topics import RequirementTopics
from proposalkit.model.review import ReviewRules
from proposalkit.model.safety import SafetyRow
from proposalkit.model.stage_kit import FormRow, StageKit
from proposalkit.pricing.floor_price import PriceThresholds

ModelT = TypeVar("ModelT", bound=BaseModel)


class FactTable(Table):
    """The facts a clause may state."""

    facts: dict[str, FactType]


class RuleTable(Table):
    """The rows that ask for clauses."""

    rules: tuple[RuleRow, ...]
    guards: tuple[SafetyRow, ...] = ()
    conflicts: tuple[SafetyRow, ...] = ()
    warnings: tuple[SafetyRow, ...] = ()


class QuestionTable(Table):
    """The questions procurement asks."""

    questions: tuple[QuestionEntry, ...]
    groups: tuple[QuestionGroup, ...] = ()
    sectors: tuple[Sector, ...] = ()


class GateTable(Table):
    """The standard gates on the path to a signature."""

    gates: tuple[GateEntry, ...]


class GlossaryTable(Table):
    """The words a buyer meets in a proposal."""

    terms: tuple[Term, ...]


class AfterPilotTable(Table, AfterPilot):
    """What comes after a pilot unless the deal says otherwise."""


class OutcomeTable(Table):
    """Ready definitions of an outcome, by the name a brief takes them by."""

    outcomes: dict[Slug, OutcomeIn]


class StageTable(Table):
    """How a kit follows the buyer's stage."""

    stages: tuple[StageKit, ...]


class VendorFormTable(Table):
    """The form buyers send to a new vendor."""

    rows: tuple[FormRow, ...]


class SlotType(Model):
    """A slot of a fixed sentence: the code fills it with a typed value."""

    type: Annotated[
        Literal["name", "text", "date", "money", "integer", "duration"],
        given("Kind of value: name, text, date, money, integer, duration."),
    ]
    means: Annotated[str, given("What the value says.")]


class WordingTable(Table):
    """The fixed sentences and the slots they may have."""

    slots: dict[str, SlotType]
    wording: dict[str, str]


class GroundingTable(Table, GroundingRules):
    """What decides whether a drafted sentence may stand."""


class DraftingTable(Table, DraftingBook):
    """What each drafted text tells, and the sentences it is made of."""


class RegionTable(Model):
    """Which countries belong to which region."""

    as_of: Annotated[date, given("Day from which the lists hold.")]
    review_by: Annotated[date, given("Day by which they are checked again.")]
    source: Annotated[str, given("Who publishes the membership.")]
    eu: tuple[Country, ...]
    eea: tuple[Country, ...]
    uk: tuple[Country, ...]


class LawTable(Table):
    """The dates from which duties of laws apply."""

    laws: dict[str, LawDate]
    notes: Annotated[tuple[LawNote, ...], given("Risks of a text in one country; internal.")] = ()


class RegimeTable(Table):
    """The regimes of law that may have wordings of their own, the nearest first."""

    regimes: tuple[Regime, ...]


class MandatoryTable(Table):
    """What laws ask certain contract texts to cover, point by point."""

    lists: tuple[MandatoryList, ...]
    facts: Annotated[
        tuple[FactWords, ...], given("Words behind each fact that is stated by a fixed value.")
    ] = ()


AnyTable: TypeAlias = (
    Table
    | RegionTable
    | PriceThresholds
    | EconomicsRules
    | CrmFields
    | ReviewRules
    | DealTiers
    | RequirementTopics
    | IntakeRules
)

TABLES: Mapping[str, type[AnyTable]] = {
    "facts.yaml": FactTable,
    "rules.yaml": RuleTable,
    "questions.yaml": QuestionTable,
    "gates.yaml": GateTable,
    "after-pilot.yaml": AfterPilotTable,
    "outcomes.yaml": OutcomeTable,
    "glossary.yaml": GlossaryTable,
    "stage-kits.yaml": StageTable,
    "vendor-form.yaml": VendorFormTable,
    "wording.yaml": WordingTable,
    "grounding.yaml": GroundingTable,
    "drafting.yaml": DraftingTable,
    "regions.yaml": RegionTable,
    "lints.yaml": LintTable,
    "limits.yaml": PriceThresholds,
    "law-dates.yaml": LawTable,
    "regimes.yaml": RegimeTable,
    "mandatory-points.yaml": MandatoryTable,
    "economics.yaml": EconomicsRules,
    "crm-fields.yaml": CrmFields,
    "review-rules.yaml": ReviewRules,
    "negotiation-tiers.yaml": DealTiers,
    "requirement-topics.yaml": RequirementTopics,
    "intake.yaml": IntakeRules,
}
"""Every table with its model; all of them have to be there."""


_KEPT = (
    Table,
    EconomicsRules,
    CrmFields,
    ReviewRules,
    DealTiers,
    RequirementTopics,
    IntakeRules,
)
"""Tables with one who keeps them and a day of review."""


class TableSheets:
    """The tables that could be read, with the documents they came from."""

    def __init__(self) -> None:
        self._tables: list[tuple[AnyTable, YamlDocument]] = []

    def read(self, file: KnowledgeFile, findings: list[Finding]) -> None:
        """Read one table file; adds what is wrong."""
        document = parse_yaml(file.text, file.shown)
        made, found = build(TABLES[file.name], document)
        findings += found
        if made is not None:
            self._tables.append((made, document))

    def get(self, model: type[ModelT]) -> tuple[ModelT, YamlDocument] | None:
        """Give a table by its model, with its document; None when it could not be read."""
        for made, document in self._tables:
            if isinstance(made, model):
                return made, document
        return None

    def table(self, model: type[ModelT]) -> ModelT:
        """Give a table that is known to be there; raises LookupError when it is not."""
        found = self.get(model)
        if found is None:
            raise LookupError(model.__name__)
        return found[0]

    def reviews(self) -> Iterator[tuple[date, str, YamlDocument]]:
        """Give review date, owner and document of each table."""
        for made, document in self._tables:
            if isinstance(made, _KEPT):
                yield made.review_by, made.owner, document
            elif isinstance(made, RegionTable):
                yield made.review_by, "legal", document

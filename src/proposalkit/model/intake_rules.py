"""How intake reads: labels, cues, questions and limits, as data of `knowledge/intake.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, Field, model_validator

from proposalkit.model.base import Model
from proposalkit.model.brief import DealBrief
from proposalkit.model.fields import Currency, Day, given
from proposalkit.model.intake import Blocked
from proposalkit.model.machine_orders import MachineOrder
from proposalkit.model.misfit import Misfit, refuse_same_ids
from proposalkit.model.tender_rules import Choice, Groups, TenderRule

ValueKind = Literal[
    "text", "list", "country", "places", "choice", "yes_no", "count", "amount", "currency",
    "date", "days", "share", "person_name", "person_role", "email", "slug",
]  # fmt: skip
"""How the words of a field are read; `intake/values.py` has one function for each."""


class Locale(Model):
    """How numbers and dates are written."""

    id: Annotated[str, Field(pattern=r"^[a-z]{2}(-[A-Z]{2})?$"), given("Such as de-DE.")]
    decimal: Annotated[Literal[".", ","], given("Sign before the decimals.")]
    slashed: Annotated[
        Literal["month-first", "day-first", "unclear"], given("How 03/04/2026 is read.")
    ]
    months: Annotated[tuple[str, ...], given("Names of the months, besides the English ones.")] = ()
    spans: Annotated[
        dict[str, Literal["D", "BD", "W", "M", "Q", "Y", "TH", "TM"]],
        given("Words for lengths of time: day, working day, week, month, quarter, year, hour."),
    ] = Field(default_factory=dict)
    percent: Annotated[tuple[str, ...], given("Words for a hundredth.")] = ()

    @model_validator(mode="after")
    def _twelve_months(self) -> Locale:
        if self.months and len(self.months) != 12:
            raise Misfit(
                f"a year has twelve months, and {len(self.months)} are named",
                "Name all twelve in their order, or none.",
                "months",
            )
        return self


class Language(Model):
    """A language that is told apart, and what is read of it."""

    name: Annotated[str, given("English name of the language.")]
    words: Annotated[tuple[str, ...], Field(min_length=5), given("Its most common words.")]
    locale: Annotated[str, given("Locale that reads its numbers and dates.")] = ""
    reads: Annotated[str, given("What the rules read of it, as a sentence says it.")] = ""


class Limits(Model):
    """How much is read; what is beyond is refused or named, never dropped in silence."""

    pages: Annotated[int, Field(ge=1), given("Pages of one PDF.")]
    letters: Annotated[int, Field(ge=1000), given("Letters of one source.")]
    requirements: Annotated[int, Field(ge=1), given("Requirements kept.")]
    value_letters: Annotated[int, Field(ge=20), given("Letters of one value.")]
    quote_letters: Annotated[int, Field(ge=40), given("Letters of one quote.")]


class IntakeField(Model):
    """One field of the brief: how it is found, and what is asked when it is not."""

    field: Annotated[str, Field(pattern=r"^[a-z_]+(\.[a-z_]+)*$"), given("Place in the brief.")]
    kind: ValueKind
    labels: Annotated[tuple[str, ...], given("Words before a colon, or first cell of a row.")] = ()
    cues: Annotated[tuple[Groups, ...], given("Words of a sentence that states it.")] = ()
    cues_not: Annotated[
        tuple[str, ...], given("Words of a sentence that states something else.")
    ] = ()
    named_before: Annotated[
        tuple[str, ...], given("Words behind a name: `Zendesk is our system of record`.")
    ] = ()
    topic: Annotated[
        tuple[str, ...], given("Words that say that the next sentence may be about this field.")
    ] = ()
    units: Annotated[
        tuple[str, ...], given("Words one of which must follow a count of this field.")
    ] = ()
    ends: Annotated[
        tuple[str, ...], given("Two fields for the lower and the upper end of a range.")
    ] = ()
    mentions: Annotated[
        tuple[str, ...], given("Words that make its question blocking; no value is taken.")
    ] = ()
    must: Annotated[bool, given("Whether a brief cannot do without.")] = False
    or_none: Annotated[
        str, given("When a person may answer none all the same: the end of a sentence.")
    ] = ""
    care: Annotated[
        Literal["none", "confirm", "labelled"],
        given(
            "none: a found value is written; confirm: only once a person confirmed it; "
            "labelled: like confirm, and taken from a labelled line alone."
        ),
    ] = "none"
    unless: Annotated[str, given("Field whose value makes this one needless.")] = ""
    letters: Annotated[int | None, Field(ge=1), given("Most letters of a name.")] = None
    only_with: Annotated[str, given("Field without which nobody asks for this one.")] = ""
    joins: Annotated[bool, given("Whether the items of several places make one list.")] = False
    choices: tuple[Choice, ...] = ()
    blocks: tuple[Blocked, ...] = ()
    question: str
    why: str
    allowed: Annotated[str, given("What may be answered, for people.")] = ""

    @model_validator(mode="after")
    def _choices_for_a_choice(self) -> IntakeField:
        if (self.kind == "choice") != bool(self.choices):
            raise Misfit(
                f"the kind {self.kind!r} and the choices do not fit",
                'Give "choices" to a field of the kind choice, and to no other.',
                "choices",
            )
        if self.care == "labelled" and self.cues:
            raise Misfit(
                "a field taken from labelled lines alone has no cues",
                'Remove "cues", or set "care" to confirm.',
                "cues",
            )
        return self


class BriefGroup(Model):
    """A part of the brief that stands only when its keys are all known."""

    at: Annotated[str, given("Place in the brief, such as buyer.sponsor.")]
    needs: Annotated[tuple[str, ...], Field(min_length=1), given("Keys it cannot do without.")]
    adds: Annotated[tuple[str, ...], given("Lines of YAML that stand with them.")] = ()


class RequirementColumns(Model):
    """Names of the columns of a table of requirements."""

    text: tuple[str, ...]
    id: tuple[str, ...]
    priority: tuple[str, ...]


class RequirementRules(Model):
    """What makes a sentence of a document a requirement."""

    mandatory: Annotated[tuple[str, ...], given("Words of a duty.")]
    desired: Annotated[tuple[str, ...], given("Words of a wish.")]
    asks: Annotated[tuple[str, ...], given("First words of a question without question mark.")]
    suppliers: Annotated[tuple[str, ...], given("Names of ours before will or agrees to.")]
    not_ours: Annotated[tuple[str, ...], given("Beginnings of what binds the buyer.")]
    bids: Annotated[tuple[str, ...], given("Beginnings of what binds the bid, not the service.")]
    bid_words: Annotated[
        tuple[str, ...], given("Words that make such a sentence one about the bid anywhere.")
    ] = ()
    asked_headings: Annotated[
        tuple[str, ...], given("Words of headings under which notes list what is asked for.")
    ] = ()
    bid_headings: Annotated[tuple[str, ...], given("Words of headings of rules for bids.")]
    priority_mandatory: Annotated[tuple[str, ...], given("Entries of a priority column.")]
    priority_desired: Annotated[tuple[str, ...], given("Entries of a priority column.")]
    columns: RequirementColumns


class CurrencySign(Model):
    """A sign or word for a currency."""

    sign: str
    code: Currency


def _is_in(model: type[BaseModel], path: Sequence[str]) -> bool:
    """Say whether a path of keys leads to a field of a model."""
    info = model.model_fields.get(path[0])
    if info is None or len(path) == 1:
        return info is not None
    return any(_is_in(one, path[1:]) for one in _models(info.annotation))


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


class IntakeRules(Model):
    """Everything intake knows of fields, questions and documents."""

    owner: Annotated[str, given("Who keeps this file: legal, finance, sales.")]
    review_by: Annotated[Day, given("Day by which the owner reads it again.")]
    limits: Limits
    locales: Annotated[tuple[Locale, ...], Field(min_length=1)]
    currencies: tuple[CurrencySign, ...]
    countries: Annotated[dict[str, str], given("Other names of countries and blocs: name, code.")]
    english: Annotated[tuple[str, ...], given("Common words; a text with few of them is foreign.")]
    languages: Annotated[tuple[Language, ...], given("Other languages that are told apart.")] = ()
    yes: tuple[str, ...]
    no: tuple[str, ...]
    units: Annotated[tuple[str, ...], given("Units of work that a volume counts.")]
    orders: Annotated[
        tuple[MachineOrder, ...], given("Sentences that speak to a program; nothing is read off.")
    ] = ()
    not_systems: Annotated[
        tuple[str, ...], given("Names that are of no system: languages, months, days.")
    ] = ()
    follows: Annotated[
        tuple[str, ...], given("Words of a sentence that goes on with the topic before it.")
    ] = ()
    companies: Annotated[
        tuple[str, ...], given("Legal forms at the end of the name of a company.")
    ] = ()
    closings: Annotated[tuple[str, ...], given("Words above the name at the end of a mail.")] = ()
    subjects: Annotated[
        tuple[str, ...], given("Labels that name a mail or a talk there, and work in a document.")
    ] = ()
    buyer_words: Annotated[
        tuple[str, ...], given('What a document calls its buyer: Larch ("the Authority").')
    ] = ()
    fields: tuple[IntakeField, ...]
    groups: tuple[BriefGroup, ...] = ()
    requirements: RequirementRules
    tender: tuple[TenderRule, ...]

    @model_validator(mode="after")
    def _fields_of_a_brief(self) -> IntakeRules:
        for number, one in enumerate(self.fields):
            if not _is_in(DealBrief, one.field.split(".")):
                raise Misfit(
                    f"a brief has no field {one.field!r}",
                    "Write a place of a brief, such as volumes.expected.",
                    *("fields", number, "field"),
                )
        return self

    @model_validator(mode="after")
    def _fields_apart(self) -> IntakeRules:
        refuse_same_ids([one.field for one in self.fields], "two fields", "fields")
        refuse_same_ids([one.id for one in self.tender], "two rules", "tender")
        refuse_same_ids([one.id for one in self.locales], "two locales", "locales")
        return self

    @model_validator(mode="after")
    def _names_that_stand(self) -> IntakeRules:
        fields, rules = {one.field for one in self.fields}, {one.id for one in self.tender}
        for number, rule in enumerate(self.tender):
            for key, name, known in (
                ("fills", rule.fills, fields),
                ("finds", rule.finds, rules),
                ("beside", rule.beside, rules),
            ):
                if name and name not in known:
                    raise Misfit(
                        f"{name!r} stands nowhere in these rules",
                        "Write the id of a rule, or for fills a field.",
                        *("tender", number, key),
                    )
        for number, field in enumerate(self.fields):
            if field.only_with and field.only_with not in fields:
                raise Misfit(
                    f"{field.only_with!r} is no field of these rules",
                    "Write one of the fields.",
                    *("fields", number, "only_with"),
                )
        return self

    def field(self, name: str) -> IntakeField:
        """Give a field by its place in the brief; raises LookupError."""
        for one in self.fields:
            if one.field == name:
                return one
        raise LookupError(name)

    def locale(self, name: str) -> Locale | None:
        """Give a locale by its id."""
        return next((one for one in self.locales if one.id == name), None)

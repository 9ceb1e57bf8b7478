"""How a kit follows the buyer's stage: order of the pages, what is added or left out, advice."""

from __future__ import annotations

from typing import Annotated, Literal

from proposalkit.model.base import Model, PublicModel
from proposalkit.model.brief import Stage
from proposalkit.model.fields import Slug, given, shown
from proposalkit.model.question_book import Saying
from proposalkit.model.seller import EvidenceKind

PageName = Literal[
    "contents", "solution", "data", "pilot", "outcome", "pricing", "service", "questions",
    "clauses", "proof", "glossary", "acceptance", "references", "vendor-form", "benchmark",
]  # fmt: skip
"""The parts of a proposal behind its first page; each is one template."""

STANDARD_PAGES: tuple[PageName, ...] = (
    "contents", "solution", "data", "pilot", "outcome", "pricing", "service", "questions",
    "clauses", "proof", "glossary", "acceptance",
)  # fmt: skip
"""The order of a kit whose stage asks for no other."""

OPTIONAL_PAGES: frozenset[PageName] = frozenset(
    {"glossary", "references", "vendor-form", "benchmark"}
)
"""Parts a stage may do without: what they show stands elsewhere, or is left out of the data."""


class StageAdvice(Model):
    """A question to the seller that the buyer's stage raises; it changes no price and no page."""

    field: Annotated[str, given("Path in the brief or the profile.")]
    question: str
    why: str
    pilot_days_below: Annotated[int | None, given("Asked when the pilot is shorter.")] = None
    pilot_days_above: Annotated[int | None, given("Asked when the pilot is longer.")] = None
    lacks_evidence: Annotated[
        EvidenceKind | None, given("Asked when the profile has no evidence of this kind.")
    ] = None


class StageKit(Model):
    """What a kit for one stage looks like."""

    stage: Stage
    pages: Annotated[tuple[PageName, ...], given("Parts behind the first page, in order.")]
    leaves_out: Annotated[
        tuple[Literal["glossary", "quotes"], ...], given("What such a buyer does not need.")
    ] = ()
    advice: tuple[StageAdvice, ...] = ()


class FormRow(Model):
    """A field of the form buyers send to new vendors, and what fills it."""

    id: Slug
    label: str
    says: tuple[Saying, ...]


class FormField(PublicModel):
    """One field of the vendor form, filled in."""

    label: Annotated[str, shown("What the form asks for.")]
    value: Annotated[str, shown("What the seller enters.")]

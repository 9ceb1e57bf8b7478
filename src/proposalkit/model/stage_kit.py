"""How a kit follows the buyer's stage: order of the pages, what is added or left out, advice."""

from __future__ import annotations

from typing import Annotated, Literal

from proposalkit.model.base import Model
from proposalkit.model.brief import Stage
from proposalkit.model.fields import Slug, given
from proposalkit.model.page_order import PageName
from proposalkit.model.question_book import Saying
from proposalkit.model.seller import EvidenceKind


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

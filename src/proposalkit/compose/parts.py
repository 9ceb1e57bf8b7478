"""Everything the composing needs, gathered by the workflow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from proposalkit.model.brief import DealBrief
from proposalkit.model.draft import DraftedSection
from proposalkit.model.knowledge import Catalogue
from proposalkit.model.outcome import Metric
from proposalkit.model.plan import ChosenTerms, Hit, ProposalPlan
from proposalkit.model.price_book import PriceBook
from proposalkit.model.pricing import PublicPricing
from proposalkit.model.proposal import Grade
from proposalkit.model.seller import PublicProfile

if TYPE_CHECKING:
    from proposalkit.model.policy import Requirement
    from proposalkit.model.proposal import Proposal
    from proposalkit.model.requirement_topics import ReadRequirement
    from proposalkit.model.requirements import Found

Judge: TypeAlias = "Callable[[Requirement, Proposal], Found]"
"""Holds one thing asked against a proposal, as a buyer's policy does."""


@dataclass(frozen=True)
class Release:
    """Which revision this is, its grade and who released it."""

    deal: str
    revision: int = 1
    grade: Grade = "draft"
    released_by: str | None = None


@dataclass(frozen=True)
class Parts:
    """The results of the earlier steps; only the public part of the seller's profile."""

    brief: DealBrief
    seller: PublicProfile
    book: PriceBook
    catalogue: Catalogue
    plan: ProposalPlan
    terms: ChosenTerms
    pricing: PublicPricing
    metrics: tuple[Metric, ...]
    hits: tuple[tuple[str, tuple[Hit, ...]], ...]
    """For each section id the passages found for its needs."""
    version: str
    """Version of this program."""
    found_by: str = ""
    """How the passages were found, in one sentence."""
    drafted: tuple[DraftedSection, ...] = ()
    """The texts as drafted and checked; without any, their sentences are said in order."""
    asked: tuple[ReadRequirement, ...] = ()
    """What each requirement of the brief asks, in their order."""
    judge: Judge | None = None
    """Given when the brief has requirements."""

    @property
    def wording(self) -> dict[str, str]:
        """Give the fixed sentences of the knowledge."""
        return self.catalogue.wording

    def found(self, section: str) -> tuple[Hit, ...]:
        """Give the passages found for one section."""
        return tuple(hit for name, hits in self.hits if name == section for hit in hits)

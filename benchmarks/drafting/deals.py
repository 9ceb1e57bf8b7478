"""The tasks of the three example deals, with the facts of their clauses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from benchmarks.drafting.corpus import ROOT
from proposalkit.compose.draft_tasks import plan_drafts
from proposalkit.compose.drafted import as_listed
from proposalkit.compose.parts import Parts, Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.grounding.section import ground_section
from proposalkit.model.draft import DraftedSection, SectionReply, SectionTask
from proposalkit.model.proposal import Proposal
from proposalkit.model.slot_text import slots_of
from proposalkit.workflows.draft import parties_of
from proposalkit.workflows.gather import gather

EXAMPLES = {
    "nordwind-support": "workspace",
    "tamarack-authorizations": "hospital-group",
    "huettental-service": "manufacturer",
}
"""The example deals and the folders they stand in."""


@dataclass(frozen=True)
class ExampleDeal:
    """One example deal as it is drafted."""

    name: str
    parts: Parts
    tasks: tuple[SectionTask, ...]

    def proposal(self, drafted: tuple[DraftedSection, ...] = ()) -> Proposal:
        """Compose the proposal with these texts; with none, the program's own."""
        return compose_proposal(replace(self.parts, drafted=drafted), Release(deal=self.name))

    def ground(self, task: SectionTask, reply: SectionReply) -> DraftedSection:
        """Hold an answer against its sources as the workflow does."""
        rules = self.parts.catalogue.grounding
        assert rules is not None
        clauses = self.parts.terms.clauses
        return ground_section(
            task, reply, rules,
            parties=parties_of(self.parts),
            facts=tuple(fact for clause in clauses for fact in clause.facts),
            clauses={clause.id: clause.title for clause in clauses},
        )  # fmt: skip


@cache
def deal(name: str) -> ExampleDeal:
    """Read one example deal and plan its texts, once."""
    return example(ROOT / "examples" / EXAMPLES[name], name)


def example(workspace: Path, name: str) -> ExampleDeal:
    """Read one deal of a workspace and plan its texts."""
    parts = gather(workspace, name).parts
    proposal = compose_proposal(parts, Release(deal=name))
    return ExampleDeal(name, parts, plan_drafts(parts, proposal).tasks)


def deals() -> tuple[ExampleDeal, ...]:
    """Read all of them."""
    return tuple(deal(name) for name in EXAMPLES)


def listed(one: ExampleDeal) -> Mapping[str, DraftedSection]:
    """Give the program's own texts by section."""
    plan = plan_drafts(one.parts, one.proposal())
    return {drafted.section: drafted for drafted in as_listed(plan)}


def slots_said(drafted: DraftedSection) -> set[str]:
    """Give the names of all values a text puts in."""
    return {name for block in drafted.blocks for name in slots_of(block.text)}

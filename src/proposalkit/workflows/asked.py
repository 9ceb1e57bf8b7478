"""Reads what the requirements of a brief ask, and holds each thing asked against a proposal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from proposalkit.knowledge.inputs import read_yaml_model
from proposalkit.model.brief import DealBrief
from proposalkit.workflows.overlay import knowledge_file

if TYPE_CHECKING:
    from decimal import Decimal

    from proposalkit.model.policy import Requirement
    from proposalkit.model.proposal import Proposal
    from proposalkit.model.requirement_topics import ReadRequirement
    from proposalkit.model.requirements import Found
    from proposalkit.model.scenario import Scenario

TOPICS = "requirement-topics.yaml"


def read_asked(workspace: Path, brief: DealBrief) -> tuple[ReadRequirement, ...]:
    """Say what each requirement of the brief asks.

    Raises InputRefused for topics that cannot be read, and for a topic the brief names and nobody
    defined.
    """
    if not brief.requirements:
        return ()
    from proposalkit.model.requirement_topics import RequirementTopics
    from proposalkit.plan.requirement_topics import read_requirements
    from proposalkit.workflows.facts_known import bloc_countries

    topics = read_yaml_model(knowledge_file(workspace, TOPICS), RequirementTopics)
    blocs = {one for countries in bloc_countries().values() for one in countries}
    return read_requirements(brief.requirements, topics, blocs)


def judge_asked(asked: Requirement, proposal: Proposal) -> Found:
    """Answer one thing asked just as the check of a buyer's policy does."""
    from proposalkit.compare.requirements import Asked, answer
    from proposalkit.workflows.facts_known import bloc_countries
    from proposalkit.workflows.offer_price import price_of_proposal

    def price(volume: Decimal | None) -> Scenario:
        return price_of_proposal(proposal, "pricing").at(volume)

    return answer(asked, Asked(proposal, price, bloc_countries()))

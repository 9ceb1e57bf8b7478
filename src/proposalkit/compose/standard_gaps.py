"""What the standard answers still lack, and who brings it; said on their first page."""

from __future__ import annotations

from collections.abc import Iterator

from proposalkit.compose.offering import PROCESSING, places_of
from proposalkit.compose.wording import join_words, say
from proposalkit.model.display import display_word
from proposalkit.model.knowledge import Catalogue
from proposalkit.model.plan import StandardTerms
from proposalkit.model.seller import PublicProfile
from proposalkit.model.standard_answers import Area, Gap


def standard_gaps(
    seller: PublicProfile, catalogue: Catalogue, terms: StandardTerms
) -> tuple[Gap, ...]:
    """List what the profile or a text lacks; a person of the seller is named for each."""
    contact = seller.company.contact
    owner = f"{contact.name}, {seller.company.legal_name}"
    rows = (*_texts(catalogue, terms), *_profile(seller, catalogue.wording))
    return tuple(Gap(area=area, what=what, owner=owner) for area, what in rows)


def _texts(catalogue: Catalogue, terms: StandardTerms) -> Iterator[tuple[Area, str]]:
    words = catalogue.wording
    areas: dict[str, Area] = {
        clause: area
        for one in catalogue.selling.objections
        for area in ("training", "errors", "residency")
        if area == one.id
        for clause in one.clauses
    }  # fmt: skip
    for one in terms.withheld:
        yield (
            areas.get(one.clause, "evidence"),
            say(words, "standard.gap.withheld", titles=one.title, what=one.needs),
        )
    for one in terms.lacking_evidence:
        needs = display_word(one.needs)
        yield "evidence", say(words, "standard.gap.evidence", titles=one.title, what=needs)
    if terms.unapproved:
        yield "approval", say(words, "standard.gap.approval", count=str(len(terms.unapproved)))


def _profile(seller: PublicProfile, words: dict[str, str]) -> Iterator[tuple[Area, str]]:
    if not seller.data_flow:
        yield "data_flow", say(words, "standard.gap.data_flow")
    if not seller.models:
        yield "residency", say(words, "standard.gap.models")
    silent = [one for one in PROCESSING if not places_of(seller.places_of_processing, one)]
    if silent:
        yield "residency", say(words, "standard.gap.residency", what=join_words(silent))
    for agent in seller.agents:
        if not agent.human_oversight:
            yield "errors", say(words, "standard.gap.oversight", agent=agent.name)
        if agent.stop_control is None:
            yield "errors", say(words, "standard.gap.stop", agent=agent.name)

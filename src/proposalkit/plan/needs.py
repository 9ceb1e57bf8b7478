"""What each section of the narrative has to tell, one sentence at a time; the search reads it."""

from __future__ import annotations

from collections.abc import Iterator

from proposalkit.model.brief import DealBrief
from proposalkit.model.knowledge import SectionId
from proposalkit.model.places import place_name
from proposalkit.model.plan import NarrativeNeed
from proposalkit.model.price_book import OfferIn
from proposalkit.model.seller import PublicProfile


def narrative_needs(
    brief: DealBrief, seller: PublicProfile, offer: OfferIn
) -> tuple[NarrativeNeed, ...]:
    """Write the needs of all sections from the facts of the deal, in the order of the pages."""
    sections: tuple[tuple[SectionId, Iterator[str]], ...] = (
        ("need", _need(brief)),
        ("solution", _solution(brief, seller, offer)),
        ("pilot", _pilot(brief)),
        ("oversight", _oversight(brief, seller)),
    )
    return tuple(
        NarrativeNeed(section=section, sentence=sentence)
        for section, sentences in sections
        for sentence in sentences
    )


def _need(brief: DealBrief) -> Iterator[str]:
    work = brief.workflow
    yield (
        f"A buyer in {brief.buyer.sector} wants {work.name} done without adding people, "
        f"while its own system, {work.system_of_record.name}, counts what was done."
    )
    yield from work.needs


def _solution(brief: DealBrief, seller: PublicProfile, offer: OfferIn) -> Iterator[str]:
    work = brief.workflow
    names = _listed([agent.name for agent in seller.agents])
    channel = f" on the channel {work.channel}" if work.channel else ""
    yield f"{names} takes over {work.name}{channel} at the autonomy level {brief.autonomy}."
    if brief.data.location:
        places = _listed([place_name(one) for one in brief.data.location])
        yield f"Data is stored and processed in {places}, the model included."
    if work.outcome is not None and any(rate.type == "outcome" for rate in offer.rates):
        yield (
            f"The buyer pays for each outcome, {work.outcome.label}, "
            f"as counted in {work.system_of_record.name}."
        )


def _pilot(brief: DealBrief) -> Iterator[str]:
    pilot = brief.commercial.pilot
    if pilot is None:
        return
    tests = _listed([one.label for one in pilot.criteria])
    measured = f" by these tests: {tests}" if tests else ""
    yield (
        f"A paid pilot of {pilot.days} days shows whether {brief.workflow.name} "
        f"works before production is priced{measured}."
    )


def _oversight(brief: DealBrief, seller: PublicProfile) -> Iterator[str]:
    decisions = _listed(list(brief.oversight))
    decided = f"; a person decides on {decisions}" if decisions else ""
    yield f"People keep control of an agent at the autonomy level {brief.autonomy}{decided}."
    for agent in seller.agents:
        if agent.stop_control is not None:
            yield f"The buyer can stop {agent.name}: {agent.stop_control.mechanism}."


def _listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)

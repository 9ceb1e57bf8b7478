"""The prose sections: typed sentences of the deal and verbatim, cited spans of the knowledge."""

from __future__ import annotations

from proposalkit.compose.offering import oversight_sentence
from proposalkit.compose.parts import Parts
from proposalkit.compose.wording import say
from proposalkit.errors import InputRefused
from proposalkit.model.display import display_date, display_duration, display_money
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import SectionId
from proposalkit.model.plan import Hit
from proposalkit.model.proof import Block, Section, Source
from proposalkit.model.proposal import Pilot

_SECTIONS: tuple[SectionId, ...] = ("need", "solution", "pilot", "oversight")


def compose_sections(
    parts: Parts, pilot: Pilot | None
) -> tuple[tuple[Section, ...], tuple[Source, ...]]:
    """Write the sections and the list of the passages they quote, numbered as they appear.

    Raises InputRefused for words of the seller that have no section to stand in.
    """
    _refuse_words_without_section(parts, pilot)
    sources: dict[str, Source] = {}
    sections = []
    for name in _SECTIONS:
        if name == "pilot" and pilot is None:
            continue
        own = _statements(parts, name, pilot)
        blocks = [
            Block(id=f"{name}-{number}", kind="statement", text=text)
            for number, text in enumerate(own, start=1)
        ]
        blocks += [
            _quote(name, number, hit, sources) for number, hit in enumerate(parts.found(name))
        ]
        blocks += _own_words(parts, name)
        sections.append(
            Section(id=name, title=say(parts.wording, f"section.{name}"), blocks=tuple(blocks))
        )
    return tuple(sections), tuple(sources.values())


def _refuse_words_without_section(parts: Parts, pilot: Pilot | None) -> None:
    if pilot is None and "pilot" in parts.brief.statements:
        finding = Finding(
            id="words-without-section",
            where="statements.pilot",
            message="These words are for the section on the pilot, and the deal has no pilot.",
            remedy="Remove them, or add the pilot under commercial.",
        )
        raise InputRefused([finding])


def _statements(parts: Parts, name: SectionId, pilot: Pilot | None) -> list[str]:
    agent = parts.seller.agents[0]
    if name == "need":
        return [parts.brief.workflow.description, *parts.brief.workflow.needs]
    if name == "solution":
        return [
            agent.summary,
            say(parts.wording, "solution.scope", workflow=parts.brief.workflow.name,
                agent=agent.name, system=parts.brief.workflow.system_of_record.name),
            say(parts.wording, f"autonomy.{parts.brief.autonomy}"),
        ]  # fmt: skip
    if name == "oversight":
        lines = [agent.human_oversight, oversight_sentence(parts)]
        return [line for line in lines if line]
    return [_pilot_sentence(parts, pilot)] if pilot else []


def _pilot_sentence(parts: Parts, pilot: Pilot) -> str:
    return say(
        parts.wording,
        "pilot.sentence",
        duration=display_duration(pilot.duration),
        start=display_date(pilot.start),
        end=display_date(pilot.end),
        fee=display_money(pilot.fee),
        decide_by=display_date(pilot.decision.by),
    )


def _quote(name: str, number: int, hit: Hit, sources: dict[str, Source]) -> Block:
    if hit.passage_id not in sources:
        sources[hit.passage_id] = Source(
            id=f"K{len(sources) + 1}", title=hit.title, item=hit.passage_id, sha256=hit.sha256
        )
    mark = sources[hit.passage_id].id
    return Block(id=f"{name}-quote-{number + 1}", kind="quote", text=hit.span, sources=(mark,))


def _own_words(parts: Parts, name: SectionId) -> list[Block]:
    text = parts.brief.statements.get(name)
    if not text:
        return []
    return [Block(id=f"{name}-seller", kind="seller_statement", text=text)]

"""The texts of a proposal: what was drafted, the buyer's own words, and those of the seller."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from proposalkit.compose.draft_tasks import DraftPlan, PlannedText, buyer_words, plan_drafts
from proposalkit.compose.drafted import Marks, as_listed, paragraphs
from proposalkit.compose.parts import Parts
from proposalkit.compose.wording import join_words, say
from proposalkit.errors import InputRefused
from proposalkit.model.draft import DraftedSection, DraftSectionId, SectionTask
from proposalkit.model.finding import Finding
from proposalkit.model.proof import Block, Drafting, Section, SectionName, Source
from proposalkit.model.proposal import Proposal

_OWN = ("buyer_words", "seller_statement")
_SECTIONS: tuple[SectionName, ...] = (
    "summary", "need", "solution", "pilot", "outcome", "oversight",
)  # fmt: skip


@dataclass(frozen=True)
class Narrative:
    """The texts of one proposal, with the passages they quote, numbered as they appear."""

    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    drafting: Drafting
    email: tuple[Block, ...]
    """Paragraphs of the cover e-mail; none when there is none."""
    summary: tuple[Block, ...]
    """Paragraphs of the sponsor's summary; none when there is none."""
    lacking: tuple[str, ...]
    """Headings of the texts that lack what they need."""


def compose_narrative(parts: Parts, proposal: Proposal) -> Narrative:
    """Write the texts; `proposal` is the same proposal without them.

    Raises InputRefused for words of the seller that have no section to stand in.
    """
    plan = plan_drafts(parts, proposal)
    _refuse_words_without_section(parts, plan)
    made = parts.drafted or as_listed(plan)
    drafted = {one.section: one for one in made}
    marks = Marks()
    sections = tuple(
        Section(id=name, title=text.spec.title, blocks=_blocks(parts, text, drafted, plan, marks))
        for name in _SECTIONS
        if (text := plan.text(name)) is not None
    )
    return Narrative(
        sections=sections,
        sources=tuple(marks.sources.values()),
        drafting=_drafting(parts, plan, made),
        email=_beside("cover_email", drafted, plan),
        summary=_beside("sponsor", drafted, plan),
        lacking=tuple(one.title for one in plan.lacking if one.id in _SECTIONS),
    )


def _beside(
    name: DraftSectionId, drafted: Mapping[DraftSectionId, DraftedSection], plan: DraftPlan
) -> tuple[Block, ...]:
    """Give the paragraphs of a text beside the proposal; it cites no passage of its own."""
    text = plan.text(name)
    return paragraphs(text, drafted[name], plan.values, Marks()) if text else ()


def blocks_of_plan(
    proposal: Proposal, drafted: DraftedSection, task: SectionTask
) -> Iterator[tuple[str, DraftedSection]]:
    """Give the finished words of a drafted text, with what was let stand of it.

    Without the words of buyer and seller, which nobody drafted; none when the text is not there.
    """
    said = {one.id for one in task.sources if one.kind != "quoted"}
    kept = (one for one in drafted.blocks if not one.sources or not said.isdisjoint(one.sources))
    texts = {str(one.id): _own_left_out(one) for one in proposal.sections}
    if proposal.cover_email:
        texts["cover_email"] = proposal.cover_email.paragraphs
    if proposal.sponsor_summary:
        texts["sponsor"] = proposal.sponsor_summary.paragraphs
    if drafted.section in texts:
        left = drafted.model_copy(update={"blocks": tuple(kept)})
        yield " ".join(texts[drafted.section]), left


def _own_left_out(section: Section) -> tuple[str, ...]:
    return tuple(one.text for one in section.blocks if one.kind not in _OWN)


def _drafting(parts: Parts, plan: DraftPlan, made: tuple[DraftedSection, ...]) -> Drafting:
    """Say who put the texts together, and which a program wrote in the place of the model."""
    titles = {one.spec.id: one.spec.title for one in plan.texts}
    by_model = [titles[one.section] for one in made if one.by == "model"]
    instead = [titles[one.section] for one in made if one.fault is not None and not one.unheard]
    own = [titles[one.section] for one in made if one.unheard]
    said = [say(parts.wording, "drafting.program")] if not by_model else []
    if by_model:
        said.append(say(parts.wording, "drafting.model", sections=join_words(by_model)))
    if by_model and own:
        said.append(say(parts.wording, "drafting.own", sections=join_words(own)))
    if instead:
        said.append(say(parts.wording, "drafting.instead", sections=join_words(instead)))
    both = bool(by_model) and len(by_model) < len(made)
    return Drafting(
        by="both" if both else "model" if by_model else "program", statement=" ".join(said)
    )


def _blocks(
    parts: Parts,
    text: PlannedText,
    drafted: Mapping[DraftSectionId, DraftedSection],
    plan: DraftPlan,
    marks: Marks,
) -> tuple[Block, ...]:
    made = paragraphs(text, drafted[text.spec.id], plan.values, marks)
    return (*_with_buyer_words(parts, text, made), *_own_words(parts, text))


def _with_buyer_words(
    parts: Parts, text: PlannedText, made: tuple[Block, ...]
) -> tuple[Block, ...]:
    """Put all of the buyer's words where the first of them stands, else behind the first paragraph.

    Why all: a drafter may leave words out or never see them, and the buyer looks for its own.
    """
    words = buyer_words(parts, text.spec)
    if not words:
        return made
    kinds = [one.kind for one in made]
    at = kinds.index("buyer_words") if "buyer_words" in kinds else min(1, len(made))
    rest = [one for one in made if one.kind != "buyer_words"]
    return (*rest[:at], *_buyer_blocks(text, words), *rest[at:])


def _buyer_blocks(text: PlannedText, words: tuple[str, ...]) -> Iterator[Block]:
    """Give what the buyer does today, the sentence that leads on, and what it wants."""
    for number, one in enumerate(words):
        if number == 1 and text.spec.needs_lead:
            lead = text.spec.needs_lead
            yield Block(id=f"{text.spec.id}-lead", kind="statement", text=lead)
        yield Block(id=f"{text.spec.id}-buyer-{number + 1}", kind="buyer_words", text=one)


def _own_words(parts: Parts, text: PlannedText) -> list[Block]:
    own = {str(name): words for name, words in parts.brief.statements.items()}.get(text.spec.id)
    if not own:
        return []
    return [Block(id=f"{text.spec.id}-seller", kind="seller_statement", text=own)]


def _refuse_words_without_section(parts: Parts, plan: DraftPlan) -> None:
    findings = [
        Finding(
            id="words-without-section",
            where=f"statements.{name}",
            message=f'These words are for the section "{name}", which this deal does not have.',
            remedy="Remove them, or give the deal what the section is about.",
        )
        for name in parts.brief.statements
        if plan.text(name) is None
    ]
    if findings:
        raise InputRefused(findings)

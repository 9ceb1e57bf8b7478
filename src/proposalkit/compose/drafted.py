"""What was drafted, as paragraphs of the pages: values put in, marks of sources behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from proposalkit.compose.draft_tasks import DraftPlan, PlannedText
from proposalkit.model.draft import DraftedSection, GroundedBlock, SourceSentence
from proposalkit.model.proof import Block, Source
from proposalkit.model.slot_text import fill_slots

LONGEST_PARAGRAPH = 75
"""Words after which a paragraph ends with its sentence."""


def as_listed(plan: DraftPlan) -> tuple[DraftedSection, ...]:
    """Draft every text by saying its sentences in their order, word for word."""
    return tuple(
        DraftedSection(section=one.spec.id, by="program", blocks=tuple(_in_order(one)))
        for one in plan.texts
    )


def _in_order(text: PlannedText) -> Iterator[GroundedBlock]:
    led = text.spec.bridge is None
    for source in text.task.sources:
        if source.kind == "knowledge" and not led:
            led = True
            yield GroundedBlock(kind="connective", text=text.spec.bridge or "")
        yield GroundedBlock(kind="verbatim", text=source.text, sources=(source.id,))


class Marks:
    """The citation marks of a proposal, numbered as the passages appear."""

    def __init__(self) -> None:
        self.sources: dict[str, Source] = {}

    def of(self, source: SourceSentence) -> str:
        """Give the mark of the passage a sentence stands in."""
        if source.item not in self.sources:
            self.sources[source.item] = Source(
                id=f"K{len(self.sources) + 1}",
                title=source.title,
                item=source.item,
                sha256=source.sha256,
            )
        return self.sources[source.item].id


@dataclass
class _Paragraph:
    kind: str
    texts: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)

    @property
    def words(self) -> int:
        return sum(len(text.split()) for text in self.texts)


def paragraphs(
    text: PlannedText, drafted: DraftedSection, values: Mapping[str, str], marks: Marks
) -> tuple[Block, ...]:
    """Join the sentences of a text to paragraphs.

    A mark follows the sentences it belongs to, so a paragraph ends with the passages it cites.
    """
    return tuple(
        Block.model_validate(
            {
                "id": f"{text.spec.id}-{number}".replace("_", "-"),
                "kind": one.kind,
                "text": " ".join(one.texts),
                "sources": tuple(dict.fromkeys(one.marks)),
            }
        )
        for number, one in enumerate(_joined(text, drafted, values, marks), start=1)
    )


def _joined(
    text: PlannedText, drafted: DraftedSection, values: Mapping[str, str], marks: Marks
) -> Iterator[_Paragraph]:
    sources = {one.id: one for one in text.task.sources}
    now: _Paragraph | None = None
    for block in drafted.blocks:
        cited = [sources[one] for one in block.sources]
        kind = _kind(block, cited, drafted.by)
        found = [marks.of(one) for one in cited if one.kind == "knowledge"]
        if now is not None and not _goes_on(now, kind, found, block, text):
            yield now
            now = None
        if now is None:
            now = _Paragraph(kind)
        now.kind = "drafted" if "drafted" in (now.kind, kind) else now.kind
        now.texts.append(fill_slots(block.text, values))
        now.marks += found
    if now is not None:
        yield now


def _goes_on(
    now: _Paragraph, kind: str, found: list[str], block: GroundedBlock, text: PlannedText
) -> bool:
    if block.kind == "verbatim" and not text.opens.isdisjoint(block.sources):
        return False
    if block.text == text.spec.bridge or now.texts[-1] == text.spec.bridge:
        return False
    if "buyer_words" in (now.kind, kind):
        return False
    if now.marks:
        return kind == now.kind and found == now.marks[-len(found) :] if found else False
    if "quote" in (now.kind, kind):
        return now.kind == kind
    return now.words < LONGEST_PARAGRAPH


def _kind(block: GroundedBlock, cited: Iterable[SourceSentence], by: str) -> str:
    if block.kind != "verbatim":
        return "drafted" if by == "model" else "statement"
    kinds = {one.kind for one in cited}
    if "quoted" in kinds:
        return "buyer_words"
    return "quote" if "knowledge" in kinds else "statement"

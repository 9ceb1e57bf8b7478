"""What each section has to tell and from which sentences; no value of the deal stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from proposalkit.compose.parts import Parts
from proposalkit.compose.slots import slot_values
from proposalkit.model.draft import DraftSectionId, SectionTask, Slot, SourceSentence
from proposalkit.model.drafting_book import DealSentence, SectionSpec
from proposalkit.model.proposal import Proposal
from proposalkit.model.slot_text import slots_of

MOST_SOURCES = 40
"""Sentences a task may list: the answer's schema names them S1 to S40."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_TELLING = re.compile(
    r"[\w.+-]+@[\w-]+\.\w+|\b[A-Z]{3}\s?\d|[$\u20ac\u00a3]\s?\d|\d\s?(?:[$\u20ac\u00a3]|[A-Z]{3}\b)"
    r"|\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b\d{4}\b"
)
"""An address, an amount, a date or a year: words that hold one are printed, never sent."""


@dataclass(frozen=True)
class PlannedText:
    """One text to be drafted: its task, and what the program does around the answer."""

    spec: SectionSpec
    task: SectionTask
    opens: frozenset[str]
    """Ids of the sentences that begin a paragraph."""


@dataclass(frozen=True)
class DraftPlan:
    """All texts of a deal: those to be drafted, and those that lack what they need."""

    texts: tuple[PlannedText, ...]
    lacking: tuple[SectionSpec, ...]
    values: Mapping[str, str]
    """The words of every value, by the name of its slot."""
    means: Mapping[str, str]
    """What each value is, by the name of its slot."""

    @property
    def tasks(self) -> tuple[SectionTask, ...]:
        """Give the tasks in the order of the pages."""
        return tuple(one.task for one in self.texts)

    def text(self, section: DraftSectionId) -> PlannedText | None:
        """Give one text; None when the deal has none such, or it lacks what it needs."""
        return next((one for one in self.texts if one.spec.id == section), None)


def plan_drafts(parts: Parts, proposal: Proposal) -> DraftPlan:
    """Plan every text; `proposal` is the same proposal without texts, for its values."""
    values = slot_values(parts, proposal)
    texts, lacking = [], []
    for spec in parts.catalogue.drafting.sections:
        if not all(name in values for name in spec.applies_to):
            continue
        if all(any(name in values for name in names) for names in spec.evidence):
            texts.append(_planned(parts, spec, values))
        else:
            lacking.append(spec)
    means = {one.name: one.means for one in parts.catalogue.drafting.slots}
    return DraftPlan(tuple(texts), tuple(lacking), values, means)


def draft_tasks(parts: Parts, proposal: Proposal) -> tuple[SectionTask, ...]:
    """Give the task of every text this deal has; the same deal gives the same tasks.

    No amount, date or name of a party stands in one: a changed price changes no task.
    """
    return plan_drafts(parts, proposal).tasks


def shared_lines(parts: Parts) -> tuple[str, ...]:
    """Give what whoever drafts is told of the whole deal; no value of the deal is in it."""
    return tuple(one.says for one in parts.catalogue.drafting.shared if _is_said(parts, one, {}))


def buyer_words(parts: Parts, spec: SectionSpec) -> tuple[str, ...]:
    """Give the buyer's own words that a section shows, paragraph by paragraph."""
    if not spec.quotes_buyer:
        return ()
    words = (parts.brief.workflow.description, *parts.brief.workflow.needs)
    return tuple(" ".join(text.split()) for text in words)


def _planned(parts: Parts, spec: SectionSpec, values: Mapping[str, str]) -> PlannedText:
    rows = list(_said(parts, spec, values))
    quoted = [text for text in buyer_words(parts, spec) if _may_be_sent(parts, text)]
    left = max(0, MOST_SOURCES - len(rows))
    # the buyer's words follow the first sentence; however many they are, what is required stays
    rows[1:1] = [(SourceSentence(id="S1", text=one, kind="quoted"), False) for one in quoted[:left]]
    rows += [(one, False) for one in _passages(parts, spec)]
    numbered = tuple(
        row.model_copy(update={"id": f"S{number}"})
        for number, (row, _) in enumerate(rows[:MOST_SOURCES], start=1)
    )
    task = SectionTask(
        section=spec.id,
        say=spec.say,
        max_words=spec.max_words,
        sources=numbered,
        slots=_slots(parts, numbered),
    )
    opens = frozenset(f"S{number}" for number, (_, begins) in enumerate(rows, start=1) if begins)
    return PlannedText(spec, task, opens)


def _said(
    parts: Parts, spec: SectionSpec, values: Mapping[str, str]
) -> Iterator[tuple[SourceSentence, bool]]:
    """Give each sentence that is said, and whether a paragraph begins with it."""
    opens = False
    for one in spec.sentences:
        opens = opens or one.opens
        if _is_said(parts, one, values):
            source = SourceSentence(id="S1", text=one.says, kind="deal", required=not one.spare)
            yield source, opens
            opens = False


def _is_said(parts: Parts, sentence: DealSentence, values: Mapping[str, str]) -> bool:
    holds = set(parts.plan.conditions)
    if sentence.only_if and holds.isdisjoint(sentence.only_if):
        return False
    if not holds.isdisjoint(sentence.unless):
        return False
    needed = (*slots_of(sentence.says), *sentence.has)
    return all(one in values for one in needed) and not any(one in values for one in sentence.lacks)


def _passages(parts: Parts, spec: SectionSpec) -> Iterator[SourceSentence]:
    for hit in parts.found(spec.id):
        for sentence in _SENTENCE_END.split(" ".join(hit.span.split())):
            yield SourceSentence(
                id="S1",
                text=sentence,
                kind="knowledge",
                item=hit.passage_id,
                title=hit.title,
                sha256=hit.sha256,
            )


def _slots(parts: Parts, sources: tuple[SourceSentence, ...]) -> tuple[Slot, ...]:
    used = {name for one in sources if one.kind == "deal" for name in slots_of(one.text)}
    return tuple(
        Slot(name=one.name, means=one.means)
        for one in parts.catalogue.drafting.slots
        if one.name in used
    )


def _may_be_sent(parts: Parts, text: str) -> bool:
    """Say if words of the buyer hold no amount, date, address, or name of a party or person."""
    if _TELLING.search(text):
        return False
    folded = text.casefold()
    return not any(name in folded for name in _names(parts))


def _names(parts: Parts) -> Iterator[str]:
    """Give the names that no task holds: both parties, their first words, and their people."""
    buyer, seller = parts.brief.buyer, parts.seller.company
    people = (
        buyer.sponsor, buyer.champion, buyer.procurement, buyer.signatory, seller.contact,
        seller.signatory,
    )  # fmt: skip
    for name in (buyer.legal_name, seller.legal_name):
        yield name.casefold()
        yield name.split()[0].casefold()
    for one in people:
        if one is not None:
            yield one.name.casefold()
            yield one.name.split()[-1].casefold()

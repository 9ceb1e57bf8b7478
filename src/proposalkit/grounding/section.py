"""Lets of a drafter's answer stand what its sources say; the rest falls back to the sources.

Whatever an answer says or leaves out, a section says every sentence that is required of it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from proposalkit.grounding.claim import Claim
from proposalkit.grounding.contradictions import begins
from proposalkit.grounding.guards import LEANING, Refusal, first_refusal
from proposalkit.grounding.lexicon import Lexicon, lexicon_of
from proposalkit.grounding.whole import Kept, last_spare, loose_bridges, needed_ids, place_of
from proposalkit.model.draft import (
    DraftBlock,
    DraftedSection,
    GroundedBlock,
    SectionReply,
    SectionTask,
    SourceSentence,
    WithheldBlock,
)
from proposalkit.model.folding import plain
from proposalkit.model.grounding import GroundingRules
from proposalkit.model.proof import Fact, FactValue

TOO_MANY_WORDS = "too-many-words"
"""A rule that is no guard: it drops blocks from the end of a section that is too long."""

LOOSE_BRIDGE = "bridge-joins-nothing"
"""A rule that is no guard: a bridge stands only between the two sentences it was written for."""

NOT_WHOLE = "What the section has to say could not be put back into the answer."

_LETTERS_OF_A_WORD = 20
"""A block with more letters for each word of its section is not read at all."""


def ground_section(
    task: SectionTask,
    reply: SectionReply,
    rules: GroundingRules,
    *,
    parties: Sequence[str] = (),
    facts: Sequence[Fact] = (),
    clauses: Mapping[str, str] | None = None,
    by: Literal["program", "model"] = "model",
    without: Collection[str] = (),
) -> DraftedSection:
    """Hold each block of an answer against its sources and give the section that may be printed.

    `parties` are the names nobody may write out, `facts` those of the chosen clauses, `clauses`
    their titles by id, `by` who drafted. `without` leaves guards out and is for tests alone.
    Without an answer, or when nothing of it may stand, the sources stand in their order.
    """
    run = _Run(
        task=task,
        lexicon=lexicon_of(rules, tuple(parties)),
        facts={one.id: one.value for one in facts},
        clauses=clauses or {},
        without=frozenset(without),
    )
    fault = reply.fault
    if fault is None and reply.section != task.section:
        fault = f'The answer is for the section "{reply.section}".'
    if fault is None:
        for number, block in enumerate(reply.blocks, start=1):
            run.take(number, block)
        if run.says_something:
            return run.section(by, None)
        fault = "The answer has no blocks." if not reply.blocks else "No block of it may stand."
    return run.from_sources(fault)


@dataclass
class _Run:
    """The blocks of one section as they are judged, one after the other."""

    task: SectionTask
    lexicon: Lexicon
    facts: Mapping[str, FactValue]
    clauses: Mapping[str, str]
    without: frozenset[str]
    kept: list[Kept] = field(default_factory=list)
    withheld: list[WithheldBlock] = field(default_factory=list)

    @property
    def says_something(self) -> bool:
        """Say whether any block stands that is more than a connective."""
        return any(one.block.kind != "connective" for one in self.kept)

    def take(self, number: int, block: DraftBlock) -> None:
        """Judge one block: keep it, put its source in its place, or withhold it."""
        most = self.task.max_words
        if block.text and len(block.text) > most * _LETTERS_OF_A_WORD:
            why = f"The block has {len(block.text)} letters in a section of {most} words."
            start = f"{block.text[:80]}..."
            self._withhold(number, start, Refusal(TOO_MANY_WORDS, why), "nothing")
            return
        claim = self._claim(_as_verbatim(block, self.task))
        refusal = first_refusal(claim, self.without)
        if refusal is None:
            self._keep(number, claim)
            return
        instead = self._fallback(claim)
        if instead is not None:
            self._keep(number, instead)
            if refusal.rule == "fenced-topic":
                self._point(number, claim, instead)
        self._withhold(number, claim.text, refusal, "source" if instead else "nothing")

    def _claim(self, block: DraftBlock, at: int | None = None) -> Claim:
        """Make the claim of a block that is to stand at a place, without one at the end."""
        said = [one.block.sources for one in self.kept if one.block.kind != "connective"]
        before = [one.block.sources for one in self.kept[:at] if one.block.kind != "connective"]
        return Claim(
            block=block,
            task=self.task,
            lexicon=self.lexicon,
            facts=self.facts,
            said=frozenset(one for ids in said for one in ids),
            before=before[-1][-1] if before and before[-1] else "",
        )

    def _fallback(self, claim: Claim) -> Claim | None:
        """Give the sentence a block of prose rests on, word for word, if that may stand."""
        if claim.block.kind != "prose":
            return None
        evidence = [one for one in claim.rests_on if self._kind(one) != "quoted"]
        if not evidence:
            return None
        verbatim = self._claim(DraftBlock(kind="verbatim", chunk=evidence[0]))
        return verbatim if first_refusal(verbatim, self.without) is None else None

    def _kind(self, name: str) -> str:
        return next(one.kind for one in self.task.sources if one.id == name)

    def _keep(self, number: int, claim: Claim) -> None:
        if claim.block.kind == "connective":
            made = GroundedBlock(kind="connective", text=claim.text)
        else:
            text = claim.raw if claim.block.kind == "verbatim" else claim.text
            made = GroundedBlock(kind=claim.block.kind, text=text, sources=claim.rests_on)
        self.kept.append(Kept(number, made, claim.text))

    def _point(self, number: int, refused: Claim, instead: Claim) -> None:
        """Send the reader to the clause when the source itself speaks of the fenced subject."""
        rules = self.lexicon.rules
        for fence in rules.fences:
            touched = begins(fence.words, refused.text) and begins(fence.words, instead.text)
            title = self.clauses.get(fence.clause)
            if touched and title is not None:
                text = rules.pointer.format(title=title, id=fence.clause)
                if all(one.block.text != text for one in self.kept):
                    made = GroundedBlock(kind="connective", text=text, sources=instead.rests_on)
                    self.kept.append(Kept(number, made, text))
                return

    def _withhold(
        self, number: int, text: str, refusal: Refusal, instead: Literal["source", "nothing"]
    ) -> None:
        self.withheld.append(
            WithheldBlock(
                section=self.task.section,
                number=number,
                rule=refusal.rule,
                why=refusal.why,
                text=text,
                instead=instead,
            )
        )

    def from_sources(self, fault: str) -> DraftedSection:
        """Say the sources in their order, as far as they may stand and the words reach."""
        self.kept = []
        for number, source in enumerate(self.task.sources, start=1):
            claim = self._claim(DraftBlock(kind="verbatim", chunk=source.id))
            refusal = first_refusal(claim, self.without)
            if refusal is None:
                self._keep(number, claim)
            else:
                self._withhold(number, source.text, refusal, "nothing")
        return self._made("program", fault, ())

    def section(self, by: Literal["program", "model"], fault: str | None) -> DraftedSection:
        """Put back what has to be said, and give the section; else say the sources instead."""
        needed = needed_ids(self.task, self.lexicon)
        put_back, unplaced = self._put_back(needed)
        if unplaced:
            return self.from_sources(NOT_WHOLE)
        return self._made(by, fault, put_back)

    def _put_back(self, needed: Collection[str]) -> tuple[tuple[str, ...], bool]:
        """Put what is needed and left out in its place; also say if one of them found none."""
        done: list[str] = []
        for source in self.task.sources:
            said = {one for held in self.kept for one in held.block.sources}
            if source.id not in needed or source.id in said:
                continue
            at = place_of(source, self.task, self.kept)
            refusal = self._insert(source, at)
            if refusal is None:
                done.append(source.id)
            elif refusal.rule == LEANING:
                return (), True
            else:
                self._withhold(0, source.text, refusal, "nothing")
        return tuple(done), False

    def _insert(self, source: SourceSentence, at: int) -> Refusal | None:
        claim = self._claim(DraftBlock(kind="verbatim", chunk=source.id), at)
        refusal = first_refusal(claim, self.without)
        if refusal is None:
            block = GroundedBlock(kind="verbatim", text=source.text, sources=(source.id,))
            self.kept.insert(at, Kept(0, block, claim.text))
        return refusal

    def _made(
        self, by: Literal["program", "model"], fault: str | None, put_back: tuple[str, ...]
    ) -> DraftedSection:
        self._drop_loose_bridges()
        self._shorten()
        self._drop_loose_bridges()
        return DraftedSection(
            section=self.task.section,
            by=by,
            blocks=tuple(one.block for one in self.kept),
            withheld=tuple(self.withheld),
            put_back=put_back,
            fault=fault,
        )

    def _drop_loose_bridges(self) -> None:
        if LOOSE_BRIDGE in self.without:
            return
        why = "It does not stand between the two sentences it was written between."
        for one in loose_bridges(self.kept):
            self.kept.remove(one)
            self._withhold(one.number, one.text, Refusal(LOOSE_BRIDGE, why), "nothing")

    def _shorten(self) -> None:
        """Drop blocks from the end until the words fit; what has to be said stays."""
        needed = needed_ids(self.task, self.lexicon)
        why = f"The section has {self.task.max_words} words at most."
        while TOO_MANY_WORDS not in self.without and self._words() > self.task.max_words:
            at = last_spare(self.kept, needed)
            if at is None:
                return
            one = self.kept.pop(at)
            self._withhold(one.number, one.text, Refusal(TOO_MANY_WORDS, why), "nothing")

    def _words(self) -> int:
        return sum(len(one.block.text.split()) for one in self.kept)


def _as_verbatim(block: DraftBlock, task: SectionTask) -> DraftBlock:
    """Take prose that repeats a sentence it cites for what it is."""
    if block.kind != "prose" or not block.text:
        return block
    text = plain(block.text)
    same = (
        one.id
        for one in task.sources
        if one.id in block.cites and one.kind != "quoted" and plain(one.text) == text
    )
    found = next(same, None)
    return DraftBlock(kind="verbatim", chunk=found) if found else block

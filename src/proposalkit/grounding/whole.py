"""Keeps a section whole: what has to be said, where it goes, and which bridges join nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from proposalkit.grounding.leaning import leans_on
from proposalkit.grounding.lexicon import Lexicon
from proposalkit.model.draft import GroundedBlock, SectionTask, SourceSentence


class Kept(NamedTuple):
    """A block that stands, its place in the answer, and its words; place 0: it was put back."""

    number: int
    block: GroundedBlock
    text: str

    @property
    def is_bridge(self) -> bool:
        """Say whether it claims nothing; a pointer to a clause belongs to its sentence."""
        return self.block.kind == "connective" and not self.block.sources


def needed_ids(task: SectionTask, lexicon: Lexicon) -> frozenset[str]:
    """Give the ids of what the section has to say, with the sentences they lean on."""
    found = {one.id for one in task.sources if one.required}
    for one in reversed(task.sources):
        base = leans_on(one, task.sources, lexicon) if one.id in found else None
        if base is not None:
            found.add(base.id)
    return frozenset(found)


def place_of(source: SourceSentence, task: SectionTask, kept: Sequence[Kept]) -> int:
    """Give where a sentence goes that was left out: behind the nearest one listed before it."""
    for one in reversed(task.sources[: task.sources.index(source)]):
        places = [at for at, held in enumerate(kept) if one.id in held.block.sources]
        if places:
            return places[-1] + 1
    return 0


def loose_bridges(kept: Sequence[Kept]) -> list[Kept]:
    """Give the bridges that do not stand between the two sentences they were written between."""
    loose = []
    for at, one in enumerate(kept):
        if one.is_bridge:
            beside = [*kept[max(0, at - 1) : at], *kept[at + 1 : at + 2]]
            numbers = [held.number for held in beside if not held.is_bridge]
            if numbers != [one.number - 1, one.number + 1]:
                loose.append(one)
    return loose


def last_spare(kept: Sequence[Kept], needed: Collection[str]) -> int | None:
    """Give the place of the last block a section can do without; None when there is none."""
    spare = (
        at
        for at in range(len(kept) - 1, -1, -1)
        if not any(one in needed for one in kept[at].block.sources)
    )
    return next(spare, None)

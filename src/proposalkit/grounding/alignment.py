"""Lays a sentence beside its source, word by word and in order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from proposalkit.grounding.lexicon import WordClass
from proposalkit.grounding.reading import BEARING, Reading

Places = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Alignment:
    """A sentence and a source, and which words of the one stand in the other in order."""

    claim: Reading
    source: Reading

    @cached_property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Give the longest run of equal words in order, as places among the bearing words."""
        ours = [one.key for one in self.claim.bearing]
        theirs = [one.key for one in self.source.bearing]
        return tuple(_common(ours, theirs))

    @property
    def ordered(self) -> tuple[int, int]:
        """Count the words in order, and those of the sentence that the source has at all."""
        held = {one.key for one in self.source.bearing}
        return len(self.pairs), sum(one.key in held for one in self.claim.bearing)

    @property
    def covered(self) -> tuple[int, int]:
        """Count the words in order, and the words of the source."""
        return len(self.pairs), len(self.source.bearing)

    def misplaced(self, kind: WordClass) -> tuple[str, ...]:
        """Give the words of a class that the source lacks, has besides, or has elsewhere.

        A word's place: how many paired words stand before it, and how many words of its sort since.
        """
        ours = _places(self.claim, kind, {one for one, _ in self.pairs})
        theirs = _places(self.source, kind, {one for _, one in self.pairs})
        if [one[:2] for one in ours] == [one[:2] for one in theirs]:
            return ()
        spare = [one[:2] for one in theirs]
        odd = []
        for key, place, text in ours:
            if (key, place) in spare:
                spare.remove((key, place))
            else:
                odd.append(text)
        lacking = [text for key, place, text in theirs if (key, place) in spare]
        return tuple(dict.fromkeys(odd or lacking))


_TURNING: tuple[WordClass, ...] = ("critical", "vague", "atom")


def _places(
    reading: Reading, kind: WordClass, paired: set[int]
) -> list[tuple[str, tuple[int, int], str]]:
    found = []
    bearing = before = since = 0
    for token in reading.tokens:
        if token.kind == kind:
            found.append((token.key, (before, since), token.text))
        if token.kind in BEARING:
            before, since = (before + 1, 0) if bearing in paired else (before, since)
            bearing += 1
        since += token.kind in _TURNING
    return found


def _common(ours: list[str], theirs: list[str]) -> list[tuple[int, int]]:
    """Find a longest common subsequence; of several the one that stands first."""
    table = [[0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for one in range(len(ours) - 1, -1, -1):
        row, below, key = table[one], table[one + 1], ours[one]
        for two in range(len(theirs) - 1, -1, -1):
            if key == theirs[two]:
                row[two] = below[two + 1] + 1
            else:
                row[two] = below[two] if below[two] >= row[two + 1] else row[two + 1]
    found, one, two = [], 0, 0
    while one < len(ours) and two < len(theirs):
        if ours[one] == theirs[two]:
            found.append((one, two))
            one, two = one + 1, two + 1
        elif table[one + 1][two] >= table[one][two + 1]:
            one += 1
        else:
            two += 1
    return found

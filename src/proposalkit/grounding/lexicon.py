"""The word lists of the knowledge, made ready for looking words up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from proposalkit.model.grounding import GroundingRules

WordClass = Literal[
    "content", "commitment", "puffery", "name", "party",
    "critical", "vague", "atom", "kept", "free", "empty",
]  # fmt: skip


class Entry(NamedTuple):
    """One word or turn of the lists: its words, its class, and the key all its equals share."""

    words: tuple[str, ...]
    kind: WordClass
    key: str
    role: bool = False
    """Whether it says who does something."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """What a word is, by its first word; turns of several words before single ones."""

    rules: GroundingRules
    turns: Mapping[str, tuple[Entry, ...]]
    singles: Mapping[str, Entry]
    stems: Mapping[str, Entry]
    linking: frozenset[str]
    party_slots: Mapping[str, str]
    parties: frozenset[str]
    full_names: tuple[str, ...]
    buyer: str
    buyers_own: frozenset[str]
    connective: frozenset[str]
    leaning: tuple[str, ...]

    def turn_at(self, words: tuple[str, ...], at: int) -> Entry | None:
        """Give the longest turn of several words that begins at a place.

        Turns that mean the same as others may be bent: `looks at` is `look at`.
        """
        for entry in self.turns.get(stem(words[at]), ()):
            here = words[at : at + len(entry.words)]
            if here == entry.words or (
                entry.kind in _BENT and tuple(map(stem, here)) == tuple(map(stem, entry.words))
            ):
                return entry
        return None

    def single(self, word: str) -> Entry:
        """Give what a single word is; a word of no list is content."""
        entry = self.singles.get(word)
        if entry is not None:
            return entry
        base = stem(word)
        return self.stems.get(base) or Entry((word,), "content", base)


_BENT = ("content", "commitment", "puffery")


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """Cut -s and -ing and a last e; -ed stays: `is asked` and `asks` are not one."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 3 and word.endswith(("sses", "shes", "ches", "xes", "zes", "oes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    elif len(word) > 4 and word.endswith("ing") and any(sign in "aeiouy" for sign in word[:-3]):
        word = word[:-3]
        if word[-1] == word[-2:-1] and word[-1] not in "lsz":
            word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") and word[-2] != "e" else word


def cut_turn(text: str) -> tuple[str, ...]:
    """Cut a word or turn of the lists as the reader cuts sentences."""
    return tuple(text.replace("-", " ").replace("'s", "").split())


@lru_cache(maxsize=8)
def lexicon_of(rules: GroundingRules, parties: tuple[str, ...] = ()) -> Lexicon:
    """Make the lists ready, with the words of the parties' names; the same lists are kept."""
    entries = tuple(_entries(rules))
    turns: dict[str, list[Entry]] = {}
    singles: dict[str, Entry] = {}
    stems: dict[str, Entry] = {}
    for entry in entries:
        if len(entry.words) > 1:
            turns.setdefault(stem(entry.words[0]), []).append(entry)
            continue
        singles.setdefault(entry.words[0], entry)
        if entry.kind in _BENT:
            stems.setdefault(stem(entry.words[0]), entry)
    slots = {one.slot: one.word for one in rules.party_slots}
    return Lexicon(
        rules=rules,
        turns={
            first: tuple(sorted(found, key=lambda one: -len(one.words)))
            for first, found in turns.items()
        },
        singles=singles,
        stems=stems,
        linking=frozenset(rules.linking_words),
        party_slots=slots,
        parties=party_words(parties, rules.legal_forms),
        full_names=tuple(one.lower() for one in parties if one.strip()),
        buyer=singles["buyer"].key if "buyer" in singles else "buyer",
        buyers_own=frozenset(rules.buyers_own),
        connective=frozenset(rules.connective_vocabulary),
        leaning=tuple(f"{one} " for one in rules.leaning_words),
    )


def party_words(parties: Iterable[str], legal_forms: Iterable[str]) -> frozenset[str]:
    """Give the words of the parties' names that name them; legal forms name nobody."""
    common = frozenset(legal_forms)
    words = (word.strip(".,&()'\"") for name in parties for word in name.split())
    return frozenset(word for word in words if len(word) > 1 and word.lower() not in common)


def _entries(rules: GroundingRules) -> Iterable[Entry]:
    """Give every entry, the classes that guard most first: the first meaning of a word holds."""
    for word in rules.commitment_words:
        yield Entry(cut_turn(word), "commitment", _key(word))
    for word in rules.puffery_words:
        yield Entry(cut_turn(word), "puffery", _key(word))
    for word in rules.vague_quantities:
        yield Entry(cut_turn(word), "vague", _key(word))
    for row in rules.critical_words:
        for word in row:
            yield Entry(cut_turn(word), "critical", row[0])
    for row in rules.role_words:
        for word in row:
            yield Entry(cut_turn(word), "critical", row[0], role=True)
    for row in rules.same_words:
        for word in row:
            yield Entry(cut_turn(word), "content", f"={row[0]}")
    for word in rules.kept_words:
        yield Entry(cut_turn(word), "kept", word)
    for word in rules.free_words:
        yield Entry(cut_turn(word), "free", word)
    for word in rules.empty_words:
        yield Entry(cut_turn(word), "empty", word)


def _key(word: str) -> str:
    return " ".join(map(stem, cut_turn(word)))

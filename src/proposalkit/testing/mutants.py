"""A changed sentence, and how a mutator says so."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import NamedTuple, TypeAlias

from proposalkit.testing.answers import Block, Change, prose
from proposalkit.testing.asked import Sentence, Task
from proposalkit.testing.honest import quote_of
from proposalkit.testing.oracle import is_told


class Edit(NamedTuple):
    """A false sentence, with the words in it that no source has."""

    after: str
    marks: tuple[str, ...] = ()


class Mutant(NamedTuple):
    """The blocks of a lie, and its entry in the log."""

    blocks: tuple[Block, ...]
    change: Change


Editor: TypeAlias = Callable[[str, Task, Random], Edit | None]
"""Makes one sentence false; None when the sentence has no place for it."""
Mutator: TypeAlias = Callable[[Sentence, Task, Random], Mutant | None]
"""Makes a false block of one source sentence; None when it has no place for it."""


def by_words(name: str, edit: Editor) -> Mutator:
    """Make a mutator of an editor: the false sentence cites its source and quotes it truly."""

    def mutate(source: Sentence, task: Task, random: Random) -> Mutant | None:
        found = edit(source.text, task, random)
        told = [one.text for one in task.sources]
        if found is None or is_told(found.after, told):
            return None
        marks = tuple(one for one in found.marks if not is_told(one, told))
        change = Change(name, task.section, source.id, source.text, found.after, marks)
        return Mutant((prose(found.after, [source.id], quote_of(source.text)),), change)

    return mutate


def one_of(pattern: str, text: str, random: Random) -> re.Match[str] | None:
    """Choose one place of a pattern outside slots."""
    places = [
        one for one in re.finditer(pattern, text, re.IGNORECASE) if not _in_slot(text, one.start())
    ]
    return random.choice(places) if places else None


def _in_slot(text: str, place: int) -> bool:
    before = text[:place]
    return before.rfind("{{") > before.rfind("}}")


def put(text: str, place: re.Match[str], new: str) -> str:
    """Put new words in a place, with a capital where the old ones had one."""
    old = place.group()
    new = new[:1].upper() + new[1:] if old[:1].isupper() and new[:1].islower() else new
    return text[: place.start()] + new + text[place.end() :]


def swap_from(pairs: dict[str, str], *, both_ways: bool = True) -> Editor:
    """Make an editor that puts the other word of a pair."""
    table = {**pairs, **({new: old for old, new in pairs.items()} if both_ways else {})}
    pattern = r"\b(?:" + "|".join(sorted(map(re.escape, table), key=len, reverse=True)) + r")\b"

    def edit(text: str, task: Task, random: Random) -> Edit | None:
        place = one_of(pattern, text, random)
        if place is None:
            return None
        return Edit(put(text, place, table[place.group().lower()]))

    return edit


def said_after(*tails: str) -> Editor:
    """Make an editor that adds words at the end of the sentence."""

    def edit(text: str, task: Task, random: Random) -> Edit:
        tail = random.choice(tails)
        return Edit(f"{text.rstrip().rstrip('.')}{tail}.", (tail.strip(" ,"),))

    return edit


def said_before(*heads: str) -> Editor:
    """Make an editor that begins the sentence with more words."""

    def edit(text: str, task: Task, random: Random) -> Edit:
        head = random.choice(heads)
        start = text if text.startswith("{{") else text[:1].lower() + text[1:]
        return Edit(f"{head} {start}", (head,))

    return edit


def said_instead(*sentences: str) -> Editor:
    """Make an editor that says something else under the name of the source."""

    def edit(text: str, task: Task, random: Random) -> Edit:
        said = random.choice(sentences)
        return Edit(said, (said,))

    return edit

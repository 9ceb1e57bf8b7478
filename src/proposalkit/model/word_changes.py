"""The difference between two texts word by word: what a lawyer wants to see of a change."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Annotated, Literal

from proposalkit.model.base import Model
from proposalkit.model.fields import given

_CONTEXT = 6


class WordChange(Model):
    """A run of words that stayed, went or came."""

    kind: Literal["same", "removed", "added"]
    text: Annotated[str, given("The words, parted by single blanks.")]


def changed_words(before: str, after: str) -> tuple[WordChange, ...]:
    """Compare two texts word by word; white space and line breaks do not count."""
    old, new = before.split(), after.split()
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    changes: list[WordChange] = []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            changes.append(WordChange(kind="same", text=" ".join(old[i1:i2])))
            continue
        if i2 > i1:
            changes.append(WordChange(kind="removed", text=" ".join(old[i1:i2])))
        if j2 > j1:
            changes.append(WordChange(kind="added", text=" ".join(new[j1:j2])))
    return tuple(changes)


def marked_changes(changes: tuple[WordChange, ...]) -> str:
    """Write changes as one line: [-gone-] {+come+}, with a few words of the rest around them."""
    parts = list(_marked(changes))
    return " ".join(parts)


def _marked(changes: tuple[WordChange, ...]) -> Iterator[str]:
    for number, one in enumerate(changes):
        if one.kind == "removed":
            yield f"[-{one.text}-]"
        elif one.kind == "added":
            yield f"{{+{one.text}+}}"
        else:
            yield _shortened(one.text, first=number == 0, last=number == len(changes) - 1)


def _shortened(text: str, *, first: bool, last: bool) -> str:
    words = text.split()
    head = [] if first else words[:_CONTEXT]
    tail = [] if last else words[-_CONTEXT:]
    if len(words) <= len(head) + len(tail):
        return text
    return " ".join((*head, "...", *tail))

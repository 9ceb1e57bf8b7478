"""Checks the phrases by which people ask for an entry: the search reads them, nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from proposalkit.knowledge.fault_words import subject
from proposalkit.knowledge.yaml_text import YamlDocument
from proposalkit.model.finding import Finding

_MOST_LETTERS = 100
_WORD = re.compile(r"[^\W_]+")


def check_asked(asked: Iterable[str], document: YamlDocument) -> Iterator[Finding]:
    """Hold `asked_as` to phrases of two words or more, short, and each once in its entry."""
    seen: set[tuple[str, ...]] = set()
    for number, phrase in enumerate(asked):
        words = tuple(_WORD.findall(phrase.casefold()))
        problem = _problem(phrase, words, seen)
        seen.add(words)
        if problem:
            message, remedy = problem
            where = document.value_place(("asked_as", number))
            yield Finding(id="asked-as", where=where, message=message, remedy=remedy)


def _problem(
    phrase: str, words: tuple[str, ...], seen: set[tuple[str, ...]]
) -> tuple[str, str] | None:
    """Give what is wrong and what to do; none when the phrase is fine."""
    if len(phrase) > _MOST_LETTERS:
        return (
            f"{subject(phrase)} has {len(phrase)} letters, more than {_MOST_LETTERS}.",
            "Split it: one short question or phrase in each line.",
        )
    if words and all(word.isdigit() for word in words):
        return f"{subject(phrase)} holds digits only.", "Say in words what people ask for."
    if len(words) < 2:
        return (
            f"{subject(phrase)} is no phrase of two words or more.",
            "Add the words people use with it; one word alone finds too much.",
        )
    if words in seen:
        return f"{subject(phrase)} stands here twice.", "Remove one of the two."
    return None

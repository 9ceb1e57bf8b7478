"""Whether one entry of a value holds the words by which a requirement names what it is about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from proposalkit.model.proposal import Proposal
from proposalkit.model.requirements import Found
from proposalkit.model.shown_path import values_at

if TYPE_CHECKING:
    from proposalkit.model.requirement_topics import TopicAsk

_WORD = re.compile(r"[^\W_]+")


def entry_named(ask: TopicAsk, proposal: Proposal) -> str | None:
    """Give the first entry that holds every word named; None when there is none.

    Why one entry: words spread over several entries name none of them. A list of languages is
    another thing: each word names an entry.
    """
    wanted = {_stem(word) for one in ask.named for word in _words(one)}
    entries = tuple(_entries(ask, proposal))
    if ask.each:
        held = {_stem(word) for one in entries for word in _words(one)}
        return "; ".join(entries) if entries and wanted <= held else None
    return next((one for one in entries if wanted <= {_stem(word) for word in _words(one)}), None)


def told_by_entry(found: Found, entry: str) -> Found:
    """Say the entry in the place of the whole value; the sentence of a fact stays as it is."""
    return found if found.clause else replace(found, words=entry, quote=entry)


def clauses_saying(entry: str, proposal: Proposal) -> tuple[str, ...]:
    """Give the clauses whose text holds an entry word for word; one word alone binds nothing."""
    wanted = " ".join(entry.split())
    if " " not in wanted:
        return ()
    return tuple(one.id for one in proposal.clauses if wanted in " ".join(one.text.split()))


def _entries(ask: TopicAsk, proposal: Proposal) -> Iterable[str]:
    asked = ask.asked
    if asked.value is not None:
        return values_at(proposal, asked.value.path)
    facts = (one for clause in proposal.clauses for one in clause.facts)
    values = (one.value for one in facts if asked.fact is not None and one.id == asked.fact.id)
    return (row for one in values for row in (one if isinstance(one, tuple) else (str(one),)))


def named_in(words: Iterable[str], text: str) -> bool:
    """Say whether a text holds every one of these words, whatever their ending."""
    wanted = {_stem(word) for one in words for word in _words(one)}
    return wanted <= {_stem(word) for word in _words(text)}


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _stem(word: str) -> str:
    """Take the ending of a plural or of `withdrawing` off; nothing else is guessed."""
    if word.endswith("ing") and len(word) > 7:
        return word[:-3]
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word

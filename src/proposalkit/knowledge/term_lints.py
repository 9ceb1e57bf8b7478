"""Checks of the words of a contract: terms used and defined, parties by their two names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from proposalkit.knowledge.fault_words import subject
from proposalkit.knowledge.lint_table import Lint, LintTable
from proposalkit.knowledge.text_lints import Place
from proposalkit.model.finding import Finding

_DEFINED = re.compile(r'"([A-Z][^"]*)"(?: and "[^"]+")?\s+means?\b')
_SLOT = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_CITED = re.compile(r"\(([a-z0-9]+(?:-[a-z0-9]+)+)\)")
_QUOTED = re.compile(r'"[^"]*"')
_STARTS = re.compile(r"(?:\A|[.:;]\s+|\n\s*|\([a-z]\)\s+|[0-9]\.\s+)\Z")
_NAME = re.compile(r"[A-Z][A-Za-z-]*(?:\s+[A-Z][A-Za-z-]*)*")
_PARTIES = ("Provider", "Customer")
_DUTY = r"(?:must|shall|may\s+not)\b"
_NOT_A_PARTY = re.compile(r"\bModel\s+Providers?\b|\bCustomer\s+(?:Data|Model)\b")


def defined_terms(text: str) -> frozenset[str]:
    """Give the terms that the definitions define."""
    return frozenset(" ".join(one.split()) for one in _DEFINED.findall(text))


def own_terms(text: str) -> frozenset[str]:
    """Give the words with a capital letter that a text puts in quotes: its own terms, titles."""
    quoted = (" ".join(one.strip('"').split()) for one in _QUOTED.findall(text))
    return frozenset(one for one in quoted if one[:1].isupper())


def cited_clauses(text: str) -> tuple[str, ...]:
    """Give the ids in brackets, as texts cite other clauses."""
    return tuple(_CITED.findall(text))


def lint_terms(
    text: str, place: Place, defined: Collection[str], lints: LintTable
) -> Iterator[Finding]:
    """Find words with a capital letter that neither definitions, text nor names explain.

    Why nothing without names: a library that lists none has not said which words need no meaning.
    Why warnings: a company that brings its own texts may have other names for things and parties.
    """
    if not lints.names:
        return
    known = own_terms(text).union(defined, lints.names)
    explained = _any_of(known)
    plain = _QUOTED.sub(_blank_quote, _SLOT.sub(_blank_slot, text))
    for found in _NAME.finditer(plain):
        words = " ".join(found[0].split())
        left = _unexplained(words, explained)
        first = bool(_STARTS.search(plain, 0, found.start()))
        if first and left and words.startswith(left.split()[0]):
            left = _unexplained(words.partition(" ")[2], explained)
        if left:
            yield Finding(
                id="undefined-term",
                severity="warning",
                where=place(found.start()),
                message=f'"{left}" is written like a defined term and is not defined.',
                remedy="Define it, write it with a small letter, or list it in lints.yaml: names.",
            )


def lint_parties(text: str, place: Place, words: Sequence[Lint]) -> Iterator[Finding]:
    """Find other names of the parties, and a text that binds one and forgets the other."""
    for lint in words:
        for found in re.finditer(rf"\b{lint.word}s?\b", text):
            yield Finding(
                id="party-name",
                severity="warning",
                where=place(found.start()),
                message=f"{subject(found[0])} is not the name of a party.",
                remedy=lint.instead,
            )
    if not words:
        return
    plain = _NOT_A_PARTY.sub(_blank, text)
    bound = [one for one in _PARTIES if re.search(rf"\b{one}\s+{_DUTY}", plain)]
    named = [one for one in _PARTIES if re.search(rf"\b{one}\b", plain)]
    if bound and named == bound[:1]:
        yield Finding(
            id="one-party",
            severity="warning",
            where=place(plain.index(bound[0])),
            message=f'The text binds "{bound[0]}" and does not name the other party.',
            remedy="Say what the other party does, owes or gets; or write for each party.",
        )


def unused_terms(
    text: str, place: Place, texts: Iterable[str], others: Collection[str] = ()
) -> Iterator[Finding]:
    """Find terms that are defined and that no contract text and no other definition uses."""
    everything = " ".join(" ".join(one.split()) for one in (*texts, *others))
    for found in _DEFINED.finditer(text):
        term = " ".join(found[1].split())
        elsewhere = text[: found.start()] + text[found.end() :]
        if not re.search(rf"\b{term}(?:s|es)?\b", f"{everything} {' '.join(elsewhere.split())}"):
            yield Finding(
                id="unused-term",
                where=place(found.start()),
                message=f'The term "{term}" is defined and used nowhere.',
                remedy="Remove the definition, or use the term where it is meant.",
            )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Match each of the words, the longest first, in its singular and plural."""
    longest = sorted((one.removesuffix("s") for one in words), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})(?:s|es)?\b")


def _unexplained(words: str, explained: re.Pattern[str]) -> str:
    return " ".join(explained.sub(" ", words).split())


def _blank_quote(found: re.Match[str]) -> str:
    """Do the same for words in quotes, but keep that a sentence ended inside them."""
    ended = found[0].endswith('."')
    return "x" * (len(found[0]) - ended) + "." * ended


def _blank_slot(found: re.Match[str]) -> str:
    """Blank a slot as the end of a sentence: its value may be a whole one."""
    return "x" * (len(found[0]) - 1) + "."


def _blank(found: re.Match[str]) -> str:
    """Keep offsets: put as many small letters in the place of what is not looked at."""
    return "x" * len(found[0])

"""Holds the seller's own words in a section to the checks that drafted sentences pass."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from proposalkit.errors import InputRefused
from proposalkit.model.atoms import Atom, read_atoms
from proposalkit.model.finding import Finding
from proposalkit.model.folding import plain
from proposalkit.model.proposal import Proposal
from proposalkit.model.shown import shown_values

if TYPE_CHECKING:
    from proposalkit.compose.parts import Parts
    from proposalkit.grounding.lexicon import Lexicon
    from proposalkit.grounding.reading import Reading

_WORD = re.compile(r"[^\W_]+")
_WORDS_OF_A_CLASS: Mapping[str, tuple[str, str]] = {
    "commitment": ("statement-promises", "promises something, and promises stand in clauses."),
    "puffery": ("statement-praises", "is praise without proof."),
    "vague": ("statement-vague-quantity", "is a quantity without a number: nobody can check it."),
}


class _Known(NamedTuple):
    """What the proposal shows besides the seller's own words."""

    figures: frozenset[tuple[str, str]]
    words: frozenset[str]
    units: frozenset[str]
    """First words of the units that are counted: `minute`, `minutes`."""


def refuse_untrue_words(parts: Parts, proposal: Proposal) -> None:
    """Refuse own words that a clause denies, that only the contract may say, or without a source.

    Raises InputRefused with each sentence and its section. The words are the seller's, and printed
    as such; that makes a promise no less a promise, and a figure or a name no more true.
    """
    if not parts.brief.statements:
        return
    known = _known(parts, proposal)
    findings = [
        finding
        for name, words in parts.brief.statements.items()
        for finding in _of_section(parts, f"statements.{name}", words, known)
    ]
    if findings:
        raise InputRefused(findings)


def _known(parts: Parts, proposal: Proposal) -> _Known:
    own = {
        block.text
        for section in proposal.sections
        for block in section.blocks
        if block.kind == "seller_statement"
    }
    texts = [plain(one.text) for one in shown_values(proposal) if one.text not in own]
    words = {word for one in texts for word in _WORD.findall(one)}
    return _Known(
        figures=frozenset((a.kind, str(a.value)) for one in texts for a in read_atoms(one)),
        words=frozenset(words | {*parts.catalogue.drafting.keep_capitals}),
        units=frozenset(
            name.split()[0].lower() for one in proposal.metrics for name in (one.unit, one.label)
        ),
    )


def _is_known(atom: Atom, shown: str, known: _Known) -> bool:
    """Say whether a figure is shown, also as a count of a unit that is one of time or money."""
    if (atom.kind, str(atom.value)) in known.figures:
        return True
    counted = (one for one in read_atoms(shown.rpartition(" ")[0]) if one.kind == "count")
    last = shown.rpartition(" ")[2].lower()
    return last in known.units and any((one.kind, one.value) in known.figures for one in counted)


def _of_section(parts: Parts, where: str, words: str, known: _Known) -> Iterator[Finding]:
    from proposalkit.grounding.lexicon import lexicon_of
    from proposalkit.grounding.reading import read, split_sentences

    if parts.catalogue.grounding is None:
        raise LookupError("grounding.yaml")
    lexicon = lexicon_of(parts.catalogue.grounding)
    for sentence in split_sentences(plain(words)):
        reading = read(sentence, lexicon)
        yield from _against_clauses(parts, where, reading, lexicon)
        yield from _words(reading, where, known)
        for atom in read_atoms(plain(sentence)):
            shown = plain(sentence)[atom.start : atom.end]
            if not _is_known(atom, shown, known):
                message = f'"{shown}" is a figure that the proposal shows nowhere else.'
                yield _finding("statement-figure-unknown", where, message)


def _against_clauses(
    parts: Parts, where: str, reading: Reading, lexicon: Lexicon
) -> Iterator[Finding]:
    from proposalkit.grounding.contradictions import begins, contradicted

    sentence = reading.text
    facts = {fact.id: fact.value for one in parts.terms.clauses for fact in one.facts}
    rule = contradicted(reading, facts, lexicon)
    if rule is not None:
        message = f'"{sentence}" denies "{rule.fact}: {facts[rule.fact]}", which a clause states.'
        yield _finding("statement-against-clause", where, message)
    for fence in lexicon.rules.fences:
        if begins(fence.words, sentence):
            message = f'"{sentence}" speaks of {fence.topic}, on which only the contract speaks.'
            yield _finding("statement-on-fenced-topic", where, message)


def _words(reading: Reading, where: str, known: _Known) -> Iterator[Finding]:
    for token in reading.tokens:
        if token.kind in _WORDS_OF_A_CLASS:
            kind, wrong = _WORDS_OF_A_CLASS[token.kind]
            yield _finding(kind, where, f'"{token.text}" {wrong}')
        if token.kind == "name" and not known.words.issuperset(_WORD.findall(token.text)):
            message = f'"{token.text}" is a name that the proposal shows nowhere else.'
            yield _finding("statement-name-unknown", where, message)


def _finding(kind: str, where: str, message: str) -> Finding:
    remedy = "Leave it out, or write what the proposal says."
    return Finding(id=kind, where=where, message=message, remedy=remedy)

"""Holds the seller's own words in a section to the checks that drafted sentences pass."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from proposalkit.errors import InputRefused
from proposalkit.model.atoms import read_atoms
from proposalkit.model.finding import Finding
from proposalkit.model.folding import plain
from proposalkit.model.proposal import Proposal
from proposalkit.model.shown import shown_values

if TYPE_CHECKING:
    from proposalkit.compose.parts import Parts
    from proposalkit.grounding.reading import Reading


def refuse_untrue_words(parts: Parts, proposal: Proposal) -> None:
    """Refuse own words that a clause denies, that only the contract may say, or without a source.

    Raises InputRefused with each sentence and its section. The words are the seller's, and printed
    as such; that makes a promise no less a promise, and a figure no more true.
    """
    if not parts.brief.statements:
        return
    held = _figures(proposal)
    findings = [
        finding
        for name, words in parts.brief.statements.items()
        for finding in _of_section(parts, f"statements.{name}", words, held)
    ]
    if findings:
        raise InputRefused(findings)


def _figures(proposal: Proposal) -> frozenset[tuple[str, str]]:
    """Give every figure the proposal shows but for the seller's own words."""
    own = {
        block.text
        for section in proposal.sections
        for block in section.blocks
        if block.kind == "seller_statement"
    }
    texts = (one.text for one in shown_values(proposal) if one.text not in own)
    return frozenset(
        (atom.kind, str(atom.value)) for one in texts for atom in read_atoms(plain(one))
    )


def _of_section(
    parts: Parts, where: str, words: str, held: frozenset[tuple[str, str]]
) -> Iterator[Finding]:
    from proposalkit.grounding.contradictions import begins, contradicted
    from proposalkit.grounding.lexicon import lexicon_of
    from proposalkit.grounding.reading import read, split_sentences

    if parts.catalogue.grounding is None:
        raise LookupError("grounding.yaml")
    lexicon = lexicon_of(parts.catalogue.grounding)
    facts = {fact.id: fact.value for one in parts.terms.clauses for fact in one.facts}
    for sentence in split_sentences(plain(words)):
        reading = read(sentence, lexicon)
        rule = contradicted(reading, facts, lexicon)
        if rule is not None:
            message = (
                f'"{sentence}" denies "{rule.fact}: {facts[rule.fact]}", which a clause states.'
            )
            yield _finding("statement-against-clause", where, message)
        for fence in lexicon.rules.fences:
            if begins(fence.words, sentence):
                message = (
                    f'"{sentence}" speaks of {fence.topic}, on which only the contract speaks.'
                )
                yield _finding("statement-on-fenced-topic", where, message)
        yield from _words(reading, where)
        for atom in read_atoms(plain(sentence)):
            if (atom.kind, str(atom.value)) not in held:
                shown = sentence[atom.start : atom.end]
                message = f'"{shown}" is a figure that the proposal shows nowhere else.'
                yield _finding("statement-figure-unknown", where, message)


def _words(reading: Reading, where: str) -> Iterator[Finding]:
    for token in reading.tokens:
        if token.kind == "commitment":
            message = f'"{token.text}" promises something, and promises stand in clauses.'
            yield _finding("statement-promises", where, message)
        if token.kind == "vague":
            message = f'"{token.text}" is a quantity without a number, which nobody can check.'
            yield _finding("statement-vague-quantity", where, message)
        if token.kind == "puffery":
            yield _finding("statement-praises", where, f'"{token.text}" is praise without proof.')


def _finding(kind: str, where: str, message: str) -> Finding:
    remedy = "Leave it out, or write what the proposal says."
    return Finding(id=kind, where=where, message=message, remedy=remedy)

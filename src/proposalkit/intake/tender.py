"""The rules of a tender: deadlines, page limits, weights, forms, ceilings, places of data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from proposalkit.intake.atoms import Atom
from proposalkit.intake.blocks import Block, sentences
from proposalkit.intake.phrases import find_words, has_words
from proposalkit.intake.values import Grammar
from proposalkit.model.intake import TenderFact
from proposalkit.model.intake_rules import TenderRule

_TIME = re.compile(
    r"\b(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s?(?:am|pm|hrs|hours))?\b(?:\s(?:CET|CEST|GMT|BST|UTC|EST|EDT|PST|PDT|CST|CDT|ET|PT|CT))?"
)


def find_tender_facts(
    file: str, blocks: Sequence[Block], grammar: Grammar
) -> tuple[TenderFact, ...]:
    """Give what a document says of the tender itself, sentence by sentence and row by row."""
    found: list[TenderFact] = []
    for block in blocks:
        if block.kind == "heading":
            continue
        parts = (block.text,) if block.kind == "row" else tuple(sentences(block.text))
        for text in parts:
            found += _of_text(file, block, text, grammar)
    return tuple(dict.fromkeys(found))


def _of_text(file: str, block: Block, text: str, grammar: Grammar) -> Iterator[TenderFact]:
    for rule in grammar.rules.tender:
        if not _applies(rule, block, text):
            continue
        atoms = [one for one in grammar.atoms(text) if one.kind == rule.holds]
        names = tuple(_names(rule, text))
        if (rule.holds and not atoms) or (rule.names and not names):
            continue
        times = [found[0] for found in _TIME.finditer(text)] if rule.holds == "date" else []
        values = (*(_shown(one) for one in atoms), *times, *names)
        yield TenderFact(
            kind=rule.id,
            title=rule.title,
            values=values,
            quote=text[: grammar.rules.limits.quote_letters],
            file=file,
            place=block.place,
        )


def _applies(rule: TenderRule, block: Block, text: str) -> bool:
    low = block.heading.casefold()
    if rule.headings and not any(word in low for word in rule.headings):
        return False
    return has_words(text, rule.words) is not None


def _names(rule: TenderRule, text: str) -> Iterator[str]:
    """Give the names of forms in a text, such as Form B or Annex 3."""
    for found in find_words(rule.names, text):
        rest = re.match(r"\w*\s+([A-Z]{1,3}\d?|\d{1,2})\b", text[found.end() :])
        if rest:
            yield f"{found[0][0].upper()}{found[0][1:]} {rest[1]}"


def _shown(atom: Atom) -> str:
    """Write an atom as people read it, with the doubt about it."""
    if atom.doubt:
        return f"? ({atom.doubt})"
    if atom.kind == "percent":
        from decimal import Decimal

        return f"{(Decimal(atom.value) * 100).normalize():f}%"
    units = {"D": "days", "W": "weeks", "M": "months", "Y": "years", "BD": "working days",
             "Q": "quarters", "TH": "hours", "TM": "minutes"}  # fmt: skip
    if atom.kind == "money":
        return f"{atom.value} {atom.unit}"
    return f"{atom.value} {units.get(atom.unit, '')}".strip()

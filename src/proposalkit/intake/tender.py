"""The rules of a tender: deadlines, page limits, weights, forms, ceilings, places of data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from proposalkit.intake.atoms import Atom
from proposalkit.intake.blocks import Block, sentences
from proposalkit.intake.phrases import find_word, find_words, has_words
from proposalkit.intake.values import Grammar
from proposalkit.model.intake import TenderFact
from proposalkit.model.intake_rules import TenderRule

_TIME = re.compile(
    r"\b(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s?(?:am|pm|hrs|hours))?\b(?:\s(?:CET|CEST|GMT|BST|UTC|EST|EDT|PST|PDT|CST|CDT|ET|PT|CT))?"
)
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,2})? ?%?")


@dataclass(frozen=True)
class _Said:
    """A sentence, point or row, with the words that open its list and the table it stands in."""

    block: Block
    text: str
    opening: str = ""
    head: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """Give the words a rule is looked for in."""
        return f"{self.opening} {self.text}" if self.opening else self.text


def find_tender_facts(
    file: str, blocks: Sequence[Block], grammar: Grammar
) -> tuple[TenderFact, ...]:
    """Give what a document says of the tender itself, sentence by sentence and row by row."""
    found: list[TenderFact] = []
    for said in _parts(blocks):
        found += _of_text(file, said, grammar)
    return tuple(dict.fromkeys(found))


def _parts(blocks: Sequence[Block]) -> Iterator[_Said]:
    """Give the sentences; a point of a list keeps the words that open it, a row its head."""
    opening, head, open_ = "", tuple[str, ...](), False
    for block in blocks:
        if block.kind == "heading":
            opening, head = "", ()
        elif block.kind == "row" and sum(bool(one) for one in block.cells) == 1:
            yield from (_Said(block, one) for one in sentences(block.text.strip(" |")))
        elif block.kind == "row":
            yield _Said(block, block.text, head=head)
            head = head or tuple(one.casefold().strip(" .:") for one in block.cells)
        elif block.text.endswith(":"):
            opening, head = block.bare, ()
        else:
            goes_on = block.is_listed or block.text.endswith(";") or open_
            opening, head = opening if goes_on else "", ()
            yield from (_Said(block, one, opening) for one in sentences(block.text))
        open_ = block.text.endswith((";", ":"))


def _of_text(file: str, said: _Said, grammar: Grammar) -> Iterator[TenderFact]:
    for rule in grammar.rules.tender:
        values = _values(rule, said, grammar)
        if values is not None:
            yield TenderFact(
                kind=rule.id,
                title=rule.title,
                values=values,
                quote=said.text[: grammar.rules.limits.quote_letters],
                file=file,
                place=said.block.place,
            )


def _values(rule: TenderRule, said: _Said, grammar: Grammar) -> tuple[str, ...] | None:
    """Give what a rule takes from a sentence; None when the sentence is none of its kind."""
    heading = said.block.heading.casefold()
    cell = _cell(rule, said)
    if cell:
        return (cell,)
    if rule.headings and not any(word in heading for word in rule.headings):
        return None
    names = tuple(_names(rule, said.text))
    if names and any(word in heading for word in rule.under):
        return names
    if has_words(said.whole, rule.words) is None:
        return None
    atoms = [one for one in grammar.atoms(said.text) if one.kind == rule.holds]
    atoms = [one for one in atoms if not rule.units or find_word(rule.units, one.unit)]
    if (rule.holds and not atoms) or (rule.names and not names):
        return None
    times = [found[0] for found in _TIME.finditer(said.text)] if rule.holds == "date" else []
    return (*(_shown(one) for one in atoms), *times, *names)


def _cell(rule: TenderRule, said: _Said) -> str:
    """Give the number in the column of a rule, such as the points of a criterion."""
    for head, cell in zip(said.head, said.block.cells, strict=False):
        if head in rule.columns and _NUMBER.fullmatch(cell):
            return cell.replace(" ", "")
    return ""


def _names(rule: TenderRule, text: str) -> Iterator[str]:
    """Give the names of forms in a text, such as Form B or Annex 3, and those named whole."""
    for found in find_words(rule.names, text):
        rest = re.match(r"\w*\s+([A-Z]{1,3}\d?|\d{1,2})\b", text[found.end() :])
        if rest:
            yield f"{found[0][0].upper()}{found[0][1:]} {rest[1]}"
    for title in rule.titles:
        if title.casefold() in text.casefold():
            yield title


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

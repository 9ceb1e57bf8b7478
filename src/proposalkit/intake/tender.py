"""The rules of a tender: deadlines, page limits, weights, forms, ceilings, places of data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from proposalkit.intake.atoms import Atom
from proposalkit.intake.blocks import Block, sentences
from proposalkit.intake.numbers import HAS_NUMBER
from proposalkit.intake.phrases import find_word, find_words, has_words
from proposalkit.intake.statements import stated
from proposalkit.intake.values import Grammar, Reading, code_of
from proposalkit.model.fields import plain
from proposalkit.model.intake import Statement, TenderFact
from proposalkit.model.tender_rules import TenderRule

_TIME = re.compile(
    r"(?<![\d.])(?:[01]?\d|2[0-3])[:.][0-5]\d(?![.:]?\d)(?:\s?(?:am|pm|a\.m\.|p\.m\.|hrs|hours)(?!\w))?"
    r"(?:\s(?:CET|CEST|GMT|BST|UTC|EST|EDT|PST|PDT|CST|CDT|ET|PT|CT)\b)?",
    re.I,
)
_TAIL = re.compile(
    r"[^,;.:|]{0,40}?(?=[,;.:|]|\s(?:and|und|but|while|with|mit|plus|sowie)\s|$)|[^,;.:|]{0,40}"
)
_NEAR = re.compile(r"^[\s|,]*(?:to|and|until|till|bis|und|or|-|\u2013)?\s*$", re.I)
"""Between the two ends of a span of days."""
_FEW = 2
_BRACKETED = re.compile(
    r"\b[A-Z\u00c4\u00d6\u00dc][\w-]{3,} \((?P<code>[A-Z]{2,5}-?\d{1,3}[a-z]?)\)"
)
_NAMED = re.compile(r"[A-Z][\w.]*(?: [A-Z][\w.]*){0,3}")
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
    file: str, blocks: Sequence[Block], grammar: Grammar, rules: Sequence[TenderRule] | None = None
) -> tuple[TenderFact, ...]:
    """Give what a document says of the tender itself, sentence by sentence and row by row.

    `rules` are those looked for; all of them when none are named.
    """
    found: list[TenderFact] = []
    rules = grammar.rules.tender if rules is None else rules
    before: tuple[str, ...] = ()
    for said in _parts(blocks):
        facts = tuple(_of_text(file, said, grammar, rules, before))
        found += facts
        before = tuple(one.kind for one in facts)
    return tuple(dict.fromkeys(found))


def tender_statements(file: str, blocks: Sequence[Block], grammar: Grammar) -> Iterator[Statement]:
    """Give what the rules of the tender answer of the brief itself, such as what a limit counts."""
    rules = [one for one in grammar.rules.tender if one.fills]
    filled = {one.finds or one.id: one.fills for one in rules}
    for one in find_tender_facts(file, blocks, grammar, rules):
        if one.kind in filled and len(one.values) == 1 and "?" not in one.values[0]:
            field = grammar.rules.field(filled[one.kind])
            block = Block(one.quote, one.place)
            yield from stated(file, block, one.quote, field, Reading(one.values[0]), grammar)


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


def _of_text(
    file: str,
    said: _Said,
    grammar: Grammar,
    rules: Sequence[TenderRule],
    before: tuple[str, ...],
) -> Iterator[TenderFact]:
    seen, has_number = set(before), HAS_NUMBER.search(said.text) is not None
    for rule in () if said.text.rstrip(" |").endswith("?") else rules:
        is_due = rule.beside in seen if rule.beside else has_number or not rule.holds
        values = _values(rule, said, grammar) if is_due else None
        if values is not None:
            kind = rule.finds or rule.id
            seen.add(kind)
            yield TenderFact(
                kind=kind,
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
    names = tuple(_names(rule, said.text)) if rule.names or rule.titles else ()
    if names and any(word in heading for word in rule.under):
        return names
    if has_words(said.whole, rule.words) is None:
        return None
    if rule.answers:
        fits = next((one.value for one in rule.answers if find_word(one.words, said.text)), "")
        return (fits,) if fits else None
    atoms = _own(rule, said, grammar)
    if (rule.holds and not atoms) or (rule.names and not names):
        return None
    if rule.places and not _has_place(said.text, grammar):
        return None
    times = [found[0] for found in _TIME.finditer(said.text)] if rule.holds == "date" else []
    return (*(_shown(one) for one in atoms), *times, *names)


def _own(rule: TenderRule, said: _Said, grammar: Grammar) -> list[Atom]:
    """Give the values that are this rule's: of its kind and units, beside no word that bars them.

    Several dates in a sentence are each held against the words right before and behind them.
    """
    atoms = [one for one in grammar.atoms(said.text) if one.kind == rule.holds]
    atoms = [one for one in atoms if not rule.units or find_word(rule.units, one.unit)]
    beside = _beside(atoms, said.text)
    kept = [(one, near) for one, near in zip(atoms, beside, strict=True)
            if not find_word(rule.words_not, near)]  # fmt: skip
    if rule.holds == "date" and len(atoms) > 1:
        named = [one for one, near in kept if find_word(rule.words[0], near)]
        return named or ([one for one, _ in kept] if len(kept) == len(atoms) else [])
    if rule.sums and (len(atoms) < _FEW or sum(Decimal(one.value) for one in atoms) != 1):
        return []
    return [one for one, _ in kept]


def _beside(atoms: Sequence[Atom], text: str) -> Iterator[str]:
    """Give the words that belong to each value: up to the one before it, and a few behind."""
    start, words = 0, ""
    for one in atoms:
        between = text[start : one.start]
        words = between.rpartition(";")[2] if start == 0 or not _NEAR.match(between) else words
        tail = _TAIL.match(text, one.end)
        yield f"{words} {tail[0] if tail else ''}"
        start = one.end


def _has_place(text: str, grammar: Grammar) -> bool:
    """Say whether a country or bloc is named."""
    for found in _NAMED.finditer(text):
        words = found[0].split()
        parts = (words[a:b] for a in range(len(words)) for b in range(a + 1, len(words) + 1))
        if any(code_of(" ".join(one), grammar.rules) for one in parts):
            return True
    return False


def _cell(rule: TenderRule, said: _Said) -> str:
    """Give the number in the column of a rule, such as the points of a criterion."""
    for head, cell in zip(said.head, said.block.cells, strict=False):
        if head in rule.columns and _NUMBER.fullmatch(cell):
            return cell.replace(" ", "")
    return ""


def _names(rule: TenderRule, text: str) -> Iterator[str]:
    """Give the names of forms in a text, such as Form B or Annex 3, and those named whole."""
    for found in find_words(rule.names, text):
        rest = re.match(r"\w*\s+((?:[A-Z]{1,4}-?)?\d{1,3}[a-z]?|[A-Z]{1,3})\b", text[found.end() :])
        if rest:
            yield f"{found[0][0].upper()}{found[0][1:]} {rest[1]}"
    yield from (found["code"] for found in _BRACKETED.finditer(text) if rule.names)
    for title in rule.titles:
        if title.casefold() in text.casefold():
            yield title


def _shown(atom: Atom) -> str:
    """Write an atom as people read it, with the doubt about it."""
    if atom.doubt:
        return f"? ({atom.doubt})"
    if atom.kind == "percent":
        return f"{(Decimal(atom.value) * 100).normalize():f}%"
    units = {"D": "days", "W": "weeks", "M": "months", "Y": "years", "BD": "working days",
             "Q": "quarters", "TH": "hours", "TM": "minutes"}  # fmt: skip
    if atom.kind == "money":
        value = Decimal(atom.value)
        return f"{plain(value.quantize(Decimal(1)) if value == int(value) else value)} {atom.unit}"
    return f"{atom.value} {units.get(atom.unit, '')}".strip()

"""Values in running text: a sentence with the words of a cue and one value of the right kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from proposalkit.intake.atoms import Atom
from proposalkit.intake.blocks import Block, sentences
from proposalkit.intake.labelled import label_key, labels_of, split_label
from proposalkit.intake.names import name_after, name_before
from proposalkit.intake.numbers import HAS_NUMBER
from proposalkit.intake.phrases import find_word, has_words
from proposalkit.intake.statements import stated
from proposalkit.intake.values import (
    ATOM_OF,
    Grammar,
    Reading,
    code_of,
    read_atom,
    read_value,
    several,
    wanted_atoms,
)
from proposalkit.model.intake import Statement
from proposalkit.model.intake_rules import IntakeField
from proposalkit.model.tender_rules import Groups

_NEGATED = re.compile(
    r"\b(?:not|no longer|never|cannot|without)\b|n't\b"
    r"|\btoo (?:short|long|little|few|low|high)\b",
    re.I,
)
_COMMA = re.compile(r"[,;:](?!\d)")
_SUPPOSED = re.compile(
    r"\b(?:if|suppose|supposing|assuming|assumed|imagine|could|might)\b"
    r"|\bwould\b(?! (?:\w+ )?(?:like|prefer|want|need|expect|rather|be happy|suit))",
    re.I,
)
"""What is not said as so; "we would like" is a wish, and states what is wished."""
_TOPIC_LETTERS = 300
_FAR = 40
_NO_UNIT = (
    "in", "on", "at", "during", "per", "a", "an", "and", "while", "each", "of", "with", "for",
    "to", "or", "but", "every", "from", "before", "after", "until", "when", "as", "around",
)  # fmt: skip
_UNIT, _PER_UNIT = "@unit", "@per unit"
_ONE = (
    "per", "a", "an", "one", "each", "every", "for each", "for every", "single",
    "average", "typical", "eine", "einer", "je", "pro", "jede",
)  # fmt: skip


def cue_statements(file: str, blocks: Iterable[Block], grammar: Grammar) -> Iterator[Statement]:
    """Give what sentences state; a question, a refusal and a supposition state no value."""
    known = set(labels_of(grammar.rules))
    fields = [one for one in grammar.rules.fields if one.cues or one.named_before]
    before = ""
    for block in blocks:
        parts = split_label(block)
        if block.kind == "heading" or (parts and label_key(parts[0]) in known):
            continue
        for sentence in sentences(block.bare):
            if not sentence.endswith("?"):
                for part in sentence.split("; "):
                    yield from _of_sentence(file, block, part, fields, grammar)
                yield from _following(file, block, sentence, before, fields, grammar)
            before = f"{before} {sentence}"[-_TOPIC_LETTERS:]


def mention_statements(file: str, blocks: Iterable[Block], grammar: Grammar) -> Iterator[Statement]:
    """Give sentences that touch a field nobody may infer: its question must be answered."""
    fields = [one for one in grammar.rules.fields if one.mentions]
    reading = Reading(None, "mentioned; no value is taken from it")
    some = tuple(word for field in fields for word in field.mentions)
    for block in blocks:
        for sentence in sentences(block.text):
            for field in fields if find_word(some, sentence) else ():
                if find_word(field.mentions, sentence):
                    yield from stated(file, block, sentence, field, reading, grammar)


def denied_or_supposed(sentence: str, at: int, cue: str = "") -> str:
    """Say why what stands at a place of a sentence is not stated as so; empty when it is.

    A denial counts between the commas around the place, a supposition in the whole sentence. The
    words of a cue deny nothing: "may not exceed 30 pages" states 30 pages.
    """
    sentence = f"{sentence[:at]}{' ' * len(cue)}{sentence[at + len(cue) :]}"
    if sentence.endswith("?"):
        return "the sentence asks something"
    if _NEGATED.search(_clause(sentence, at)):
        return "the sentence denies something"
    return "the sentence supposes something" if _SUPPOSED.search(sentence) else ""


def _clause(sentence: str, at: int) -> str:
    """Give what stands between the commas around a place."""
    start = max((one.end() for one in _COMMA.finditer(sentence, 0, at)), default=0)
    end = _COMMA.search(sentence, at)
    return sentence[start : end.start() if end else None]


def _of_sentence(
    file: str, block: Block, sentence: str, fields: list[IntakeField], grammar: Grammar
) -> Iterator[Statement]:
    has_number = HAS_NUMBER.search(sentence) is not None
    has_name = any(one.isupper() for one in sentence[1:])
    for field in fields:
        if not (has_number if field.kind in ATOM_OF else has_name or field.kind == "choice"):
            continue
        reading = _first_reading(field, sentence, grammar)
        if reading is not None:
            yield from stated(file, block, sentence, field, reading, grammar)


def _following(
    file: str,
    block: Block,
    sentence: str,
    before: str,
    fields: list[IntakeField],
    grammar: Grammar,
) -> Iterator[Statement]:
    """Give what a sentence says of the thing the sentence before it was about."""
    for field in fields:
        about = find_word(field.topic, before) and not find_word(field.topic, sentence)
        anchor = find_word(grammar.rules.follows, sentence) if about else None
        if anchor and not find_word(field.cues_not, sentence):
            reading = _reading(field, sentence, anchor, grammar)
            if reading is not None:
                note = reading.note or "said of what the sentence before names"
                read = Reading(reading.value, note, reading.candidates)
                yield from stated(file, block, sentence, field, read, grammar)


def _first_reading(field: IntakeField, sentence: str, grammar: Grammar) -> Reading | None:
    """Give what the first cue reads in a sentence that has its words."""
    units = grammar.rules.units
    for cue in field.cues:
        anchor = has_words(sentence, _with_units(cue, units))
        if anchor is None or find_word(field.cues_not, _clause(sentence, anchor.start())):
            continue
        reading = _reading(field, sentence, anchor, grammar)
        if reading is not None:
            return reading
    anchor = find_word(field.named_before, sentence)
    if anchor is None:
        return None
    name = name_before(field.kind, sentence, anchor.start())
    return _unless_denied(Reading(name), sentence, anchor) if name else None


@cache
def _with_units(cue: Groups, units: tuple[str, ...]) -> Groups:
    """Put the units of work into a cue: `@unit` is each of them, `@per unit` one of them each."""
    per = tuple(f"{one} {unit}" for unit in units for one in _ONE)
    named = {_UNIT: units, _PER_UNIT: per}
    return tuple(tuple(word for one in group for word in named.get(one, (one,))) for group in cue)


def _reading(
    field: IntakeField, sentence: str, anchor: re.Match[str], grammar: Grammar
) -> Reading | None:
    """Read the value of one sentence; None when the sentence states nothing of the kind."""
    if field.kind in ATOM_OF:
        reading = _nearest(field, sentence, anchor, grammar)
    elif field.kind in ("choice", "email"):
        reading = read_value(field, sentence, grammar)
    else:
        name = name_after(field.kind, sentence, anchor.end())
        reading = Reading(name) if name and _may_be_name(name, grammar) else None
    if reading is None or reading.value is None:
        return reading
    return _unless_denied(reading, sentence, anchor)


def _may_be_name(name: str, grammar: Grammar) -> bool:
    """Say whether a name is none of a place, a language or a month, which stand behind "in" too."""
    first = name.split()[0].casefold()
    return code_of(name, grammar.rules) is None and first not in grammar.rules.not_systems


def _unless_denied(reading: Reading, sentence: str, anchor: re.Match[str]) -> Reading:
    why = denied_or_supposed(sentence, anchor.start(), anchor[0])
    return Reading(None, why) if why else reading


def _nearest(
    field: IntakeField, sentence: str, anchor: re.Match[str], grammar: Grammar
) -> Reading | None:
    """Take the value of the right kind that stands nearest to the cue."""
    wanted = wanted_atoms(field, grammar.atoms(sentence))
    if field.kind == "count":
        wanted = [one for one in wanted if _counts(field, one, grammar)]
    if not wanted:
        return None
    gaps = [_gap(one, anchor) for one in wanted]
    nearest = [one for one, gap in zip(wanted, gaps, strict=True) if gap == min(gaps)]
    if len(nearest) > 1:
        return several(field, sentence, nearest)
    return read_atom(field, sentence, nearest[0])


def _counts(field: IntakeField, atom: Atom, grammar: Grammar) -> bool:
    """Say whether a count may be one of this field: of its units, or of none named.

    A single one is no volume: "one ticket costs us".
    """
    if not field.units and atom.value == "1":
        return False
    if find_word(field.units or grammar.rules.units, atom.unit):
        return True
    return not field.units and (not atom.unit or atom.unit.split()[0] in _NO_UNIT)


def _gap(atom: Atom, anchor: re.Match[str]) -> int:
    """Give how far a value stands from a cue; beyond a comma or in a bracket it is far."""
    between = anchor.string[min(anchor.end(), atom.end) : max(anchor.start(), atom.start)]
    gap = max(anchor.start() - atom.end, atom.start - anchor.end(), 0)
    return gap + _FAR * (len(_COMMA.findall(between)) + sum(between.count(one) for one in "()"))

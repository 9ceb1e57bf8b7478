"""Values in running text: a sentence with the words of a cue and one value of the right kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from proposalkit.intake.atoms import Atom
from proposalkit.intake.blocks import Block, sentences
from proposalkit.intake.labelled import label_key, labels_of, split_label
from proposalkit.intake.phrases import find_word, has_words
from proposalkit.intake.values import ATOM_OF, Grammar, Reading, read_atom, read_value, wanted_atoms
from proposalkit.model.intake import Statement
from proposalkit.model.intake_rules import IntakeField

_NAME = re.compile(
    r"\s*(?:called |named |in |the |our |is |a )*(?P<name>[A-Z][\w&.-]*(?: [A-Z0-9][\w&.-]*){0,4})"
)
_NEGATED = re.compile(r"\b(?:not|no longer|never|cannot|without)\b|n't\b", re.I)
_COMMA = re.compile(r"[,;:](?!\d)")
_SUPPOSED = re.compile(r"\b(?:if|suppose|assuming|imagine|would|could|might)\b", re.I)


def cue_statements(file: str, blocks: Iterable[Block], grammar: Grammar) -> Iterator[Statement]:
    """Give what sentences state; a question, a refusal and a supposition state no value."""
    known = set(labels_of(grammar.rules))
    fields = [one for one in grammar.rules.fields if one.cues]
    for block in blocks:
        parts = split_label(block)
        if block.kind == "heading" or (parts and label_key(parts[0]) in known):
            continue
        for sentence in sentences(block.text):
            if not sentence.endswith("?"):
                for part in sentence.split("; "):
                    yield from _of_sentence(file, block, part, fields, grammar)


def mention_statements(file: str, blocks: Iterable[Block], grammar: Grammar) -> Iterator[Statement]:
    """Give sentences that touch a field nobody may infer: its question must be answered."""
    fields = [one for one in grammar.rules.fields if one.mentions]
    for block in blocks:
        for sentence in sentences(block.text):
            for field in fields:
                if find_word(field.mentions, sentence):
                    note = "mentioned; no value is taken from it"
                    yield _statement(file, block, sentence, field, Reading(None, note), grammar)


def denied_or_supposed(sentence: str, at: int) -> str:
    """Say why what stands at a place of a sentence is not stated as so; empty when it is.

    A denial counts between the commas around the place, a supposition in the whole sentence.
    """
    if sentence.endswith("?"):
        return "the sentence asks something"
    start = max((one.end() for one in _COMMA.finditer(sentence, 0, at)), default=0)
    end = _COMMA.search(sentence, at)
    if _NEGATED.search(sentence[start : end.start() if end else None]):
        return "the sentence denies something"
    return "the sentence supposes something" if _SUPPOSED.search(sentence) else ""


def _of_sentence(
    file: str, block: Block, sentence: str, fields: list[IntakeField], grammar: Grammar
) -> Iterator[Statement]:
    for field in fields:
        for cue in field.cues:
            anchor = has_words(sentence, cue)
            if anchor is None:
                continue
            reading = _reading(field, sentence, anchor, grammar)
            if reading is not None:
                yield _statement(file, block, sentence, field, reading, grammar)
                break


def _reading(
    field: IntakeField, sentence: str, anchor: re.Match[str], grammar: Grammar
) -> Reading | None:
    """Read the value of one sentence; None when the sentence states nothing of the kind."""
    if field.kind in ATOM_OF:
        reading = _nearest(field, sentence, anchor, grammar)
    elif field.kind == "choice":
        reading = read_value(field, sentence, grammar)
    else:
        name = _NAME.match(sentence, anchor.end())
        reading = Reading(name["name"].rstrip(".")) if name else None
    if reading is None or reading.value is None:
        return reading
    why = denied_or_supposed(sentence, anchor.start())
    return Reading(None, why) if why else reading


def _nearest(
    field: IntakeField, sentence: str, anchor: re.Match[str], grammar: Grammar
) -> Reading | None:
    """Take the value of the right kind that stands nearest to the cue."""
    wanted = wanted_atoms(field, grammar.atoms(sentence))
    if field.kind == "count":
        units = grammar.rules.units
        wanted = [one for one in wanted if find_word(units, one.unit)] or wanted
    if not wanted:
        return None
    gaps = sorted(_gap(one, anchor) for one in wanted)
    nearest = [one for one in wanted if _gap(one, anchor) == gaps[0]]
    if len(nearest) > 1:
        return Reading(None, "several values stand in it")
    return read_atom(field, sentence, nearest[0])


def _gap(atom: Atom, anchor: re.Match[str]) -> int:
    return max(anchor.start() - atom.end, atom.start - anchor.end(), 0)


def _statement(
    file: str, block: Block, quote: str, field: IntakeField, reading: Reading, grammar: Grammar
) -> Statement:
    return Statement(
        field=field.field,
        value=reading.value,
        quote=quote[: grammar.rules.limits.quote_letters],
        file=file,
        place=block.place,
        speaker=block.speaker,
        said_at=block.said_at,
        order=block.order,
        note=reading.note,
    )

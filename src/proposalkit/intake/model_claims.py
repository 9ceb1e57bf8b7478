"""What a model says it found: a value counts only if our reader takes it from words in the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import ConfigDict, Field, ValidationError

from proposalkit.intake.blocks import Block, sentences
from proposalkit.intake.cues import denied_or_supposed
from proposalkit.intake.orders import without_order
from proposalkit.intake.phrases import find_word
from proposalkit.intake.quarantine import plain_text
from proposalkit.intake.statements import stated
from proposalkit.intake.take_in import CleanText
from proposalkit.intake.values import ATOM_OF, Grammar, Reading, read_value
from proposalkit.model.base import Model
from proposalkit.model.intake import Statement
from proposalkit.model.intake_rules import IntakeField, IntakeRules

_CHUNK_LETTERS = 6_000
_MOST_CLAIMS = 200
_SHORTEST_QUOTE = 4
NOT_OURS = "the model's value is not what our reader takes from the quote"
NOT_WORK = "the quote counts no unit of work that we know"


class Claim(Model):
    """One thing a model says it found."""

    model_config = ConfigDict(strict=True)

    field: str
    value: Annotated[str | None, Field(max_length=2000)]
    quote: Annotated[str, Field(max_length=4000)]


class _Found(Model):
    found: Annotated[tuple[Claim, ...], Field(max_length=_MOST_CLAIMS)]


@dataclass(frozen=True)
class TextChunk:
    """Some paragraphs of one source, small enough for one call."""

    file: str
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """Give the words, one paragraph a line."""
        return "\n".join(one.text for one in self.blocks)


@dataclass(frozen=True)
class Judged:
    """What of an answer may stand, and how much of it was thrown away."""

    statements: tuple[Statement, ...]
    thrown_away: int = 0
    fault: str = ""


def askable(rules: IntakeRules) -> tuple[IntakeField, ...]:
    """Give the fields a model is asked for: never one that a labelled line alone may propose."""
    return tuple(one for one in rules.fields if one.care != "labelled" and one.kind != "slug")


def chunks_of(texts: Sequence[CleanText]) -> Iterator[TextChunk]:
    """Cut the sources into chunks at the ends of paragraphs."""
    for text in texts:
        part: list[Block] = []
        size = 0
        for block in text.blocks:
            if part and size + len(block.text) > _CHUNK_LETTERS:
                yield TextChunk(text.file, tuple(part))
                part, size = [], 0
            part.append(block)
            size += len(block.text)
        if part:
            yield TextChunk(text.file, tuple(part))


def judge(reply: str, chunk: TextChunk, grammar: Grammar) -> Judged:
    """Hold a reply against the chunk it is about; what is not in its words is thrown away."""
    try:
        found = _Found.model_validate(json.loads(reply))
    except (ValidationError, ValueError, RecursionError):
        return Judged((), 0, "the model's answer is not in the form asked for")
    fields = {one.field: one for one in askable(grammar.rules)}
    kept = []
    for claim in found.found:
        field = fields.get(claim.field)
        statement = _statement(claim, field, chunk, grammar) if field else None
        if statement is not None:
            kept.append(statement)
    return Judged(tuple(dict.fromkeys(kept)), len(found.found) - len(kept))


def _statement(
    claim: Claim, field: IntakeField, chunk: TextChunk, grammar: Grammar
) -> Statement | None:
    """Make a statement of a claim; None when its quote does not stand in the text."""
    quote = plain_text(claim.quote)
    place = _place(quote, chunk)
    if place is None:
        return None
    block, sentence = place
    read = _read(claim, field, quote, grammar)
    at = max(sentence.find(quote), 0)
    if read.value is not None and (why := denied_or_supposed(sentence, at)):
        read = Reading(None, why)
    found = next(stated(chunk.file, block, quote, field, read, grammar))
    return without_order(found.model_copy(update={"finder": "llm"}), sentence, grammar)


def _place(quote: str, chunk: TextChunk) -> tuple[Block, str] | None:
    """Find the paragraph and the sentence of a quote; it may not begin or end inside a word."""
    if len(quote) < _SHORTEST_QUOTE:
        return None
    pattern = re.compile(rf"(?<![\w.,]){re.escape(quote)}(?!\w|[.,]\d)")
    for block in chunk.blocks:
        if pattern.search(block.text):
            inside = [one for one in sentences(block.text) if pattern.search(one)]
            return block, inside[0] if inside else block.text
    return None


def _read(claim: Claim, field: IntakeField, quote: str, grammar: Grammar) -> Reading:
    """Give the value only when our own reader takes the same one from the quote."""
    if claim.value is None:
        return Reading(None, "the model found no clear value")
    said = plain_text(claim.value)
    ours = read_value(field, said, grammar)
    if ours.value is None:
        return Reading(None, ours.note or NOT_OURS, ours.candidates)
    if field.kind in ATOM_OF or field.kind == "choice":
        read = read_value(field, quote, grammar)
        if read.value != ours.value:
            return Reading(None, read.note or NOT_OURS, read.candidates)
        return ours if _counts_work(field, quote, grammar) else Reading(None, NOT_WORK)
    parts = ours.value if isinstance(ours.value, tuple) else (said,)
    inside = all(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", quote, re.I) for one in parts)
    return ours if inside else Reading(None, NOT_OURS)


def _counts_work(field: IntakeField, quote: str, grammar: Grammar) -> bool:
    """Say whether a count is one of the units of work of this field, not of people or pages."""
    if field.kind != "count":
        return True
    units = field.units or grammar.rules.units
    counts = [one for one in grammar.atoms(quote) if one.kind == "count"]
    return any(find_word(units, one.unit) for one in counts)

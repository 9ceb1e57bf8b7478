"""Companies and people as a mail or a title names them: candidates for buyer and champion."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from proposalkit.intake.blocks import Block
from proposalkit.intake.statements import stated
from proposalkit.intake.values import Grammar, Reading
from proposalkit.model.intake import Statement
from proposalkit.model.intake_rules import IntakeRules
from proposalkit.model.source_text import SourceText

_BUYER = "buyer.legal_name"
_NAME, _ROLE = "buyer.champion.name", "buyer.champion.role"
_LINES, _FIRST = 6, 12
_ROLE_LETTERS = 80
_CAPITAL = "[A-Z\u00c4\u00d6\u00dc][\\w&.'-]*"
_CALLED = re.compile(
    rf"(?:\b[Tt]he )?(?P<name>(?!The ){_CAPITAL}(?: (?:{_CAPITAL}|&|and|of|for|und)){{1,8}}),? "
    "\\((?:hereinafter |hereafter |referred to as )*[\"'\u201c\u2018]?(?:the )?"
    "[\"'\u201c\u2018]?(?P<short>[A-Z][a-z]+)\\b"
)
_NOTE = "a company named in the text; is it the buyer?"


def company_statements(
    source: SourceText, blocks: Sequence[Block], grammar: Grammar
) -> Iterator[Statement]:
    """Give the companies at the head of a document or at the end of a mail; ours is left out.

    Several of them are candidates, none is the value.
    """
    if source.kind == "mail":
        yield from _signatures(source, grammar)
    first = blocks[:_FIRST] if source.kind != "mail" else ()
    found = {name: block for one in first for name, block in _defined(one, grammar)} or {
        name: block for block in first for name in _companies(block.text, grammar)
    }
    if found:
        name, block = next(iter(found.items()))
        field = grammar.rules.field(_BUYER)
        several = Reading(None, "several companies are named", tuple(found))
        reading = Reading(name, _NOTE) if len(found) == 1 else several
        yield from stated(source.file, block, block.text, field, reading, grammar)


def _defined(block: Block, grammar: Grammar) -> Iterator[tuple[str, Block]]:
    """Give who a document calls its buyer: the Larch Department of Roads ("the Department")."""
    for found in _CALLED.finditer(block.text):
        short = found["short"].casefold()
        if short in grammar.rules.buyer_words and found["name"].casefold() not in grammar.ours:
            yield found["name"], block


def _companies(text: str, grammar: Grammar) -> Iterator[str]:
    for found in _shape(grammar.rules.companies).finditer(text) if grammar.rules.companies else ():
        name = found["name"].removeprefix("The ")
        if name.casefold() not in grammar.ours and " " in name:
            yield name


@cache
def _shape(forms: tuple[str, ...]) -> re.Pattern[str]:
    some = "|".join(re.escape(one) for one in sorted(forms, key=len, reverse=True))
    word = r"[A-Z\u00c4\u00d6\u00dc][\w&.'-]*"
    inner = rf"(?: (?:{word}|&|and|of|for|und|de|van))*"
    return re.compile(rf"(?<![\w-])(?P<name>{word}{inner},? (?:{some})(?:\.|(?!\w)))")


def _signatures(source: SourceText, grammar: Grammar) -> Iterator[Statement]:
    """Read the lines below the closing words of each mail: name, office, company."""
    for place, line in enumerate(source.lines):
        closing = line.text.casefold().rstrip(",.!").removeprefix("with ")
        if closing in grammar.rules.closings:
            below = [one for one in source.lines[place + 1 : place + 1 + _LINES] if one.text]
            yield from _signature(source, [(one.text, one.place) for one in below
                                           if one.speaker == line.speaker], line.speaker,
                                  grammar)  # fmt: skip


def _signature(
    source: SourceText, lines: Sequence[tuple[str, str]], speaker: str, grammar: Grammar
) -> Iterator[Statement]:
    words = _words(speaker)
    names = [place for place, (text, _) in enumerate(lines) if words and _words(text) == words]
    company = next((one for text, _ in lines for one in _companies(text, grammar)), None)
    is_ours = any(text.casefold() in grammar.ours for text, _ in lines) or (
        speaker.casefold() in grammar.ours
    )
    if is_ours or not names or company is None:
        return
    office = lines[names[-1] + 1] if names[-1] + 1 < len(lines) else None
    for text, place in lines:
        block = Block(text, place, speaker=speaker)
        if company in text:
            reading = Reading(company, _NOTE)
            yield from stated(
                source.file, block, text, grammar.rules.field(_BUYER), reading, grammar
            )
    name, place = lines[names[-1]]
    block = Block(name, place, speaker=speaker)
    read = Reading(name, "signs the mail")
    yield from stated(source.file, block, name, grammar.rules.field(_NAME), read, grammar)
    if office and company not in office[0] and len(office[0]) <= _ROLE_LETTERS:
        block = Block(office[0], office[1], speaker=speaker)
        read = Reading(office[0], "stands below the name")
        yield from stated(source.file, block, office[0], grammar.rules.field(_ROLE), read, grammar)


def _words(text: str) -> tuple[str, ...]:
    return tuple(sorted(one.strip(",.").casefold() for one in text.split()))


def buyer_names(statements: Iterable[Statement], rules: IntakeRules) -> tuple[str, ...]:
    """Give what the texts call the buyer, with and without the legal form at the end."""
    named = [one.value for one in statements if one.field == _BUYER and isinstance(one.value, str)]
    bare = [name.rpartition(" ")[0] for name in named if name.rpartition(" ")[2].rstrip(".")
            in rules.companies]  # fmt: skip
    return tuple(dict.fromkeys((*named, *(one.rstrip(",") for one in bare if one))))


def only_when_unlabelled(
    statements: Iterable[Statement], known: Iterable[Statement]
) -> tuple[Statement, ...]:
    """Leave out what fields say that a label or a cue has said already."""
    fields = {one.field for one in known if one.value is not None}
    return tuple(one for one in statements if one.field not in fields)

"""Foreign text made plain before anything reads it: what nobody sees is taken out and counted."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from proposalkit.model.finding import Finding
from proposalkit.model.intake import StrippedSigns
from proposalkit.model.intake_rules import Limits
from proposalkit.model.source_text import SourceText, TextLine

_RANGES: tuple[tuple[str, int, int], ...] = (
    ("control", 0x00, 0x08),
    ("control", 0x0B, 0x0C),
    ("control", 0x0E, 0x1F),
    ("control", 0x7F, 0x9F),
    ("invisible", 0xAD, 0xAD),
    ("invisible", 0x34F, 0x34F),
    ("direction", 0x61C, 0x61C),
    ("invisible", 0x115F, 0x1160),
    ("invisible", 0x17B4, 0x17B5),
    ("variation", 0x180B, 0x180F),
    ("invisible", 0x200B, 0x200D),
    ("direction", 0x200E, 0x200F),
    ("direction", 0x202A, 0x202E),
    ("invisible", 0x2060, 0x2065),
    ("direction", 0x2066, 0x2069),
    ("invisible", 0x206A, 0x206F),
    ("invisible", 0x2800, 0x2800),
    ("invisible", 0x3164, 0x3164),
    ("variation", 0xFE00, 0xFE0F),
    ("invisible", 0xFEFF, 0xFEFF),
    ("invisible", 0xFFA0, 0xFFA0),
    ("invisible", 0xFFF9, 0xFFFB),
    ("invisible", 0x1BCA0, 0x1BCA3),
    ("invisible", 0x1D173, 0x1D17A),
    ("tag", 0xE0000, 0xE007F),
    ("variation", 0xE0100, 0xE01EF),
    ("invisible", 0xE000, 0xF8FF),
    ("invisible", 0xF0000, 0x10FFFD),
)
"""Code points nobody sees, or that no one can name (private use), by kind."""

_KINDS = {code: kind for kind, first, last in _RANGES[:-2] for code in range(first, last + 1)}
_SIGNS = re.compile(
    "[" + "".join(f"{chr(first)}-{chr(last)}" for _, first, last in _RANGES) + "\ud800-\udfff]"
)
_BLANKS = re.compile(r"[ \t\r\n\u2028\u2029\u0085]+")
_WORD = re.compile(r"\w+")
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "HEBREW", "ARABIC")


@dataclass(frozen=True)
class Clean:
    """A source after the quarantine, and what was taken out of it."""

    source: SourceText
    stripped: tuple[StrippedSigns, ...]
    findings: tuple[Finding, ...]
    letters: int


def clean_source(source: SourceText, limits: Limits) -> Clean:
    """Fold a source to NFKC without invisible signs; says what was taken out and what is odd."""
    counts: Counter[str] = Counter()
    first: dict[str, str] = {}
    lines = tuple(_clean_line(one, counts, first) for one in source.lines)
    stripped = tuple(
        StrippedSigns(file=source.file, place=first[kind], kind=kind, count=counts[kind])
        for kind in sorted(counts)
    )
    letters = sum(len(one.text) for one in lines)
    kept = source.model_copy(update={"lines": lines})
    findings = (*_too_long(source.file, letters, limits), *_mixed(source.file, lines))
    return Clean(kept, stripped, findings, letters)


def plain_text(text: str) -> str:
    """Fold one text as the quarantine does, without counting."""
    return fold_text(text, Counter())


def fold_text(text: str, counts: Counter[str]) -> str:
    """Take out what nobody sees, fold to NFKC, make white space one blank; count what went."""

    def drop(found: re.Match[str]) -> str:
        counts[_KINDS.get(ord(found[0]), "invisible")] += 1
        return ""

    bare = text if text.isascii() and text.isprintable() else _SIGNS.sub(drop, text)
    folded = bare if bare.isascii() else _SIGNS.sub("", unicodedata.normalize("NFKC", bare))
    return _BLANKS.sub(" ", folded).strip()


def mixed_script(word: str) -> bool:
    """Say whether a word mixes letters of scripts that look alike."""
    if word.isascii():
        return False
    names = {unicodedata.name(one, "").partition(" ")[0] for one in word if one.isalpha()}
    return len(names & set(_SCRIPTS)) > 1


def _clean_line(line: TextLine, counts: Counter[str], first: dict[str, str]) -> TextLine:
    found: Counter[str] = Counter()
    cells = tuple(fold_text(one, found) for one in line.cells)
    text = " | ".join(cells) if cells else fold_text(line.text, found)
    speaker = fold_text(line.speaker, found)
    for kind in found:
        first.setdefault(kind, line.place)
    counts.update(found)
    return line.model_copy(update={"text": text, "cells": cells, "speaker": speaker})


def _too_long(file: str, letters: int, limits: Limits) -> Iterator[Finding]:
    if letters > limits.letters:
        yield Finding(
            id="intake-too-long",
            where=file,
            message=f'"{file}" holds {letters:,} letters; at most {limits.letters:,} are read.',
            remedy="Give the parts that state needs, terms and rules of the tender.",
        )


def _mixed(file: str, lines: Iterable[TextLine]) -> Iterator[Finding]:
    """Name each word whose letters come from two scripts: it may not be the name it looks like."""
    seen: set[str] = set()
    for line in lines:
        if line.text.isascii():
            continue
        for word in _WORD.findall(line.text):
            if word not in seen and mixed_script(word):
                seen.add(word)
                yield Finding(
                    id="mixed-script",
                    severity="warning",
                    where=f"{file}: {line.place}",
                    message=f'"{word}" mixes letters of two scripts that look alike.',
                    remedy="Compare it with the name you know before you take it over.",
                )

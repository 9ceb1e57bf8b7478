"""Words, signs and marks that must not stand in a text of the knowledge."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from proposalkit.knowledge.fault_words import subject
from proposalkit.knowledge.lint_table import Lint, LintTable
from proposalkit.model.finding import Finding

Place = Callable[[int], str]
"""Gives `file:line:column` of an offset in the text that is checked."""

_MARKS = re.compile(r"\*\*|__|`|\]\(|^#+ |^[-*] |^\||<[a-z/]", re.MULTILINE)
_NUMBER = re.compile(r"([0-9]+)\. ")
_PARAGRAPH = re.compile(r"(?:^|\n[ ]*\n)[ \n]*(?=\S)")


def lint_clause_text(text: str, place: Place, lints: LintTable) -> Iterator[Finding]:
    """Check a contract text: banned words and signs, no Markdown, paragraphs numbered in order."""
    yield from lint_words(text, place, (*lints.clause_words, *lints.buyer_words))
    yield from lint_signs(text, place, lints)
    for found in _MARKS.finditer(text):
        yield Finding(
            id="markdown-mark",
            where=place(found.start()),
            message=f'"{found[0].strip()}" is a Markdown mark.',
            remedy="Write plain text; contract texts have no formatting.",
        )
    yield from _lint_numbers(text, place)


def lint_buyer_text(text: str, place: Place, lints: LintTable) -> Iterator[Finding]:
    """Check a text a buyer reads: words of the house and forbidden signs."""
    yield from lint_words(text, place, lints.buyer_words)
    yield from lint_signs(text, place, lints)


def lint_words(text: str, place: Place, words: Iterable[Lint]) -> Iterator[Finding]:
    """Find banned words, also with an ending such as -s or -d."""
    for lint in words:
        spaced = re.escape(lint.word).replace(r"\ ", r"\s+")
        for found in re.finditer(rf"\b{spaced}(?:s|d|es|ed|ing)?\b", text, re.IGNORECASE):
            yield Finding(
                id="banned-word",
                where=place(found.start()),
                message=f"{subject(found[0])} must not stand in this text.",
                remedy=lint.instead,
            )


def lint_signs(text: str, place: Place, lints: LintTable) -> Iterator[Finding]:
    """Find characters that fonts, copies or searches lose."""
    for sign in lints.signs:
        for found in re.finditer(re.escape(sign.character), text):
            shown = f'"{sign.character}" ' if sign.character.isprintable() else ""
            yield Finding(
                id="banned-sign",
                where=place(found.start()),
                message=f"The character {shown}({sign.code}) must not stand in this text.",
                remedy=sign.instead,
            )


def _lint_numbers(text: str, place: Place) -> Iterator[Finding]:
    expected = 1
    for found in _PARAGRAPH.finditer(text):
        rest = text[found.end() :]
        if rest.startswith(("{{", "(")):
            continue
        number = _NUMBER.match(rest)
        if number is None or int(number[1]) != expected:
            yield Finding(
                id="numbering",
                where=place(found.end()),
                message=f'This paragraph starts with "{rest.split()[0]}".',
                remedy=f'Start it with "{expected}."; paragraphs are numbered in order.',
            )
            expected = int(number[1]) if number else expected
        expected += 1

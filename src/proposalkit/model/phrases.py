"""Phrases in a text, matched by their words; nothing is understood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*\*?|[^\W\d_]+\*?|[%€$£]")


class Token(NamedTuple):
    """One word, figure or sign: folded, and as it was written."""

    word: str
    raw: str


Span = tuple[int, int]


def tokens_of(text: str) -> tuple[Token, ...]:
    """Part a text into words, figures and signs; a possessive ending is dropped."""
    plain = re.sub(r"['\u2019]s\b", "", unicodedata.normalize("NFKC", text))
    found = (one.rstrip("*") for one in _TOKEN.findall(plain))
    return tuple(Token(one.casefold(), one) for one in found)


class Lexicon:
    """Phrases of one kind; `delet*` stands for every word that begins so."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_letter: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            parts = tuple(_part(one) for one in _TOKEN.findall(phrase))
            self._by_letter.setdefault(parts[0][0].casefold(), []).append(parts)

    def spans(self, tokens: Sequence[Token]) -> tuple[Span, ...]:
        """Give where its phrases stand, the longest at each place."""
        found: list[Span] = []
        for start, token in enumerate(tokens):
            phrases = self._by_letter.get(token.word[0], ())
            longest = max((len(one) for one in phrases if _stands(one, tokens, start)), default=0)
            if longest:
                found.append((start, start + longest))
        return tuple(found)

    def covered(self, tokens: Sequence[Token]) -> set[int]:
        """Give the places of all tokens in its phrases."""
        return {place for start, end in self.spans(tokens) for place in range(start, end)}


def _part(text: str) -> str:
    return text if text.isupper() and len(text) > 1 else text.casefold()


def _stands(parts: tuple[str, ...], tokens: Sequence[Token], start: int) -> bool:
    if start + len(parts) > len(tokens):
        return False
    return all(_is(part, tokens[start + n]) for n, part in enumerate(parts))


def _is(part: str, token: Token) -> bool:
    if part.endswith("*"):
        return token.word.startswith(part[:-1])
    return part == (token.raw if part.isupper() and len(part) > 1 else token.word)

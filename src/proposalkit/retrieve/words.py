"""Cuts a text into what the index counts: word stems, and groups of four letters inside words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from Stemmer import Stemmer

_WORD = re.compile(r"[^\W_]+")
_BLANKS = {code: " " for code in range(128) if not chr(code).isalnum()}

_STOP_WORDS = """
a about all also an and any are as at be because been both but by can could did do does done
each every for from had has have he her his how i if in into is it its may me might more most
much must my no nor not of on once one only or other our out own over s same she should so some
such t than that the their them then there these they this those through to too under until up
us very was we were what when where which while who whom why will with within without would you
your
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Words that say nothing about the subject of a sentence."""

DEFAULT_LANGUAGE = "english"
_LONGEST = 64
"""Letters of one word that are read; a longer run of letters is no word of any language."""


def words(text: str) -> list[str]:
    """Give the words of a text in small letters, in order, without stop words."""
    return [word[:_LONGEST] for word in _cut(text) if word not in STOP_WORDS]


def distinct_stems(text: str) -> frozenset[str]:
    """Give what `stems` gives, each once and in no order: several times as quick."""
    return frozenset(map(stem, {*_cut(text)} - STOP_WORDS))


def _cut(text: str) -> list[str]:
    """Cut at every sign that is no letter and no digit; in plain ASCII without a pattern."""
    if text.isascii():
        return text.lower().translate(_BLANKS).split()
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


@lru_cache(maxsize=200_000)
def stem(word: str, language: str = DEFAULT_LANGUAGE) -> str:
    """Cut the endings of a word with the Snowball rules of its language."""
    return str(_stemmer(language).stemWord(word[:_LONGEST]))


@lru_cache(maxsize=8)
def _stemmer(language: str) -> Stemmer:
    from Stemmer import Stemmer

    return Stemmer(language)


def stems(text: str, language: str = DEFAULT_LANGUAGE) -> list[str]:
    """Give the stems of the words of a text, in order."""
    return [stem(word, language) for word in words(text)]


def tokens(text: str, language: str = DEFAULT_LANGUAGE) -> list[str]:
    """Give stems and letter groups of a text: the groups find word parts and other languages."""
    found = words(text)
    return [stem(word, language) for word in found] + [
        part for word in found for part in letter_groups(word)
    ]


def letter_groups(word: str) -> list[str]:
    """Give the groups of four letters of a word, its ends marked by a blank."""
    padded = f" {word} "
    return [f"#{padded[start : start + 4]}" for start in range(max(1, len(padded) - 3))]

"""Cuts a text into what the index counts: word stems, and groups of four letters inside words."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")

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

_ENDINGS = ("ings", "edly", "ing", "ed", "es", "ly", "s")


def words(text: str) -> list[str]:
    """Give the words of a text in small letters, in order, without stop words."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return [word for word in _WORD.findall(folded) if word not in STOP_WORDS]


def stem(word: str) -> str:
    """Cut the common English endings, so that `counted` and `counts` meet; other words stay."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = _undouble(word[: -len(ending)]) if ending[0] in "ie" else word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def stems(text: str) -> list[str]:
    """Give the stems of the words of a text, in order."""
    return [stem(word) for word in words(text)]


def tokens(text: str) -> list[str]:
    """Give stems and letter groups of a text: the groups find word parts and other languages."""
    found = words(text)
    return [stem(word) for word in found] + [part for word in found for part in _groups(word)]


def _undouble(word: str) -> str:
    """Take back the doubled letter of `planning`, but not that of `selling` or `passing`."""
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        return word[:-1]
    return word


def _groups(word: str) -> list[str]:
    padded = f" {word} "
    return [f"#{padded[start : start + 4]}" for start in range(max(1, len(padded) - 3))]

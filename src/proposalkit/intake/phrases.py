"""Words of the rules in a text: whole words, or beginnings of words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from proposalkit.model.tender_rules import Groups

WHOLE = "!"
"""Stands behind a word of the rules that is meant whole, not as a beginning."""
GAP = " ... "
"""Stands for other words of the same sentence: `ist ... zu`."""
_BETWEEN = r"(?!\w)[^.;:?!]{1,90}?(?<!\w)"


def find_word(words: tuple[str, ...], text: str) -> re.Match[str] | None:
    """Find the first of some beginnings of words in a text."""
    if not words or not _may_stand(words, text):
        return None
    return _pattern(words, "").search(text)


def find_words(words: tuple[str, ...], text: str) -> Iterator[re.Match[str]]:
    """Find all of them."""
    if words and _may_stand(words, text):
        yield from _pattern(words, "").finditer(text)


def starts_with(words: tuple[str, ...], text: str) -> bool:
    """Say whether a text starts with one of some beginnings of words."""
    return bool(words) and _pattern(words, "").match(text) is not None


def has_whole_word(words: tuple[str, ...], text: str) -> bool:
    """Say whether one of some words or phrases stands whole in a text."""
    if not words or not _may_stand(words, text):
        return False
    return _pattern(words, WHOLE).search(text) is not None


def has_words(text: str, groups: Groups) -> re.Match[str] | None:
    """Give the match of the first group when a text has a word of every group."""
    low = text.casefold()
    if not all(any(one in low for one in _bare(words)) for words in groups):
        return None
    found = [_pattern(words, "").search(text) for words in groups]
    return found[0] if found and all(found) else None


def _may_stand(words: tuple[str, ...], text: str) -> bool:
    """Look for the bare letters first: far quicker than the pattern, and mostly the answer."""
    low = text.casefold()
    return any(one in low for one in _bare(words))


@cache
def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one.removesuffix(WHOLE).partition(GAP)[0].casefold() for one in words)


@cache
def _pattern(words: tuple[str, ...], all_whole: str) -> re.Pattern[str]:
    some = "|".join(
        (r"(?<!\w)" if one[0].isalnum() else "")
        + _BETWEEN.join(re.escape(part) for part in one.removesuffix(WHOLE).split(GAP))
        + (r"(?!\w)" if all_whole or one.endswith(WHOLE) else "")
        for one in sorted(words, key=len, reverse=True)
    )
    return re.compile(some, re.IGNORECASE)

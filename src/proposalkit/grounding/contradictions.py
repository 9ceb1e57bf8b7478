"""Finds what a sentence says against a clause of the kit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from proposalkit.grounding.lexicon import Lexicon
from proposalkit.grounding.reading import Reading
from proposalkit.model.grounding import Contradiction, Words
from proposalkit.model.proof import FactValue

_DENIALS = frozenset(
    ("not", "no", "none", "nobody", "nothing", "never", "neither", "nor", "without")
)


def contradicted(
    sentence: Reading, facts: Mapping[str, FactValue], lexicon: Lexicon
) -> Contradiction | None:
    """Give the first rule by which a sentence denies what a clause of the kit states."""
    lowered = sentence.text.lower()
    for rule in lexicon.rules.contradictions:
        if rule.fact in facts and _touches(lowered, rule.words):
            if rule.value is None:
                if _other_number(sentence, facts[rule.fact]):
                    return rule
            elif facts[rule.fact] == rule.value and _turned(sentence, rule.sentence):
                return rule
    return None


def _touches(lowered: str, groups: tuple[Words, ...]) -> bool:
    return all(_beginnings(group).search(lowered) for group in groups)


@lru_cache(maxsize=1024)
def _beginnings(words: Words) -> re.Pattern[str]:
    """Find beginnings of words; an entry of three letters or fewer is a whole word."""
    beginnings = (re.escape(one) + ("" if len(one) > 3 else r"(?![^\W_])") for one in words)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(beginnings)})")


def begins(words: Words, text: str) -> str | None:
    """Give the first of some beginnings of words that stands in a text."""
    found = _beginnings(words).search(text.lower())
    return found[0] if found else None


def _turned(sentence: Reading, wanted: str) -> bool:
    denies = any(one.kind == "critical" and one.key in _DENIALS for one in sentence.tokens)
    return wanted == "either" or denies == (wanted == "denies")


def _other_number(sentence: Reading, value: FactValue) -> bool:
    numbers = [one.key.split()[1] for one in sentence.of("atom") if not one.key.startswith("{{")]
    return bool(numbers) and str(value) not in numbers

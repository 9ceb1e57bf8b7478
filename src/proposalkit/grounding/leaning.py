"""Knows the sentences that lean on the one before them, by their first words."""

from __future__ import annotations

from proposalkit.grounding.lexicon import Lexicon
from proposalkit.model.draft import SourceSentence

_NO_POINTS = str.maketrans("", "", ".,:;'\"")


def leans_on(
    source: SourceSentence, sources: tuple[SourceSentence, ...], lexicon: Lexicon
) -> SourceSentence | None:
    """Give the sentence that another one leans on; None when it stands by itself."""
    leaning = leaning_start(source.text, lexicon)
    return sentence_before(source, sources) if leaning is not None else None


def leaning_start(text: str, lexicon: Lexicon) -> str | None:
    """Give the first words of a sentence that lean on the one before; None when none do."""
    begin = f"{text[:60].lower()} ".translate(_NO_POINTS).lstrip()
    return next((one.strip() for one in lexicon.leaning if begin.startswith(one)), None)


def sentence_before(
    base: SourceSentence, sources: tuple[SourceSentence, ...]
) -> SourceSentence | None:
    """Give the sentence listed before another one, of the same passage; None at its beginning."""
    at = sources.index(base)
    one = sources[at - 1] if at else None
    same = one is not None and (one.kind, one.item) == (base.kind, base.item)
    return one if same else None

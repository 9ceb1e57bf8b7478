"""The guards over what is small: a word that shades, a word that joins, one or many, a comma."""

from __future__ import annotations

from collections import Counter

from proposalkit.grounding.claim import Claim, quoted
from proposalkit.grounding.commas import strange_comma
from proposalkit.grounding.one_or_many import changed_count
from proposalkit.grounding.reading import joining_words


def left_out_or_added(claim: Claim) -> str | None:
    """Refuse a word that shades what stands behind it, left out or added."""
    for fit in claim.fits:
        said, held = (
            Counter(one.key for one in side.of("kept")) for side in (fit.claim, fit.source)
        )
        odd = (said - held) + (held - said)
        if odd:
            return f"{quoted(list(odd))} was added or left out."
    return None


def joint_lost(claim: Claim) -> str | None:
    """Refuse a sentence that has fewer words that join than its source."""
    for fit in claim.fits:
        said, held = (joining_words(side, claim.lexicon) for side in (fit.claim, fit.source))
        if len(said) < len(held):
            lost = list((Counter(held) - Counter(said)).elements())
            return f"{quoted(lost)} is lost, and with it what joins two words."
    return None


def one_or_many(claim: Claim) -> str | None:
    """Refuse one thing where the source has many, and the other way round."""
    for fit in claim.fits:
        odd = changed_count(fit, claim.lexicon)
        if odd is not None:
            return f'"{odd}" is one where the source has many, or many where it has one.'
    return None


def comma(claim: Claim) -> str | None:
    """Refuse a comma that turns the sentence."""
    for fit in claim.fits:
        odd = strange_comma(fit.claim.text, fit.source.text, claim.lexicon)
        if odd is not None:
            return f'"{odd}" has a comma that the source has not, or lacks one.'
    return None

"""Finds a thing that became many, or many that became one: "the limit" is not "the limits"."""

from __future__ import annotations

from proposalkit.grounding.alignment import Alignment
from proposalkit.grounding.lexicon import Lexicon
from proposalkit.grounding.reading import BEARING, Reading


def changed_count(fit: Alignment, lexicon: Lexicon) -> str | None:
    """Give the first thing that is one here and many in the source, or the other way round.

    Only where both name it with an article or its like: "an invoice" may become "invoices", which
    says the same of each.
    """
    for one, two in fit.pairs:
        here, there = fit.claim.bearing[one].text, fit.source.bearing[two].text
        named = _is_named(fit.claim, one, lexicon) and _is_named(fit.source, two, lexicon)
        if named and _differ(here.lower(), there.lower()):
            return here
    return None


def _differ(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long in (f"{short}s", f"{short}es", f"{short.removesuffix('y')}ies")


def _is_named(reading: Reading, place: int, lexicon: Lexicon) -> bool:
    """Say whether an article stands right before a bearing word; before a verb there is none."""
    at = [n for n, token in enumerate(reading.tokens) if token.kind in BEARING][place]
    return at > 0 and reading.tokens[at - 1].text.lower() in lexicon.rules.articles

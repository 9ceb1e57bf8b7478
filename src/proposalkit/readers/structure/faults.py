"""Short spellings for what the checks of this room hand back: a finding and its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from proposalkit.model.finding import Finding

MOST_OF_ONE_KIND = 20
MAKE_AGAIN = "Make the PDF again with `proposalkit generate`."
BARE_LINK = "Keep the text of a link bare in its `<a>` element, without elements or images in it."


def fault(kind: str, where: str, message: str, remedy: str = MAKE_AGAIN) -> Finding:
    """Give an error finding; `kind` is its stable id."""
    return Finding(id=kind, where=where, message=message, remedy=remedy)


def on_page(number: int, thing: str = "") -> str:
    """Name a place on a page, as `page 3, annotation 2`."""
    return f"page {number}, {thing}" if thing else f"page {number}"


def keep_readable(findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], int]:
    """Drop repeats and all after the first twenty of one kind; give the rest and how many went."""
    seen: Counter[str] = Counter()
    kept: list[Finding] = []
    dropped = 0
    for finding in dict.fromkeys(findings):
        seen[finding.id] += 1
        if seen[finding.id] > MOST_OF_ONE_KIND:
            dropped += 1
        else:
            kept.append(finding)
    return tuple(kept), dropped

"""How a cause is put into words: what shows it best, and names in a row."""

from __future__ import annotations

from collections.abc import Sequence

from proposalkit.model.finding import Finding, Said


def leading(findings: Sequence[Finding]) -> tuple[str, tuple[Said, ...], str]:
    """Take what shows the change best: a missing page, a number, the words around it."""
    shown = [findings[0]]
    for id_ in ("page-missing", "number-not-in-data", "page-text-differs", "value-not-on-page"):
        first = next((one for one in findings if one.id == id_), None)
        if first is not None:
            beside = (one for one in findings if one.where == first.where)
            words = [one for one in beside if one.id == "page-text-differs"]
            shown = [first, *(words[:1] if id_ == "number-not-in-data" else [])]
            break
    said = tuple(Said(who=one.where, text=one.message) for one in shown)
    return shown[0].where, said, shown[0].remedy


def listed(names: Sequence[str]) -> str:
    """Put names in a row, the last after "and"."""
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} and {names[-1]}"

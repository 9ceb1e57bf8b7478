"""What every conflict says when it has found a clash."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TypeAlias

from proposalkit.clauses.drafted import Prover, Terms, Texts
from proposalkit.model.finding import Finding, Severity

Standing: TypeAlias = Callable[[Texts, Prover], Iterator[Finding]]
"""A conflict of texts with each other or with the profile: it needs no deal."""

OfADeal: TypeAlias = Callable[[Terms], Iterator[Finding]]
"""A conflict that needs the deal as well."""


def clash(id_: str, severity: Severity, where: str, message: str, remedy: str) -> Finding:
    """Make the finding of a conflict: an error is refused, a warning becomes a blocker."""
    return Finding(id=id_, severity=severity, where=where, message=message, remedy=remedy)


def phrases(
    texts: Texts, side: Prover, id_: str, but: Collection[str] = ()
) -> Iterator[tuple[str, str]]:
    """Give clause and phrase of each text that holds a phrase of a guard or conflict."""
    for one, phrase in texts.saying(side.clash_words.get(id_, ())):
        if one.clause.id not in but:
            yield one.clause.id, phrase

"""What the documents a buyer gets have in common, so that one check serves them all."""

from __future__ import annotations

from typing import Protocol

from proposalkit.model.proof import Claim, Clause, Evidence


class WithClauses(Protocol):
    """A document with contract texts."""

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Give the texts in the order of the schedule."""


class WithClaims(WithClauses, Protocol):
    """A document with claims, and what binds or proves them."""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Give the claims."""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Give what proves them."""
